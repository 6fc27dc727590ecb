import { keys } from '../../functions/database/keys'
import { adjustmentOf } from '../../functions/points/adjustments.repository'
import type { Database } from '../../functions/database/client'
import { getAll, type Item } from '../../functions/database/read'
import { entryOf } from '../../functions/points/points.repository'
import type { MemberBooks } from './partition'
import { text } from './text'

const say = text.breach

/** Corrections by hand: each entry has its record, which says whose points were corrected and by how many. */
export async function adjustmentBreaches(database: Database, { memberId, entries }: MemberBooks): Promise<string[]> {
  const adjusted = entries.map(({ entry }) => entry).filter(({ type }) => type === 'adjust')
  if (adjusted.length === 0) return []
  const found = await getAll(database, adjusted.map(({ operationId = '' }) => keys.adjustment(operationId)))
  return adjusted.flatMap(({ number, points }, place) => {
    const record = found[place] && adjustmentOf(found[place])
    if (record === undefined) return [say.adjustmentMissing(memberId, number)]
    return record.memberId === memberId && record.entry === number && record.points === points ? [] : [say.adjustmentOther(record.id, record.points, memberId, points)]
  })
}

/** Records of corrections of which there is no entry. */
export async function adjustmentItemBreaches(database: Database, items: readonly Item[]): Promise<string[]> {
  const records = items.map(adjustmentOf)
  const found = await getAll(database, records.map(({ memberId, entry }) => keys.entry(memberId, entry)))
  return records.filter(({ id }, place) => found[place] === undefined || entryOf(found[place]).operationId !== id).map(({ id, memberId }) => say.adjustmentUnbooked(id, memberId))
}
