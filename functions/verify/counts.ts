/** What is read once, when it is first asked for, and counted on from then; it can be kept and taken up again. */
export class Counts<T> {
  private readonly all: Map<string, Promise<T>>

  constructor(kept: ReadonlyMap<string, T> = new Map()) {
    this.all = new Map([...kept].map(([name, count]) => [name, Promise.resolve(count)]))
  }

  of(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.all.get(name)
    if (known !== undefined) return known
    const reading = read()
    this.all.set(name, reading)
    return reading
  }

  has(name: string): boolean {
    return this.all.has(name)
  }

  async state(): Promise<ReadonlyMap<string, T>> {
    return new Map(await Promise.all([...this.all].map(async ([name, count]) => [name, await count] as const)))
  }
}
