import { keys } from '../../functions/database/keys'
import { flashPoolOf } from '../../shared/mall/flash'
import { StockRepository } from '../../functions/mall/stock.repository'
import { freshId } from '../../scripts/support/in-process'
import { verifyTable } from '../../scripts/verify/table'
import { text } from '../../scripts/verify/text'
import type { Campaign } from '../../shared/campaigns/campaign'
import type { Reward } from '../../shared/mall/reward'
import { expectBalancedBooks } from '../support/books'
import { counted, dies, steps } from '../support/faults'
import { campaignAt, flashOf, launched, promoted, threeTiers } from '../support/flash'
import { exchange, member, outcome, type Person, reward, tallied } from '../support/people'
import { namedAfter } from '../support/plant'
import { openShop, type Shop } from '../support/story'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ terms: { tiers: threeTiers }, isVerified: false })
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  await shop.close()
})

const at = (it: Reward, pricePoints: number): Reward => ({ ...it, pricePoints })
const flashed = async (change: Parameters<typeof flashOf>[1] = {}, terms: Parameters<typeof launched>[2] = {}, stock = 5) => {
  const it = await reward(shop, stock)
  return { it, cheap: at(it, 50), flash: await launched(shop, flashOf(it, change), terms) }
}
const flashLeft = async (flash: Campaign) => {
  const shards = await new StockRepository(shop.database).shards(flash.id, flashPoolOf(flash)?.shards ?? 0)
  return shards.reduce((sum, { available }) => sum + available, 0)
}
const ownLeft = async (it: Reward) => (await new StockRepository(shop.database).shard(it.id, 0))?.available
const laterSweep = () => {
  shop.clock.pass(61_000)
  return shop.run('sweep')
}
const cancel = (api: Awaited<ReturnType<typeof member>>['api'], voucherId: Parameters<typeof api.voucher>[0]['voucherId']) => api.cancelVoucher({ voucherId, id: freshId('operation') })

