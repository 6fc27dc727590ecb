import { availabilityOf } from '../../shared/mall/reward'
import { due } from '../../shared/points/decide'
import type { RefusalDetails } from '../../shared/api/refusal'
import { refusalSentence } from '../../shared/api/errors'
import { checkExchange, exchange, exchangedTimes, refundVoucher } from '../../shared/vouchers/exchange'
import { redeemRefusal, refusalOf } from '../../shared/vouchers/redeem'
import { stateAt, type Voucher, voucherStates } from '../../shared/vouchers/voucher'
import { StaffId } from '../../shared/api/ids'
import { accountWith, at, booked, codeBy, memberId, refusalBy, rewardWith, standing, storeId, voucherId } from '../support/tables'

const today = at('2026-11-24')
const account = accountWith({ available: { '2026-11-30': 50, never: 150 } })
const names = { memberId, reservation: { shard: 0, attempt: 'a' }, cardNo: 'C4RDN0' }
const bought = (reward = rewardWith(), from = account, moment = today) => exchange(reward, from, { ...names, id: voucherId(1) }, moment)

describe('an exchange', () => {
  test.each([
    ['one millisecond before it opens', { opensAt: '2026-11-24T02:00:00.001Z' }, 'reward_not_open'],
    ['at the moment it opens', { opensAt: '2026-11-24T02:00:00.000Z' }, undefined],
    ['one millisecond before it closes', { closesAt: '2026-11-24T02:00:00.001Z' }, undefined],
    ['at the moment it closes', { closesAt: '2026-11-24T02:00:00.000Z' }, 'reward_closed'],
  ])('%s', (_, change, code) => {
    const reward = rewardWith(change)
    expect(codeBy(() => checkExchange(reward, account, 80, today))).toBe(code)
    expect(availabilityOf(reward, 1, today.now) === 'open').toBe(code === undefined)
  })

  test.each([['dearer than the page showed', 79], ['cheaper than the page showed', 81]])('at a price that is now %s is refused, with the price', (_, shown) => {
    expect(refusalBy(() => checkExchange(rewardWith(), account, shown, today))).toEqual({ code: 'price_changed', details: { pricePoints: 80 } })
  })

  test('for all the points there are', () => {
    expect(codeBy(() => checkExchange(rewardWith({ pricePoints: 200 }), account, 200, today))).toBeUndefined()
  })

  test('for one point more is refused, with what is missing', () => {
    expect(refusalBy(() => checkExchange(rewardWith({ pricePoints: 201 }), account, 201, today))).toEqual({ code: 'points_short', details: { missing: 1 } })
  })

  test('up to the limit of the member and no further, until one is cancelled', () => {
    const reward = rewardWith({ limitPerMember: 2, pricePoints: 10 })
    const first = bought(reward)
    const one = booked(account, first.draft)
    const two = booked(one, bought(reward, one).draft)
    expect(exchangedTimes(two, reward)).toBe(2)
    expect(refusalBy(() => checkExchange(reward, two, 10, today))).toEqual({ code: 'member_limit_reached', details: { limit: 2 } })
    const back = booked(two, refundVoucher(two, first.voucher, 'cancelled', 'op', today))
    expect(codeBy(() => checkExchange(reward, back, 10, today))).toBeUndefined()
    const lapsed = booked(two, refundVoucher(two, first.voucher, 'expired', 'op', today))
    expect(codeBy(() => checkExchange(reward, lapsed, 10, today))).toBe('member_limit_reached')
  })

  test('spends soonest-expiring first and remembers from where', () => {
    const { draft, voucher } = bought()
    expect(standing(booked(account, draft))).toEqual({ available: { never: 120 } })
    expect(voucher).toMatchObject({ state: 'issued', pricePoints: 80, spent: draft.moves, exchangedAt: '2026-11-24T02:00:00.000Z', expiresAt: '2026-12-24T16:00:00.000Z', isLimited: false })
    expect(draft).toMatchObject({ type: 'exchange', source: { kind: 'voucher', id: voucher.id } })
  })

  test('the voucher of zero days is good through the day of its exchange', () => {
    expect(bought(rewardWith({ voucherDays: 0 })).voucher.expiresAt).toBe('2026-11-24T16:00:00.000Z')
  })

  test('cancelled gives every point back where it came from; what lapsed meanwhile lapses again', () => {
    const { draft, voucher } = bought()
    const after = booked(account, draft)
    expect(booked(after, refundVoucher(after, voucher, 'cancelled', 'op', today)).lots).toEqual(account.lots)
    const later = at('2026-12-10')
    const back = booked(after, refundVoucher(after, voucher, 'expired', 'op', later))
    expect(standing(booked(back, ...due(back, later)))).toEqual({ available: { never: 150 } })
  })

  test.each([['coming', '2026-11-24T01:59:59.999Z', 0], ['open', '2026-11-24T02:00:00.000Z', 1], ['sold_out', '2026-11-24T02:00:00.000Z', 0], ['closed', '2026-11-25T02:00:00.000Z', 1]])('a reward is %s', (state, now, stock) => {
    const reward = rewardWith({ opensAt: '2026-11-24T02:00:00.000Z', closesAt: '2026-11-25T02:00:00.000Z' })
    expect(availabilityOf(reward, stock, Date.parse(now))).toBe(state)
  })
})

