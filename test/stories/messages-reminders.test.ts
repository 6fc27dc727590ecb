import { CampaignsRepository } from '../../functions/campaigns/campaigns.repository'
import { commit } from '../../functions/database/write'
import { freshId } from '../../scripts/support/in-process'
import { Campaign } from '../../shared/campaigns/campaign'
import { expectBalancedBooks, snapshot } from '../support/books'
import { allows, inboxOf, onPhoneOf, reminding } from '../support/letters'
import { loosely, member, outcome } from '../support/people'
import { type Instance, openShop, type Shop } from '../support/story'

let shop: Shop
let on: Instance
const deliver = () => on.jobs.run('deliver')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

beforeAll(async () => {
  shop = await openShop()
  on = await reminding(shop)
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

describe('a reminder of a campaign', () => {
  const campaign = async (startsInMs: number, terms: Partial<Campaign> = {}): Promise<Campaign> => {
    const now = shop.clock.now()
    const made = Campaign.parse({
      id: freshId('campaign'), state: 'launched', revision: 1, name: { zh: '双倍日', en: 'Double day' }, description: { zh: '', en: '' }, effect: { type: 'multiplier', percent: 200 },
      startsAt: new Date(now + startsInMs).toISOString(), endsAt: new Date(now + startsInMs + 24 * HOUR_MS).toISOString(), ...terms,
    })
    await commit(shop.database, [new CampaignsRepository(shop.database, shop.clock).save(made)])
    return made
  }

  test('comes ten minutes before it starts, once, however often it was asked for', async () => {
    const lin = await member(shop)
    const { id } = await campaign(HOUR_MS)
    await allows(shop, on, lin, 'tpl-starting')
    await Promise.all([1, 2, 3].map(() => lin.on(on).remindOfCampaign({ campaignId: id })))
    await deliver()
    expect(await inboxOf(lin)).toEqual([])
    shop.clock.pass(50 * MINUTE_MS)
    await deliver()
    await deliver()
    expect([await inboxOf(lin), onPhoneOf(shop, lin)]).toEqual([['campaign_starting 双倍日'], ['“双倍日”马上开始']])
    shop.clock.pass(-50 * MINUTE_MS)
  })

  test('moves with the start, and comes to nothing when the campaign is cancelled', async () => {
    const lin = await member(shop)
    const [moved, cancelled] = [await campaign(HOUR_MS), await campaign(HOUR_MS)]
    await lin.api.remindOfCampaign({ campaignId: moved.id })
    await lin.api.remindOfCampaign({ campaignId: cancelled.id })
    const campaigns = new CampaignsRepository(shop.database, shop.clock)
    await commit(shop.database, [campaigns.save({ ...moved, revision: 2, startsAt: new Date(shop.clock.now() + 3 * HOUR_MS).toISOString() })])
    await commit(shop.database, [campaigns.save({ ...cancelled, revision: 2, state: 'cancelled' })])
    shop.clock.pass(HOUR_MS)
    await deliver()
    expect(await inboxOf(lin)).toEqual([])
    shop.clock.pass(2 * HOUR_MS)
    await deliver()
    shop.clock.pass(-3 * HOUR_MS)
    expect(await inboxOf(lin)).toEqual(['campaign_starting 双倍日'])
  })

  test('of one that runs already, or that the member is not to see, is refused and writes nothing', async () => {
    const lin = await member(shop)
    const [running, hidden] = [await campaign(-HOUR_MS), await campaign(HOUR_MS, { state: 'draft' })]
    const before = await snapshot(shop)
    for (const campaignId of [running.id, hidden.id, freshId('campaign')]) expect(await outcome(lin.api.remindOfCampaign({ campaignId }))).toBe('campaign_not_coming')
    expect(await snapshot(shop)).toEqual(before)
  })
})

test.each([
  ['listMessages', { limit: 51 }], ['listMessages', { cursor: Buffer.from('mem_other/..').toString('base64url') }],
  ['readMessages', { upTo: 'yesterday' }], ['readMessages', {}],
  ['changeMessaging', { quiet: { from: '22:00', to: '22:00' } }], ['changeMessaging', { quiet: { from: '24:00', to: '08:00' } }], ['changeMessaging', { muted: ['everything'] }], ['changeMessaging', { language: 'fr' }], ['changeMessaging', { quota: { 'tpl-received': 99 } }],
  ['answerSubscriptions', { id: 'op_1', answers: [] }], ['answerSubscriptions', { id: 'op_01JD0000000000000000000000', answers: [{ templateId: 'a b', answer: 'accept' }] }], ['answerSubscriptions', { id: 'op_01JD0000000000000000000000', answers: [{ templateId: 'a', answer: 'maybe' }] }],
  ['remindOfCampaign', { campaignId: 'cmp_1' }],
] as const)('%s of %j is refused and writes nothing', async (name, input) => {
  const lin = await member(shop)
  const before = await snapshot(shop)
  expect(await outcome(loosely(lin.api, name, input))).toBe('invalid_input')
  expect(await snapshot(shop)).toEqual(before)
})
