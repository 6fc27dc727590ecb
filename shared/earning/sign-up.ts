import type { Account } from '../points/account'
import type { Draft } from '../points/entry'
import { award, awardDraft, type Question } from './award'

/** The welcome points of a new member. What has a budget has no part in them: there is no account yet that could fence a reservation. */
export function signUpPoints(account: Account, question: Omit<Question, 'account' | 'event'>): readonly Draft[] {
  const campaigns = question.campaigns.filter(({ budget }) => budget === undefined)
  const rules = question.programme.rules.filter(({ budgetPoints }) => budgetPoints === undefined)
  const welcome = award({ ...question, programme: { ...question.programme, rules }, campaigns, account, event: { type: 'signed_up' } })
  if (welcome.points === 0) return []
  const { memberId } = question.person
  return [awardDraft(account, welcome, question, { source: { kind: 'member', id: memberId }, operationId: `join.${memberId}` })]
}
