import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { showInstant, showNumber } from '../../dates'
import type { Language, useText } from '../../exchange-text'
import type { OfferWords } from './offer-words'

type Words = ReturnType<typeof useText>['text']['exchange']['reward']

/** How a member stands to a reward. */
export type Standing = 'open' | 'short' | 'limit_reached' | 'tier_needed' | 'coming' | 'sold_out' | 'closed'

export function standingOf(reward: RewardDetail): Standing {
  if (reward.availability !== 'open') return reward.availability
  if (reward.tiersNeeded.length > 0) return 'tier_needed'
  if (reward.limitPerMember !== null && reward.exchangedTimes >= reward.limitPerMember) return 'limit_reached'
  return reward.missingPoints > 0 ? 'short' : 'open'
}

/** What the main button says. */
export function buttonLabel(reward: RewardDetail, words: Words, offer: OfferWords, language: Language): string {
  switch (standingOf(reward)) {
    case 'open':
      return words.exchange(showNumber(reward.pricePoints))
    case 'short':
      return words.missing(showNumber(reward.missingPoints))
    case 'limit_reached':
      return words.limitReached
    case 'tier_needed':
      return offer.tierNeeded(reward.tiersNeeded[0]?.name[language] ?? '')
    case 'coming':
      return words.opens(reward.opensAt === null ? '' : showInstant(Date.parse(reward.opensAt), language))
    case 'sold_out':
      return words.soldOut
    case 'closed':
      return words.closed
  }
}
