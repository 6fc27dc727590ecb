import { type ApiClient, freshId } from '../../scripts/support/in-process'
import { recordCheck } from '../../scripts/verify/record'
import { verifyTable } from '../../scripts/verify/table'
import type { FigureName } from '../../shared/insight/figures'
import { expectBalancedBooks } from '../support/books'
import { counted } from '../support/faults'
import { expectFiguresOfEntries, sheetsIn } from '../support/figures'
import { launched, marketer } from '../support/marketing'
import { buys, clerk, exchange, loosely, member, members, outcome, owner, type Person, redeem, reward, till } from '../support/people'
import { rewardTerms } from '../support/shelf'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

const DAY_MS = 86_400_000

let shop: Shop
let desk: ApiClient
beforeEach(async () => {
  shop = await openShop()
  desk = (await marketer(shop)).api
})
afterEach(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

/** One figure of one day, of all or by an id. */
async function told(figure: FigureName, day = shop.clock.today, by: 'all' | 'rule' | 'tier' | 'campaign' | 'reward' | 'store' | 'clerk' = 'all', id: string | null = null): Promise<number> {
  const { series } = await desk.figures({ figure, from: day, to: day, by })
  return series.find((one) => one.id === id)?.total ?? 0
}

async function checksIn({ api }: Person): Promise<void> {
  await api.checkIn({ id: freshId('operation'), day: shop.clock.today })
}

describe('a day in the shop', () => {
  test('is told whole: points, money, members, rewards, stores and clerks', async () => {
    const wang = await clerk(shop)
    const [lin, chen] = [await member(shop), await member(shop)]
    await shop.drainStream()
    const [membersBefore, activeBefore] = [await told('members'), await told('members_active')]
    const coffee = await reward(shop, 5)
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo: 'A-1', member: { memberId: lin.id }, amountFen: 30_000, storeId: storeId(1) })
    await pos.reportOrderPaid({ orderNo: 'A-2', member: { memberId: lin.id }, amountFen: 20_000, storeId: storeId(2) })
    await checksIn(chen)
    const { voucher } = await exchange(lin.api, coffee)
    await redeem(shop, wang.api, voucher)
    await pos.reportOrderRefunded({ orderNo: 'A-2', refundId: 'R-1', amountFen: 3_000 })
    await pos.reportOrderRefunded({ orderNo: 'A-2', refundId: 'R-1', amountFen: 3_000 })
    await pos.reportOrderRefunded({ orderNo: 'A-2', refundId: 'R-2', amountFen: 17_000 })
    const dropped = await exchange(lin.api, coffee)
    await lin.api.cancelVoucher({ voucherId: dropped.voucher.id, id: freshId('operation') })
    await shop.drainStream()

    expect([await told('purchases'), await told('purchases_fen'), await told('purchases_fen', shop.clock.today, 'store', storeId(2))]).toEqual([2, 50_000, 20_000])
    expect([await told('exchanges'), await told('exchanged', shop.clock.today, 'reward', coffee.id), await told('returned', shop.clock.today, 'reward', coffee.id)]).toEqual([2, 200, 100])
    expect([await told('redemptions'), await told('redemptions', shop.clock.today, 'store', storeId(1))]).toEqual([1, 1])
    const { series } = await desk.figures({ figure: 'redemptions', from: shop.clock.today, to: shop.clock.today, by: 'clerk' })
    expect(series.map(({ total }) => total)).toEqual([1])
    expect([await told('refunds_fen'), await told('refunds_fen', shop.clock.today, 'store', storeId(2)), await told('refunds_fen', shop.clock.today, 'store', storeId(1))]).toEqual([20_000, 20_000, 0])
    expect([await told('redeemed_points'), await told('redeemed_points', shop.clock.today, 'store', storeId(1)), await told('redeemed_points', shop.clock.today, 'store', storeId(2))]).toEqual([100, 100, 0])
    expect([await told('check_ins'), await told('members') - membersBefore, await told('members_active') - activeBefore]).toEqual([1, 0, 0])
    await expectFiguresOfEntries(shop)
  })

  test('adds up: what was issued is what its rules issued, and the liability is what members hold', async () => {
    const people = await members(shop, 3)
    for (const person of people) await buys(shop, person.id, 40)
    await shop.drainStream()
    const today = shop.clock.today
    const byRule = (await desk.figures({ figure: 'issued', from: today, to: today, by: 'rule' })).series.reduce((sum, { total }) => sum + total, 0)
    expect(byRule).toBe(await told('issued'))
    const everybody = [...people, await owner(shop)]
    const held = await Promise.all(everybody.map(async ({ api }) => (await api.account({})).available))
    const marketers = await told('liability') - held.reduce((sum, one) => sum + one, 0)
    expect(marketers).toBe((await desk.account({})).available)
  })

  test('is there within one reading of the stream, with what needs attention', async () => {
    const scarce = await reward(shop, 3)
    await reward(shop, 100)
    // A draft has no stock yet, and nobody misses it.
    await desk.createReward(rewardTerms())
    const before = await desk.insightToday({})
    expect(before.attention.lowStock.map(({ rewardId, left }) => [rewardId, left])).toEqual([[scarce.id, 3]])
    expect(before.attention.reviews).toEqual({ waiting: 0, hasMore: false })
    await buys(shop, (await member(shop)).id, 12)
    await shop.drainStream()
    const { day, figures } = await desk.insightToday({})
    expect(day).toBe(shop.clock.today)
    expect(figures.find(({ figure }) => figure === 'purchases_fen')).toEqual({ figure: 'purchases_fen', unit: 'fen', value: 1_200, recent: [...Array<number>(13).fill(0), 1_200] })
  })

  test('tells redemptions store by store, and what the last check of the table has found', async () => {
    expect((await desk.insightToday({})).attention.check).toBeNull()
    const [wang, lin] = [await clerk(shop), await member(shop, { points: 500 })]
    const { voucher } = await exchange(lin.api, await reward(shop, 2))
    await redeem(shop, wang.api, voucher)
    await shop.drainStream()
    const at = new Date(shop.clock.now()).toISOString()
    const { found } = await verifyTable(shop.database)
    await recordCheck(shop.database, { ...found, breaches: [{ zh: '甲'.repeat(400), en: 'a'.repeat(400) }, { zh: '乙', en: 'b' }] }, at)
    await recordCheck(shop.database, found, '2020-01-01T00:00:00.000Z').catch(() => undefined)
    const { redemptionsByStore, attention } = await desk.insightToday({})
    expect(redemptionsByStore).toEqual([{ storeId: storeId(1), value: 1 }])
    expect(attention.check).toMatchObject({ at, breaches: 2, first: [{ zh: '甲'.repeat(300), en: 'a'.repeat(300) }, { zh: '乙', en: 'b' }] })
  })
})

