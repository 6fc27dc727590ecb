import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks } from '../support/books'
import { exchange, member, members, outcome, reward, tallied } from '../support/people'
import { openShop, type Shop } from '../support/story'

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

describe('an exchange', () => {
  test.each([1, 4])('the last item goes to one of fifty members (on %i shards)', async (stockShards) => {
    const queue = await members(shop, 50)
    const last = await reward(shop, 1, { stockShards })
    expect(await tallied(queue.map(({ api }) => exchange(api, last)))).toEqual({ done: 1, sold_out: 49 })
    const balances = await Promise.all(queue.map(async ({ api }) => (await api.account({})).available))
    expect(balances.filter((points) => points === 0)).toHaveLength(1)
  })

  test('every unit of a stock on several shards finds a member, and not one more', async () => {
    const queue = await members(shop, 14)
    const few = await reward(shop, 9, { stockShards: 5 })
    expect(await tallied(queue.map(({ api }) => exchange(api, few)))).toEqual({ done: 9, sold_out: 5 })
  })

  test('a balance for one pays for one of twenty exchanges at once', async () => {
    const lin = await member(shop)
    const coffee = await reward(shop, 40, { stockShards: 2 })
    expect(await tallied(Array.from({ length: 20 }, () => exchange(lin.api, coffee)))).toEqual({ done: 1, points_short: 19 })
    expect(await lin.api.account({})).toMatchObject({ available: 0, debt: 0 })
    const [card] = (await lin.api.listRewards({ limit: 50 })).items.filter(({ id }) => id === coffee.id)
    expect(card?.stockLeft).toBe(39)
  })

  test('one tap sent five times at once is one exchange, and each gets its answer', async () => {
    const lin = await member(shop, { points: 900 })
    const coffee = await reward(shop, 10, { stockShards: 3 })
    const id = freshId('voucher')
    const replies = await Promise.all(Array.from({ length: 5 }, () => exchange(lin.api, coffee, id)))
    expect(new Set(replies.map(({ voucher }) => voucher.id))).toEqual(new Set([id]))
    expect(replies.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect((await lin.api.account({})).available).toBe(900)
    await shop.run('sweep')
    shop.clock.pass(61_000)
    await shop.run('sweep')
    expect((await lin.api.reward({ rewardId: coffee.id })).stockLeft).toBe(9)
  })

  test('with a used id and another reward or price is refused', async () => {
    const lin = await member(shop, { points: 900 })
    const [coffee, cake] = [await reward(shop, 5), await reward(shop, 5)]
    const id = freshId('voucher')
    await exchange(lin.api, coffee, id)
    expect(await outcome(exchange(lin.api, cake, id))).toBe('idempotency_conflict')
    expect(await outcome(lin.api.exchange({ id, rewardId: coffee.id, pricePoints: 99 }))).toBe('idempotency_conflict')
    expect(await exchange(lin.api, coffee, id)).toMatchObject({ replayed: true, account: { available: 900 } })
  })

  test('from a stale page tells the new price and takes nothing', async () => {
    const lin = await member(shop, { points: 900 })
    const coffee = await reward(shop, 5, { pricePoints: 120 })
    await expect(lin.api.exchange({ id: freshId('voucher'), rewardId: coffee.id, pricePoints: 80 })).rejects.toMatchObject({ code: 'price_changed', details: { pricePoints: 120 } })
    expect((await lin.api.account({})).available).toBe(1_000)
  })

  test('happens in the window of its reward and not outside it', async () => {
    const lin = await member(shop, { points: 900 })
    const now = shop.clock.now()
    const flash = await reward(shop, 5, { opensAt: new Date(now + 60_000).toISOString(), closesAt: new Date(now + 120_000).toISOString() })
    expect(await outcome(exchange(lin.api, flash))).toBe('reward_not_open')
    shop.clock.turnTo(new Date(now + 60_000).toISOString())
    expect(await outcome(exchange(lin.api, flash))).toBe('done')
    shop.clock.turnTo(new Date(now + 119_999).toISOString())
    expect(await outcome(exchange(lin.api, flash))).toBe('done')
    shop.clock.turnTo(new Date(now + 120_000).toISOString())
    expect(await outcome(exchange(lin.api, flash))).toBe('reward_closed')
    expect(await outcome(lin.api.exchange({ id: freshId('voucher'), rewardId: freshId('reward'), pricePoints: 1 }))).toBe('reward_not_found')
  })

  test('the limit of a member holds for taps at once, and a cancelled one counts no more', async () => {
    const lin = await member(shop, { points: 900 })
    const cake = await reward(shop, 20, { limitPerMember: 2, stockShards: 2 })
    const taps = Array.from({ length: 6 }, () => exchange(lin.api, cake))
    expect(await tallied(taps)).toEqual({ done: 2, member_limit_reached: 4 })
    const [voucher] = (await lin.api.listVouchers({})).items
    await lin.api.cancelVoucher({ voucherId: voucher?.id ?? freshId('voucher'), id: freshId('operation') })
    expect(await outcome(exchange(lin.api, cake))).toBe('done')
    expect(await outcome(exchange(lin.api, cake))).toBe('member_limit_reached')
  })

  test('what is cancelled goes back on the shelf, and to the next member', async () => {
    const [lin, chen] = [await member(shop), await member(shop)]
    const last = await reward(shop, 1)
    const { voucher } = await exchange(lin.api, last)
    expect(await outcome(exchange(chen.api, last))).toBe('sold_out')
    const id = freshId('operation')
    await lin.api.cancelVoucher({ voucherId: voucher.id, id })
    expect(await lin.api.cancelVoucher({ voucherId: voucher.id, id })).toMatchObject({ replayed: true, account: { available: 100 } })
    expect(await outcome(lin.api.cancelVoucher({ voucherId: voucher.id, id: freshId('operation') }))).toBe('voucher_cancelled')
    await shop.drainStream()
    expect(await outcome(exchange(chen.api, last))).toBe('done')
  })

  test('a shard with a hundred unfinished exchanges sends members on to the others', async () => {
    const lin = await member(shop, { points: 900 })
    const many = await reward(shop, 400, { stockShards: 2 })
    const stock = await import('../../functions/mall/stock.repository')
    const repository = new stock.StockRepository(shop.database)
    const id = freshId('voucher')
    const first = id.charCodeAt(id.length - 1) % 2
    await Promise.all(Array.from({ length: 100 }, (_, n) => repository.reserve(many.id, first, `${lin.id}/TEST${n}`, stock.attemptAt(shop.clock.now(), String(n)))))
    expect(await exchange(lin.api, many, id)).toMatchObject({ replayed: false })
    shop.clock.pass(61_000)
    await shop.run('sweep')
  })
})
