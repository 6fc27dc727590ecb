import { CampaignsRepository } from '../../functions/campaigns/campaigns.repository'
import { commit } from '../../functions/database/write'
import { openFlash } from '../../functions/mall/open-flash'
import { StockRepository } from '../../functions/mall/stock.repository'
import { newId } from '../../shared/api/ids'
import { Campaign } from '../../shared/campaigns/campaign'
import type { Demo } from './fill'
import { rewards } from './shop'

const MADE_AT = Date.parse('2026-01-01T00:00:00Z')
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FIRST_NUMBER = 100

interface FlashOffer {
  readonly reward: string
  readonly name: readonly [zh: string, en: string]
  readonly pricePoints: number
  readonly stock: number
  readonly limitPerMember: number
  readonly startsInMs: number
  readonly lastsMs: number
}

const offers: readonly FlashOffer[] = [
  { reward: '巴斯克蛋糕', name: ['下午茶限时兑', 'Afternoon flash'], pricePoints: 199, stock: 12, limitPerMember: 1, startsInMs: 0, lastsMs: DAY_MS },
  { reward: '电影票', name: ['周末观影限时兑', 'Weekend cinema flash'], pricePoints: 499, stock: 8, limitPerMember: 1, startsInMs: DAY_MS + 2 * HOUR_MS, lastsMs: DAY_MS },
]

/** Launches the flash exchanges of the demo shop: one that is live for a day from `now`, and one that comes after it. */
export async function launchFlashes({ database, clock }: Pick<Demo, 'database' | 'clock'>, now: number): Promise<void> {
  const campaigns = new CampaignsRepository(database, clock)
  for (const [index, { reward: title, name, startsInMs, lastsMs, pricePoints, stock, limitPerMember }] of offers.entries()) {
    const offered = rewards(now).find(({ reward }) => reward.title.zh === title)
    if (offered === undefined) throw new Error(`the demo shop has no ${title}`)
    const campaign = Campaign.parse({
      id: newId('campaign', MADE_AT, Array.from({ length: 16 }, (_, i) => (i === 15 ? (FIRST_NUMBER + index) % 32 : i === 14 ? Math.floor((FIRST_NUMBER + index) / 32) : 0))),
      name: { zh: name[0], en: name[1] },
      description: { zh: '', en: '' },
      startsAt: new Date(now + startsInMs).toISOString(),
      endsAt: new Date(now + startsInMs + lastsMs).toISOString(),
      effect: { type: 'flash', rewardId: offered.reward.id, pricePoints, stock, limitPerMember },
      state: 'launched',
      revision: 1,
    })
    if ((await campaigns.byId(campaign.id)) === undefined) await commit(database, [campaigns.save(campaign)])
    await openFlash(new StockRepository(database), campaign)
  }
}
