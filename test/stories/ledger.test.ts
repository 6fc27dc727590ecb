import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks, snapshot } from '../support/books'
import { buys, exchange, member, outcome, reward, till } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

describe('points', () => {
  test('joining pays the welcome points once, also when two phones sign in at once', async () => {
    const id = shop.wechat.phone.addPerson({})?.id ?? ''
    const [one, two] = await Promise.all([member(shop, { wechatId: id }), member(shop, { wechatId: id })])
    expect(one.id).toBe(two.id)
    expect((await one.api.entries({})).items.map(({ type, points }) => [type, points])).toEqual([['earn', 100]])
  })

  test('every entry says what it was for, which rule paid, and until when', async () => {
    const lin = await member(shop, { points: 50 })
    const [newest] = (await lin.api.entries({})).items
    expect(newest).toMatchObject({ number: 2, points: 50, available: 150, paidBy: { rule: 'per_amount', version: 1 }, source: { kind: 'order' }, facts: { amountFen: 5_000 } })
    expect(newest?.lots).toEqual([{ place: 'available', points: 50, expiresOn: '2027-11-30' }])
  })

  test('entries come newest first, page by page, in or out', async () => {
    const lin = await member(shop, { points: 900 })
    for (let times = 0; times < 3; times++) await exchange(lin.api, await reward(shop, 1))
    const first = await lin.api.entries({ limit: 2 })
    const second = await lin.api.entries({ limit: 2, cursor: first.next ?? '' })
    const third = await lin.api.entries({ limit: 2, cursor: second.next ?? '' })
    expect([first, second, third].flatMap(({ items }) => items.map(({ number }) => number))).toEqual([5, 4, 3, 2, 1])
    expect(third.next).toBeNull()
    expect((await lin.api.entries({ direction: 'in' })).items.map(({ points }) => points)).toEqual([900, 100])
    expect((await lin.api.entries({ direction: 'out', limit: 2 })).items.map(({ points }) => points)).toEqual([-100, -100])
  })

  test('what expires first is spent first', async () => {
    const lin = await member(shop)
    shop.clock.pass(31 * 86_400_000)
    await buys(shop, lin.id, 100)
    await exchange(lin.api, await reward(shop, 1, { pricePoints: 120 }))
    expect((await lin.api.account({})).lots).toEqual([{ expiresOn: '2027-12-31', points: 80 }])
  })

  test('a cancelled exchange puts points back into the lots they came from, with their expiry', async () => {
    const lin = await member(shop)
    shop.clock.pass(31 * 86_400_000)
    await buys(shop, lin.id, 100)
    const before = (await lin.api.account({})).lots
    expect(before).toHaveLength(2)
    const { voucher } = await exchange(lin.api, await reward(shop, 1, { pricePoints: 150 }))
    const { account } = await lin.api.cancelVoucher({ voucherId: voucher.id, id: freshId('operation') })
    expect(account.lots).toEqual(before)
  })
})

