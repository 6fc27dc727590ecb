import * as z from 'zod'
import { VoucherId } from '../../../../shared/api/ids'
import { operationId } from '../../operation'
import { memberSignedIn } from '../../session'
import { forget, readStored, store } from '../../storage'

/** An exchange that was sent and not yet answered: it may have gone through. */
const Unanswered = z.object({ id: VoucherId, pricePoints: z.number().int(), memberId: z.string() })
export type Unanswered = z.infer<typeof Unanswered>

const nameOf = (rewardId: string) => `exchange.${rewardId}`

/** This member's unanswered exchange of a reward; survives leaving the page and closing WeChat. */
export function unansweredOf(rewardId: string): Unanswered | undefined {
  const kept = readStored(nameOf(rewardId), Unanswered)
  return kept?.memberId === memberSignedIn() ? kept : undefined
}

/** What to send: the unanswered exchange again, exactly as it was, or else a new one that is kept from now on. */
export function exchangeToSend(rewardId: string, pricePoints: number): Unanswered {
  const before = unansweredOf(rewardId)
  if (before) return before
  const fresh = { id: operationId('voucher'), pricePoints, memberId: memberSignedIn() ?? '' }
  store(nameOf(rewardId), fresh)
  return fresh
}

export function answered(rewardId: string): void {
  forget(nameOf(rewardId))
}
