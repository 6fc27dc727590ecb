import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { showInstant, showNumber } from '../../dates'
import type { Language, useText } from '../../text'

type Words = ReturnType<typeof useText>['text']['mall']['reward']

/** How a member stands to a reward. */
export type Standing = 'open' | 'short' | 'limit_reached' | 'coming' | 'sold_out' | 'closed'

export function standingOf(reward: RewardDetail): Standing {
  if (reward.availability !== 'open') return reward.availability
  if (reward.limitPerMember !== null && reward.exchangedTimes >= reward.limitPerMember) return 'limit_reached'
  return reward.missingPoints > 0 ? 'short' : 'open'
}

/** What the main button says. */
export function buttonLabel(reward: RewardDetail, words: Words, language: Language): string {
  switch (standingOf(reward)) {
    case 'open':
      return words.exchange(showNumber(reward.pricePoints))
    case 'short':
      return words.missing(showNumber(reward.missingPoints))
    case 'limit_reached':
      return words.limitReached
    case 'coming':
      return words.opens(reward.opensAt === null ? '' : showInstant(Date.parse(reward.opensAt), language))
    case 'sold_out':
      return words.soldOut
    case 'closed':
      return words.closed
  }
}
