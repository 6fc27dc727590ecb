import type { BusinessDay } from '../time/day'

/** Numbers orders that have none, by their customer, the day and their place among that day's in the order of the file: the same however often it is read. */
export class DayNumbers {
  private readonly counts = new Map<string, number>()

  /** @param daysMax so many days of customers are told apart */
  constructor(private readonly daysMax: number) {}

  /** The number of the next order; undefined where there are too many days of customers to tell apart. */
  next(customer: string, day: BusinessDay): string | undefined {
    const name = `${day.replaceAll('-', '')}-${customer}`
    const count = (this.counts.get(name) ?? 0) + 1
    if (count === 1 && this.counts.size >= this.daysMax) return undefined
    this.counts.set(name, count)
    return `${name}-${count}`
  }
}
