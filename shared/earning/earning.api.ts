import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId, OperationId, RewardId, StoreId } from '../api/ids'
import { AccountView, EntryView } from '../points/points.api'
import { BusinessDay, BusinessMonth, Instant } from '../time/day'
import { shareOutcomes } from './share-outcomes'

const AMOUNT_FEN_MAX = 100_000_000
const AmountFen = z.number().int().min(1).max(AMOUNT_FEN_MAX).meta({ description: 'money in fen (1/100 yuan)', example: 2933 })
const OrderNo = z.string().regex(/^[\w.:-]{1,64}$/, 'letters, digits and . : - _, at most 64')

const ITEMS_MAX = 100

/** The lines of an order, for rules that look at goods. `amountFen` is of the whole line, before anything that was paid with points. */
const OrderItems = z
  .array(z.strictObject({ product: z.string().min(1).max(64), category: z.string().min(1).max(64).optional(), quantity: z.number().int().min(1).max(10_000), amountFen: z.number().int().min(0).max(AMOUNT_FEN_MAX) }))
  .min(1)
  .max(ITEMS_MAX)

const Streak = z.object({
  streak: z.number().int(),
  isCheckedInToday: z.boolean(),
  /** What the next check-in pays: today's, or tomorrow's once today is done. */
  nextPoints: z.number().int(),
  /** The next step of the streak: its bonus and how many check-ins away. */
  nextStep: z.object({ streak: z.number().int(), bonus: z.number().int(), inDays: z.number().int() }).nullable(),
})
export type Streak = z.infer<typeof Streak>

export const CheckInMonth = Streak.extend({
  today: BusinessDay,
  month: z.string(),
  /** The first month the calendar can show. */
  firstMonth: z.string(),
  checkedIn: z.array(BusinessDay),
  /** Missed days that can be bought back now. */
  canMakeUp: z.array(BusinessDay),
  makeUp: z.object({ pricePoints: z.number().int(), leftThisMonth: z.number().int(), windowDays: z.number().int() }).nullable(),
  steps: z.array(z.object({ days: z.number().int(), bonus: z.number().int() })),
  sentence: z.object({ zh: z.string(), en: z.string() }),
})
export type CheckInMonth = z.infer<typeof CheckInMonth>

/** `leftToday`: what tasks with a daily limit may still pay today. */
const CheckedIn = z.object({ entries: z.array(EntryView), account: AccountView, streak: Streak, leftToday: z.number().int(), replayed: z.boolean() })

/** How an integrator names a member: by id, by the member code just scanned, by phone number, or by the shop's own customer number. */
export const MemberRef = z.union([
  z.strictObject({ memberId: MemberId }),
  z.strictObject({ code: z.string().min(1).max(100) }),
  z.strictObject({ phone: z.string().regex(/^\+?\d{6,15}$/) }),
  z.strictObject({ customer: z.string().regex(/^[\w.:-]{1,64}$/) }),
])
export type MemberRef = z.infer<typeof MemberRef>

const OrderReply = z.object({
  orderNo: z.string(),
  memberId: MemberId.nullable(),
  earnedPoints: z.number().int(),
  reversedPoints: z.number().int(),
  refundedFen: z.number().int(),
  /** From when the earned points are usable. */
  usableFrom: BusinessDay.nullable(),
  /** The points wait for a person to look at them. */
  isInReview: z.boolean(),
  replayed: z.boolean(),
})
export type OrderReply = z.infer<typeof OrderReply>

export const earningApi = {
  checkInMonth: endpoint({
    method: 'GET',
    path: '/me/check-ins',
    who: 'member',
    summary: 'The check-in calendar of a month, the streak and what comes next.',
    input: z.strictObject({ month: BusinessMonth.optional() }),
    reply: CheckInMonth,
    refusals: [],
  }),
  checkIn: endpoint({
    method: 'POST',
    path: '/me/check-ins',
    who: 'member',
    summary: 'Checks in for today, once per business day. `day` is the day the page shows.',
    input: z.strictObject({ id: OperationId, day: BusinessDay }),
    reply: CheckedIn,
    refusals: ['already_checked_in', 'check_in_day_passed', 'not_now', 'member_frozen'],
  }),
  makeUpCheckIn: endpoint({
    method: 'POST',
    path: '/me/check-ins/make-ups',
    who: 'member',
    summary: 'Buys back a missed day and repairs the streak.',
    input: z.strictObject({ id: OperationId, day: BusinessDay }),
    reply: CheckedIn,
    refusals: ['make_up_not_missed', 'make_up_window_closed', 'make_up_limit_reached', 'points_short', 'member_frozen'],
  }),
  myShare: endpoint({
    method: 'GET',
    path: '/me/share',
    who: 'member',
    summary: 'The share id to put into the path of a shared page, and what sharing pays.',
    input: z.strictObject({ rewardId: RewardId.optional() }),
    reply: z.object({ shareId: z.string(), path: z.string(), paidToday: z.number().int(), pointsPerDay: z.number().int().nullable(), sentence: z.object({ zh: z.string(), en: z.string() }) }),
    refusals: [],
  }),
  openShare: endpoint({
    method: 'POST',
    path: '/share-opens',
    who: 'member',
    summary: 'The signed-in member opened a shared link; the sharer is paid once per friend.',
    input: z.strictObject({ shareId: z.string().min(1).max(64) }),
    reply: z.object({ outcome: z.enum(shareOutcomes), sharerNickname: z.string(), replayed: z.boolean() }),
    refusals: ['share_unknown'],
  }),
  reportOrderPaid: endpoint({
    method: 'POST',
    path: '/events/order-paid',
    who: 'till',
    summary: 'A till or shop reports a paid order. Idempotent by order number; the same number with other content is refused.',
    input: z.strictObject({ orderNo: OrderNo, member: MemberRef, amountFen: AmountFen, paidAt: Instant.optional(), storeId: StoreId.optional(), items: OrderItems.optional() }),
    reply: OrderReply,
    refusals: ['member_not_found', 'order_conflict', 'order_too_late', 'store_not_yours', 'code_unreadable', 'code_outdated'],
  }),
  reportOrderRefunded: endpoint({
    method: 'POST',
    path: '/events/order-refunded',
    who: 'till',
    summary: 'A refund, whole or in part, before or after the order itself. Idempotent by refund id within the order.',
    input: z.strictObject({ orderNo: OrderNo, refundId: OrderNo, amountFen: AmountFen }),
    reply: OrderReply,
    refusals: ['refund_exceeds_order', 'order_conflict'],
  }),
  recordPurchase: endpoint({
    method: 'POST',
    path: '/clerk/purchases',
    who: 'clerk',
    summary: 'A clerk records a purchase by amount for the member whose code was scanned.',
    input: z.strictObject({ id: OperationId, storeId: StoreId, ticket: z.string().min(1).max(400), amountFen: AmountFen }),
    reply: OrderReply,
    refusals: ['store_not_yours', 'staff_removed', 'code_outdated', 'order_conflict'],
  }),
}
