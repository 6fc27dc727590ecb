import { BudgetsRepository } from '../../functions/campaigns/budgets.repository'
import { CampaignsRepository } from '../../functions/campaigns/campaigns.repository'
import { commit } from '../../functions/database/write'
import { Campaign } from '../../shared/campaigns/campaign'
import { storeId } from '../demo/shop'
import { freshId } from '../support/in-process'
import type { Measure } from './measure'
import { Meter } from './meter'
import type { BenchShop } from './shop'

const UNITS_MAX = 9
const REQUESTS_MAX = 4
const REMEMBERED_MS = 6_000
const DAY_MS = 86_400_000

/** What a purchase costs the database under three campaigns, one of which has a budget, with what the stream clears behind it. */
export async function measureCampaignPurchase(shop: BenchShop): Promise<readonly Measure[]> {
  await launch(shop, { effect: { type: 'multiplier', percent: 200 }, budget: { points: 1_000_000 } })
  await launch(shop, { effect: { type: 'bonus', points: 5 }, stacking: { group: 'second', mode: 'best' } })
  await launch(shop, { effect: { type: 'multiplier', percent: 150 }, stacking: { group: 'third', mode: 'all' } })
  shop.clock.turnTo(shop.clock.now() + REMEMBERED_MS)
  const { profile } = await shop.member(shop.newcomer())
  const buy = (orderNo: string) => shop.till.reportOrderPaid({ orderNo, member: { memberId: profile.id }, amountFen: 6_800, storeId: storeId(1) })
  await buy('campaigns-warm')
  await shop.stream.drain()
  const meter = new Meter(shop.database.client, shop.database.table, shop.endpoint)
  const paid = await meter.of(() => buy('campaigns-1'))
  const cleared = await meter.of(() => shop.stream.drain())
  meter.close()
  return [
    { name: 'purchase under three campaigns, one with a budget: write units with clean-up', value: paid.writeUnits + cleared.writeUnits, bar: UNITS_MAX, unit: 'units' },
    { name: 'purchase under three campaigns, one with a budget: requests', value: paid.requests, bar: REQUESTS_MAX, unit: 'requests' },
  ]
}

async function launch({ database, clock }: BenchShop, more: object): Promise<void> {
  const now = clock.now()
  const campaign = Campaign.parse({
    id: freshId('campaign'), state: 'launched', revision: 1, name: { zh: '活动', en: 'Campaign' }, description: { zh: '', en: '' },
    startsAt: new Date(now - DAY_MS).toISOString(), endsAt: new Date(now + DAY_MS).toISOString(), ...more,
  })
  if (campaign.budget?.points !== undefined) await new BudgetsRepository(database).open(campaign.id, campaign.budget.points, 1)
  await commit(database, [new CampaignsRepository(database, clock).save(campaign)])
}
