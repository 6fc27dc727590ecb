import { CampaignsRepository } from '../../functions/campaigns/campaigns.repository'
import { commit } from '../../functions/database/write'
import { openFlash } from '../../functions/mall/open-flash'
import { StockRepository } from '../../functions/mall/stock.repository'
import { PointsRepository } from '../../functions/points/points.repository'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { freshId } from '../../scripts/support/in-process'
import { Campaign } from '../../shared/campaigns/campaign'
import type { FlashEffect } from '../../shared/mall/flash'
import type { Reward } from '../../shared/mall/reward'
import { instant, momentOf } from '../../shared/points/decide'
import { TierTerms } from '../../shared/tiers/terms'
import type { Shop } from './story'

type Terms = Partial<typeof Campaign._zod.input>

const HOUR_MS = 3_600_000

/** A launched campaign as it is stored, an hour long from `now` on, changed where a story needs it. */
export const campaignAt = (now: number, effect: Campaign['effect'], terms: Terms = {}): Campaign =>
  Campaign.parse({
    id: freshId('campaign'), name: { zh: '限时兑换', en: 'Flash' }, description: { zh: '', en: '' }, state: 'launched', revision: 1,
    startsAt: new Date(now).toISOString(), endsAt: new Date(now + HOUR_MS).toISOString(), effect, ...terms,
  })

/** A campaign launched in a shop, its flash stock opened; whoever remembers the campaigns has forgotten them by then. */
export async function launched(shop: Shop, effect: Campaign['effect'], terms: Terms = {}): Promise<Campaign> {
  const campaign = campaignAt(shop.clock.now(), effect, terms)
  await commit(shop.database, [new CampaignsRepository(shop.database, shop.clock).save(campaign)])
  await openFlash(new StockRepository(shop.database), campaign)
  shop.clock.pass(6_000)
  return campaign
}

/** A flash exchange of a reward at half a hundred points. */
export const flashOf = (reward: Pick<Reward, 'id'>, change: Partial<FlashEffect> = {}): FlashEffect => ({ type: 'flash', rewardId: reward.id, pricePoints: 50, stock: 5, ...change })

/** Three tiers, of which the upper two pay less. */
export const threeTiers = TierTerms.parse({
  measure: { type: 'events', events: ['anniversary'] },
  window: { type: 'rolling', months: 12 },
  levels: [
    { id: 'basic', name: { zh: '普卡', en: 'Basic' }, min: 0 },
    { id: 'silver', name: { zh: '银卡', en: 'Silver' }, min: 500, pricePercent: 95 },
    { id: 'gold', name: { zh: '金卡', en: 'Gold' }, min: 2_000, pricePercent: 85 },
  ],
})

/** Gives a member a tier by hand, as an owner may. */
export async function promoted(shop: Shop, memberId: string, id: string): Promise<void> {
  const points = new PointsRepository(shop.database, new ProgrammeRepository(shop.database, shop.clock))
  const moment = momentOf(shop.clock.now(), 'Asia/Shanghai')
  const open = await points.open(memberId, moment)
  const tier = { id, since: moment.today, until: 'never' as const, isManual: true as const }
  const draft = { type: 'tier' as const, at: instant(moment.now), day: moment.today, source: { kind: 'staff' as const, id: 'story' }, moves: [], debt: 0, tier }
  await commit(shop.database, points.book(open, [draft]).writes)
}
