import { type IdKind, newId } from '../../shared/api/ids'
import { now } from './clock'

const randomBytes = 16

/**
 * A new id for something that must happen once. Keep it until the answer came and send the same one again on a retry.
 * WeChat has no synchronous source of true randomness; these ids must be unique, not secret.
 */
export function operationId<Kind extends IdKind>(kind: Kind) {
  return newId(kind, now(), Array.from({ length: randomBytes }, () => Math.floor(Math.random() * 256)))
}
