import { Refusal } from '../../shared/api/refusal'

/** A place in a list as an opaque text. What it names is always looked up within the caller's own partition. */
export const cursorOf = (place: string): string => Buffer.from(place, 'utf8').toString('base64url')

/** Reads a cursor that has the form `pattern`. Refuses with `invalid_input`. */
export function placeIn(cursor: string | undefined, pattern: RegExp): string | undefined {
  if (cursor === undefined) return undefined
  const place = Buffer.from(cursor, 'base64url').toString('utf8')
  if (!pattern.test(place)) throw new Refusal('invalid_input', { field: 'cursor' })
  return place
}
