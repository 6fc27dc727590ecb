import { Refusal } from '../api/refusal'
import type { Account, ExpiresOn } from '../points/account'
import { type Moment, earn, reverse } from '../points/decide'
import type { Draft } from '../points/entry'
import { applyAll } from '../points/ledger'
import { addDays, type BusinessDay, dayOf } from '../time/day'
import { type Programme, expiresOn, purchaseTerms } from './programme'
import { perAmount } from './rules/per-amount'
import type { MemberId, StoreId } from '../api/ids'

export interface Refund {
  readonly refundId: string
  readonly amountFen: number
}

/** What an order earned, kept with it so that a refund reverses exactly that. */
export interface OrderEarned {
  readonly points: number
  readonly expiresOn: ExpiresOn
  readonly usableFrom: BusinessDay
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
}

export interface Decided {
  readonly order: Order
  readonly drafts: readonly Draft[]
}

const FUTURE_TOLERANCE_MS = 10 * 60_000
export const REFUNDS_PER_ORDER_MAX = 50

/**
 * An order earns once. Points count from the day of payment: they are pending until its return window closes, and what
 * an earlier refund already took away is reversed at once.
 */
export function payOrder(account: Account, programme: Programme, before: Order | undefined, report: OrderPaid, operationId: string, moment: Moment): Decided {
  const paidAtMs = Date.parse(report.paidAt)
  const paidOn = dayOf(paidAtMs, moment.timeZone)
  if (paidAtMs > moment.now + FUTURE_TOLERANCE_MS || paidOn < addDays(moment.today, -programme.orderMaxAgeDays)) throw new Refusal('order_too_late')
  const terms = purchaseTerms(programme, report.storeId)
  const payment = terms === undefined ? { points: 0, cuts: [] } : perAmount.pay(terms, { amountFen: report.amountFen })
  const usableFrom = addDays(paidOn, terms?.pendingDays ?? 0)
  const earned: OrderEarned = { points: payment.points, usableFrom, expiresOn: expiresOn(programme.expiry, usableFrom) }
  const draft = earn(account, payment.points, earned, {
    type: 'earn',
    source: sourceOf(report),
    paidBy: { rule: perAmount.name, version: programme.version },
    ...(payment.cuts.length > 0 ? { cappedBy: payment.cuts } : {}),
    operationId,
    facts: { orderNo: report.orderNo, amountFen: report.amountFen, ...(report.storeId === undefined ? {} : { storeId: report.storeId }) },
  }, moment)
  const { source, orderNo, ...paid } = report
  const order: Order = { source, orderNo, refunds: before?.refunds ?? [], reversedPoints: 0, paid: { ...paid, earned } }
  const earning = payment.points > 0 ? [draft] : []
  const reversal = reversalDue(applyAll(account, earning).account, order, operationId, moment)
  return { order: { ...order, reversedPoints: reversal.points }, drafts: [...earning, ...reversal.drafts] }
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
  const reversal = reversalDue(account, after, operationId, moment)
  return { order: { ...after, reversedPoints: order.reversedPoints + reversal.points }, drafts: reversal.drafts }
}

/** What may stay of the points of an order, rounded down, after `refundedFen` of `amountFen` went back. */
export function keptPoints(points: number, amountFen: number, refunded: number): number {
  if (amountFen === 0) return points
  const left = Math.max(0, amountFen - refunded)
  return Number((BigInt(points) * BigInt(left)) / BigInt(amountFen))
}

export const refundedFen = (order: Order): number => order.refunds.reduce((sum, refund) => sum + refund.amountFen, 0)

function reversalDue(account: Account, order: Order, operationId: string, moment: Moment): { points: number; drafts: readonly Draft[] } {
  if (order.paid === undefined) return { points: 0, drafts: [] }
  const { earned, amountFen } = order.paid
  const points = earned.points - keptPoints(earned.points, amountFen, refundedFen(order)) - order.reversedPoints
  if (points <= 0) return { points: 0, drafts: [] }
  const facts = { orderNo: order.orderNo, refundedFen: refundedFen(order) }
  return { points, drafts: [reverse(account, points, earned, { type: 'reverse', source: sourceOf(order), operationId, facts }, moment)] }
}

const sourceOf = (order: { source: string; orderNo: string }) => ({ kind: 'order' as const, id: `${order.source}/${order.orderNo}` })

