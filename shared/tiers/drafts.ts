import type { Account } from '../points/account'
import { type About, earn, instant, type Moment } from '../points/decide'
import type { Draft } from '../points/entry'
import { Refusal } from '../api/refusal'
import { addDays, type BusinessDay, daysBetween, endOfMonth } from '../time/day'
import { backToOwn, type TierChange } from './changes'
import { tierOf, type TierTerms } from './terms'

/** The entry of a change: no points, the tier from now on, and why. */
export function draftOfChange({ from, to, why }: Pick<TierChange, 'from' | 'to' | 'why'>, { facts, ...about }: Omit<About, 'type' | 'tier'>, moment: Moment): Draft {
  return { ...about, type: 'tier', at: instant(moment.now), day: moment.today, moves: [], debt: 0, tier: to, facts: { from, to: to.id, why, ...facts } }
}

/** A tier given by hand. */
export interface ByHand {
  readonly tier: string
  /** The last day it is held. */
  readonly until: BusinessDay | 'never'
  readonly reason: string
  readonly staffId: string
  readonly operationId: string
}

/** Gives a tier by hand: it stays to its end, and the member's own goes on beneath it. Refuses a tier the programme has not, and an end that has passed. */
export function giveTier(account: Account, terms: TierTerms, hand: ByHand, moment: Moment): Draft {
  if (!terms.levels.some(({ id }) => id === hand.tier)) throw new Refusal('tier_unknown')
  if (hand.until < moment.today) throw new Refusal('invalid_input', { field: 'until' })
  const { tier: held } = account
  const earned = held?.isManual === true ? held.earned : held
  const to = { id: hand.tier, since: moment.today, until: hand.until, isManual: true as const, ...(earned === undefined ? {} : { earned }) }
  return draftOfChange({ from: held?.id ?? lowest(terms), to, why: 'by_hand' }, byStaff(hand), moment)
}

/** Ends a tier given by hand before its time. */
export function liftTier(account: Account, terms: TierTerms, joinedOn: BusinessDay, hand: Omit<ByHand, 'tier' | 'until'>, moment: Moment): Draft {
  const { tier: held, growth } = account
  if (held?.isManual !== true) throw new Refusal('tier_not_by_hand')
  return draftOfChange(backToOwn(held, { terms, growth, joinedOn }, moment.today, 'hand_lifted'), byStaff(hand), moment)
}

const lowest = (terms: TierTerms): string => terms.levels[0]?.id ?? ''

const byStaff = ({ staffId, operationId, reason }: Omit<ByHand, 'tier' | 'until'>) => ({ source: { kind: 'staff' as const, id: staffId }, operationId, facts: { reason } })

/** A birthday gift that was not booked on the day is still given so many days later. */
const BIRTHDAY_LATE_DAYS_MAX = 30

/** The birthday gift of the member's tier, once for the birthday of each year; who was born on 29 February has it on the 28th in other years. */
export function birthdayGift(account: Account, terms: TierTerms | undefined, person: { readonly birthday?: BusinessDay | undefined; readonly joinedOn: BusinessDay }, moment: Moment): Draft | undefined {
  const tier = tierOf(terms, account.tier?.id)
  const day = person.birthday === undefined ? undefined : lastBirthday(person.birthday, moment.today)
  if (terms === undefined || tier === undefined || tier.birthdayPoints === 0 || day === undefined || day < person.joinedOn) return undefined
  if (daysBetween(day, moment.today) > BIRTHDAY_LATE_DAYS_MAX) return undefined
  const year = day.slice(0, 4)
  if ((account.tallies['tier_birthday']?.period ?? '') >= year) return undefined
  return earn(account, [{ points: tier.birthdayPoints, usableFrom: moment.today, expiresOn: endOfMonth(moment.today, terms.giftMonths) }], {
    type: 'earn',
    source: { kind: 'tier', id: `birthday.${year}` },
    parts: [{ by: 'tier', id: tier.id, points: tier.birthdayPoints }],
    tallies: [{ key: 'tier_birthday', period: year, points: tier.birthdayPoints, times: 1 }],
    facts: { why: 'birthday' },
  }, moment)
}

/** Whether the gift of the last birthday could still be open: what is cheap to know before anybody's birthday is looked up. */
export function mayHaveBirthday(account: Account, terms: TierTerms | undefined, moment: Moment): boolean {
  const before = account.tallies['tier_birthday']?.period ?? ''
  return (tierOf(terms, account.tier?.id)?.birthdayPoints ?? 0) > 0 && before < moment.today.slice(0, 4)
}

function lastBirthday(birthday: BusinessDay, today: BusinessDay): BusinessDay {
  const inYear = (year: number): BusinessDay => {
    const day = `${String(year).padStart(4, '0')}-${birthday.slice(5)}`
    return day.endsWith('02-29') && addDays(`${day.slice(0, 4)}-02-28`, 1) !== day ? `${day.slice(0, 4)}-02-28` : day
  }
  const year = Number(today.slice(0, 4))
  return inYear(year) <= today ? inYear(year) : inYear(year - 1)
}
