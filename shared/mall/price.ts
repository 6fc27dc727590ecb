import type { CampaignId, RewardId } from '../api/ids'
import { armOf, compares, effectOf } from '../campaigns/arm'
import type { Campaign, Effect } from '../campaigns/campaign'
import { isFor, type Seen } from '../campaigns/live'
import type { Exposure } from '../points/entry'
import { type Tier, tierOf, type TierTerms } from '../tiers/terms'
import { type FlashSeen, flashesOf } from './flash'
import { type PriceReason, priceReasons, type Reward } from './reward'

/** What a price is asked for: the reward's terms say the rest. `left`: units left of a pool of stock, by its id. */
export interface Asked {
  readonly seen: Seen
  readonly tiers: TierTerms | undefined
  readonly campaigns: readonly Campaign[]
  readonly left: (pool: string) => number
}

/** What a reward costs a member now, and which stock it would come from. */
export interface Price {
  readonly pricePoints: number
  readonly why: PriceReason
  readonly campaignId?: CampaignId
  /** The pool of stock: the reward's own, or that of a flash exchange. */
  readonly stockOf: RewardId | CampaignId
  readonly limitPerMember?: number
  /** The tiers that may exchange it, lowest first, when the member's is none of them. */
  readonly tiersNeeded: readonly Pick<Tier, 'id' | 'name'>[]
  /** Neither this pool nor any other has a unit. */
  readonly isSoldOut?: true
  /** The arms of the member in campaigns about this reward that compare, whichever price comes of it. */
  readonly exposures: readonly Exposure[]
  /** The flash exchange to speak of, whether or not it gives this price. */
  readonly flash?: FlashSeen
}

/** The price without tier or campaign. */
export function fullPrice(reward: Reward): Price {
  return { pricePoints: reward.pricePoints, why: 'full', stockOf: reward.id, ...limitOf(reward.limitPerMember), tiersNeeded: [], exposures: [] }
}

/**
 * The lowest price a member can have a reward for, now. Prices do not add up: the tier's is taken from the full price, rounded up to
 * whole points; a campaign's is as written. What is sold out gives way to what is not. Of equal prices the one that comes first in
 * `priceReasons`, then the lower id of the campaign.
 */
export function priceFor(reward: Reward, asked: Asked): Price {
  const { seen, tiers, campaigns, left } = asked
  const tier = tierOf(tiers, seen.tier)
  const [flash] = flashesOf(reward, campaigns, seen, left)
  const base = { ...fullPrice(reward), tiersNeeded: neededFor(reward, tiers, tier), exposures: exposuresTo(reward, campaigns, seen), ...(flash === undefined ? {} : { flash }) }
  const offers: Price[] = [base]
  if (tier !== undefined && tier.pricePercent < 100) offers.push({ ...base, why: 'tier', pricePoints: Math.ceil((reward.pricePoints * tier.pricePercent) / 100) })
  offers.push(...campaignOffers(reward, asked, base), ...flashOffers(reward, asked, base))
  const inStock = offers.filter(({ stockOf }) => left(stockOf) > 0)
  if (inStock.length > 0) return lowest(inStock)
  return { ...lowest(offers.filter(({ why }) => why !== 'flash')), isSoldOut: true }
}

const exposuresTo = (reward: Reward, campaigns: readonly Campaign[], seen: Seen): readonly Exposure[] =>
  campaigns
    .filter((campaign) => compares(campaign) && [campaign, ...campaign.variants].some(({ effect }) => isAbout(effect, reward)) && isFor(campaign, seen))
    .map((campaign) => ({ campaign: campaign.id, arm: armOf(campaign, seen.person.memberId).name }))

const isAbout = (effect: Effect, reward: Reward): boolean => (effect.type === 'reward_price' || effect.type === 'flash') && effect.rewardId === reward.id

const lowest = (offers: readonly Price[]): Price => offers.reduce((best, offer) => (isBetter(offer, best) ? offer : best))

function campaignOffers(reward: Reward, { campaigns, seen }: Asked, base: Price): readonly Price[] {
  return campaigns.flatMap((campaign) => {
    const effect = effectOf(armOf(campaign, seen.person.memberId))
    if (effect?.type !== 'reward_price' || effect.rewardId !== reward.id || !isFor(campaign, seen)) return []
    return [{ ...base, why: 'campaign' as const, pricePoints: effect.pricePoints, campaignId: campaign.id }]
  })
}

/** A flash exchange has its own stock and limit; the limit of the reward does not count in it, nor it in that. */
function flashOffers(reward: Reward, { campaigns, seen, left }: Asked, base: Price): readonly Price[] {
  const { limitPerMember: _ofReward, ...rest } = base
  return flashesOf(reward, campaigns, seen, left).flatMap(({ campaign, effect, state, isUsedUp }) => {
    if (state !== 'live' || isUsedUp) return []
    return [{ ...rest, why: 'flash' as const, pricePoints: effect.pricePoints, campaignId: campaign.id, stockOf: campaign.id, ...limitOf(effect.limitPerMember) }]
  })
}

function isBetter(a: Price, b: Price): boolean {
  if (a.pricePoints !== b.pricePoints) return a.pricePoints < b.pricePoints
  const [first, second] = [priceReasons.indexOf(a.why), priceReasons.indexOf(b.why)]
  return first === second ? (a.campaignId ?? '') < (b.campaignId ?? '') : first < second
}

function neededFor(reward: Reward, terms: TierTerms | undefined, tier: Tier | undefined): Price['tiersNeeded'] {
  const wanted = reward.tiers
  if (wanted === undefined || (tier !== undefined && wanted.includes(tier.id))) return []
  const known = (terms?.levels ?? []).filter(({ id }) => wanted.includes(id)).map(({ id, name }) => ({ id, name }))
  return known.length > 0 ? known : wanted.map((id) => ({ id, name: { zh: id, en: id } }))
}

const limitOf = (limitPerMember: number | undefined) => (limitPerMember === undefined ? {} : { limitPerMember })
