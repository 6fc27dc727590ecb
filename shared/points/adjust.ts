import { Refusal } from '../api/refusal'
import type { Account, ExpiresOn } from './account'
import { earn, type Moment, spend } from './decide'
import type { Draft } from './entry'

/** How many points, up and down, were corrected of a member on the day. */
export const ADJUST_TALLY = 'staff:adjust'

/** A correction by hand. `points` are added, or, where negative, taken back; `text` is what the member reads. */
export interface Adjustment {
  readonly operationId: string
  readonly staffId: string
  readonly points: number
  readonly text: string
  /** The last day that added points are good for. */
  readonly expiresOn: ExpiresOn
}

/** Corrects points by hand. What is added pays debt first; what is taken back is taken soonest-expiring first, and never more than is available: `adjust_too_much`. */
export function adjust(account: Account, { operationId, staffId, points, text, expiresOn }: Adjustment, moment: Moment): Draft {
  const size = Math.abs(points)
  const about = {
    type: 'adjust' as const,
    source: { kind: 'staff' as const, id: staffId },
    operationId,
    facts: { text },
    tallies: [{ key: ADJUST_TALLY, period: moment.today, points: size, times: 1 }],
  }
  if (points > 0) return earn(account, [{ points, expiresOn, usableFrom: moment.today }], about, moment)
  if (account.available < size) throw new Refusal('adjust_too_much', { availablePoints: account.available })
  return spend(account, size, about, moment)
}
