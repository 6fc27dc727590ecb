import { type Key, keys } from '../functions/database/keys'
import type { Item } from '../functions/database/read'
import { stored } from '../functions/database/stored'
import { freshId } from '../scripts/support/in-process'
import { verifyTable } from '../scripts/verify/table'
import { text } from '../scripts/verify/text'
import type { Voucher } from '../shared/vouchers/voucher'
import { itemsUnder, type Lived, liveAll, namedAfter, namedAfterRemoving } from './support/plant'
import type { Person } from './support/people'
import { storeId } from './support/story.terms'

const say = text.breach

let lived: Lived
beforeAll(async () => {
  lived = await liveAll()
})
afterAll(() => lived.shop.close())

const named = (key: Key, change: (item: Item) => Item | undefined) => namedAfter(lived.shop, key, change)
const namedWithout = (key: Key) => namedAfterRemoving(lived.shop, key)

const vouchersOf = async (person: Person): Promise<readonly Voucher[]> => (await itemsUnder(lived.shop, person.id, 'VOUCHER#')).map((item) => stored<Voucher>(item))

async function voucherIn(state: string): Promise<{ key: Key; voucher: Voucher }> {
  const items = await itemsUnder(lived.shop, lived.lin.id, 'VOUCHER#')
  const found = items.find((item) => item['state'] === state)
  if (found === undefined) throw new Error(`no voucher is ${state}`)
  return { key: { pk: String(found['pk']), sk: String(found['sk']) }, voucher: stored<Voucher>(found) }
}

const accountKey = () => keys.account(lived.lin.id)
const entryKey = (number: number) => keys.entry(lived.lin.id, number)
const numberIn = (item: Item, name: string): number => Number(item[name])

test('a shop in which everything has happened balances', async () => {
  const { members, entries, vouchers, breaches, moving } = await verifyTable(lived.shop.database)
  expect(breaches).toEqual([])
  expect({ members, moving }).toEqual({ members: 4, moving: 0 })
  expect(entries).toBeGreaterThan(15)
  expect(vouchers).toBe(6)
  const states = [...(await vouchersOf(lived.lin)), ...(await vouchersOf(lived.chen))].map(({ state }) => state)
  expect(new Set(states)).toEqual(new Set(['redeemed', 'cancelled', 'expired', 'issued']))
})

describe('an account that', () => {
  test('holds other points than its entries is named, by sum, by total and by replay', async () => {
    const breaches = await named(accountKey(), (item) => ({ ...item, available: numberIn(item, 'available') + 7 }))
    expect(breaches.filter((breach) => breach.includes(lived.lin.id))).toHaveLength(3)
    expect(breaches.join()).toContain(say.replay(lived.lin.id, 'available'))
  })

  test('has a tally, a check-in or a lot too many is named by replay', async () => {
    for (const part of ['tallies', 'runs', 'debt'] as const) {
      const breaches = await named(accountKey(), (item) => ({ ...item, [part]: part === 'tallies' ? { more: { period: 'ever', points: 1, times: 1 } } : part === 'runs' ? [] : 3 }))
      expect(breaches.join()).toContain(say.replay(lived.lin.id, part))
    }
  })

  test('has growth, marks, holds or a tier that its entries do not give is named by replay', async () => {
    const more = { growth: { '2026-11': 7 }, marks: { active: '2020-01-01' }, holds: { bill: '2099-01-01T00:00:00.000Z' }, tier: { id: 'gold', since: '2026-01-01', until: 'never' } }
    for (const [part, value] of Object.entries(more)) expect((await named(accountKey(), (item) => ({ ...item, [part]: value }))).join()).toContain(say.replay(lived.lin.id, part))
  })

  test('owes less than nothing is named', async () => {
    expect(await named(accountKey(), (item) => ({ ...item, debt: -4 }))).toContain(say.negative(lived.lin.id, 'debt', '-4'))
  })

  test('is ahead of its entries is named', async () => {
    const { database } = lived.shop
    const count = (await itemsUnder(lived.shop, lived.lin.id, 'ENTRY#')).length
    expect(database.table).toMatch(/^scratch-/)
    expect(await namedWithout(entryKey(count))).toContain(say.version(lived.lin.id, count, count - 1))
  })

  test('stands elsewhere in the roster is named', async () => {
    expect((await named(accountKey(), (item) => ({ ...item, roster: 'ROSTER#99' }))).join()).toContain('ROSTER#99')
  })

  test('would look for lapsed vouchers too late is named', async () => {
    const breaches = await named(accountKey(), (item) => ({ ...item, vouchersDueOn: '2099-01-01' }))
    expect(breaches).toHaveLength(1)
    expect(breaches[0]).toContain('2099-01-01')
  })

  test('is missing, or belongs to nobody, is named', async () => {
    expect(await namedWithout(accountKey())).toContain(say.noAccount(lived.lin.id))
    expect(await namedWithout(keys.member(lived.lin.id))).toContain(say.noMember(lived.lin.id))
  })

  test('is closed while its member is active, or open after they were erased, is named', async () => {
    expect(await named(accountKey(), (item) => ({ ...item, closed: true }))).toContain(say.activeClosed(lived.lin.id))
    expect(await named(keys.account(lived.chen.id), ({ closed: _closed, ...item }) => item)).toContain(say.erasedOpen(lived.chen.id))
  })

  test('cannot be read at all is named', async () => {
    expect((await named(accountKey(), ({ lots: _lots, ...item }) => item)).join()).toContain(lived.lin.id)
  })
})

