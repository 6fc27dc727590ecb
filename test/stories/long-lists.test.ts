import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { keys } from '../../functions/database/keys'
import { freshId } from '../../scripts/support/in-process'
import { Campaign } from '../../shared/campaigns/campaign'
import { counted, meanwhile } from '../support/faults'
import { freshPhone, ran, sent } from '../support/imports'
import { marketer, terms } from '../support/marketing'
import { buys, loosely, member, members, outcome, owner, type Person } from '../support/people'
import { closeBalanced } from '../support/shelf'
import { openShop, type Shop } from '../support/story'
import { termsWith } from '../support/tier-terms'

let shop: Shop
let li: Person
beforeAll(async () => {
  shop = await openShop({ terms: { tiers: termsWith({ measure: { type: 'money', fenPerGrowth: 100 } }) } })
  li = await marketer(shop)
})
afterAll(() => closeBalanced(shop))
beforeEach(() => shop.clock.pass(20_000))

/** Requests of one call to another environment that knows the terms already. */
async function measured(ask: (api: Person['api']) => Promise<unknown>): Promise<number> {
  const { fault, times } = counted(({ text }) => !/PROGRAMME|"STAFF"/.test(text))
  const there = li.on(await shop.instance([fault]))
  await ask(there)
  const before = times()
  await ask(there)
  return times() - before
}

describe('the list of members', () => {
  test('has everybody once, those who came last first, with what they have now, in two requests a page', async () => {
    const people: Person[] = []
    for (let one = 0; one < 25; one++) {
      people.push(await member(shop))
      shop.clock.pass(1)
    }
    const [lin] = people
    if (lin === undefined) throw new Error('somebody has joined')
    await buys(shop, lin.id, 320)
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await li.api.listMembers({ limit: 10, ...(cursor === undefined ? {} : { cursor }) })
      found.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect([found.length, new Set(found).size]).toEqual([found.length, found.length])
    expect(found.slice(0, 25)).toEqual(people.map(({ id }) => id).reverse())
    const line = (await li.api.listMembers({ tier: 'gold' })).items.find(({ id }) => id === lin.id)
    expect(line).toMatchObject({ available: 460, debt: 0, pending: 0, tier: { id: 'gold' }, lastPurchaseOn: '2026-11-24', isOnWechat: true, phoneMasked: null })
    expect(await measured((api) => api.listMembers({}))).toBe(2)
    expect(await measured((api) => api.listMembers({ limit: 50 }))).toBe(2)
    expect(await measured((api) => api.listMembers({ tier: 'silver', state: 'normal' }))).toBe(2)
    for (const bad of [{ cursor: 'bm90aGluZw' }, { state: 'rich' }, { limit: 51 }]) expect(await outcome(loosely(li.api, 'listMembers', bad))).toBe('invalid_input')
  })

  test('can be of those who are frozen or in debt, where pages may be short but nobody is missed, and forgets who is erased', async () => {
    const [lin, chen] = await members(shop, 2)
    if (lin === undefined || chen === undefined) throw new Error('two have joined')
    await li.api.freezeMember({ memberId: lin.id, reason: '核对' })
    const frozen: string[] = []
    let cursor: string | undefined
    do {
      const page = await li.api.listMembers({ state: 'frozen', limit: 1, ...(cursor === undefined ? {} : { cursor }) })
      frozen.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(frozen).toEqual([lin.id])
    expect((await li.api.listMembers({ state: 'in_debt' })).items).toEqual([])
    const there = li.on(await shop.instance([meanwhile(({ command }) => command === 'BatchGetItemCommand', () => chen.api.eraseMe({ id: freshId('operation'), confirm: 'erase' }))]))
    expect((await there.listMembers({})).items.map(({ id }) => id)).not.toContain(chen.id)
    expect((await li.api.listMembers({})).items.map(({ id }) => id)).not.toContain(chen.id)
  })

  test('shows those who were imported, masked', async () => {
    const boss = await owner(shop)
    const phone = freshPhone()
    const { id } = await sent(boss.api, 'members', [{ phone, customer: 'V-7', nickname: '林小满', joined: '2019-01-31' }])
    await ran(shop, boss.api, id)
    const [first] = (await li.api.listMembers({})).items
    expect(first).toMatchObject({ nicknameMasked: '林**', phoneMasked: `${phone.slice(0, 3)}****${phone.slice(-4)}`, customer: 'V-7', joinedOn: '2019-01-31', isOnWechat: false, available: 0 })
  })
})

test('a list of a thousand campaigns is answered in three requests, whichever page', async () => {
  const drafts = Array.from({ length: 1_000 }, (_, number) => {
    const id = freshId('campaign')
    return { PutRequest: { Item: { ...keys.campaign(id), ...Campaign.parse({ ...terms(shop, { id, budget: { points: 1_000, shards: 2, atEnd: 'rest' } }), name: { zh: `活动 ${number}`, en: `No. ${number}` }, state: 'launched', launchedAt: '2026-11-24T04:00:00.000Z', budgetPoints: 1_000, revision: 1 }) } } }
  })
  const { documents, table } = shop.database
  for (let from = 0; from < drafts.length; from += 25) await documents.send(new BatchWriteCommand({ RequestItems: { [table]: drafts.slice(from, from + 25) } }))
  const first = await li.api.listCampaigns({ limit: 50 })
  expect([first.items.length, first.next === null]).toEqual([50, false])
  expect(await measured((api) => api.listCampaigns({ limit: 50, cursor: first.next ?? '' }))).toBeLessThanOrEqual(3)
  expect(await measured((api) => api.listCampaigns({ limit: 50, stage: 'ended' }))).toBeLessThanOrEqual(3)
  expect((await li.api.listCampaigns({ stage: 'draft' })).items).toEqual([])
})
