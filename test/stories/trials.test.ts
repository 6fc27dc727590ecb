import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { freshId } from '../../scripts/support/in-process'
import { mergeRehearsals, nothingRehearsed, type Rehearsal, resultOf } from '../../shared/earning/rehearse'
import { expectBalancedBooks } from '../support/books'
import { launched, marketer, type Sent, terms } from '../support/marketing'
import { buys, clerk, loosely, member, members, outcome, type Person } from '../support/people'
import { openShop, type Shop } from '../support/story'

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
const everything = async () => JSON.stringify((await shop.database.documents.send(new ScanCommand({ TableName: shop.database.table, ConsistentRead: true }))).Items)
const order = (yuan: number) => ({ type: 'order_paid' as const, amountFen: yuan * 100 })

describe('a simulation', () => {
  test('tells what a real payment then pays, part by part, and writes nothing', async () => {
    const chen = await member(shop)
    await launched(shop, li, { budget: { points: 25 }, name: { zh: '双倍', en: 'Double' } })
    const before = await everything()
    const told = await li.api.simulate({ memberId: chen.id, event: order(40) })
    expect(await everything()).toBe(before)
    expect([told.points, told.parts.map(({ by, points }) => [by, points])]).toEqual([65, [['rule', 40], ['campaign', 25]]])
    expect(told.parts.map(({ sentence }) => sentence.zh)).toEqual(['消费得积分：每消费 1 元得 1 积分', '双倍：消费得 2 倍积分。'])
    expect(told.cappedBy).toMatchObject([{ cap: 'budget', cutPoints: 15 }])
    expect(told.budgets).toMatchObject([{ leftBefore: 25, leftAfter: 0 }])
    expect(told.lots).toEqual([{ points: 65, usableFrom: shop.clock.today, expiresOn: '2027-11-30' }])
    await buys(shop, chen.id, 40)
    expect((await chen.api.account({})).available - 100).toBe(told.points)
    await shop.drainStream()
  })

  test('of a future moment sees the campaigns of then, and says of each other why not', async () => {
    const chen = await member(shop)
    const far = { startsAt: later(30 * DAY_MS), endsAt: later(40 * DAY_MS) }
    const made = async (more: Partial<Sent>) => (await launched(shop, li, { ...far, ...more })).campaign.id
    const ids = {
      paid: await made({ priority: 1 }),
      gave_way: await made({ effect: { type: 'multiplier', percent: 150 } }),
      other_event: await made({ effect: { type: 'bonus', points: 5, events: ['checked_in'] } }),
      other_audience: await made({ audience: { type: 'list', list: 'friends' } }),
      other_time: await made({ recurrence: { hours: [{ from: '03:00', to: '04:00' }] } }),
      nothing_to_add: await made({ effect: { type: 'bonus', points: 5, minimumFen: 100_000 }, stacking: { group: 'more', mode: 'best' } }),
      capped: await made({ stacking: { group: 'capped', mode: 'best' }, caps: { perDay: 1 } }),
      not_running: (await launched(shop, li)).campaign.id,
    }
    const drafted = await li.api.createCampaign(terms(shop, { ...far, stacking: { group: 'draft', mode: 'all' } }))
    const at = later(35 * DAY_MS)
    const told = await li.api.simulate({ memberId: chen.id, event: order(10), at, drafts: [drafted.campaign.id] })
    const outcomes = Object.fromEntries(told.campaigns.map(({ id, outcome: it }) => [id, it]))
    for (const [expected, id] of Object.entries(ids)) expect([expected, outcomes[id]]).toEqual([expected, expected === 'capped' ? 'paid' : expected])
    expect(outcomes[drafted.campaign.id]).toBe('paid')
    expect(told.points).toBe(10 + 10 + 1 + 10)
    expect(told.cappedBy).toMatchObject([{ cap: 'per_day', by: ids.capped, cutPoints: 9 }])
    const now = await li.api.simulate({ memberId: chen.id, event: order(10) })
    expect(now.campaigns.filter(({ outcome: it }) => it === 'paid').map(({ id }) => id)).toEqual([ids.not_running])
  })

  test('of the draft terms pays by them, of an earlier version by that', async () => {
    const chen = await member(shop)
    const { programme } = await li.api.programme({})
    const { version: _version, ...published } = programme
    const doubled = published.rules.map((rule) => (rule.kind === 'per_amount' ? { ...rule, terms: { ...rule.terms, pointsPerStep: 2 } } : rule))
    await li.api.draftProgramme({ revision: 0, terms: { ...published, rules: doubled } })
    const points = async (which: { type: 'draft' } | { type: 'version'; version: number }) => (await li.api.simulate({ memberId: chen.id, event: order(10), programme: which })).points
    expect([await points({ type: 'draft' }), await points({ type: 'version', version: 1 })]).toEqual([20, 10])
    expect((await li.api.simulate({ memberId: chen.id, event: { type: 'checked_in' } })).points).toBe(5)
    expect((await li.api.simulate({ memberId: chen.id, event: order(10), campaign: (({ id: _id, ...rest }) => rest)(terms(shop)), at: later(1_000) })).points).toBe(20)
  })

  test('refuses the past, strangers, bad input, and whoever is no marketer', async () => {
    const chen = await member(shop)
    const tries = (input: object) => outcome(loosely(li.api, 'simulate', { memberId: chen.id, event: order(10), ...input }))
    expect(await tries({ at: later(-1_000) })).toBe('invalid_input')
    expect(await tries({ memberId: freshId('member') })).toBe('member_not_found')
    expect(await tries({ event: { type: 'danced' } })).toBe('invalid_input')
    expect(await tries({ event: { type: 'order_paid', amountFen: -1 } })).toBe('invalid_input')
    expect(await tries({ drafts: [freshId('campaign')] })).toBe('campaign_not_found')
    expect(await tries({ programme: { type: 'draft' } })).toBe('programme_draft_missing')
    expect(await tries({ programme: { type: 'version', version: 9 } })).toBe('version_not_found')
    expect(await outcome(loosely(chen.api, 'simulate', { memberId: chen.id, event: order(10) }))).toBe('staff_removed')
    expect(await outcome(loosely((await clerk(shop)).api, 'simulate', { memberId: chen.id, event: order(10) }))).toBe('not_allowed')
  })
})

