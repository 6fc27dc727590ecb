import { freshId } from '../../scripts/support/in-process'
import { TierTerms } from '../../shared/tiers/terms'
import { expectBalancedBooks } from '../support/books'
import { clerk, loosely, member, outcome, owner, type Person, tallied, till } from '../support/people'
import { openShop, type Shop } from '../support/story'

const tiers = TierTerms.parse({
  measure: { type: 'money', fenPerGrowth: 100 },
  window: { type: 'rolling', months: 12 },
  validMonths: 12,
  graceDays: 7,
  levels: [
    { id: 'plain', name: { zh: '普卡', en: 'Plain' }, min: 0 },
    { id: 'silver', name: { zh: '银卡', en: 'Silver' }, min: 500, earnPercent: 110, giftPoints: 20 },
    { id: 'gold', name: { zh: '金卡', en: 'Gold' }, min: 2_000, earnPercent: 150, giftPoints: 100, birthdayPoints: 66 },
  ],
})

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ terms: { tiers } })
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

let orders = 0
async function spends(it: Shop, person: Person, yuan: number) {
  orders += 1
  const orderNo = `T-${orders}`
  const pos = await till(it)
  const reply = await pos.reportOrderPaid({ orderNo, member: { memberId: person.id }, amountFen: yuan * 100 })
  return { ...reply, refund: (part: number) => pos.reportOrderRefunded({ orderNo, refundId: `R-${part}`, amountFen: part * 100 }) }
}
const tierOf = async ({ api }: Person) => (await api.myTier({})).tier.id
const whys = async ({ api }: Person) => (await api.tierHistory({})).items.map(({ why, from, to }) => `${why} ${from.id} ${to.id}`)

describe('a member of a shop with tiers', () => {
  test('reaches a tier by spending, has its gift once, and earns by it from the next purchase on', async () => {
    const lin = await member(shop)
    expect(await lin.api.myTier({})).toMatchObject({ tier: { id: 'plain' }, growth: 0, next: { tier: { id: 'silver' }, missing: 500 }, keep: null })
    expect(await spends(shop, lin, 499)).toMatchObject({ earnedPoints: 499 })
    expect(await tierOf(lin)).toBe('plain')
    expect(await spends(shop, lin, 1)).toMatchObject({ earnedPoints: 1 })
    expect(await lin.api.myTier({})).toMatchObject({ tier: { id: 'silver' }, since: '2026-11-24', until: '2027-11-30', growth: 500, keep: { growth: 0, min: 500, by: '2027-12-07' } })
    expect((await lin.api.account({})).available).toBe(100 + 500 + 20)
    expect(await spends(shop, lin, 100)).toMatchObject({ earnedPoints: 110 })
    expect(await whys(lin)).toEqual(['reached plain silver'])
    expect((await lin.api.home({})).tier).toEqual({ id: 'silver', name: { zh: '银卡', en: 'Silver' } })
  })

  test('who spends in many tills at one moment has each gift once', async () => {
    const lin = await member(shop)
    await Promise.all(Array.from({ length: 6 }, () => spends(shop, lin, 400)))
    const { items } = await lin.api.entries({ limit: 50 })
    expect(items.filter(({ source, type }) => type === 'earn' && source.kind === 'tier').map(({ source, points }) => `${source.id} ${points}`).sort()).toEqual(['gold 100', 'silver 20'])
    expect(await tierOf(lin)).toBe('gold')
  })

  test('spending points lowers no tier; a refund lowers growth, and the tier not before its end', async () => {
    const lin = await member(shop)
    const order = await spends(shop, lin, 2_000)
    await order.refund(1_501)
    expect(await lin.api.myTier({})).toMatchObject({ tier: { id: 'gold' }, growth: 499 })
    await order.refund(499)
    expect(await lin.api.myTier({})).toMatchObject({ tier: { id: 'gold' }, growth: 0 })
    expect(await whys(lin)).toEqual(['reached plain gold'])
  })

  test('falls one level after validity and grace, whether or not a job has run, and reads agree with writes', async () => {
    const own = await openShop({ terms: { tiers } })
    const [awake, asleep] = [await member(own), await member(own)]
    for (const one of [awake, asleep]) await spends(own, one, 2_000)
    own.clock.turnTo('2027-12-07T04:00:00Z')
    expect(await awake.api.myTier({})).toMatchObject({ tier: { id: 'gold' }, falls: { on: '2027-12-08', to: { id: 'silver' }, missing: 2_000 } })
    await own.run('settle')
    own.clock.turnTo('2027-12-07T16:00:00Z')
    expect(await tierOf(awake)).toBe('silver')
    expect(await whys(awake)).toEqual(['fell gold silver', 'reached plain gold'])
    expect(await spends(own, awake, 100)).toMatchObject({ earnedPoints: 110 })
    await own.run('settle')
    const [fallen] = (await asleep.api.tierHistory({})).items
    expect(fallen).toMatchObject({ why: 'fell', day: '2027-12-08', at: '2027-12-07T16:00:00.000Z', until: '2028-12-31' })
    expect(await own.run('settle')).toMatchObject({ settled: 0, failed: 0 })
    await expectBalancedBooks(own)
    await own.close()
  })

  test('who earns enough in the days of grace keeps the tier', async () => {
    const own = await openShop({ terms: { tiers } })
    const lin = await member(own)
    await spends(own, lin, 500)
    own.clock.turnTo('2027-12-05T04:00:00Z')
    await spends(own, lin, 500)
    own.clock.turnTo('2027-12-20T04:00:00Z')
    expect(await lin.api.myTier({})).toMatchObject({ tier: { id: 'silver' }, until: '2028-11-30' })
    expect(await whys(lin)).toEqual(['kept silver silver', 'reached plain silver'])
    await own.close()
  })

  test('has the birthday gift of the tier once a year, from the job, also when it runs late or twice at once', async () => {
    const own = await openShop({ terms: { tiers } })
    const [gold, plain] = [await member(own), await member(own)]
    await spends(own, gold, 2_000)
    for (const one of [gold, plain]) await one.api.updateMe({ birthday: '2000-11-26' })
    const gifts = async (one: Person) => (await one.api.entries({ limit: 50 })).items.filter(({ facts }) => facts['why'] === 'birthday').map(({ points }) => points)
    await own.run('settle')
    expect(await gifts(gold)).toEqual([])
    own.clock.turnTo('2026-11-28T04:00:00Z')
    await Promise.all([own.run('settle'), own.run('settle')])
    await gold.api.updateMe({ birthday: '2000-11-27' })
    await own.run('settle')
    expect([await gifts(gold), await gifts(plain)]).toEqual([[66], []])
    own.clock.turnTo('2027-11-27T04:00:00Z')
    await own.run('settle')
    expect(await gifts(gold)).toEqual([66, 66])
    await expectBalancedBooks(own)
    await own.close()
  })
})

