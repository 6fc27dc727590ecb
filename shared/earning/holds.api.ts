import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { HoldId, MemberId } from '../api/ids'
import { holdStates } from '../points/hold'
import { Instant } from '../time/day'
import { earningApi, MemberRef } from './earning.api'

const { amountFen: BillFen, orderNo: OrderNo } = earningApi.reportOrderPaid.input.shape
const Points = z.number().int().min(1).max(100_000_000)

const HoldView = z.object({
  id: HoldId,
  memberId: MemberId,
  /** `expired` when nobody ended it in time: its points are with the member again. */
  state: z.enum(holdStates),
  billFen: z.number().int(),
  points: z.number().int(),
  /** What the points take off the bill, and what is left to pay in money. */
  offFen: z.number().int(),
  payFen: z.number().int(),
  expiresAt: Instant,
  orderNo: z.string().nullable(),
  refundedPoints: z.number().int(),
})
export type HoldView = z.infer<typeof HoldView>

const HoldReply = z.object({ hold: HoldView, replayed: z.boolean() })
export type HoldReply = z.infer<typeof HoldReply>

/** Paying part of a bill with points: ask, hold, and confirm once the money is there, or cancel. A hold that nobody ends frees itself. */
export const holdsApi = {
  quoteHold: endpoint({
    method: 'POST',
    path: '/holds/quotes',
    who: 'till',
    summary: 'How many points a bill can take now, and what is left to pay. Reserves nothing.',
    input: z.strictObject({ member: MemberRef, billFen: BillFen }),
    reply: z.object({
      memberId: MemberId,
      available: z.number().int(),
      /** The most points the bill takes; fewer are fine, in steps. 0 when points cannot be used. */
      mostPoints: z.number().int(),
      offFen: z.number().int(),
      payFen: z.number().int(),
      stepPoints: z.number().int(),
      fenPerStep: z.number().int(),
      limitedBy: z.enum(['bill', 'points', 'minimum']),
      holdMinutes: z.number().int(),
    }),
    refusals: ['cash_off_not_offered', 'member_not_found', 'account_closed', 'member_frozen', 'code_unreadable', 'code_outdated'],
  }),
  openHold: endpoint({
    method: 'POST',
    path: '/holds',
    who: 'till',
    summary: 'Reserves points for a bill. `id` is made by the till; sending it again answers with the same hold.',
    input: z.strictObject({ id: HoldId, member: MemberRef, billFen: BillFen, points: Points }),
    reply: HoldReply,
    refusals: ['cash_off_not_offered', 'cash_off_bill_small', 'cash_off_limit', 'hold_too_many', 'points_short', 'member_not_found', 'account_closed', 'member_frozen', 'code_unreadable', 'code_outdated', 'idempotency_conflict'],
  }),
  hold: endpoint({
    method: 'GET',
    path: '/holds/{holdId}',
    who: 'till',
    summary: 'What became of a hold. Only for tills of the source that made it.',
    input: z.strictObject({ holdId: HoldId }),
    reply: HoldView,
    refusals: ['hold_not_found'],
  }),
  confirmHold: endpoint({
    method: 'POST',
    path: '/holds/{holdId}/confirmation',
    who: 'till',
    summary: 'The bill is paid: the held points are spent, once. Refused when the hold has expired: do not hand out the goods for those points.',
    input: z.strictObject({ holdId: HoldId, orderNo: OrderNo.optional() }),
    reply: HoldReply,
    refusals: ['hold_not_found', 'hold_expired', 'hold_cancelled', 'account_closed', 'idempotency_conflict'],
  }),
  cancelHold: endpoint({
    method: 'POST',
    path: '/holds/{holdId}/cancellation',
    who: 'till',
    summary: 'The bill is not paid: the held points return at once. Safe to send at any time before confirming, also to an expired hold.',
    input: z.strictObject({ holdId: HoldId }),
    reply: HoldReply,
    refusals: ['hold_not_found', 'hold_confirmed', 'account_closed'],
  }),
  refundHold: endpoint({
    method: 'POST',
    path: '/holds/{holdId}/refunds',
    who: 'till',
    summary: 'Returns spent points of a confirmed hold, in parts up to the whole, into their lots with their old expiry. Idempotent by refund id.',
    input: z.strictObject({ holdId: HoldId, refundId: OrderNo, points: Points }),
    reply: HoldReply,
    refusals: ['hold_not_found', 'hold_not_confirmed', 'refund_exceeds_hold', 'account_closed', 'idempotency_conflict'],
  }),
}
