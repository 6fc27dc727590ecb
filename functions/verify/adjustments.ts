import { keys } from '../database/keys'
import { adjustmentOf } from '../points/adjustments.repository'
import type { Database } from '../database/client'
import { getAll, type Item } from '../database/read'
import { entryOf } from '../points/points.repository'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

/** Corrections by hand: each entry has its record, which says whose points were corrected and by how many. */
export async function adjustmentBreaches(database: Database, { memberId, entries }: MemberBooks): Promise<Breach[]> {
  const adjusted = entries.map(({ entry }) => entry).filter(({ type }) => type === 'adjust')
  if (adjusted.length === 0) return []
  const found = await getAll(database, adjusted.map(({ operationId = '' }) => keys.adjustment(operationId)))
  return adjusted.flatMap(({ number, points }, place) => {
    const record = found[place] && adjustmentOf(found[place])
    if (record === undefined) return [told((say) => say.adjustmentMissing(memberId, number))]
    return record.memberId === memberId && record.entry === number && record.points === points ? [] : [told((say) => say.adjustmentOther(record.id, record.points, memberId, points))]
  })
}

/** Records of corrections of which there is no entry. */
export async function adjustmentItemBreaches(database: Database, items: readonly Item[]): Promise<Breach[]> {
  const records = items.map(adjustmentOf)
  const found = await getAll(database, records.map(({ memberId, entry }) => keys.entry(memberId, entry)))
  return records.filter(({ id }, place) => found[place] === undefined || entryOf(found[place]).operationId !== id).map(({ id, memberId }) => told((say) => say.adjustmentUnbooked(id, memberId)))
}
