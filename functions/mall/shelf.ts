import type { RewardCard } from '../../shared/mall/mall.api'
import type { Reward } from '../../shared/mall/reward'

type Sort = 'recommended' | 'newest' | 'cheapest' | 'dearest'

/** Rewards in an order that is the same for every page: what can be had comes first, then by the sort, then by id. */
export function arranged(cards: readonly RewardCard[], rewards: readonly Reward[], sort: Sort): readonly RewardCard[] {
  const madeAt = new Map(rewards.map((reward) => [reward.id, reward.createdAt]))
  const newest = (a: RewardCard, b: RewardCard) => (madeAt.get(b.id) ?? '').localeCompare(madeAt.get(a.id) ?? '')
  const by: Record<Sort, (a: RewardCard, b: RewardCard) => number> = {
    recommended: (a, b) => a.missingPoints - b.missingPoints || newest(a, b),
    newest,
    cheapest: (a, b) => a.pricePoints - b.pricePoints,
    dearest: (a, b) => b.pricePoints - a.pricePoints,
  }
  return [...cards].sort((a, b) => rank(a) - rank(b) || by[sort](a, b) || (a.id < b.id ? -1 : 1))
}

/** What is just out of reach, nearest first. */
export const nearly = (cards: readonly RewardCard[]): readonly RewardCard[] => cards.filter((card) => card.missingPoints > 0).sort((a, b) => a.missingPoints - b.missingPoints)

const ranks: Record<RewardCard['availability'], number> = { open: 0, coming: 1, sold_out: 2, closed: 3 }

/** What needs another tier comes behind what is open. */
const rank = (card: RewardCard): number => ranks[card.availability] + (card.availability === 'open' && card.tiersNeeded.length > 0 ? 0.5 : 0)
