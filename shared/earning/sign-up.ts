import type { Account } from '../points/account'
import type { Draft } from '../points/entry'
import { award, awardDraft, isNothing, type Question } from './award'

/** The welcome points of a new member. Campaigns and rules with a budget have no part in them: there is no account yet that could fence a reservation. */
export function signUpPoints(account: Account, question: Omit<Question, 'account' | 'event'>): readonly Draft[] {
  const campaigns = question.campaigns.filter(({ budget }) => budget === undefined)
  const programme = { ...question.programme, rules: question.programme.rules.filter(({ budgetPoints }) => budgetPoints === undefined) }
  const welcome = award({ ...question, programme, campaigns, account, event: { type: 'signed_up' } })
  if (isNothing(welcome)) return []
  const { memberId } = question.person
  return [awardDraft(account, welcome, question, { source: { kind: 'member', id: memberId }, operationId: `join.${memberId}` })]
}
