import type { SortOrder } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'

/** A place in a list as an opaque text. What it names is always looked up within the caller's own partition. */
export const cursorOf = (place: string, order?: SortOrder): string => Buffer.from(markOf(order) + place, 'utf8').toString('base64url')

/** Reads a cursor that has the form `pattern` and was made in the same order. Refuses with `invalid_input`. */
export function placeIn(cursor: string | undefined, pattern: RegExp, order?: SortOrder): string | undefined {
  if (cursor === undefined) return undefined
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const place = text.slice(markOf(order).length)
  if (!text.startsWith(markOf(order)) || !pattern.test(place)) throw new Refusal('invalid_input', { field: 'cursor' })
  return place
}

/** A list that can be read from both ends says in its cursors from which: pages of two orders are never mixed. */
const markOf = (order: SortOrder | undefined): string => (order === undefined ? '' : `${order} `)