describe('an entry that', () => {
  test('is missing leaves a hole that is named', async () => {
    expect(await namedWithout(entryKey(2))).toContain(say.gap(lived.lin.id, 2, entryKey(3).sk))
  })

  test('says other points than its moves, or another balance, is named', async () => {
    expect((await named(entryKey(2), (item) => ({ ...item, points: 1 }))).join()).toContain(say.entryPoints(lived.lin.id, 2, 1, 900))
    expect((await named(entryKey(2), (item) => ({ ...item, available: 1 }))).join()).toContain(say.entryAvailable(lived.lin.id, 2, 1, 1_000))
  })

  test('has parts that do not add up to what it earned is named', async () => {
    expect(await named(entryKey(2), (item) => ({ ...item, parts: [{ by: 'rule', id: 'purchase', points: 899 }] }))).toContain(say.parts(lived.lin.id, 2, 899, 900))
  })

  test('takes what is not there cannot be replayed and is named', async () => {
    const moves = [{ place: 'available', lot: '2027-11-30', points: -5_000 }]
    expect((await named(entryKey(1), (item) => ({ ...item, moves, points: -5_000 }))).join()).toContain(say.notReplayable(lived.lin.id, 1, '').slice(0, 30))
  })

  test('checks in for a day that is already in, or welcomes a second time, is named', async () => {
    const entries = await itemsUnder(lived.shop, lived.lin.id, 'ENTRY#')
    const [first, second] = entries.filter((item) => item['checkedInOn'] !== undefined)
    const day = String(first?.['checkedInOn'])
    const key = entryKey(Number(second?.['number']))
    expect((await named(key, (item) => ({ ...item, checkedInOn: day }))).join()).toContain(say.twice(lived.lin.id, say.checkInDay(day), `${first?.['number']}, ${second?.['number']}`))
    expect((await named(entryKey(2), (item) => ({ ...item, source: { kind: 'member', id: lived.lin.id } }))).join()).toContain(say.twice(lived.lin.id, say.welcome, '1, 2'))
    expect((await named(entryKey(1), (item) => ({ ...item, source: { kind: 'order', id: 'pos/A1' } }))).join()).toContain(say.order('pos/A1'))
  })
})