describe('a voucher at the counter', () => {
  const { voucher } = bought(rewardWith({ stores: [storeId(1), storeId(2)] }))
  const redeemed: Voucher = {
    ...voucher,
    state: 'redeemed',
    redeemed: { at: '2026-11-24T06:03:00.000Z', operationId: 'op', staffId: StaffId.parse(`stf_${'0'.repeat(26)}`), clerkName: '小李', storeId: storeId(2), storeName: '静安店' },
  }
  const sentence = (it: Voucher, store = storeId(1), moment = today, language: 'zh' | 'en' = 'zh'): string | undefined => {
    const refusal = redeemRefusal(it, store, ['徐汇店', '静安店'], moment)
    return refusal && refusalSentence(refusal.code, refusal.details, language)
  }

  test('is redeemed in each of its stores, and one for everywhere in all', () => {
    expect([storeId(1), storeId(2)].map((store) => sentence(voucher, store))).toEqual([undefined, undefined])
    expect(sentence({ ...voucher, stores: [] }, storeId(9))).toBeUndefined()
  })

  test.each([
    ['of another store', voucher, storeId(3), '这张券不能在本店用，请到：徐汇店、静安店。'],
    ['redeemed today', redeemed, storeId(1), '这张券已于 14:03 在静安店由小李核销。'],
    ['redeemed comes before another store', redeemed, storeId(3), '这张券已于 14:03 在静安店由小李核销。'],
    ['cancelled', { ...voucher, state: 'cancelled' as const }, storeId(1), '这张券已被会员取消，积分已退回。'],
  ])('%s is refused in a sentence to read out', (_, it, store, said) => {
    expect(sentence(it, store)).toBe(said)
  })

  test('redeemed yesterday is said with the day, in English too', () => {
    expect(sentence(redeemed, storeId(1), at('2026-11-25'), 'en')).toBe('Already redeemed at 11-24 14:03 in 静安店 by 小李.')
  })

  test.each([
    ['the last moment of its last day', at('2026-12-24', '23:59:59.999'), 'issued'],
    ['the moment after', at('2026-12-25', '00:00:00.000'), 'expired'],
  ])('%s it is %s', (_, moment, state) => {
    expect(stateAt(voucher, moment.now)).toBe(state)
    expect(refusalOf(voucher, moment)?.code).toBe(state === 'issued' ? undefined : 'voucher_expired')
  })

  test('what has ended stays as it ended', () => {
    const later = at('2030-01-01').now
    expect(voucherStates.map((state) => stateAt({ ...voucher, state }, later))).toEqual(['expired', 'redeemed', 'cancelled', 'expired'])
  })

  test('every refusal of a voucher says all it promises', () => {
    const details: RefusalDetails = redeemRefusal(redeemed, storeId(1), [], today)?.details ?? {}
    expect(Object.keys(details)).toEqual(['redeemedAt', 'storeName', 'clerkName'])
  })
})
