import { get } from '../../functions/database/read'
import { keys } from '../../functions/database/keys'
import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks } from '../support/books'
import { launched, marketer, terms } from '../support/marketing'
import { buys, clerk, loosely, member, members, outcome, type Person } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
let li: Person
beforeEach(async () => {
  shop = await openShop()
  li = await marketer(shop)
})
afterEach(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const DAY_MS = 86_400_000
const later = (ms: number): string => new Date(shop.clock.now() + ms).toISOString()
const stages = async ({ api }: Person) => Object.fromEntries((await api.myCampaigns({})).items.map(({ id, stage }) => [id, stage]))

describe('a member', () => {
  test('sees what runs for them and what is coming, with the promise in a sentence; drafts, ended ones and those for others not', async () => {
    const chen = await member(shop)
    const running = (await launched(shop, li, { recurrence: { weekdays: [6, 7], hours: [{ from: '14:00', to: '17:00' }] } })).campaign.id
    const coming = (await launched(shop, li, { startsAt: later(2 * DAY_MS), endsAt: later(3 * DAY_MS) })).campaign.id
    const others = (await launched(shop, li, { audience: { type: 'list', list: 'friends' } })).campaign.id
    const inStore = (await launched(shop, li, { audience: { type: 'store', stores: [storeId(1)] } })).campaign.id
    const { campaign: draft } = await li.api.createCampaign(terms(shop))
    expect(await stages(chen)).toEqual({ [running]: 'running', [coming]: 'coming', [inStore]: 'running' })
    const page = await chen.api.campaignPage({ campaignId: running })
    expect(page.promise).toEqual({ zh: '每个周末 14:00–17:00，消费得 2 倍积分。', en: 'At weekends from 14:00 to 17:00, 2 times the points for purchases.' })
    expect([page.stage, page.isNow, page.serverTime]).toEqual(['running', false, later(0)])
    expect(page.rules.map(({ zh }) => zh)).toEqual(['活动时间：2026年11月24日 至 2026年12月1日。', '同类活动只享受其中一个，系统自动选给您。', '退款时，活动送的积分会按比例退回。'])
    expect((await chen.api.campaignPage({ campaignId: inStore })).promise.zh).toBe('在徐汇店，消费得 2 倍积分。')
    expect((await chen.api.campaignPage({ campaignId: others })).stage).toBe('not_for_me')
    expect(await outcome(chen.api.campaignPage({ campaignId: draft.id }))).toBe('campaign_not_found')
    expect((await chen.api.home({})).campaigns.map(({ id, stage }) => [id, stage])).toEqual([[running, 'running'], [inStore, 'running'], [coming, 'coming']])
    shop.clock.pass(8 * DAY_MS)
    expect(await stages(chen)).toEqual({})
    expect((await chen.api.campaignPage({ campaignId: running })).stage).toBe('ended')
  })

  test('who is kept out for comparison sees nothing of it; who sees it is written down once, with the arm', async () => {
    const { campaign } = await launched(shop, li, { holdOutPercent: 50, variants: [{ name: 'b', weight: 100, effect: { type: 'multiplier', percent: 300 } }] })
    const people = await members(shop, 12)
    const seen = await Promise.all(people.map(async (person) => {
      const [listed, page] = [await stages(person), await outcome(person.api.campaignPage({ campaignId: campaign.id }))]
      await outcome(person.api.campaignPage({ campaignId: campaign.id }))
      const exposure = await get(shop.database, keys.exposure(person.id, campaign.id))
      await buys(shop, person.id, 10)
      return { listed: listed[campaign.id], page, arm: exposure?.['arm'], earned: (await person.api.account({})).available - 100 }
    }))
    const kept = seen.filter(({ page }) => page === 'campaign_not_found')
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(12)
    for (const { listed, arm, earned } of kept) expect([listed, arm, earned]).toEqual([undefined, undefined, 10])
    for (const { listed, arm, earned } of seen.filter(({ page }) => page === 'done')) expect([listed, earned]).toEqual(['running', arm === 'b' ? 30 : 20])
  })

  test('who wished to be told of one that is coming sees that it is noted; nobody else does, nor anybody once it runs', async () => {
    const [chen, lin] = [await member(shop), await member(shop)]
    const { campaign } = await launched(shop, li, { startsAt: later(DAY_MS), endsAt: later(3 * DAY_MS) })
    const isReminded = async ({ api }: Person) => (await api.campaignPage({ campaignId: campaign.id })).isReminded
    expect(await isReminded(chen)).toBe(false)
    await chen.api.remindOfCampaign({ campaignId: campaign.id })
    expect([await isReminded(chen), await isReminded(lin)]).toEqual([true, false])
    shop.clock.pass(2 * DAY_MS)
    expect(await isReminded(chen)).toBe(false)
  })

  test('reads in each entry what it is made of, by name', async () => {
    const chen = await member(shop)
    const { campaign } = await launched(shop, li, { name: { zh: '周年双倍', en: 'Double' } })
    await buys(shop, chen.id, 10)
    const { items } = await chen.api.entries({})
    expect(items[0]?.parts).toEqual([
      { by: 'rule', id: 'purchase', points: 10, name: { zh: '消费得积分', en: 'Points for purchases' } },
      { by: 'campaign', id: campaign.id, points: 10, name: { zh: '周年双倍', en: 'Double' } },
    ])
  })

  test('sees that the points of a campaign are gone', async () => {
    const chen = await member(shop)
    const { campaign } = await launched(shop, li, { budget: { points: 5 } })
    expect((await chen.api.campaignPage({ campaignId: campaign.id })).isUsedUp).toBe(false)
    await buys(shop, chen.id, 10)
    expect((await chen.api.campaignPage({ campaignId: campaign.id })).isUsedUp).toBe(true)
    expect((await chen.api.myCampaigns({})).items.map(({ isUsedUp }) => isUsedUp)).toEqual([true])
    await shop.drainStream()
  })

  test('is refused an unknown campaign and bad input; the staff read as members', async () => {
    const chen = await member(shop)
    expect(await outcome(chen.api.campaignPage({ campaignId: freshId('campaign') }))).toBe('campaign_not_found')
    expect(await outcome(loosely(chen.api, 'campaignPage', { campaignId: 'x' }))).toBe('invalid_input')
    expect(await outcome((await clerk(shop)).api.myCampaigns({}))).toBe('done')
  })
})