describe('a flash exchange', () => {
  test('of 5 units is won by 5 of 50 members at once, and the others hear what it costs now', async () => {
    const { it, cheap, flash } = await flashed()
    const crowd: Person[] = []
    while (crowd.length < 50) crowd.push(await member(shop))
    expect(await tallied(crowd.map(({ api }) => exchange(api, cheap)))).toEqual({ done: 5, flash_sold_out: 45 })
    expect([await flashLeft(flash), await ownLeft(it)]).toEqual([0, 5])
    const late = await member(shop)
    await expect(exchange(late.api, cheap)).rejects.toMatchObject({ code: 'flash_sold_out', details: { pricePoints: 100 } })
    expect(await late.api.reward({ rewardId: it.id })).toMatchObject({ pricePoints: 100, priceWhy: 'full', stockLeft: 5, flash: { state: 'sold_out', stockLeft: 0, stock: 5 } })
    expect(await outcome(exchange(late.api, it))).toBe('done')
    expect(await ownLeft(it)).toBe(4)
  })

  test('that has sold out of a reward that has too is simply sold out', async () => {
    const { cheap, it } = await flashed({ stock: 1 }, {}, 0)
    const [lin, chen] = [await member(shop), await member(shop)]
    await exchange(lin.api, cheap)
    expect([await outcome(exchange(chen.api, cheap)), await outcome(exchange(chen.api, it))]).toEqual(['sold_out', 'sold_out'])
  })

  test('gives each member no more than its limit, which the limit of the reward does not touch', async () => {
    const { it, cheap } = await flashed({ limitPerMember: 1 })
    const lin = await member(shop, { points: 900 })
    expect(await tallied([exchange(lin.api, cheap), exchange(lin.api, cheap), exchange(lin.api, cheap)])).toEqual({ done: 1, flash_limit_reached: 2 })
    expect(await lin.api.reward({ rewardId: it.id })).toMatchObject({ pricePoints: 100, flash: { state: 'live', isUsedUp: true, limit: 1 } })
    expect(await outcome(exchange(lin.api, it))).toBe('done')
  })

  test('begins and ends with its window, to the millisecond, on the page and at the till', async () => {
    const it = await reward(shop, 5)
    const startsAt = shop.clock.now() + 60_000
    await launched(shop, flashOf(it), { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + 1_000).toISOString() })
    const lin = await member(shop, { points: 900 })
    const seen = async (moment: number) => {
      shop.clock.turnTo(new Date(moment).toISOString())
      const { pricePoints, flash } = await lin.api.reward({ rewardId: it.id })
      return [pricePoints, flash?.state, await outcome(exchange(lin.api, at(it, 50)))]
    }
    expect(await seen(startsAt - 1)).toEqual([100, 'coming', 'price_changed'])
    expect(await seen(startsAt)).toEqual([50, 'live', 'done'])
    expect(await seen(startsAt + 999)).toEqual([50, 'live', 'done'])
    expect(await seen(startsAt + 1_000)).toEqual([100, 'over', 'flash_over'])
  })

  test('gets its unit back from a cancelled voucher, and the reward does not', async () => {
    const { it, cheap, flash } = await flashed({ limitPerMember: 1 })
    const lin = await member(shop)
    const { voucher } = await exchange(lin.api, cheap)
    await shop.drainStream()
    expect(await flashLeft(flash)).toBe(4)
    await cancel(lin.api, voucher.id)
    await shop.drainStream()
    expect([await flashLeft(flash), await ownLeft(it)]).toEqual([5, 5])
    expect((await lin.api.account({})).available).toBe(100)
    expect(await outcome(exchange(lin.api, cheap))).toBe('done')
  })

  test('gets back what lapses too, and never more', async () => {
    const it = await reward(shop, 5, { voucherDays: 0 })
    const flash = await launched(shop, flashOf(it))
    const lin = await member(shop)
    await exchange(lin.api, at(it, 50))
    shop.clock.pass(2 * 86_400_000)
    await shop.run('settle')
    await shop.run('settle')
    await shop.drainStream()
    expect(await flashLeft(flash)).toBe(5)
  })

  test.each((['before', 'after'] as const).flatMap((when) => (['reserve', 'commitExchange'] as const).map((step) => ({ when, step }))))(
    'whose process dies $when it has done: $step is settled by the sweeper, once', async ({ when, step }) => {
      const { it, cheap, flash } = await flashed()
      const lin = await member(shop)
      const dying = await shop.instance([dies(when, steps[step])])
      await expect(exchange(lin.on(dying), cheap)).rejects.toMatchObject({ code: 'broken' })
      await laterSweep()
      await laterSweep()
      await shop.drainStream()
      const hasGoneThrough = when === 'after' && step === 'commitExchange'
      expect([await flashLeft(flash), await ownLeft(it)]).toEqual([hasGoneThrough ? 4 : 5, 5])
    })

  test('whose last unit is held by an unanswered tap is finished by the same tap', async () => {
    const { cheap } = await flashed({ stock: 1 })
    const lin = await member(shop)
    const id = freshId('voucher')
    await expect(exchange(lin.on(await shop.instance([dies('after', steps.reserve)])), cheap, id)).rejects.toMatchObject({ code: 'broken' })
    expect(await exchange(lin.api, cheap, id)).toMatchObject({ replayed: false, voucher: { pricePoints: 50 } })
    expect(await exchange(lin.api, cheap, id)).toMatchObject({ replayed: true })
  })

  test('whose end comes between a reservation and the next tap gives the unit back', async () => {
    const { cheap, flash } = await flashed({ stock: 1 })
    const lin = await member(shop)
    const id = freshId('voucher')
    await expect(exchange(lin.on(await shop.instance([dies('after', steps.reserve)])), cheap, id)).rejects.toMatchObject({ code: 'broken' })
    shop.clock.pass(3_600_000)
    expect(await outcome(exchange(lin.api, cheap, id))).toBe('flash_over')
    expect(await flashLeft(flash)).toBe(1)
  })

  test('costs no request more than any exchange', async () => {
    const { cheap } = await flashed()
    const plain = await reward(shop, 5)
    const requests = async (what: Reward) => {
      const lin = await member(shop)
      const meter = counted(() => true)
      const own = await shop.instance([meter.fault])
      await lin.on(own).listRewards({})
      const before = meter.times()
      await exchange(lin.on(own), what)
      return meter.times() - before
    }
    expect(await requests(cheap)).toBe(await requests(plain))
  })
})

describe('a wish to be told', () => {
  test('is recorded once, in the member’s own partition, while the flash exchange is coming', async () => {
    const it = await reward(shop, 5)
    const flash = await launched(shop, flashOf(it), { startsAt: new Date(shop.clock.now() + 60_000).toISOString() })
    const lin = await member(shop)
    const page = async () => (await lin.api.reward({ rewardId: it.id })).isReminded
    expect(await page()).toBe(false)
    for (const _ of [1, 2]) expect(await lin.api.remindOfCampaign({ campaignId: flash.id })).toEqual({ startsAt: flash.startsAt })
    expect([await page(), (await lin.api.listFlash({})).items.find(({ reward: one }) => one.id === it.id)?.isReminded]).toEqual([true, true])
    shop.clock.pass(60_000)
    expect(await outcome(lin.api.remindOfCampaign({ campaignId: flash.id }))).toBe('campaign_not_coming')
  })
})

