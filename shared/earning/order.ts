import type { MemberId, StoreId } from '../api/ids'
import { Refusal } from '../api/refusal'
import type { OrderEvent, OrderItem } from '../events/event'
import type { Account } from '../points/account'
import { type EarnedLot, type Moment, reverse } from '../points/decide'
import type { BudgetsTaken, Draft } from '../points/entry'
import { applyAll } from '../points/ledger'
import { addDays, dayOf, monthOf } from '../time/day'
import { type Award, award, awardDraft, type Question } from './award'
import type { ProgrammeTerms } from './programme'

export interface Refund {
  readonly refundId: string
  readonly amountFen: number
}

/** What an order earned, kept with it so that a refund reverses exactly that. */
export interface OrderEarned {
  readonly points: number
  readonly lots: readonly EarnedLot[]
  /** Growth it brought to the month it was paid in. */
  readonly growth: number
  /** Points that a person took back on looking at them: they stay taken, and a refund takes no more. */
  readonly withdrawnPoints?: number
}

/** An order as the programme knows it. A refund may arrive first: then it waits here, unpaid. */
export interface Order {
  readonly source: string
  readonly orderNo: string
  readonly refunds: readonly Refund[]
  readonly reversedPoints: number
  readonly paid?: {
    readonly memberId: MemberId
    readonly amountFen: number
    readonly paidAt: string
    readonly storeId?: StoreId
    readonly items?: readonly OrderItem[]
    readonly earned: OrderEarned
  }
}

/** An order being reported. `amountFen` is what was paid in money. */
export interface OrderPaid {
  readonly source: string
  readonly orderNo: string
  readonly memberId: MemberId
  readonly amountFen: number
  readonly paidAt: string
  readonly storeId?: StoreId
  readonly items?: readonly OrderItem[]
}

export interface Decided {
  readonly order: Order
  readonly drafts: readonly Draft[]
}

const FUTURE_TOLERANCE_MS = 10 * 60_000
export const REFUNDS_PER_ORDER_MAX = 50

/** Refuses an order that lies too far in the past or in the future. */
export function checkOrderAge(programme: ProgrammeTerms, paidAt: number, moment: Moment): void {
  const isTooOld = dayOf(paidAt, moment.timeZone) < addDays(moment.today, -programme.orderMaxAgeDays)
  if (isTooOld || paidAt > moment.now + FUTURE_TOLERANCE_MS) throw new Refusal('order_too_late')
}

/** An order as rules see it. */
export function orderEvent(account: Account, report: OrderPaid, wasInvited: boolean): OrderEvent {
  const { amountFen, storeId, items } = report
  return { type: 'order_paid', amountFen, storeId, items, wasInvited, isFirst: (account.tallies['orders']?.times ?? 0) === 0 }
}

/** What an order earns. */
export const orderAward = (question: Omit<Question, 'event'>, report: OrderPaid): Award =>
  award({ ...question, event: orderEvent(question.account, report, question.person.invitedBy !== undefined) })

/**
 * An order earns once. Points count from the day of payment: they are pending until its return window closes, and what
 * an earlier refund already took away is reversed at once.
 */
export function payOrder(question: Omit<Question, 'event'>, paid: Award, before: Order | undefined, report: OrderPaid, operationId: string, budgets?: BudgetsTaken): Decided {
  const { account, moment } = question
  const draft = awardDraft(account, paid, question, {
    source: sourceOf(report),
    ...(budgets === undefined ? {} : { budgets }),
    operationId,
    facts: { orderNo: report.orderNo, amountFen: report.amountFen, ...(report.storeId === undefined ? {} : { storeId: report.storeId }) },
  })
  const { source, orderNo, ...rest } = report
  const earned: OrderEarned = { points: paid.points, lots: paid.lots, growth: paid.growth[0]?.amount ?? 0 }
  const order: Order = { source, orderNo, refunds: before?.refunds ?? [], reversedPoints: 0, paid: { ...rest, earned } }
  const reversal = reversalDue(applyAll(account, [draft]).account, order, 0, operationId, moment)
  return { order: { ...order, reversedPoints: reversal.points }, drafts: [draft, ...reversal.drafts] }
}

