import { BudgetsRepository } from '../../functions/campaigns/budgets.repository'
import { Refusal } from '../../shared/api/refusal'
import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks } from '../support/books'
import { launched, marketer, terms } from '../support/marketing'
import { buys, clerk, loosely, member, outcome, owner, type Person, till } from '../support/people'
import { openShop, type Shop } from '../support/story'

let shop: Shop
let li: Person
beforeAll(async () => {
  shop = await openShop()
  li = await marketer(shop)
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const DAY_MS = 86_400_000
const earned = async (own: Shop, person: Person, yuan: number): Promise<number> => {
  const before = (await person.api.account({})).available
  await buys(own, person.id, yuan)
  return (await person.api.account({})).available - before
}
const ends = (api: Person['api'], view: { campaign: { id: Parameters<Person['api']['endCampaign']>[0]['campaignId']; revision: number } }) => api.endCampaign({ campaignId: view.campaign.id, revision: view.campaign.revision })

describe('a campaign', () => {
  test('is drafted, launched, paused, resumed and ended by a marketer; only while it runs it pays', async () => {
    const chen = await member(shop)
    const draft = await li.api.createCampaign(terms(shop))
    expect([draft.stage, draft.budget]).toEqual(['draft', null])
    expect(await earned(shop, chen, 10)).toBe(10)
    const turn = { campaignId: draft.campaign.id }
    const up = await li.api.launchCampaign({ ...turn, revision: 1 })
    expect(up.stage).toBe('scheduled')
    shop.clock.pass(6_000)
    expect((await li.api.campaign(turn)).stage).toBe('running')
    expect(await earned(shop, chen, 10)).toBe(20)
    expect((await li.api.pauseCampaign({ ...turn, revision: 2 })).stage).toBe('paused')
    expect(await earned(shop, chen, 10)).toBe(10)
    expect((await li.api.resumeCampaign({ ...turn, revision: 3 })).stage).toBe('running')
    expect(await earned(shop, chen, 10)).toBe(20)
    const over = await li.api.endCampaign({ ...turn, revision: 4 })
    expect([over.stage, over.campaign.revision]).toEqual(['ended', 5])
    shop.clock.pass(1_000)
    expect(await earned(shop, chen, 10)).toBe(10)
  })

  test('that is paused stops in other execution environments within five seconds', async () => {
    const own = await openShop()
    const wang = await marketer(own)
    const { campaign } = await launched(own, wang)
    const chen = await member(own)
    const other = await own.instance()
    const at = await till(own)
    const pays = async (no: string) => (await at.reportOrderPaid({ orderNo: no, member: { memberId: chen.id }, amountFen: 1_000 })).earnedPoints
    expect(await pays('p-1')).toBe(20)
    await wang.on(other).pauseCampaign({ campaignId: campaign.id, revision: 2 })
    own.clock.pass(5_001)
    expect(await pays('p-2')).toBe(10)
    await own.close()
  })

  test('that was ended still pays what happened before and is reported late; nothing before its launch', async () => {
    const chen = await member(shop)
    const at = await till(shop)
    const before = new Date(shop.clock.now()).toISOString()
    const view = await launched(shop, li)
    const during = new Date(shop.clock.now()).toISOString()
    shop.clock.pass(60_000)
    await ends(li.api, view)
    shop.clock.pass(60_000)
    const pays = async (orderNo: string, paidAt: string) => (await at.reportOrderPaid({ orderNo, member: { memberId: chen.id }, amountFen: 1_000, paidAt })).earnedPoints
    expect([await pays('late-1', during), await pays('late-2', before), await pays('late-3', new Date(shop.clock.now()).toISOString())]).toEqual([20, 10, 10])
  })

  test('goes by its days and time alone: scheduled, running, ended without a touch', async () => {
    const view = await li.api.createCampaign(terms(shop, { startsAt: new Date(shop.clock.now() + DAY_MS).toISOString(), endsAt: new Date(shop.clock.now() + 2 * DAY_MS).toISOString() }))
    await li.api.launchCampaign({ campaignId: view.campaign.id, revision: 1 })
    const stage = async () => (await li.api.campaign({ campaignId: view.campaign.id })).stage
    const stages = [await stage()]
    for (const pass of [DAY_MS, DAY_MS]) {
      shop.clock.pass(pass)
      stages.push(await stage())
    }
    expect(stages).toEqual(['scheduled', 'running', 'ended'])
  })

  test('edited by two at once keeps the first edit; the second is refused with what is there now', async () => {
    const { campaign } = await li.api.createCampaign(terms(shop))
    const { id, ...same } = terms(shop)
    const edit = (zh: string) => li.api.editCampaign({ ...same, campaignId: campaign.id, revision: 1, name: { zh, en: 'x' } })
    await edit('甲')
    expect((await edit('甲')).campaign.revision).toBe(2)
    const refused = await edit('乙').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refusal)
    expect(refused instanceof Refusal && [refused.code, refused.details]).toMatchObject(['revision_stale', { revision: 2, current: { name: { zh: '甲' } } }])
    const both = await Promise.all(['丙', '丁'].map((zh) => outcome(li.api.editCampaign({ ...same, campaignId: campaign.id, revision: 2, name: { zh, en: 'x' } }))))
    expect(both.sort()).toEqual(['done', 'revision_stale'])
    expect(id).toMatch(/^cmp_/)
  })

  test('once launched changes only its words, its priority and its end', async () => {
    const sent = terms(shop)
    const { campaign } = await launched(shop, li, sent)
    const { id, state: _state, revision, budgetPoints: _b, launchedAt: _l, endedAt: _e, ...now } = campaign
    const edit = (more: object) => outcome(loosely(li.api, 'editCampaign', { ...now, campaignId: id, revision, ...more }))
    expect(await edit({ effect: { type: 'multiplier', percent: 300 } })).toBe('campaign_fixed')
    expect(await edit({ audience: { type: 'first_purchase' } })).toBe('campaign_fixed')
    expect(await edit({ caps: { perDay: 5 } })).toBe('campaign_fixed')
    expect(await edit({ endsAt: new Date(shop.clock.now() - 1_000).toISOString() })).toMatch(/campaign_fixed|invalid_input/)
    expect(await edit({ name: { zh: '改名', en: 'Renamed' }, priority: 3, endsAt: new Date(shop.clock.now() + 9 * DAY_MS).toISOString() })).toBe('done')
    const view = await li.api.campaign({ campaignId: id })
    expect([view.campaign.name.zh, view.campaign.priority, view.campaign.launchedAt]).toEqual(['改名', 3, campaign.launchedAt])
    await ends(li.api, view)
  })

  test('sent twice is one campaign; under the same id something else is refused; a copy is a draft of its own', async () => {
    const sent = terms(shop)
    await li.api.createCampaign(sent)
    expect((await li.api.createCampaign(sent)).campaign.revision).toBe(1)
    expect(await outcome(li.api.createCampaign({ ...sent, priority: 9 }))).toBe('idempotency_conflict')
    const id = freshId('campaign')
    const copy = await li.api.copyCampaign({ campaignId: sent.id, id })
    expect([copy.campaign.id, copy.stage, copy.campaign.name]).toEqual([id, 'draft', sent.name])
    expect((await li.api.cancelCampaign({ campaignId: id, revision: 1 })).stage).toBe('cancelled')
    expect((await li.api.cancelCampaign({ campaignId: id, revision: 1 })).stage).toBe('cancelled')
    expect(await outcome(li.api.launchCampaign({ campaignId: id, revision: 2 }))).toBe('campaign_stage')
  })
})

describe('a launch', () => {
  test('opens the budget first: the smaller of points and money; the reply tells what is left', async () => {
    const own = await openShop()
    const wang = await marketer(own)
    const view = await launched(own, wang, { budget: { points: 1_000, fen: 50 } })
    expect([view.campaign.budgetPoints, view.budget]).toEqual([50, { initial: 50, left: 50, spent: 0, inFlight: 0 }])
    const chen = await member(own)
    expect(await earned(own, chen, 30)).toBe(60)
    await own.drainStream()
    const after = await wang.api.campaign({ campaignId: view.campaign.id })
    expect([after.budget, after.spentFen]).toEqual([{ initial: 50, left: 20, spent: 30, inFlight: 0 }, 30])
    expect(await earned(own, chen, 30)).toBe(50)
    expect(await earned(own, chen, 30)).toBe(30)
    expect(await own.bugs).toEqual([])
    await own.close()
  })

  test('that died between budget and state opens the budget of the terms that are launched at last', async () => {
    const { campaign } = await li.api.createCampaign(terms(shop, { budget: { points: 100 } }))
    const turn = { campaignId: campaign.id }
    await new BudgetsRepository(shop.database).open(campaign.id, 100, 1, 2)
    const { id: _id, ...same } = terms(shop)
    await li.api.editCampaign({ ...same, campaignId: campaign.id, revision: 1, budget: { points: 70 } })
    const view = await li.api.launchCampaign({ ...turn, revision: 2 })
    expect(view.budget).toEqual({ initial: 70, left: 70, spent: 0, inFlight: 0 })
    await li.api.cancelCampaign({ ...turn, revision: 3 })
  })

  test('is refused where one group would be told apart in two ways, and says with which campaign', async () => {
    const own = await openShop()
    const wang = await marketer(own)
    const first = await launched(own, wang, { name: { zh: '甲活动', en: 'First' } })
    const { campaign } = await wang.api.createCampaign(terms(own, { stacking: { group: 'main', mode: 'all' } }))
    const { items } = await wang.api.campaignOverlaps({ campaignId: campaign.id })
    expect(items).toMatchObject([{ campaignId: first.campaign.id, kind: 'mode_differs', isConflict: true }])
    const refused = await wang.api.launchCampaign({ campaignId: campaign.id, revision: 1 }).catch((error: unknown) => error)
    expect(refused instanceof Refusal && refused.code).toBe('campaign_conflict')
    expect(refused instanceof Refusal && String(refused.details['conflicts'])).toContain('甲活动')
    const apart = await wang.api.createCampaign(terms(own, { stacking: { group: 'other', mode: 'all' } }))
    expect((await wang.api.campaignOverlaps({ campaignId: apart.campaign.id })).items.map(({ kind }) => kind)).toEqual(['adds_up'])
    expect(await outcome(wang.api.launchCampaign({ campaignId: apart.campaign.id, revision: 1 }))).toBe('done')
    await own.close()
  })

  test.each([
    ['its end is past', { startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-02-01T00:00:00Z' }],
    ['it speaks of a tier that is not there', { audience: { type: 'tier' as const, tiers: ['gold'] } }],
    ['it lifts the cap of no rule', { effect: { type: 'cap_lifted' as const, ruleIds: ['nothing'] } }],
    ['its reward is not there', { effect: { type: 'reward_price' as const, rewardId: freshId('reward'), pricePoints: 5 } }],
  ])('is refused when %s', async (_, more) => {
    const { campaign } = await li.api.createCampaign(terms(shop, more))
    expect(await outcome(li.api.launchCampaign({ campaignId: campaign.id, revision: 1 }))).toBe('campaign_unfit')
  })
})

describe('bad input', () => {
  const nested = (depth: number): object => (depth === 0 ? { type: 'everyone' } : { type: 'not', of: nested(depth - 1) })
  test.each([
    ['an end before the start', { endsAt: '2020-01-01T00:00:00Z' }],
    ['a multiplier of nothing', { effect: { type: 'multiplier', percent: 100 } }],
    ['an audience too deep', { audience: nested(6) }],
    ['a budget of neither', { budget: { atEnd: 'rest' } }],
    ['a budget for what pays no points', { effect: { type: 'cap_lifted', ruleIds: ['share'] }, budget: { points: 5 } }],
    ['a variant of another kind', { variants: [{ name: 'b', weight: 1, effect: { type: 'bonus', points: 5 } }] }],
    ['a field nobody knows', { colour: 'red' }],
    ['an hour of no clock', { recurrence: { hours: [{ from: '25:00', to: '26:00' }] } }],
  ])('of a draft is refused and named: %s', async (_, more) => {
    expect(await outcome(loosely(li.api, 'createCampaign', { ...terms(shop), ...more }))).toBe('invalid_input')
  })

  test('of every other call is refused', async () => {
    const calls = ['editCampaign', 'launchCampaign', 'pauseCampaign', 'resumeCampaign', 'endCampaign', 'cancelCampaign', 'campaign', 'campaignOverlaps', 'copyCampaign', 'campaignPage'] as const
    for (const name of calls) expect(`${name} ${await outcome(loosely(li.api, name, { campaignId: 'cmp_1', revision: -1 }))}`).toBe(`${name} invalid_input`)
    for (const name of ['launchCampaign', 'pauseCampaign', 'resumeCampaign', 'endCampaign', 'cancelCampaign'] as const) {
      expect(await outcome(li.api[name]({ campaignId: freshId('campaign'), revision: 1 }))).toBe('campaign_not_found')
    }
    expect(await outcome(loosely(li.api, 'listCampaigns', { stage: 'gone' }))).toBe('invalid_input')
    expect(await outcome(loosely(li.api, 'listCampaigns', { cursor: 'bm9uc2Vuc2U' }))).toBe('invalid_input')
  })

  test('neither members nor clerks may make campaigns; owners may', async () => {
    const [someone, atCounter, boss] = [await member(shop), await clerk(shop), await owner(shop)]
    expect(await outcome(someone.api.createCampaign(terms(shop)))).toBe('staff_removed')
    expect(await outcome(atCounter.api.createCampaign(terms(shop)))).toBe('not_allowed')
    expect(await outcome(atCounter.api.listCampaigns({}))).toBe('not_allowed')
    expect(await outcome(boss.api.createCampaign(terms(shop)))).toBe('done')
  })
})

describe('lists', () => {
  test('of campaigns go on page by page, newest first, and by stage', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await li.api.listCampaigns({ limit: 5, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...page.items.map(({ campaign }) => campaign.id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen.length).toBeGreaterThan(8)
    expect(seen).toEqual([...new Set(seen)].sort().reverse())
    const { items } = await li.api.listCampaigns({ stage: 'cancelled' })
    expect(items.map(({ stage }) => stage)).toEqual(['cancelled', 'cancelled'])
  })
})