describe('a rehearsal', () => {
  const rehearsed = async (input: object): Promise<{ sum: Rehearsal; parts: number }> => {
    let [sum, cursor, parts]: [Rehearsal, string | undefined, number] = [nothingRehearsed, undefined, 0]
    do {
      const reply: Awaited<ReturnType<Person['api']['rehearse']>> = await li.api.rehearse({ days: 7, of: { type: 'programme' }, ...input, ...(cursor === undefined ? {} : { cursor }) })
      sum = mergeRehearsals(sum, reply.part)
      cursor = reply.next ?? undefined
      parts += 1
    } while (cursor !== undefined)
    return { sum, parts }
  }

  test('of a campaign tells whom it would have paid, how much on each day, and where its budget would have ended', async () => {
    const [chen, lin, wu] = await members(shop, 3)
    if (chen === undefined || lin === undefined || wu === undefined) throw new Error('three came')
    await buys(shop, chen.id, 500)
    shop.clock.pass(8 * DAY_MS)
    const days: string[] = []
    for (let day = 0; day < 3; day++) {
      days.push(shop.clock.today)
      await buys(shop, chen.id, 30)
      await buys(shop, lin.id, 10 * (day + 1))
      shop.clock.pass(DAY_MS)
    }
    const { campaign } = await li.api.createCampaign(terms(shop, { caps: { perDay: 25 }, budget: { points: 50 } }))
    const before = await everything()
    const { sum } = await rehearsed({ of: { type: 'campaign', campaignId: campaign.id } })
    expect(await everything()).toBe(before)
    expect(sum.days.map(({ day, events, points, netPoints }) => [day, events, points, netPoints])).toEqual([[days[0], 2, 35, 35], [days[1], 2, 45, 45], [days[2], 2, 50, 50]])
    expect(sum.top).toEqual([{ memberId: chen.id, points: 75 }, { memberId: lin.id, points: 55 }])
    expect(sum.paid).toBe(2)
    expect(resultOf(sum, 100, 50)).toEqual({ points: 130, netPoints: 130, costFen: 130, budgetEndsOn: days[1], budgetLeft: 0 })
  })

  test('of the very terms that paid comes to what was paid, with caps and streaks', async () => {
    const [chen, lin] = [await member(shop), await member(shop)]
    for (let day = 0; day < 4; day++) {
      await chen.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
      await buys(shop, lin.id, 7)
      shop.clock.pass(DAY_MS)
    }
    const { sum } = await rehearsed({ of: { type: 'version', version: 1 }, days: 30 })
    expect(sum.days.every(({ netPoints }) => netPoints === 0)).toBe(true)
    expect([sum.events, sum.skipped]).toEqual([8 + 4, 0])
    expect(resultOf(sum, 100, undefined)).toMatchObject({ points: 4 * 5 + 10 + 28 + 400, budgetEndsOn: null, budgetLeft: null })
  })

  test('of terms that were not saved needs none to be; bad input is refused', async () => {
    const { id: _id, ...inline } = terms(shop)
    expect(await outcome(li.api.rehearse({ days: 7, of: { type: 'terms', campaign: inline } }))).toBe('done')
    const tries = (input: object) => outcome(loosely(li.api, 'rehearse', { days: 7, of: { type: 'terms', campaign: inline }, ...input }))
    expect(await tries({ days: 0 })).toBe('invalid_input')
    expect(await tries({ cursor: 'eA' })).toBe('invalid_input')
    expect(await tries({ of: { type: 'campaign', campaignId: freshId('campaign') } })).toBe('campaign_not_found')
    expect(await tries({ of: { type: 'programme' } })).toBe('programme_draft_missing')
    expect(await tries({ of: { type: 'version', version: 4 } })).toBe('version_not_found')
    const chen = await member(shop)
    expect(await outcome(loosely(chen.api, 'rehearse', { days: 7, of: { type: 'programme' } }))).toBe('staff_removed')
    expect(await outcome(loosely((await clerk(shop)).api, 'rehearse', { days: 7, of: { type: 'programme' } }))).toBe('not_allowed')
  })
})