describe('a tier given by hand', () => {
  const give = (person: Person, change: object = {}) => ({ id: freshId('operation'), memberId: person.id, tier: 'gold', until: '2026-12-31', reason: '开业老友', ...change })

  test('holds to its end with its reason in the history, is given once per id, and can be lifted', async () => {
    const boss = await owner(shop)
    const lin = await member(shop)
    const call = give(lin)
    expect(await tallied([boss.api.giveTier(call), boss.api.giveTier(call), boss.api.giveTier(call)])).toEqual({ done: 3 })
    expect(await boss.api.giveTier(call)).toMatchObject({ tier: { id: 'gold' }, until: '2026-12-31', replayed: true })
    expect(await outcome(boss.api.giveTier({ ...call, tier: 'silver' }))).toBe('idempotency_conflict')
    expect((await lin.api.tierHistory({})).items).toMatchObject([{ why: 'by_hand', reason: '开业老友', to: { id: 'gold' } }])
    expect(await spends(shop, lin, 100)).toMatchObject({ earnedPoints: 150 })
    expect((await lin.api.account({})).available).toBe(250)
    await boss.api.liftTier({ id: freshId('operation'), memberId: lin.id, reason: '活动结束' })
    expect(await lin.api.myTier({})).toMatchObject({ tier: { id: 'plain' }, isManual: false })
    expect(await outcome(boss.api.liftTier({ id: freshId('operation'), memberId: lin.id, reason: '再来' }))).toBe('tier_not_by_hand')
  })

  test('is given only by marketers and owners, for a tier there is and an end to come', async () => {
    const [boss, wang, lin] = [await owner(shop), await clerk(shop), await member(shop)]
    expect(await outcome(wang.api.giveTier(give(lin)))).toBe('not_allowed')
    expect(await outcome(lin.api.giveTier(give(lin)))).toBe('staff_removed')
    expect(await outcome(boss.api.giveTier(give(lin, { tier: 'platinum' })))).toBe('tier_unknown')
    expect(await outcome(boss.api.giveTier(give(lin, { until: '2026-11-23' })))).toBe('invalid_input')
    expect(await outcome(loosely(boss.api, 'giveTier', give(lin, { reason: '' })))).toBe('invalid_input')
    expect(await outcome(loosely(boss.api, 'giveTier', give(lin, { memberId: 'mem_00000000000000000000000000' })))).toBe('member_not_found')
    expect(await whys(lin)).toEqual([])
  })
})

test('the history goes on page by page, and a shop without tiers says so', async () => {
  const boss = await owner(shop)
  const lin = await member(shop)
  for (const tier of ['silver', 'gold', 'plain']) await boss.api.giveTier({ id: freshId('operation'), memberId: lin.id, tier, until: 'never', reason: tier })
  const first = await lin.api.tierHistory({ limit: 2 })
  const second = await lin.api.tierHistory({ limit: 2, cursor: first.next ?? '' })
  expect([...first.items, ...second.items].map(({ reason }) => reason)).toEqual(['plain', 'gold', 'silver'])
  expect(second.next).toBeNull()
  const other = await openShop()
  const chen = await member(other)
  expect([await outcome(chen.api.myTier({})), (await chen.api.home({})).tier]).toEqual(['no_tiers', null])
  await other.close()
})

test('in a year of membership the month of joining begins the year', async () => {
  const own = await openShop({ terms: { tiers: { ...tiers, window: { type: 'membership_year' }, graceDays: 0 } } })
  const lin = await member(own)
  own.clock.turnTo('2027-10-31T15:59:59Z')
  await spends(own, lin, 500)
  expect(await lin.api.myTier({})).toMatchObject({ tier: { id: 'silver' }, window: { from: '2026-11', to: '2027-10' }, until: '2028-10-31' })
  own.clock.turnTo('2027-10-31T16:00:00Z')
  expect(await lin.api.myTier({})).toMatchObject({ tier: { id: 'silver' }, growth: 0, window: { from: '2027-11', to: '2028-10' } })
  await own.close()
})
