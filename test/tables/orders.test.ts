import * as orders from '../../shared/earning/order'
import { keptPoints, type Order, type OrderPaid, type Refund, refundOrder, REFUNDS_PER_ORDER_MAX } from '../../shared/earning/order'
import { type Account, emptyAccount } from '../../shared/points/account'
import { due } from '../../shared/points/decide'
import { accountWith, at, booked, codeBy, memberId, paying, programmeWith, questionOf, refusalBy, rulesWith, standing, storeId } from '../support/tables'

const today = at('2026-11-24')
const programme = programmeWith()
const key = { source: 'till', orderNo: 'A-1' }
const paidNow: OrderPaid = { ...key, memberId, amountFen: 10_000, paidAt: '2026-11-24T01:00:00.000Z' }

const pay = (account: Account, before?: Order, change: Partial<OrderPaid> = {}, by = programme) => paying(orders, questionOf(account, by, today), before, { ...paidNow, ...change })
const refundOf = (amountFen: number, number = 1): Refund => ({ refundId: `R-${number}`, amountFen })
const refund = (account: Account | undefined, before: Order | undefined, amountFen: number, number = 1, moment = today) =>
  refundOrder(account, before, key, refundOf(amountFen, number), 'op', moment)

describe('a paid order', () => {
  test('earns points that are pending until its return window closes', () => {
    const { drafts, order } = pay(emptyAccount)
    expect(standing(booked(emptyAccount, ...drafts))).toEqual({ pending: { '2026-12-01>2027-12-31': 100 } })
    expect(order).toMatchObject({ reversedPoints: 0, paid: { earned: { points: 100, lots: [{ points: 100, usableFrom: '2026-12-01', expiresOn: '2027-12-31' }] } } })
    expect(drafts[0]).toMatchObject({ source: { kind: 'order', id: 'till/A-1' }, paidBy: { rule: 'per_amount', version: 3 }, facts: { orderNo: 'A-1', amountFen: 10_000 } })
  })

  test.each([
    ['paid long ago, its window has closed: usable at once', { paidAt: '2026-11-10T01:00:00.000Z' }, { available: { '2027-11-30': 100 } }],
    ['paid a minute before midnight counts for that day', { paidAt: '2026-11-20T15:59:00.000Z' }, { pending: { '2026-11-27>2027-11-30': 100 } }],
    ['a clock that runs ten minutes fast is forgiven', { paidAt: '2026-11-24T02:10:00.000Z' }, { pending: { '2026-12-01>2027-12-31': 100 } }],
    ['less than a step earns nothing', { amountFen: 99 }, {}],
  ])('%s', (_, change, expected) => {
    expect(standing(booked(emptyAccount, ...pay(emptyAccount, undefined, change).drafts))).toEqual(expected)
  })

  test.each([
    ['too far in the future', { paidAt: '2026-11-24T02:10:00.001Z' }, 'order_too_late'],
    ['on the oldest day that counts', { paidAt: '2026-08-25T16:00:00.000Z' }, undefined],
    ['a millisecond older', { paidAt: '2026-08-25T15:59:59.999Z' }, 'order_too_late'],
  ])('reported %s', (_, change, code) => {
    expect(codeBy(() => pay(emptyAccount, undefined, change))).toBe(code)
  })

  test('the cap of one order is kept and said', () => {
    const by = programmeWith({ rules: rulesWith({ purchases: [{ fenPerStep: 100, pointsPerStep: 1, caps: { perEvent: 60 } }] }) })
    expect(pay(emptyAccount, undefined, {}, by).drafts).toMatchObject([{ cappedBy: [{ cap: 'per_event', by: 'purchase-1', cutPoints: 40 }], moves: [{ points: 60 }] }])
  })

  test('the rule of its store pays', () => {
    const by = programmeWith({ rules: rulesWith({ purchases: [{ fenPerStep: 100, pointsPerStep: 1 }, { fenPerStep: 100, pointsPerStep: 5, stores: [storeId(2)] }] }) })
    expect(pay(emptyAccount, undefined, { storeId: storeId(2) }, by).order.paid?.earned.points).toBe(500)
    expect(pay(emptyAccount, undefined, { storeId: storeId(1) }, by).order.paid?.earned.points).toBe(100)
  })

  test('without a rule it is remembered and earns nothing', () => {
    const { drafts, order } = pay(emptyAccount, undefined, {}, programmeWith({ rules: rulesWith({ purchases: [] }) }))
    expect(drafts).toMatchObject([{ type: 'earn', moves: [], debt: 0, marks: { purchase: '2026-11-24' }, tallies: [{ key: 'orders', times: 1 }] }])
    expect(drafts[0]).not.toHaveProperty('parts')
    expect(order.paid?.earned.points).toBe(0)
  })
})

