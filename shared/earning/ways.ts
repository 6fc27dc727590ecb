import type { Programme } from './programme'
import { checkIn } from './rules/check-in'
import { perAmount } from './rules/per-amount'
import type { Sentences } from './rules/rule'
import { shareOpened } from './rules/share-opened'

/** How a member can earn now, in the words of the rules in force. */
export function waysToEarn(programme: Programme): readonly { rule: string; sentence: Sentences }[] {
  const everywhere = programme.purchases.find((terms) => terms.stores === undefined)
  return [
    { rule: checkIn.name, sentence: checkIn.sentence(programme.checkIn) },
    { rule: shareOpened.name, sentence: shareOpened.sentence(programme.shareOpened) },
    ...(everywhere === undefined ? [] : [{ rule: perAmount.name, sentence: perAmount.sentence(everywhere) }]),
  ]
}
