import type { CampaignId } from '../api/ids'
import { armOf, effectOf } from '../campaigns/arm'
import type { Campaign, Effect } from '../campaigns/campaign'
import { fits, isFor, type Seen } from '../campaigns/live'
import { type FlashState, type Reward, STOCK_SHARDS_MAX } from './reward'

export type FlashEffect = Extract<Effect, { type: 'flash' }>

/** So few units share a shard that nobody waits for its reservations to be cleared. */
const UNITS_PER_SHARD = 20
/** So long after its end a flash exchange is still shown as over, to those who come too late. */
const SHOWN_OVER_MS = 86_400_000

/** The stock of its own that a campaign brings along: the pool has the campaign's id, and all its variants draw from it. */
export function flashPoolOf(campaign: Pick<Campaign, 'id' | 'effect'>): { readonly id: CampaignId; readonly stock: number; readonly shards: number } | undefined {
  const { id, effect } = campaign
  if (effect.type !== 'flash') return undefined
  return { id, stock: effect.stock, shards: Math.min(STOCK_SHARDS_MAX, Math.ceil(effect.stock / UNITS_PER_SHARD)) }
}

/** How often a member has exchanged in a flash exchange. */
export const flashTally = (campaignId: string): string => `flash:${campaignId}`

/** A flash exchange of a reward as one member sees it. */
export interface FlashSeen {
  readonly campaign: Campaign
  readonly effect: FlashEffect
  readonly state: FlashState
  readonly stockLeft: number
  /** Has taken as many as one member may. */
  readonly isUsedUp: boolean
}

/**
 * The flash exchanges of a reward that a member may see: live, sold out, coming, or over since a little while, in this order, sooner ones
 * first. Hold-outs see none; one that recurs is shown while it runs.
 */
export function flashesOf(reward: Pick<Reward, 'id'>, campaigns: readonly Campaign[], seen: Seen, left: (pool: string) => number): readonly FlashSeen[] {
  const found = campaigns.flatMap((campaign) => {
    const pool = flashPoolOf(campaign)
    const effect = effectOf(armOf(campaign, seen.person.memberId))
    if (pool === undefined || effect?.type !== 'flash' || effect.rewardId !== reward.id) return []
    const stockLeft = left(pool.id)
    const state = stateOf(campaign, seen, stockLeft)
    const used = seen.account.tallies[flashTally(campaign.id)]?.times ?? 0
    return state === undefined ? [] : [{ campaign, effect, state, stockLeft, isUsedUp: effect.limitPerMember !== undefined && used >= effect.limitPerMember }]
  })
  return found.sort((a, b) => ranks[a.state] - ranks[b.state] || Date.parse(a.campaign.startsAt) - Date.parse(b.campaign.startsAt) || (a.campaign.id < b.campaign.id ? -1 : 1))
}

const ranks: Record<FlashState, number> = { live: 0, sold_out: 1, coming: 2, over: 3 }

function stateOf(campaign: Campaign, seen: Seen, stockLeft: number): FlashState | undefined {
  const { at } = seen.when
  if (campaign.state !== 'launched' || !fits(campaign.audience, seen)) return undefined
  const endsAt = Date.parse(campaign.endsAt)
  if (at >= endsAt) return at < endsAt + SHOWN_OVER_MS ? 'over' : undefined
  if (at < Date.parse(campaign.startsAt)) return 'coming'
  if (!isFor(campaign, seen)) return undefined
  return stockLeft > 0 ? 'live' : 'sold_out'
}

/** Whether a campaign may have something to say of the price of one of these rewards, now or soon. */
export function mayPrice(campaign: Pick<Campaign, 'effect' | 'variants' | 'endsAt'>, rewardIds: ReadonlySet<string>, now: number): boolean {
  if (now >= Date.parse(campaign.endsAt) + SHOWN_OVER_MS) return false
  return [campaign, ...campaign.variants].some(({ effect }) => (effect.type === 'flash' || effect.type === 'reward_price') && rewardIds.has(effect.rewardId))
}