describe('a refund', () => {
  const paid = pay(emptyAccount)
  const account = booked(emptyAccount, ...paid.drafts)

  test('takes back what its order earned, while it is still pending', () => {
    const { drafts, order } = refund(account, paid.order, 10_000)
    expect(standing(booked(account, ...drafts))).toEqual({})
    expect(order).toMatchObject({ reversedPoints: 100, refunds: [refundOf(10_000)] })
  })

  test('takes back what its order earned, once it is usable', () => {
    const later = at('2026-12-02')
    const settled = booked(account, ...due(account, later))
    expect(standing(booked(settled, ...refund(settled, paid.order, 2_500, 1, later).drafts))).toEqual({ available: { '2027-12-31': 75 } })
  })

  test('of points that are spent becomes debt, which the next points pay', () => {
    const spentAll = accountWith({ available: { never: 30 } })
    const owing = booked(spentAll, ...refund(spentAll, paid.order, 10_000).drafts)
    expect(standing(owing)).toEqual({ debt: 70 })
  })

  test.each([
    ['half', [5_000], 50],
    ['a part is rounded so that never more stays than was paid for', [1], 1],
    ['one fen less than all', [9_999], 100],
    ['in three parts', [3_333, 3_333, 3_334], 100],
    ['in three parts, two of them so far', [3_333, 3_333], 67],
    ['fen by fen', Array.from({ length: 50 }, () => 1), 1],
  ])('%s', (_, parts, reversed) => {
    let order = paid.order
    let now = account
    for (const [i, amountFen] of parts.entries()) {
      const decided = refund(now, order, amountFen, i)
      now = booked(now, ...decided.drafts)
      order = decided.order
    }
    expect(order.reversedPoints).toBe(reversed)
    expect(now.pending).toBe(100 - reversed)
  })

  test('that arrives before its order waits, and is reversed with it', () => {
    const early = refund(undefined, undefined, 4_000)
    expect(early).toMatchObject({ drafts: [], order: { ...key, reversedPoints: 0 } })
    const late = pay(emptyAccount, early.order)
    expect(late.drafts.map(({ type }) => type)).toEqual(['earn', 'reverse'])
    expect(standing(booked(emptyAccount, ...late.drafts))).toEqual({ pending: { '2026-12-01>2027-12-31': 60 } })
    expect(late.order).toMatchObject({ reversedPoints: 40, refunds: [refundOf(4_000)] })
  })

  test('of an order that earned nothing changes no points, and the order no longer counts as the first', () => {
    const small = pay(emptyAccount, undefined, { amountFen: 99 })
    const account = booked(emptyAccount, ...small.drafts)
    const { drafts, order } = refund(account, small.order, 99)
    expect(drafts).toMatchObject([{ type: 'reverse', moves: [], debt: 0, tallies: [{ key: 'orders', times: -1 }] }])
    expect(order.reversedPoints).toBe(0)
    expect(standing(booked(account, ...drafts))).toEqual({})
  })

  test('of more than was paid is refused, with what is left', () => {
    const half = refund(account, paid.order, 6_000).order
    expect(refusalBy(() => refund(account, half, 4_001, 2))).toEqual({ code: 'refund_exceeds_order', details: { refundableFen: 4_000 } })
    expect(codeBy(() => refund(account, half, 4_000, 2))).toBeUndefined()
  })

  test('after early refunds of more than was paid nothing is left, never less than nothing', () => {
    const early = refund(undefined, undefined, 12_000)
    const { order, drafts } = pay(emptyAccount, early.order)
    expect(standing(booked(emptyAccount, ...drafts))).toEqual({})
    expect(refusalBy(() => refund(emptyAccount, order, 1, 2))).toEqual({ code: 'refund_exceeds_order', details: { refundableFen: 0 } })
  })

  test('of a member who has left is remembered without points', () => {
    expect(refund(undefined, paid.order, 5_000)).toMatchObject({ drafts: [], order: { reversedPoints: 0 } })
  })

  test('one order takes so many refunds and no more', () => {
    const refunds = Array.from({ length: REFUNDS_PER_ORDER_MAX }, (_, i) => refundOf(1, i))
    expect(codeBy(() => refund(account, { ...paid.order, refunds }, 1, 99))).toBe('invalid_input')
    expect(codeBy(() => refund(account, { ...paid.order, refunds: refunds.slice(1) }, 1, 99))).toBeUndefined()
  })
})

describe('what may stay of the points of an order', () => {
  test.each([
    [100, 10_000, 0, 100],
    [100, 10_000, 1, 99],
    [100, 10_000, 9_999, 0],
    [100, 10_000, 20_000, 0],
    [3, 299, 99, 2],
    [7, 0, 0, 7],
    [10_000_000, 100_000_000, 33_333_333, 6_666_666],
    [Number.MAX_SAFE_INTEGER, 100_000_000, 1, 9_007_199_164_668_998],
  ])('of %i points for %i fen, %i fen refunded: %i', (points, amountFen, refunded, kept) => {
    expect(keptPoints(points, amountFen, refunded)).toBe(kept)
  })
})
