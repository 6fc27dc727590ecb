import { addDays, type BusinessDay } from '../../shared/time/day'

/**
 * The ledger once more, as simply as it can be said: a heap of single points, each with a place and a last good day. Nothing here
 * is fast, nothing is shared with the product but the calendar.
 */
interface Point {
  place: 'available' | 'pending' | 'held'
  expiresOn: string
  usableFrom: string
  hold: string
}

export interface Spent {
  readonly expiresOn: string
  readonly count: number
}

const soonestFirst = (a: Point, b: Point): number => (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : 0)

export class Model {
  private points: Point[] = []
  debt = 0
  private day: BusinessDay

  constructor(today: BusinessDay) {
    this.day = today
  }

  /** Lets one day after the other pass; on each, what lapsed the evening before goes, then what becomes usable comes. */
  passTo(today: BusinessDay): void {
    this.lapse()
    while (this.day < today) {
      this.day = addDays(this.day, 1)
      this.lapse()
      this.settle()
    }
  }

  private lapse(): void {
    this.points = this.points.filter((point) => point.place !== 'available' || point.expiresOn === 'never' || point.expiresOn >= this.day)
  }

  private settle(): void {
    for (const point of this.points.filter(({ place, usableFrom }) => place === 'pending' && usableFrom <= this.day).sort(soonestFirst)) {
      this.points.splice(this.points.indexOf(point), 1)
      this.arrive(point.expiresOn)
    }
  }

  /** One point comes: it pays a point of debt, or is available. */
  private arrive(expiresOn: string): void {
    if (this.debt > 0) this.debt -= 1
    else this.points.push({ place: 'available', expiresOn, usableFrom: '', hold: '' })
  }

  earn(count: number, expiresOn: string, usableFrom?: BusinessDay): void {
    for (let i = 0; i < count; i++) {
      if (usableFrom !== undefined && usableFrom > this.day) this.points.push({ place: 'pending', expiresOn, usableFrom, hold: '' })
      else this.arrive(expiresOn)
    }
  }

  spend(count: number): readonly Spent[] {
    const taken = this.of('available').sort(soonestFirst).slice(0, count)
    this.points = this.points.filter((point) => !taken.includes(point))
    return [...counted(taken, ({ expiresOn }) => expiresOn)].map(([expiresOn, number]) => ({ expiresOn, count: number }))
  }

  giveBack(spent: readonly Spent[]): void {
    for (const { expiresOn, count } of spent) for (let i = 0; i < count; i++) this.arrive(expiresOn)
  }

  reverse(count: number, expiresOn: string, usableFrom?: BusinessDay): void {
    const rank = (point: Point): number => {
      if (point.place === 'pending') return point.usableFrom === usableFrom && point.expiresOn === expiresOn ? 0 : Number.NaN
      if (point.place === 'held') return Number.NaN
      return point.expiresOn === expiresOn ? 1 : 2
    }
    const taken = this.points.filter((point) => !Number.isNaN(rank(point))).sort((a, b) => rank(a) - rank(b) || soonestFirst(a, b)).slice(0, count)
    this.points = this.points.filter((point) => !taken.includes(point))
    this.debt += count - taken.length
  }

  hold(id: string, count: number): void {
    for (const point of this.of('available').sort(soonestFirst).slice(0, count)) {
      point.place = 'held'
      point.hold = id
    }
  }

  release(id: string): void {
    const back = this.of('held').filter(({ hold }) => hold === id).sort(soonestFirst)
    this.points = this.points.filter((point) => !back.includes(point))
    for (const { expiresOn } of back) this.arrive(expiresOn)
  }

  count(place: Point['place']): number {
    return this.of(place).length
  }

  /** How many points lie in each lot of a place, as the ledger names its lots. */
  lots(place: Point['place']): Readonly<Record<string, number>> {
    const name = { available: (it: Point) => it.expiresOn, pending: (it: Point) => `${it.usableFrom}>${it.expiresOn}`, held: (it: Point) => `${it.hold}>${it.expiresOn}` }
    return Object.fromEntries(counted(this.of(place), name[place]))
  }

  private of(place: Point['place']): Point[] {
    return this.points.filter((point) => point.place === place)
  }
}

function counted(points: readonly Point[], name: (point: Point) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const point of points) counts.set(name(point), (counts.get(name(point)) ?? 0) + 1)
  return counts
}
