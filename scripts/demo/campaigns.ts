import { BudgetsRepository } from '../../functions/campaigns/budgets.repository'
import { CampaignsRepository } from '../../functions/campaigns/campaigns.repository'
import type { Clock } from '../../functions/clock'
import type { Database } from '../../functions/database/client'
import { commit } from '../../functions/database/write'
import { newId } from '../../shared/api/ids'
import { Campaign } from '../../shared/campaigns/campaign'

const DAY_MS = 86_400_000
const MADE_AT = Date.parse('2026-01-01T00:00:00Z')
const campaignId = (number: number) => newId('campaign', MADE_AT, Array.from({ length: 16 }, (_, i) => (i === 15 ? number : 0)))

/** A member day that comes again each month, and a bonus with a budget that is on now. */
export const campaigns = (now: number): readonly Campaign[] => [
  Campaign.parse({
    id: campaignId(1), state: 'launched', revision: 1, launchedAt: new Date(now).toISOString(),
    name: { zh: '8 号会员日', en: 'Member day on the 8th' },
    description: { zh: '每月 8 号是点金的会员日，到店消费积分翻倍。出示会员码，积分自动到账。', en: 'The 8th of each month is member day: purchases earn double. Show your member code, and the points come by themselves.' },
    startsAt: new Date(now).toISOString(), endsAt: new Date(now + 365 * DAY_MS).toISOString(),
    recurrence: { monthDays: [8] },
    effect: { type: 'multiplier', percent: 200 },
    priority: 10,
  }),
  Campaign.parse({
    id: campaignId(2), state: 'launched', revision: 1, launchedAt: new Date(now).toISOString(), budgetPoints: 20_000,
    name: { zh: '冬日暖杯', en: 'Warm cups' },
    description: { zh: '天冷了，来喝杯热的。满 30 元，再多送 20 积分。', en: 'It is getting cold: come for something warm. From ¥30 there are 20 points more.' },
    startsAt: new Date(now).toISOString(), endsAt: new Date(now + 45 * DAY_MS).toISOString(),
    effect: { type: 'bonus', points: 20, minimumFen: 3_000 },
    stacking: { group: 'winter', mode: 'best' },
    caps: { perDay: 40 },
    budget: { points: 20_000 },
  }),
]

/** Opens the budgets and puts the campaigns; harmless when they are there already. */
export async function fillCampaigns(database: Database, clock: Clock): Promise<void> {
  const [repository, budgets] = [new CampaignsRepository(database, clock), new BudgetsRepository(database)]
  for (const campaign of campaigns(clock.now())) {
    if (campaign.budgetPoints !== undefined) await budgets.open(campaign.id, campaign.budgetPoints, campaign.budget?.shards ?? 1)
    if ((await repository.byId(campaign.id)) === undefined) await commit(database, [repository.save(campaign)])
  }
}
