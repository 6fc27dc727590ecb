import { type IdKind, newId } from '../../shared/api/ids'

let aheadMs = 0

/** Follows the server: a desk's own clock may be wrong by hours. `date` has whole seconds. */
export function learnServerTime(date: string | null): void {
  const at = date === null ? Number.NaN : Date.parse(date)
  if (!Number.isNaN(at)) aheadMs = Math.abs(at - Date.now()) < 2_000 ? 0 : at - Date.now()
}

/** Milliseconds since 1970 by the server's clock. */
export const now = (): number => Date.now() + aheadMs

/** A new id, made before a write is sent, so that sending it again is harmless. */
export const freshId = <K extends IdKind>(kind: K) => newId(kind, now(), crypto.getRandomValues(new Uint8Array(16)))
