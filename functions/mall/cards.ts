import type { FlashView, RewardCard } from '../../shared/mall/mall.api'
import type { FlashSeen } from '../../shared/mall/flash'
import { photoView } from '../../shared/mall/photo'
import { type Asked, priceFor } from '../../shared/mall/price'
import { availabilityOf, type Reward } from '../../shared/mall/reward'

/** What the mall shows a member of a reward; `photos` is where photos are found. */
export function cardOf(reward: Reward, asked: Asked, available: number, photos: string): RewardCard {
  const { id, title, picture, category } = reward
  const price = priceFor(reward, asked)
  const left = asked.left(price.stockOf)
  return {
    id, title, picture, category,
    photo: photoView(reward.photo, photos),
    pricePoints: price.pricePoints,
    fullPricePoints: reward.pricePoints,
    priceWhy: price.why,
    availability: availabilityOf(reward, left, asked.seen.when.at),
    opensAt: reward.opensAt ?? null,
    closesAt: reward.closesAt ?? null,
    stockLeft: left,
    limitPerMember: price.limitPerMember ?? null,
    missingPoints: Math.max(0, price.pricePoints - available),
    tiersNeeded: [...price.tiersNeeded],
    flash: price.flash === undefined ? null : flashView(price.flash),
  }
}

function flashView({ campaign, effect, state, stockLeft, isUsedUp }: FlashSeen): FlashView {
  const { id, startsAt, endsAt } = campaign
  return { campaignId: id, pricePoints: effect.pricePoints, state, startsAt, endsAt, stockLeft, stock: effect.stock, limit: effect.limitPerMember ?? null, isUsedUp }
}

/** Whether the member could exchange it, had they the points. */
export const isOpenTo = (card: RewardCard): boolean => card.availability === 'open' && card.tiersNeeded.length === 0
