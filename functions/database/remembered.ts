import type { Clock } from '../clock'

/** A value that changes rarely, read again when it is older than `forMs`. Many askers at once share one read; a failed read is not kept. */
export class Remembered<T> {
  private value: Promise<T> | undefined
  private readAt = 0

  constructor(
    private readonly clock: Clock,
    private readonly forMs: number,
    private readonly read: () => Promise<T>,
  ) {}

  get(): Promise<T> {
    const now = this.clock.now()
    if (this.value === undefined || Math.abs(now - this.readAt) > this.forMs) {
      const reading = this.read()
      this.value = reading
      this.readAt = now
      reading.catch(() => {
        if (this.value === reading) this.value = undefined
      })
    }
    return this.value
  }

  forget(): void {
    this.value = undefined
  }
}
