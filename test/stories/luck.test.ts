import { clientOf, freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks, snapshot } from '../support/books'
import { apiEvent } from '../support/events'
import { anyWrite, answersLost, answersLostOnTheWire, conflicts, counted, downWhile, type Fault } from '../support/faults'
import { clerk, exchange, member, memberQr, members, outcome, owner, type Person, qrOf, reward, scan, till, tillKey } from '../support/people'
import { type Instance, openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  await shop.close()
})

/** Prepares a write and gives the call, which may be sent again and again. */
type Prepared = (lin: Person) => Promise<(on: Instance) => Promise<object>>

const writes: Readonly<Record<string, Prepared>> = {
  'a check-in': async (lin) => {
    const tap = { id: freshId('operation'), day: shop.clock.today }
    return (on) => lin.on(on).checkIn(tap)
  },
  'an exchange': async (lin) => {
    const it = await reward(shop, 3)
    const id = freshId('voucher')
    return (on) => exchange(lin.on(on), it, id)
  },
  'a cancellation': async (lin) => {
    const { voucher } = await exchange(lin.api, await reward(shop, 3))
    const tap = { voucherId: voucher.id, id: freshId('operation') }
    return (on) => lin.on(on).cancelVoucher(tap)
  },
  'a redemption': async (lin) => {
    const { voucher } = await exchange(lin.api, await reward(shop, 3))
    const wang = await clerk(shop)
    const tap = { id: freshId('operation'), storeId: storeId(1), ticket: await scan(wang.api, qrOf(shop, voucher)) }
    return (on) => wang.on(on).redeem(tap)
  },
  'a purchase at the counter': async (lin) => {
    const wang = await clerk(shop)
    const tap = { id: freshId('operation'), storeId: storeId(1), ticket: await scan(wang.api, await memberQr(shop, lin)), amountFen: 5_000 }
    return (on) => wang.on(on).recordPurchase(tap)
  },
  'an order from a till': async (lin) => {
    const key = await tillKey(shop)
    const order = { orderNo: freshId('order'), member: { memberId: lin.id }, amountFen: 5_000 }
    return (on) => clientOf(on.api, key).reportOrderPaid(order)
  },
  'a refund from a till': async (lin) => {
    const key = await tillKey(shop)
    const orderNo = freshId('order')
    await clientOf(shop.api, key).reportOrderPaid({ orderNo, member: { memberId: lin.id }, amountFen: 5_000 })
    return (on) => clientOf(on.api, key).reportOrderRefunded({ orderNo, refundId: 'r-1', amountFen: 2_000 })
  },
  'a refund that comes before its order': async () => {
    const key = await tillKey(shop)
    const refund = { orderNo: freshId('order'), refundId: 'r-1', amountFen: 2_000 }
    return (on) => clientOf(on.api, key).reportOrderRefunded(refund)
  },
  'an opened link': async (lin) => {
    const friend = await member(shop)
    const { shareId } = await lin.api.myShare({})
    return (on) => friend.on(on).openShare({ shareId })
  },
  'an opened link that pays nothing': async (lin) => {
    const { shareId } = await lin.api.myShare({})
    return (on) => lin.on(on).openShare({ shareId })
  },
  'an accepted invitation': async (lin) => {
    const { invitation } = await (await owner(shop)).api.inviteClerk({ storeIds: [storeId(1)], name: '小王' })
    return (on) => lin.on(on).acceptInvitation({ invitation })
  },
  'an erasure': async (lin) => {
    const id = freshId('operation')
    return (on) => lin.on(on).eraseMe({ id, confirm: 'erase' })
  },
}

const withoutReplayed = (answer: object) => Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'replayed'))