describe('days', () => {
  test('part at midnight of the shop, and a level goes on', async () => {
    const lin = await member(shop)
    shop.clock.turnTo('2026-11-24T15:59:59.000Z')
    await buys(shop, lin.id, 10)
    shop.clock.turnTo('2026-11-24T16:00:01.000Z')
    await buys(shop, lin.id, 7)
    await shop.drainStream()
    expect([await told('purchases_fen', '2026-11-24'), await told('purchases_fen', '2026-11-25')]).toEqual([1_000, 700])
    expect(await told('members_active', '2026-11-25')).toBe(1)
    expect(await told('liability', '2026-11-25') - (await told('liability', '2026-11-24'))).toBe(7)
    const { series, days } = await desk.figures({ figure: 'liability', from: '2026-11-25', to: '2026-11-27' })
    expect(days).toEqual(['2026-11-25', '2026-11-26', '2026-11-27'])
    expect(new Set(series[0]?.values).size).toBe(1)
  })

  test('that are over keep what they issued when it is refunded later', async () => {
    const lin = await member(shop)
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo: 'R-1', member: { memberId: lin.id }, amountFen: 10_000 })
    await shop.drainStream()
    const [first, issued] = [shop.clock.today, await told('issued')]
    shop.clock.pass(DAY_MS)
    await pos.reportOrderRefunded({ orderNo: 'R-1', refundId: 'r', amountFen: 10_000 })
    await shop.drainStream()
    expect(await told('issued', first)).toBe(issued)
    const back = await told('reversed')
    expect(back).toBeGreaterThan(0)
    expect(await told('liability', first) - (await told('liability'))).toBe(back)
    expect([await told('purchases', first), await told('purchases')]).toEqual([1, 0])
  })

  test('receive what is booked for them later, such as points that lapsed while their member slept', async () => {
    const lin = await member(shop)
    await buys(shop, lin.id, 25)
    await shop.drainStream()
    shop.clock.pass(800 * DAY_MS)
    await shop.run('settle')
    await shop.drainStream()
    await expectFiguresOfEntries(shop)
    const sheets = await sheetsIn(shop)
    expect(sheets.filter(({ sums }) => (sums['expired'] ?? 0) > 0).every(({ day }) => day < shop.clock.today)).toBe(true)
    expect(await told('liability')).toBe(0)
  })
})

test('an erased member leaves the liability and the count, not the past', async () => {
  const lin = await member(shop, { points: 60 })
  await shop.drainStream()
  const [liability, all, issued] = [await told('liability'), await told('members'), await told('issued')]
  const { available } = await lin.api.account({})
  await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
  await shop.drainStream()
  expect([await told('liability'), await told('members'), await told('issued')]).toEqual([liability - available, all - 1, issued])
  expect([await told('forfeited'), await told('members_erased')]).toEqual([available, 1])
  await expectFiguresOfEntries(shop)
})

