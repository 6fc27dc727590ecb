import type { MemberId } from '../../shared/api/ids'
import { budgetBooks, campaignWith, closeSettled, customers, endCampaign, order, patiently, settling } from '../support/budgets'
import { member, till } from '../support/people'
import { openShop, type Shop } from '../support/story'

let shop: Shop
let crowd: readonly MemberId[]
beforeAll(async () => {
  shop = await openShop()
  crowd = await customers(shop, 100)
})
afterAll(() => closeSettled(shop))
const { served, quiet } = settling(() => shop)

describe.each([1, 4])('two hundred orders at once on the last thousand points of a budget on %i shards', (shards) => {
  test.each([{ atEnd: 'rest', spent: 1_000 }, { atEnd: 'nothing', spent: 994 }] as const)('at its end $atEnd: never overrun, and nothing stranded', async ({ atEnd, spent }) => {
    const campaign = await campaignWith(shop, 1_000, { shards, atEnd })
    const here = await till(shop)
    const tills = [here, await served(await shop.instance()), await served(await shop.instance()), await served(await shop.instance())]
    await Promise.all([...crowd, ...crowd].map((one, i) => patiently(shop, () => order(tills[i % 4] ?? here, one, 1, `rush-${campaign.id}-${i}`))))
    await quiet()
    const rush = await budgetBooks(shop, campaign.id, shards)
    expect(rush).toMatchObject({ inFlight: 0, taken: rush.spent, paid: rush.spent, available: 1_000 - rush.spent })
    expect(rush.spent).toBeLessThanOrEqual(1_000)
    if (atEnd === 'nothing') expect(rush.spent % 7).toBe(0)
    // Some met the budget when all of it was reserved; what was given back since goes to those who come later.
    const lin = await member(shop)
    while ((await order(here, lin.id)).earnedPoints > 1);
    shop.clock.pass(6_000)
    while ((await order(here, lin.id)).earnedPoints > 1);
    await quiet()
    expect(await budgetBooks(shop, campaign.id, shards)).toEqual({ available: 1_000 - spent, inFlight: 0, spent, taken: spent, paid: spent })
    await endCampaign(shop, campaign)
  }, 180_000)
})