describe('the calendar, without any job', () => {
  test('a purchase is pending until its return window closes, and then usable by itself', async () => {
    const lin = await member(shop)
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo: `wait-${lin.id}`, member: { memberId: lin.id }, amountFen: 30_000, storeId: storeId(2) })
    const coffee = await reward(shop, 5, { pricePoints: 400 })
    expect(await lin.api.account({})).toMatchObject({ available: 100, pending: 300, arriving: [{ points: 300 }] })
    expect(await outcome(exchange(lin.api, coffee))).toBe('points_short')
    shop.clock.pass(7 * 86_400_000)
    expect(await lin.api.account({})).toMatchObject({ available: 400, pending: 0, arriving: [] })
    expect((await exchange(lin.api, coffee)).account).toMatchObject({ available: 0, pending: 0 })
    expect((await lin.api.entries({})).items.map(({ type }) => type)).toEqual(['exchange', 'settle', 'earn', 'earn'])
  })

  test('points are good to the last instant of their day and gone in the next, whether or not a job has run', async () => {
    const own = await openShop()
    own.clock.turnTo('2026-01-31T15:59:59.999Z')
    const lin = await member(own)
    const coffee = await reward(own, 5)
    expect((await lin.api.account({})).lots).toEqual([{ expiresOn: '2027-01-31', points: 100 }])
    own.clock.turnTo('2027-01-31T15:59:59.999Z')
    expect((await lin.api.account({})).available).toBe(100)
    own.clock.turnTo('2027-01-31T16:00:00.000Z')
    expect((await lin.api.account({})).available).toBe(0)
    expect(await outcome(exchange(lin.api, coffee))).toBe('points_short')
    expect(await own.run('settle')).toMatchObject({ settled: 1, failed: 0 })
    const after = await snapshot(own)
    expect(await own.run('settle')).toMatchObject({ settled: 0, failed: 0 })
    expect(await snapshot(own)).toEqual(after)
    expect((await lin.api.entries({})).items.map(({ type, points, day }) => [type, points, day])).toEqual([['expire', -100, '2027-01-31'], ['earn', 100, '2026-01-31']])
    await expectBalancedBooks(own)
    await own.close()
  })
})

describe('debt', () => {
  test('points that were spent before their order was refunded are owed, and the next points pay them', async () => {
    const lin = await member(shop)
    const orderNo = await buys(shop, lin.id, 200)
    await exchange(lin.api, await reward(shop, 1, { pricePoints: 250 }))
    const purse = await till(shop, 'purse')
    expect(await purse.reportOrderRefunded({ orderNo, refundId: 'r1', amountFen: 20_000 })).toMatchObject({ reversedPoints: 200 })
    expect(await lin.api.account({})).toMatchObject({ available: 0, debt: 150 })
    await buys(shop, lin.id, 100)
    expect(await lin.api.account({})).toMatchObject({ available: 0, debt: 50 })
    await buys(shop, lin.id, 80)
    expect(await lin.api.account({})).toMatchObject({ available: 30, debt: 0 })
  })

  test('points given back by a cancelled exchange pay the debt too', async () => {
    const lin = await member(shop)
    const orderNo = await buys(shop, lin.id, 100)
    const { voucher } = await exchange(lin.api, await reward(shop, 1, { pricePoints: 200 }))
    await (await till(shop, 'purse')).reportOrderRefunded({ orderNo, refundId: 'r1', amountFen: 10_000 })
    expect(await lin.api.account({})).toMatchObject({ available: 0, debt: 100 })
    await lin.api.cancelVoucher({ voucherId: voucher.id, id: freshId('operation') })
    expect(await lin.api.account({})).toMatchObject({ available: 100, debt: 0 })
  })
})

test('an operation that is refused has changed nothing', async () => {
  const lin = await member(shop)
  const dear = await reward(shop, 1, { pricePoints: 5_000 })
  const gone = await reward(shop, 0)
  const before = await snapshot(shop)
  const purse = await till(shop, 'purse')
  const withTill = await snapshot(shop)
  expect(withTill).toHaveLength(before.length + 1)
  expect(await outcome(exchange(lin.api, dear))).toBe('points_short')
  expect(await outcome(exchange(lin.api, gone))).toBe('sold_out')
  expect(await outcome(lin.api.checkIn({ id: freshId('operation'), day: '2026-01-01' }))).toBe('check_in_day_passed')
  expect(await outcome(lin.api.makeUpCheckIn({ id: freshId('operation'), day: '2026-11-01' }))).toBe('make_up_not_missed')
  expect(await outcome(lin.api.cancelVoucher({ id: freshId('operation'), voucherId: freshId('voucher') }))).toBe('voucher_not_found')
  expect(await outcome(purse.reportOrderPaid({ orderNo: 'nobody', member: { memberId: freshId('member') }, amountFen: 100 }))).toBe('member_not_found')
  expect(await snapshot(shop)).toEqual(withTill)
})
