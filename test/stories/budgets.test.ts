import type { DynamoDBStreamEvent } from 'aws-lambda'
import { BudgetsRepository } from '../../functions/campaigns/budgets.repository'
import { openStream } from '../../scripts/local/stream'
import type { MemberId } from '../../shared/api/ids'
import { budgetOfRule } from '../../shared/earning/award'
import { snapshot } from '../support/books'
import { budgetBooks, budgetSteps, campaignWith, closeSettled, customers, endCampaign, order, settling } from '../support/budgets'
import { answersLost, answersLostOnTheWire, conflicts, counted, dies, meanwhile } from '../support/faults'
import { member, outcome, till } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { programme } from '../support/story.terms'

const limited = { id: 'limited', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 2, rounding: 'whole_steps', minimumFen: 5_000 }, budgetPoints: 250, pendingDays: 0 } as const
let shop: Shop
let crowd: readonly MemberId[]
beforeAll(async () => {
  shop = await openShop({ terms: { rules: [limited, ...programme.rules] } })
  crowd = await customers(shop, 4)
})
afterAll(() => closeSettled(shop))

const { served, laterSweep, quiet } = settling(() => shop)

describe('bad luck', () => {
  const kills = (['before', 'after'] as const).flatMap((when) => (['reserve', 'commitPaid'] as const).map((step) => ({ when, step })))
  test.each(kills)('a process that dies $when $step: sent again the order is paid once, and after the sweep nothing is in flight', async ({ when, step }) => {
    const campaign = await campaignWith(shop, 100)
    const lin = await member(shop)
    const orderNo = `killed-${campaign.id}`
    const dying = await served(await shop.instance([dies(when, budgetSteps[step])]))
    await expect(order(dying, lin.id, 1, orderNo)).rejects.toMatchObject({ code: 'broken' })
    expect((await order(await till(shop), lin.id, 1, orderNo)).earnedPoints).toBe(8)
    expect(await laterSweep()).toMatchObject({ failed: 0 })
    expect(await budgetBooks(shop, campaign.id)).toEqual({ available: 93, inFlight: 0, spent: 7, taken: 7, paid: 7 })
    await shop.drainStream()
    expect(await budgetBooks(shop, campaign.id)).toMatchObject({ available: 93, spent: 7 })
    await endCampaign(shop, campaign)
  })

  const luck = [{ what: 'an answer lost', fault: answersLost }, { what: 'an answer lost on the wire', fault: answersLostOnTheWire }, { what: 'a conflict', fault: conflicts }] as const
  test.each(luck.flatMap((one) => (['reserve', 'commitPaid', 'release'] as const).map((step) => ({ ...one, step }))))('$what at $step: paid once, from the budget once', async ({ fault, step }) => {
    const campaign = await campaignWith(shop, 100)
    const lin = await member(shop)
    const orderNo = `luck-${campaign.id}`
    const overtaken = step === 'release' ? [meanwhile(budgetSteps.commitPaid, () => order(wellServed, lin.id))] : []
    const wellServed = await till(shop)
    const unlucky = await served(await shop.instance([...overtaken, fault(budgetSteps[step])]))
    const first = await outcome(order(unlucky, lin.id, 1, orderNo))
    expect(['done', 'unavailable']).toContain(first)
    await order(wellServed, lin.id, 1, orderNo)
    await quiet()
    const spent = step === 'release' ? 14 : 7
    expect(await budgetBooks(shop, campaign.id)).toEqual({ available: 100 - spent, inFlight: 0, spent, taken: spent, paid: spent })
    await endCampaign(shop, campaign)
  })

  test('the sweeper leaves young reservations alone; a commit that comes after it is not written, and is decided anew', async () => {
    const campaign = await campaignWith(shop, 10)
    const lin = await member(shop)
    const seen: unknown[] = []
    const late = await served(await shop.instance([meanwhile(budgetSteps.commitPaid, async () => {
      await shop.run('budgets')
      seen.push((await budgetBooks(shop, campaign.id)).inFlight)
      seen.push(await laterSweep())
      seen.push((await budgetBooks(shop, campaign.id)).inFlight)
    })]))
    expect((await order(late, lin.id)).earnedPoints).toBe(8)
    expect(seen).toEqual([7, expect.objectContaining({ released: 1 }), 0])
    await quiet()
    expect(await budgetBooks(shop, campaign.id)).toEqual({ available: 3, inFlight: 0, spent: 7, taken: 7, paid: 7 })
    await endCampaign(shop, campaign)
  })

  test('a reservation of one budget, lost while another of the same payment went through, is given back', async () => {
    const [first, second] = [await campaignWith(shop, 100), await campaignWith(shop, 100)]
    const lin = await member(shop)
    const { memberId, version } = { memberId: lin.id, version: 1 }
    await order(await till(shop), lin.id)
    const attempt = Object.keys((await new BudgetsRepository(shop.database).shards(first.id, 1))[0]?.inFlight ?? {})[0] ?? ''
    const budget = `rule.${limited.id}`
    await new BudgetsRepository(shop.database).open(budget, 250, 1)
    await new BudgetsRepository(shop.database).reserve(budget, 1, attempt, { at: shop.clock.now(), memberId, version }, 40, 'rest')
    expect(await laterSweep()).toMatchObject({ released: 1, spent: 2 })
    expect(await budgetBooks(shop, budget)).toMatchObject({ inFlight: 0, spent: 0, taken: 0 })
    for (const campaign of [first, second]) await endCampaign(shop, campaign)
  })

  test('the stream delivered twice, in one batch and late, counts what was spent once', async () => {
    const campaign = await campaignWith(shop, 100, { shards: 2 })
    const records: DynamoDBStreamEvent['Records'] = []
    await shop.drainStream()
    for (const one of crowd) await order(await till(shop), one)
    const reader = await openStream({ clients: shop.table.clients, tableName: shop.table.tableName, handler: async ({ Records }) => void records.push(...Records) })
    await reader.drain()
    const mine = records.filter(({ dynamodb }) => JSON.stringify(dynamodb?.NewImage ?? {}).includes(campaign.id))
    expect((await shop.jobs.follow({ Records: [...mine, ...mine] })).batchItemFailures).toEqual([])
    const after = await snapshot(shop)
    await shop.jobs.follow({ Records: [...mine].reverse() })
    await laterSweep()
    await shop.jobs.follow({ Records: mine })
    expect(await snapshot(shop)).toEqual(after)
    expect(await budgetBooks(shop, campaign.id, 2)).toEqual({ available: 72, inFlight: 0, spent: 28, taken: 28, paid: 28 })
    await endCampaign(shop, campaign)
  })
})