test('a campaign is held against its hold-out, with what it cost', async () => {
  const { campaign } = await launched(shop, await marketer(shop), { holdOutPercent: 50 })
  const people = await members(shop, 12)
  for (const [i, { id }] of people.entries()) await buys(shop, id, 10 + i)
  for (const { id } of people.slice(0, 4)) await buys(shop, id, 5)
  await shop.drainStream()
  const result = await desk.campaignResult({ campaignId: campaign.id })
  const [a, held] = [result.arms.find(({ arm }) => arm === 'a'), result.arms.find(({ arm }) => arm === 'hold_out')]
  expect([(a?.members ?? 0) + (held?.members ?? 0), (a?.purchases ?? 0) + (held?.purchases ?? 0)]).toEqual([12, 16])
  expect((a?.purchasesFen ?? 0) + (held?.purchasesFen ?? 0)).toBe((12 * 10 + 66 + 20) * 100)
  expect(result).toMatchObject({ comparedWith: 'hold_out', membersReached: a?.members, costPoints: (a?.purchasesFen ?? 0) / 100, costFen: (a?.purchasesFen ?? 0) / 100 })
  expect(result.holdOut?.expectedShare).toBe(0.5)
  expect(a?.fenDifference?.difference).toBeCloseTo((a?.fenPerMember ?? 0) - (held?.fenPerMember ?? 0), 9)
  expect((a?.fenDifference?.low ?? 0) < (a?.fenDifference?.high ?? 0)).toBe(true)
  expect(await told('members_reached', shop.clock.today, 'campaign', campaign.id)).toBe(a?.members)
  await expectFiguresOfEntries(shop)
})

describe('who asks', () => {
  test('for something that is not there is told which field', async () => {
    const day = shop.clock.today
    const bad = [
      { figure: 'luck', from: day, to: day }, { figure: 'issued', from: day, to: day, by: 'clerk' }, { figure: 'issued', from: day, to: '2026-11-23' }, { figure: 'issued', from: '2025-10-01', to: day },
      { figure: 'issued', from: '2026-02-30', to: day }, { figure: 'issued', from: day }, { figure: 'issued', from: day, to: day, by: 'weather' }, { figure: 'issued', from: day, to: day, more: 1 },
    ]
    for (const input of bad) expect(await outcome(loosely(desk, 'figures', input))).toBe('invalid_input')
    expect(await outcome(loosely(desk, 'campaignResult', { campaignId: 'cmp_x' }))).toBe('invalid_input')
    expect(await outcome(desk.campaignResult({ campaignId: freshId('campaign') }))).toBe('campaign_not_found')
    expect(await outcome(loosely(desk, 'insightToday', { day }))).toBe('invalid_input')
    expect(await outcome(loosely(desk, 'figureDefinitions', { figure: 'issued' }))).toBe('invalid_input')
    expect((await desk.figures({ figure: 'issued', from: '2025-10-21', to: day })).days).toHaveLength(400)
  })

  test('and is no marketer learns nothing', async () => {
    const lin = await member(shop)
    const wang = await clerk(shop)
    const day = shop.clock.today
    const asked = async (api: ApiClient) => new Set([await outcome(api.insightToday({})), await outcome(api.figureDefinitions({})), await outcome(api.figures({ figure: 'issued', from: day, to: day })), await outcome(api.campaignResult({ campaignId: freshId('campaign') }))])
    expect(await asked(wang.api)).toEqual(new Set(['not_allowed']))
    expect(await asked(lin.api)).toEqual(new Set(['staff_removed']))
  })

  test('learns what every figure means', async () => {
    const { items } = await desk.figureDefinitions({})
    expect(items.find(({ figure }) => figure === 'issued')).toMatchObject({ unit: 'points', kind: 'flow', by: ['rule', 'tier', 'campaign', 'store'], title: { zh: '发放积分' } })
    for (const { figure, by } of items) for (const dimension of ['all', ...by] as const) expect((await desk.figures({ figure, from: shop.clock.today, to: shop.clock.today, by: dimension })).figure).toBe(figure)
  })

  test('is answered with three requests to the database, whatever the days', async () => {
    const { fault, times } = counted(({ command }) => /^(Query|GetItem|BatchGetItem)Command$/.test(command))
    const boss = await owner(shop)
    const asked = boss.on(await shop.instance([fault]))
    const ask = (figure: FigureName) => asked.figures({ figure, from: '2025-10-21', to: shop.clock.today })
    await ask('liability')
    for (const figure of ['liability', 'issued'] as const) {
      const before = times()
      await ask(figure)
      expect(times() - before).toBeLessThanOrEqual(3)
    }
  })
})