describe('a voucher that', () => {
  test('has no exchange entry, or an exchange entry without its voucher, is named', async () => {
    const { key, voucher } = await voucherIn('issued')
    const other = freshId('voucher')
    expect((await named(key, (item) => ({ ...item, id: other }))).join()).toContain(say.voucherUnpaid(other, lived.lin.id))
    const payment = (await itemsUnder(lived.shop, lived.lin.id, 'ENTRY#')).find((item) => item['type'] === 'exchange' && JSON.stringify(item['source']).includes(voucher.id))
    const breaches = await namedWithout(key)
    expect(breaches).toContain(say.exchangeWithout(lived.lin.id, Number(payment?.['number']), voucher.id))
    expect(breaches).toHaveLength(2)
  })

  test('was paid twice, or lies in another place, is named', async () => {
    const { key, voucher } = await voucherIn('cancelled')
    const refund = (await itemsUnder(lived.shop, lived.lin.id, 'ENTRY#')).find((item) => item['type'] === 'refund' && JSON.stringify(item['source']).includes(voucher.id))
    expect(await named(entryKey(Number(refund?.['number'])), (item) => ({ ...item, type: 'exchange' }))).toContain(say.voucherPaidTwice(voucher.id, lived.lin.id, 2))
    const elsewhere = { ...key, sk: 'VOUCHER#ELSEWHERE' }
    expect((await named(elsewhere, () => ({ ...voucher, ...elsewhere }))).join()).toContain(say.voucherPlace(voucher.id, `${lived.lin.id} ${elsewhere.sk}`))
  })

  test('was paid with another price is named', async () => {
    const { key, voucher } = await voucherIn('redeemed')
    expect(await named(key, (item) => ({ ...item, pricePoints: 1 }))).toContain(say.voucherPrice(voucher.id, 1, 100))
  })

  test('is in a state that its own words or its entries deny is named', async () => {
    const redeemed = await voucherIn('redeemed')
    const { id } = redeemed.voucher
    expect(await named(redeemed.key, (item) => ({ ...item, state: 'issued' }))).toContain(say.voucherState(id, 'issued', say.redeemedToo))
    expect(await named(redeemed.key, ({ redeemed: _redeemed, ...item }) => item)).toContain(say.voucherState(id, 'redeemed', say.redeemedButUnsaid))
    expect(await named(redeemed.key, (item) => ({ ...item, expiresAt: '2026-01-01T00:00:00.000Z' }))).toContain(say.voucherState(id, 'redeemed', say.redeemedLate))
    expect(await named(redeemed.key, (item) => ({ ...item, stores: [storeId(2)] }))).toContain(say.voucherState(id, 'redeemed', say.redeemedElsewhere))
    expect((await named(redeemed.key, (item) => ({ ...item, stockOwed: true }))).join()).toContain(say.owesStock)
    const { key, voucher } = await voucherIn('cancelled')
    expect((await named(key, (item) => ({ ...item, state: 'issued' }))).join()).toContain(say.voucherRefund(voucher.id, 'issued', 0, 1))
    expect((await named(redeemed.key, ({ redeemed: _redeemed, ...item }) => ({ ...item, state: 'cancelled' }))).join()).toContain(say.voucherRefund(id, 'cancelled', 1, 0))
  })

  test('gave back other points than it cost is named', async () => {
    const { voucher } = await voucherIn('cancelled')
    const entry = (await itemsUnder(lived.shop, lived.lin.id, 'ENTRY#')).find((item) => item['type'] === 'refund' && JSON.stringify(item['source']).includes(voucher.id))
    expect((await named(entryKey(Number(entry?.['number'])), (item) => ({ ...item, points: 3 }))).join()).toContain(say.refundPoints(voucher.id, 100, 3))
  })

  test('lapsed and was given back although its terms say otherwise is named', async () => {
    const { key, voucher } = await voucherIn('expired')
    expect(await named(key, (item) => ({ ...item, refundOnExpiry: false }))).toContain(say.voucherRefund(voucher.id, 'expired', 0, 1))
  })
})

describe('a stock that', () => {
  const stockKey = () => keys.stock(lived.coffee.id, 0)
  const name = () => `${lived.coffee.id}/0`

  test('does not add up, or falls below zero, is named', async () => {
    expect((await named(stockKey(), (item) => ({ ...item, available: numberIn(item, 'available') - 1 }))).join()).toContain(say.stockSum(name(), 10, 9))
    expect((await named(stockKey(), (item) => ({ ...item, available: -1 }))).join()).toContain(say.stockNegative(name(), 'available', '-1'))
  })

  test('counts other vouchers than there are is named', async () => {
    const moved = (to: string) => (item: Item) => ({ ...item, available: numberIn(item, 'available') + (to === 'issued' ? -1 : 1), [to]: numberIn(item, to) + 1 })
    const issued = await named(stockKey(), moved('issued'))
    expect(issued).toHaveLength(1)
    expect(issued[0]).toMatch(new RegExp(name()))
    expect(await named(stockKey(), moved('returned'))).toHaveLength(1)
    expect((await named(stockKey(), (item) => ({ ...item, returning: { 'mem_X/ABCDEF': 1 } }))).join()).toContain(say.stockReturning(name(), 1, 0))
  })

  test('is missing is named by a voucher that came from it', async () => {
    const { voucher } = await voucherIn('redeemed')
    expect((await namedWithout(keys.stock(lived.coffee.id, voucher.reservation.shard))).join()).toContain(`${lived.coffee.id}/${voucher.reservation.shard}`)
  })
})

