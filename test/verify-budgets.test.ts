import { type Budget, BudgetsRepository } from '../functions/campaigns/budgets.repository'
import { type Key, keys } from '../functions/database/keys'
import type { Item } from '../functions/database/read'
import { stored } from '../functions/database/stored'
import { verifyTable } from '../scripts/verify/table'
import { text } from '../scripts/verify/text'
import type { Campaign } from '../shared/campaigns/campaign'
import { budgetOfRule } from '../shared/earning/award'
import type { Entry } from '../shared/points/entry'
import { budgetBooks, campaignWith, order } from './support/budgets'
import { member, type Person, till } from './support/people'
import { itemsUnder, namedAfter, namedAfterRemoving } from './support/plant'
import { openShop, type Shop } from './support/story'
import { programme } from './support/story.terms'

const say = text.breach
const limited = { id: 'limited', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 2, rounding: 'whole_steps', minimumFen: 5_000 }, budgetPoints: 250, pendingDays: 0 } as const

let shop: Shop
let lin: Person
let campaign: Campaign
let took: Entry
beforeAll(async () => {
  shop = await openShop({ terms: { rules: [limited, ...programme.rules] }, isVerified: false })
  await new BudgetsRepository(shop.database).open(budgetOfRule('limited'), 250, 1)
  lin = await member(shop)
  const pos = await till(shop)
  campaign = await campaignWith(shop, 100)
  await order(pos, lin.id, 60)
  await order(pos, lin.id, 10)
  await shop.drainStream()
  const entries = (await itemsUnder(shop, lin.id, 'ENTRY#')).map((item) => stored<Entry>(item))
  const found = entries.find(({ budgets }) => (budgets?.from.length ?? 0) > 1)
  if (found === undefined) throw new Error('no entry took from two budgets')
  took = found
})
afterAll(() => shop.close())

const named = (key: Key, change: (item: Item) => Item | undefined) => namedAfter(shop, key, change)
const budgetKey = () => keys.budget(campaign.id, 0)
const name = () => `${campaign.id}/0`
const ruleName = `${budgetOfRule('limited')}/0`
const numberIn = (item: Item, part: string): number => Number(item[part])
/** So many points moved from one part of a budget to another: its own sum stays. */
const moved = (from: string, to: string, points: number) => (item: Item) => ({ ...item, [from]: numberIn(item, from) - points, [to]: numberIn(item, to) + points })

test('a shop with budgets of a campaign and of a rule balances', async () => {
  expect(await verifyTable(shop.database)).toMatchObject({ breaches: [], moving: 0 })
  expect(await budgetBooks(shop, campaign.id)).toEqual({ available: 86, inFlight: 0, spent: 14, taken: 14, paid: 14 })
  expect(await budgetBooks(shop, budgetOfRule('limited'))).toMatchObject({ available: 130, spent: 120, taken: 120 })
})

test('a budget that does not add up is named, that of a rule too', async () => {
  expect(await named(budgetKey(), (item) => ({ ...item, available: 85 }))).toEqual([say.budgetSum(name(), 100, 99)])
  expect(await named(budgetKey(), (item) => ({ ...item, initial: 101 }))).toEqual([say.budgetSum(name(), 101, 100), say.budgetPromised(campaign.id, 100, 101)])
  expect(await named(keys.budget(budgetOfRule('limited'), 0), (item) => ({ ...item, available: 131 }))).toEqual([say.budgetSum(ruleName, 250, 251)])
})

test('a budget that began with other points than its campaign promised is named', async () => {
  expect(await named(budgetKey(), (item) => ({ ...item, initial: 90, available: numberIn(item, 'available') - 10 }))).toEqual([say.budgetPromised(campaign.id, 100, 90)])
})

test('a budget with a part below nothing, or of half a point, is named', async () => {
  expect(await named(budgetKey(), moved('available', 'initial', 87))).toContain(say.budgetNegative(name(), 'available', '-1'))
  expect(await named(budgetKey(), moved('available', 'spent', 86.5))).toEqual(expect.arrayContaining([say.budgetNegative(name(), 'available', '-0.5'), say.budgetNegative(name(), 'spent', '100.5')]))
  expect(await named(budgetKey(), moved('initial', 'available', 101))).toContain(say.budgetNegative(name(), 'initial', '-1'))
  const flight = { points: -3, at: shop.clock.now(), memberId: lin.id, version: 1 }
  expect(await named(budgetKey(), (item) => ({ ...item, available: 89, inFlight: { dead: flight } }))).toEqual([say.budgetNegative(name(), 'in flight', '-3')])
})

test('a budget that says more or less is spent than entries took is named', async () => {
  expect(await named(budgetKey(), moved('available', 'spent', 7))).toEqual([say.budgetSpent(name(), 21, 14)])
  expect(await named(budgetKey(), moved('spent', 'available', 7))).toEqual([say.budgetSpent(name(), 7, 14)])
  const change = (item: Item) => ({ ...item, budgets: { ...took.budgets, from: took.budgets?.from.map((from) => ({ ...from, points: from.budget === campaign.id ? 5 : from.points })) } })
  expect(await named(keys.entry(lin.id, took.number), change)).toEqual([say.budgetSpent(name(), 14, 12)])
})

test('what is reserved for a payment is no breach, whether the payment was written or not', async () => {
  const flight = { points: 7, at: shop.clock.now(), memberId: lin.id, version: took.number - 1 }
  expect(await named(budgetKey(), (item) => ({ ...item, spent: 7, inFlight: { [took.budgets?.attempt ?? '']: flight } }))).toEqual([])
  expect(await named(budgetKey(), (item) => ({ ...item, available: 79, inFlight: { [`${lin.id}.another`]: flight } }))).toEqual([])
})

test('a budget that is not there is named by a member whose entry took from it; one that nothing was taken from is missed by nobody', async () => {
  expect(await namedAfterRemoving(shop, budgetKey())).toEqual([say.budgetMissing(name(), lin.id)])
  const idle = await campaignWith(shop, 50)
  await shop.drainStream()
  expect(await namedAfterRemoving(shop, keys.budget(idle.id, 0))).toEqual([])
})

test('a budget that no campaign and no rule names is held against itself, and against entries that took from it', async () => {
  const stray: Budget = { budget: 'rule.gone', shard: 0, initial: 10, available: 4, spent: 5, inFlight: {} }
  const key = keys.budget(stray.budget, stray.shard)
  expect(await named(key, () => ({ ...key, ...stray }))).toEqual([say.budgetSum('rule.gone/0', 10, 9)])
  const from = [...(took.budgets?.from ?? []), { budget: 'rule.gone', shard: 0, points: 5 }]
  expect(await named(keys.entry(lin.id, took.number), (item) => ({ ...item, budgets: { ...took.budgets, from } }))).toEqual([say.budgetMissing('rule.gone/0', lin.id)])
})

test('of a budget on several shards the shard is named', async () => {
  const wide = await campaignWith(shop, 9, { shards: 2 })
  const shards = await new BudgetsRepository(shop.database).shards(wide.id, 2)
  expect(shards.map(({ initial }) => initial)).toEqual([5, 4])
  expect(await named(keys.budget(wide.id, 1), moved('available', 'spent', 4))).toEqual([say.budgetSpent(`${wide.id}/1`, 4, 0)])
})