/**
 * A refund takes back what its part of the order earned. The sum depends only on how much is refunded in all, so refunds may
 * come in any order and add up exactly. Before the order is known it waits; more than was paid is refused.
 */
export function refundOrder(account: Account | undefined, before: Order | undefined, key: { source: string; orderNo: string }, refund: Refund, operationId: string, moment: Moment): Decided {
  const order: Order = before ?? { ...key, refunds: [], reversedPoints: 0 }
  const refunds = [...order.refunds, refund]
  const refundableFen = order.paid === undefined ? Number.POSITIVE_INFINITY : Math.max(0, order.paid.amountFen - refundedFen(order))
  if (refund.amountFen > refundableFen) throw new Refusal('refund_exceeds_order', { refundableFen })
  if (refunds.length > REFUNDS_PER_ORDER_MAX) throw new Refusal('invalid_input', { field: 'refundId' })
  const after: Order = { ...order, refunds }
  if (account === undefined) return { order: after, drafts: [] }
  const reversal = reversalDue(account, after, refundedFen(order), operationId, moment)
  return { order: { ...after, reversedPoints: order.reversedPoints + reversal.points }, drafts: reversal.drafts }
}

/** What may stay of the points of an order, rounded down, after `refundedFen` of `amountFen` went back. */
export function keptPoints(points: number, amountFen: number, refunded: number): number {
  if (amountFen === 0) return points
  const left = Math.max(0, amountFen - refunded)
  return Number((BigInt(points) * BigInt(left)) / BigInt(amountFen))
}

export const refundedFen = (order: Order): number => order.refunds.reduce((sum, refund) => sum + refund.amountFen, 0)

/** What is taken back of each lot an order earned, once so much of it is refunded. Lots add up: all of it for the whole amount. */
export function reversedOf(earned: OrderEarned, amountFen: number, refunded: number): readonly EarnedLot[] {
  if (earned.withdrawnPoints !== undefined) return []
  return earned.lots.map((lot) => ({ ...lot, points: lot.points - keptPoints(lot.points, amountFen, refunded) }))
}

export const pointsOf = (lots: readonly EarnedLot[]): number => lots.reduce((sum, { points }) => sum + points, 0)

/** What refunds beyond `beforeFen` take back: points lot by lot, the growth of the month that earned it, and, once all is refunded, its place as an order. */
function reversalDue(account: Account, order: Order, beforeFen: number, operationId: string, moment: Moment): { points: number; drafts: readonly Draft[] } {
  if (order.paid === undefined) return { points: 0, drafts: [] }
  const { earned, amountFen, paidAt, storeId } = order.paid
  const [now, before] = [Math.min(refundedFen(order), amountFen), Math.min(beforeFen, amountFen)]
  const due = reversedOf(earned, amountFen, now)
  const done = reversedOf(earned, amountFen, before)
  const lots = due.map((lot, i) => ({ ...lot, points: lot.points - (done[i]?.points ?? 0) })).filter(({ points }) => points > 0)
  const shrunk = keptPoints(earned.growth, amountFen, before) - keptPoints(earned.growth, amountFen, now)
  const isVoid = now === amountFen && before < amountFen
  if (lots.length === 0 && shrunk === 0 && !isVoid) return { points: 0, drafts: [] }
  const reversal = reverse(account, lots, {
    type: 'reverse',
    source: sourceOf(order),
    operationId,
    facts: { orderNo: order.orderNo, refundedFen: refundedFen(order), refundFen: now - before, ...(storeId === undefined ? {} : { storeId }) },
    ...(shrunk > 0 ? { growth: [{ month: monthOf(dayOf(Date.parse(paidAt), moment.timeZone)), amount: -shrunk }] } : {}),
    ...(isVoid ? { tallies: [{ key: 'orders', period: 'ever', points: 0, times: -1 }] } : {}),
  }, moment)
  return { points: pointsOf(lots), drafts: [reversal] }
}

const sourceOf = (order: { source: string; orderNo: string }) => ({ kind: 'order' as const, id: `${order.source}/${order.orderNo}` })