describe.each(Object.entries(writes))('%s', (name, prepare) => {
  test('whose answer was lost is answered the second time, and has happened once', async () => {
    const lin = await member(shop, { points: 200 })
    const call = await prepare(lin)
    const unlucky = await shop.instance([answersLost((asked) => anyWrite(asked) && !/inFlight/.test(asked.text))])
    expect(await outcome(call(unlucky))).toBe('unavailable')
    const first = await call(shop)
    const after = await snapshot(shop)
    const second = await call(unlucky)
    expect(withoutReplayed(second)).toEqual(withoutReplayed(first))
    expect(await snapshot(shop)).toEqual(after)
    if ('replayed' in first) expect([Reflect.get(first, 'replayed'), Reflect.get(second, 'replayed')]).toEqual([true, true])
  })

  test.each<[string, () => Fault]>([
    ['answers lost on the wire', () => answersLostOnTheWire(anyWrite, 2)],
    ['conflicts as AWS reports them', () => conflicts(anyWrite, 3)],
  ])('goes through %s', async (_, fault) => {
    const lin = await member(shop, { points: 200 })
    const call = await prepare(lin)
    const { fault: counting, times } = counted(anyWrite)
    const before = await lin.api.account({})
    expect(await outcome(call(await shop.instance([fault(), counting])))).toBe('done')
    expect(times()).toBeGreaterThan(0)
    if (name === 'an exchange') expect((await lin.api.account({})).available).toBe(before.available - 100)
  })
})

test('an exchange whose reservation was answered by nobody takes one unit, not two', async () => {
  const lin = await member(shop, { points: 200 })
  const it = await reward(shop, 3)
  const id = freshId('voucher')
  const unlucky = await shop.instance([answersLost(({ text }) => /inFlight/.test(text) && /available - /.test(text))])
  expect(await outcome(exchange(lin.on(unlucky), it, id))).toBe('unavailable')
  expect((await exchange(lin.api, it, id)).replayed).toBe(false)
  expect((await lin.api.reward({ rewardId: it.id })).stockLeft).toBe(2)
})

test('writes that never stop meeting others give up politely and change nothing', async () => {
  const lin = await member(shop)
  const unlucky = await shop.instance([conflicts(anyWrite, 1_000)])
  const before = await snapshot(shop)
  const { token } = lin
  const answer = await unlucky.api(apiEvent({ method: 'POST', path: '/me/check-ins', body: { id: freshId('operation'), day: shop.clock.today }, token: (await member(shop, { wechatId: lin.wechatId, deviceId: lin.deviceId })).token }))
  expect(token).not.toBe('')
  expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } })
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ code: 'busy' })
  expect(await snapshot(shop)).toEqual(before)
})

describe('a database that cannot be reached', () => {
  test('is told as 503 with retry-after for every call, and everything is there afterwards', async () => {
    const lin = await member(shop)
    const cut = { isDown: false }
    const far = await shop.instance([downWhile(cut)])
    const api = lin.on(far)
    const it = await reward(shop, 3)
    const before = await snapshot(shop)
    const pos = await till(shop)
    expect(pos).toBeDefined()
    const withTill = await snapshot(shop)
    expect(withTill.length).toBe(before.length + 1)
    cut.isDown = true
    const id = freshId('voucher')
    const calls = [api.home({}), api.account({}), api.listRewards({}), exchange(api, it, id), api.checkIn({ id: freshId('operation'), day: shop.clock.today }), api.me({}), api.exportMe({})]
    expect(await Promise.all(calls.map(outcome))).toEqual(calls.map(() => 'unavailable'))
    const fresh = await member(shop, { wechatId: lin.wechatId, deviceId: lin.deviceId })
    const { statusCode, headers, body } = await far.api(apiEvent({ method: 'GET', path: '/me/account', token: fresh.token }))
    expect({ statusCode, retryAfter: headers?.['retry-after'] }).toEqual({ statusCode: 503, retryAfter: '3' })
    expect(JSON.parse(body ?? '')).toMatchObject({ code: 'unavailable', message: '服务暂时连不上，您的积分没有变化，请稍后再试。' })
    expect(await snapshot(shop)).toEqual(withTill)
    cut.isDown = false
    expect((await exchange(api, it, id)).replayed).toBe(false)
  })

  test('keeps the jobs from doing anything, and they do it later', async () => {
    const own = await openShop()
    const it = await reward(own, 5, { voucherDays: 0 })
    for (const { api } of await members(own, 2)) await exchange(api, it)
    own.clock.pass(2 * 86_400_000)
    const cut = { isDown: true }
    const far = await own.instance([downWhile(cut)])
    await expect(far.jobs.run('settle')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(far.jobs.run('sweep')).rejects.toMatchObject({ code: 'unavailable' })
    cut.isDown = false
    expect(await far.jobs.run('settle')).toMatchObject({ settled: 2, failed: 0 })
    await own.drainStream()
    await expectBalancedBooks(own)
    await own.close()
  })
})
