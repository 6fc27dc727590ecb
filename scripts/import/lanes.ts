/** Orders booked at the same time, and how many may wait behind them. */
const LANES = 8
const OPEN_MAX = 256

/** Does work in eight lanes: what belongs to one member stays in one lane and in order. */
export class Lanes {
  private readonly tails: Promise<void>[] = Array.from({ length: LANES }, () => Promise.resolve())
  private readonly open = new Set<number>()
  private readonly waiting: (() => void)[] = []
  private failure: { readonly error: unknown } | undefined
  private latest = 0

  /** Everything up to this row is done, and nothing behind a failure counts. */
  get done(): number {
    const [first] = this.open
    return first === undefined ? this.latest : first - 1
  }

  /** A row that needs no work, or was done before. */
  pass(number: number): void {
    this.latest = number
  }

  /** Takes work for a row; waits while too much is open. Throws what earlier work has failed with. */
  async add(number: number, member: string, work: () => Promise<void>): Promise<void> {
    while (this.open.size >= OPEN_MAX && this.failure === undefined) await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.throwFailure()
    this.latest = number
    this.open.add(number)
    const lane = laneOf(member)
    this.tails[lane] = (this.tails[lane] ?? Promise.resolve()).then(() => this.attempt(number, work))
  }

  async finish(): Promise<void> {
    await Promise.all(this.tails)
    this.throwFailure()
  }

  private async attempt(number: number, work: () => Promise<void>): Promise<void> {
    if (this.failure !== undefined) return
    try {
      await work()
      this.open.delete(number)
    } catch (error) {
      this.failure ??= { error }
    }
    for (const wake of this.waiting.splice(0)) wake()
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error
  }
}

function laneOf(member: string): number {
  let hash = 0
  for (let i = 0; i < member.length; i++) hash = (hash * 31 + member.charCodeAt(i)) % 1_000_003
  return hash % LANES
}
