import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { Waiting } from '../campaigns/approval'
import { refusals } from '../api/errors'
import { MemberId, OperationId } from '../api/ids'
import { earningApi, MemberRef } from './earning.api'
import { BusinessDay, Instant } from '../time/day'

const ROWS_MAX = 25
const EventNo = z.string().regex(/^[\w.:-]{1,64}$/, 'letters, digits and . : - _, at most 64')

const OrderPaidRow = earningApi.reportOrderPaid.input.extend({ type: z.literal('order_paid') })
const OrderRefundedRow = earningApi.reportOrderRefunded.input.extend({ type: z.literal('order_refunded') })

const ReviewRow = z.strictObject({
  type: z.literal('review_published'),
  orderNo: EventNo.describe('the order that is reviewed; one review of each counts'),
  member: MemberRef,
  words: z.number().int().min(0).max(100_000),
  pictures: z.number().int().min(0).max(100).default(0),
  at: Instant.optional(),
})

const CustomRow = z.strictObject({
  type: z.literal('custom'),
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/).describe('a kind that the programme declares in customEvents'),
  eventNo: EventNo.describe('the shop’s own number of it; one of each name and number counts'),
  member: MemberRef,
  count: z.number().int().min(1).max(1_000_000).default(1),
  amountFen: z.number().int().min(0).max(100_000_000).default(0),
  at: Instant.optional(),
})

export const EventRow = z.discriminatedUnion('type', [OrderPaidRow, OrderRefundedRow, ReviewRow, CustomRow])
export type EventRow = z.output<typeof EventRow>
/** A row that is no order. */
export type ReportedEvent = Extract<EventRow, { type: 'review_published' | 'custom' }>

const codes = Object.keys(refusals)

/** What became of a row, in the place of the row. A refused one may be sent again once it is mended; the others need no second look. */
const RowAnswer = z.object({
  outcome: z.enum(['done', 'replayed', 'refused']),
  memberId: MemberId.nullable(),
  earnedPoints: z.number().int(),
  reversedPoints: z.number().int(),
  usableFrom: BusinessDay.nullable(),
  code: z.enum(codes).nullable(),
  message: z.string().nullable(),
})
export type RowAnswer = z.infer<typeof RowAnswer>

export const eventsApi = {
  reportEvents: endpoint({
    method: 'POST',
    path: '/events',
    who: 'till',
    summary: 'What members did, one to 25 rows in any order: orders paid and refunded, reviews, and the custom kinds of the programme. Each row is answered for itself and is idempotent by its own number.',
    input: z.strictObject({ rows: z.array(z.union([EventRow, z.unknown()])).min(1).max(ROWS_MAX) }),
    reply: z.object({ rows: z.array(RowAnswer) }),
    refusals: ['member_not_found', 'order_conflict', 'order_too_late', 'refund_exceeds_order', 'store_not_yours', 'code_unreadable', 'code_outdated', 'event_conflict', 'event_unknown', 'event_too_late'],
  }),
  grantPoints: endpoint({
    method: 'POST',
    path: '/members/{memberId}/grants',
    who: 'marketer',
    summary: 'Points that the shop gives a member by hand, within the terms of its manual_grant rule. Above what one person may grant a member in a day it waits for a second person, as `approval` says. `text` is what the member reads; `reason` stays with the shop.',
    input: z.strictObject({ memberId: MemberId, id: OperationId, points: z.number().int().min(1).max(1_000_000), reason: z.string().trim().min(1).max(200), text: z.string().trim().min(1).max(40) }),
    reply: z.object({ memberId: MemberId, points: z.number().int(), usableFrom: BusinessDay.nullable(), replayed: z.boolean(), approval: Waiting.nullable() }),
    refusals: ['member_not_found', 'account_closed', 'member_merged', 'grant_not_offered', 'grant_too_much', 'idempotency_conflict'],
  }),
}
