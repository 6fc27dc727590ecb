import type { Account } from '../points/account'
import type { Moment } from '../points/decide'
import type { Draft } from '../points/entry'
import type { TierTerms } from './terms'

/** What the calendar and growth make of a member's tier now: no draft, or one for each change. */
export function tierSteps(_account: Account, terms: TierTerms | undefined, _joinedOn: string, _moment: Moment): readonly Draft[] {
  return terms === undefined ? [] : []
}