describe('a budget', () => {
  test('of a rule pays its rest and no more', async () => {
    await new BudgetsRepository(shop.database).open(budgetOfRule(limited.id), 250, 1)
    const lin = await member(shop)
    const earned = []
    for (let i = 0; i < 4; i++) earned.push((await order(await till(shop), lin.id, 50)).earnedPoints)
    expect(earned).toEqual([100, 100, 50, 0])
    await quiet()
    expect(await budgetBooks(shop, budgetOfRule(limited.id))).toEqual({ available: 0, inFlight: 0, spent: 250, taken: 250, paid: 250 })
  })

  test('that is not there pays nothing', async () => {
    const campaign = await campaignWith(shop, 100)
    const nowhere = await campaignWith(shop, 1, { budget: { points: 50, shards: 3, atEnd: 'rest' } })
    const lin = await member(shop)
    expect((await order(await till(shop), lin.id)).earnedPoints).toBe(1 + 7 + 1)
    expect((await order(await till(shop), lin.id)).earnedPoints).toBe(1 + 7)
    for (const one of [campaign, nowhere]) await endCampaign(shop, one)
  })

  test('that is sold out costs later orders no request for a while', async () => {
    const campaign = await campaignWith(shop, 7)
    const lin = await member(shop)
    await order(await till(shop), lin.id)
    await shop.drainStream()
    const tries = counted(budgetSteps.reserve)
    const here = await served(await shop.instance([tries.fault]))
    for (let i = 0; i < 5; i++) expect((await order(here, lin.id)).earnedPoints).toBe(1)
    expect(tries.times()).toBe(1)
    shop.clock.pass(5_000)
    await order(here, lin.id)
    expect(tries.times()).toBe(2)
    await endCampaign(shop, campaign)
  })

  test('on which too many payments wait makes the next ones wait, and takes nothing away from anybody', async () => {
    const campaign = await campaignWith(shop, 10_000)
    const own = new BudgetsRepository(shop.database)
    const lin = await member(shop)
    for (let i = 0; i < 150; i++) await own.reserve(campaign.id, 1, `${lin.id}.waiting${i}`, { at: shop.clock.now(), memberId: lin.id, version: 1 }, 1, 'rest')
    expect(await outcome(order(await till(shop), lin.id))).toBe('busy')
    expect(await laterSweep()).toMatchObject({ released: 150 })
    expect((await order(await till(shop), lin.id)).earnedPoints).toBe(8)
    await endCampaign(shop, campaign)
  })
})
