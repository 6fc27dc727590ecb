import { addDays, type BusinessDay, daysBetween } from '../time/day'
import { type Dimension, type FigureName, figures, nameOf } from './figures'
import type { Sheet } from './sheet'

/** A figure over days: one line for each id of its dimension, or one with no id. */
export interface Series {
  readonly id: string | null
  /** One for each day, in their order. */
  readonly values: readonly number[]
  /** Of a flow the sum of the days; of a level the last value. */
  readonly total: number
}

type DaySums = Pick<Sheet, 'day' | 'sums'>

export const daysFrom = (from: BusinessDay, to: BusinessDay): readonly BusinessDay[] => Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i))

/** A figure day by day from the sheets that tell it; for a level these must begin with the first day of all. Those of the largest total come first. */
export function seriesOf(figure: FigureName, by: Dimension, days: readonly BusinessDay[], sheets: readonly DaySums[]): readonly Series[] {
  const isLevel = figures[figure].kind === 'level'
  const byDay = new Map(sheets.map(({ day, sums }) => [day, sums]))
  const names = by === 'all' ? [nameOf(figure, 'all')] : namesOf(nameOf(figure, by), sheets)
  const lines = names.map((name) => {
    let before = isLevel ? sheets.filter(({ day }) => day < (days[0] ?? '')).reduce((sum, { sums }) => sum + (sums[name] ?? 0), 0) : 0
    const values = days.map((day) => {
      const change = byDay.get(day)?.[name] ?? 0
      before = isLevel ? before + change : 0
      return isLevel ? before : change
    })
    const total = isLevel ? (values.at(-1) ?? 0) : values.reduce((sum, value) => sum + value, 0)
    return { id: by === 'all' ? null : name.slice(nameOf(figure, by).length), values, total }
  })
  return by === 'all' ? lines : lines.filter(({ values }) => values.some((value) => value !== 0)).sort((a, b) => b.total - a.total || (String(a.id) < String(b.id) ? -1 : 1))
}

const namesOf = (beginning: string, sheets: readonly DaySums[]): readonly string[] => [...new Set(sheets.flatMap(({ sums }) => Object.keys(sums).filter((name) => name.startsWith(beginning))))]

/** The sums of several days together. */
export function together(sheets: readonly DaySums[]): Readonly<Record<string, number>> {
  const all: Record<string, number> = {}
  for (const { sums } of sheets) for (const [name, amount] of Object.entries(sums)) all[name] = (all[name] ?? 0) + amount
  return all
}
