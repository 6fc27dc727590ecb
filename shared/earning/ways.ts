import type { ProgrammeTerms } from './programme'
import { type RuleKind, sentenceOf } from './rules/list'
import type { Sentences } from './rules/rule'

const told: readonly RuleKind[] = ['check_in', 'share_opened', 'referral', 'per_amount', 'first_purchase', 'review', 'profile_completed']

/** How a member can earn now, in the words of the rules in force; of several rules of a kind the one for everywhere. */
export function waysToEarn(programme: ProgrammeTerms): readonly { rule: string; sentence: Sentences }[] {
  return told.flatMap((kind) => {
    const rule = programme.rules.find((one) => one.kind === kind && !('stores' in one.terms && one.terms.stores !== undefined))
    return rule === undefined ? [] : [{ rule: kind, sentence: sentenceOf(rule) }]
  })
}