describe('the price on the page', () => {
  test('is that of the tier, and what is taken is what was shown', async () => {
    const it = await reward(shop, 5)
    const lin = await member(shop, { points: 900 })
    const shown = await lin.api.reward({ rewardId: it.id })
    expect(shown).toMatchObject({ pricePoints: 100, fullPricePoints: 100, priceWhy: 'full' })
    await promoted(shop, lin.id, 'gold')
    await expect(exchange(lin.api, it)).rejects.toMatchObject({ code: 'price_changed', details: { pricePoints: 85 } })
    expect((await lin.api.account({})).available).toBe(1_000)
    expect(await lin.api.reward({ rewardId: it.id })).toMatchObject({ pricePoints: 85, fullPricePoints: 100, priceWhy: 'tier' })
    expect(await exchange(lin.api, at(it, 85))).toMatchObject({ voucher: { pricePoints: 85 }, account: { available: 915 } })
  })

  test('is the same in the mall, on the first screen and among flash exchanges', async () => {
    const { it } = await flashed()
    const lin = await member(shop)
    const sees = { id: it.id, pricePoints: 50, priceWhy: 'flash', stockLeft: 5 }
    expect(await lin.api.reward({ rewardId: it.id })).toMatchObject(sees)
    expect((await lin.api.listRewards({ limit: 50, sort: 'newest' })).items).toContainEqual(expect.objectContaining(sees))
    expect((await lin.api.listFlash({})).items.map(({ reward: one }) => one)).toContainEqual(expect.objectContaining(sees))
  })

  test('of a campaign is taken from the reward’s own stock', async () => {
    const it = await reward(shop, 5)
    await launched(shop, { type: 'reward_price', rewardId: it.id, pricePoints: 70 })
    const lin = await member(shop)
    expect(await exchange(lin.api, at(it, 70))).toMatchObject({ account: { available: 30 } })
    expect(await ownLeft(it)).toBe(4)
  })
})

test('a reward for gold is refused to others, with the tier to reach, and given to gold', async () => {
  const it = await reward(shop, 5, { tiers: ['gold'] })
  const lin = await member(shop)
  expect(await lin.api.reward({ rewardId: it.id })).toMatchObject({ tiersNeeded: [{ id: 'gold', name: { zh: '金卡', en: 'Gold' } }] })
  await expect(exchange(lin.api, it)).rejects.toMatchObject({ code: 'tier_needed', details: { tier: '金卡 Gold' } })
  expect((await lin.api.listRewards({ limit: 50, affordable: 'true' })).items.map(({ id }) => id)).not.toContain(it.id)
  await promoted(shop, lin.id, 'gold')
  expect(await outcome(exchange(lin.api, at(it, 85)))).toBe('done')
})

describe('verifying names', () => {
  test('a flash pool that does not add up, or began with other than its terms', async () => {
    const { cheap, flash } = await flashed()
    await exchange((await member(shop)).api, cheap)
    await shop.drainStream()
    const key = keys.stock(flash.id, 0)
    expect((await namedAfter(shop, key, (item) => ({ ...item, available: Number(item['available']) + 1 }))).join()).toContain(text.breach.stockSum(`${flash.id}/0`, 5, 6))
    expect(await namedAfter(shop, key, (item) => ({ ...item, available: 9, initial: 10 }))).toContain(text.breach.flashStock(flash.id, 5, 10))
    expect((await namedAfter(shop, key, (item) => ({ ...item, available: 5, issued: 0 }))).join()).toContain(text.breach.stockIssued(`${flash.id}/0`, 0, 1))
  })

  test('a voucher from the flash stock of another reward, or outside of its window', async () => {
    const { cheap, flash } = await flashed()
    const lin = await member(shop)
    const { voucher } = await exchange(lin.api, cheap)
    await shop.drainStream()
    expect((await verifyTable(shop.database)).breaches).toEqual([])
    const key = keys.campaign(flash.id)
    const other = campaignAt(shop.clock.now(), flashOf(await reward(shop, 1)))
    expect(await namedAfter(shop, key, (item) => ({ ...item, effect: other.effect }))).toContain(text.breach.flashVoucher(voucher.id, flash.id))
    expect(await namedAfter(shop, key, (item) => ({ ...item, endsAt: item['startsAt'] }))).toContain(text.breach.flashVoucher(voucher.id, flash.id))
  })
})
