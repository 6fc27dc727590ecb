import type { BusinessDay } from '../time/day'
import type { FigureMove, SheetName } from './figures'

/** Which sheet of which day. */
export interface SheetKey {
  readonly sheet: SheetName
  readonly day: BusinessDay
}

/**
 * The sums of one day, as stored. `open`: up to which step this sheet has counted those whose own mark may not say so yet; it is what
 * makes counting twice do nothing, and is forgotten once the mark has been seen to be as far. `version` grows with every change.
 */
export interface Sheet extends SheetKey {
  readonly version: number
  readonly sums: Readonly<Record<string, number>>
  readonly open: Readonly<Record<string, number>>
}

/** What counting one subject, a member or a redemption, brings: its moves by step, and how far its mark is and will be. */
export interface Counting {
  readonly subject: string
  readonly from: number
  readonly to: number
  readonly steps: readonly { readonly number: number; readonly moves: readonly FigureMove[] }[]
}

export const emptySheet = ({ sheet, day }: SheetKey): Sheet => ({ sheet, day, version: 0, sums: {}, open: {} })

export const sheetName = ({ sheet, day }: SheetKey): string => `${sheet} ${day}`

/** The sheets that countings touch, each once. */
export function sheetsOf(countings: readonly Counting[]): readonly SheetKey[] {
  const found = new Map<string, SheetKey>()
  for (const { steps } of countings) for (const { moves } of steps) for (const { sheet, day } of moves) found.set(sheetName({ sheet, day }), { sheet, day })
  return [...found.values()]
}

/**
 * The sheet after these countings; undefined when it has them all already.
 * @param marks how far each subject that `before` holds open is marked, read after `before` was: what is marked is forgotten
 */
export function added(before: Sheet, countings: readonly Counting[], marks: ReadonlyMap<string, number>): Sheet | undefined {
  const sums: Record<string, number> = { ...before.sums }
  const open = Object.fromEntries(Object.entries(before.open).filter(([subject, number]) => (marks.get(subject) ?? -1) < number))
  let hasChanged = false
  for (const { subject, to, steps } of countings) {
    const done = before.open[subject] ?? -1
    const mine = steps.filter(({ number }) => number > done).flatMap(({ moves }) => moves.filter((move) => move.sheet === before.sheet && move.day === before.day))
    if (mine.length === 0) continue
    for (const { name, amount } of mine) sums[name] = (sums[name] ?? 0) + amount
    open[subject] = to
    hasChanged = true
  }
  return hasChanged ? { ...before, version: before.version + 1, sums, open } : undefined
}
