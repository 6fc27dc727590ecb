import type { Account } from '../points/account'
import { leftOf } from '../points/caps'
import type { BusinessDay } from '../time/day'
import type { ProgrammeTerms } from './programme'
import { type ProgrammeRule, type RuleKind, sentenceOf } from './rules/list'
import type { Sentences } from './rules/rule'

const told: readonly RuleKind[] = ['check_in', 'share_opened', 'referral', 'per_amount', 'first_purchase', 'review', 'profile_completed']

/** A way to earn. `leftToday`: what a daily cap still leaves; null where there is none. */
export interface Way {
  readonly rule: RuleKind
  readonly sentence: Sentences
  readonly leftToday: number | null
}

/** How a member can earn now, in the words of the rules in force; of several rules of a kind the one for everywhere. */
export function waysToEarn(programme: ProgrammeTerms, account?: Pick<Account, 'tallies'>, today?: BusinessDay): readonly Way[] {
  return told.flatMap((kind) => {
    const rule = programme.rules.find((one) => one.kind === kind && !('stores' in one.terms && one.terms.stores !== undefined))
    return rule === undefined ? [] : [{ rule: kind, sentence: sentenceOf(rule, programme.pointsWords), leftToday: account === undefined || today === undefined ? null : leftToday(rule, account, today) }]
  })
}

/** What the daily cap of a rule still leaves today; null where there is none. */
export function leftToday({ id, caps }: ProgrammeRule, { tallies }: Pick<Account, 'tallies'>, today: BusinessDay): number | null {
  if (caps?.perDay === undefined) return null
  return leftOf(id, { perDay: caps.perDay }, tallies, today)[0]?.left ?? null
}

/** What sharing may still pay today; null where it has no daily cap, or does not pay. */
export function shareLeftToday({ rules }: ProgrammeTerms, account: Pick<Account, 'tallies'>, today: BusinessDay): number | null {
  const share = rules.find(({ kind }) => kind === 'share_opened')
  return share === undefined ? null : leftToday(share, account, today)
}
