import type { Account } from '../points/account'
import { earn, type Moment } from '../points/decide'
import type { Draft } from '../points/entry'
import { expiresOn, type Programme } from './programme'
import { signUp } from './rules/sign-up'

/** The welcome points of a new member. */
export function signUpPoints(account: Account, programme: Programme, memberId: string, moment: Moment): readonly Draft[] {
  const { points } = signUp.pay(programme.signUp, {})
  if (points === 0) return []
  return [
    earn(account, points, { expiresOn: expiresOn(programme.expiry, moment.today) }, {
      type: 'earn',
      source: { kind: 'member', id: memberId },
      paidBy: { rule: signUp.name, version: programme.version },
      operationId: `join.${memberId}`,
    }, moment),
  ]
}
