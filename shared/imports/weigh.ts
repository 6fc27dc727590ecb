import type { UndoWeight } from './imports.api'

/** What undoing would do, added up over chunks: of all `points`, so many are spent already and would be owed. */
export interface Weighed {
  readonly points: number
  readonly debt: number
  readonly lapsed: number
  readonly left: Readonly<Record<string, { readonly available: number; readonly pending: Readonly<Record<string, number>> }>>
}

export const nothingWeighed: Weighed = { points: 0, debt: 0, lapsed: 0, left: {} }

/** Adds a chunk. A member who stands in several rows has their points only once. */
export function weigh(before: Weighed, { items, lapsed }: { readonly items: readonly UndoWeight[]; readonly lapsed: number }): Weighed {
  const left = { ...before.left }
  let [points, debt] = [before.points, before.debt]
  for (const { memberId, points: wanted, pendingLot, pendingPoints, available } of items) {
    const known = left[memberId] ?? { available, pending: {} }
    const inPending = pendingLot === null ? 0 : (known.pending[pendingLot] ?? pendingPoints)
    const fromPending = Math.min(inPending, wanted)
    const fromAvailable = Math.min(known.available, wanted - fromPending)
    points += wanted
    debt += wanted - fromPending - fromAvailable
    left[memberId] = { available: known.available - fromAvailable, pending: pendingLot === null ? known.pending : { ...known.pending, [pendingLot]: inPending - fromPending } }
  }
  return { points, debt, lapsed: before.lapsed + lapsed, left }
}