describe('an order that', () => {
  const orderKey = () => keys.order('pos', 'A1')
  const paid = (item: Item) => stored<{ paid: { earned: object } }>(item).paid

  test('says other points than its entries is named', async () => {
    expect((await named(orderKey(), (item) => ({ ...item, paid: { ...paid(item), earned: { ...paid(item).earned, points: 99 } } }))).join()).toContain(say.orderEarned('pos/A1', 99, 80))
    expect((await named(orderKey(), (item) => ({ ...item, reversedPoints: 5 }))).join()).toContain(say.orderReversed('pos/A1', 5, 30))
    expect(await named(orderKey(), (item) => ({ ...item, refunds: [] }))).toEqual([say.orderKept('pos/A1', 30, 0)])
  })

  test('belongs to another, is missing, or was never booked is named', async () => {
    expect((await named(orderKey(), (item) => ({ ...item, paid: { ...paid(item), memberId: lived.wang.id } }))).join()).toContain(say.orderOwner('pos/A1', lived.wang.id, lived.lin.id))
    expect(await namedWithout(orderKey())).toContain(say.orderUnknown(lived.lin.id, 'pos/A1'))
    const order = { ...orderKey(), pk: 'ORDER#pos#A9', source: 'pos', orderNo: 'A9', refunds: [], reversedPoints: 0, paid: { memberId: lived.lin.id, amountFen: 100, paidAt: '', earned: { points: 1 } } }
    expect(await named(order, () => order)).toEqual([say.orderUnbooked('pos/A9', 1, lived.lin.id)])
  })
})

describe('a person who', () => {
  test('cannot be found, or is found by what is not theirs, is named', async () => {
    const card = keys.card(lived.lin.profile.cardNo)
    expect(await namedWithout(card)).toEqual([say.pointerMissing(lived.lin.id, card.pk)])
    const stray = { ...keys.identity('phone', 'nobody'), memberId: lived.lin.id }
    expect(await named(stray, () => stray)).toEqual([say.pointerLost(stray.pk, lived.lin.id)])
    expect(await named(card, (item) => ({ ...item, memberId: lived.wang.id }))).toHaveLength(2)
  })

  test('was erased and still holds personal data is named', async () => {
    expect(await named(keys.member(lived.chen.id), (item) => ({ ...item, personal: 'x', openidHash: 'y' }))).toContain(say.erasedHolds(lived.chen.id, 'personal, openidHash'))
    const staff = { ...keys.staff(lived.chen.id), id: 'stf_X', memberId: lived.chen.id, name: '小陈' }
    expect(await named(staff, () => staff)).toContain(say.erasedHolds(lived.chen.id, 'stf_X'))
    const line = { ...keys.staffList('stf_X'), id: 'stf_X', memberId: lived.chen.id, name: '小陈', removedAt: '2026-11-24T04:00:00.000Z' }
    expect(await named(line, () => line)).toEqual([say.staffName('stf_X', lived.chen.id)])
  })

  test('is a clerk on one list only is named, from both sides', async () => {
    const [own] = await itemsUnder(lived.shop, lived.wang.id, 'STAFF')
    const staffId = String(own?.['id'])
    expect(await namedWithout(keys.staffList(staffId))).toEqual([say.staffTwin(lived.wang.id, staffId)])
    expect(await namedWithout(keys.staff(lived.wang.id))).toEqual([say.staffTwin(lived.wang.id, staffId)])
  })
})
