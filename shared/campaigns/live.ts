import type { When } from '../events/event'
import type { Person } from '../members/person'
import type { Account } from '../points/account'
import { addDays, daysBetween, endOfMonth } from '../time/day'
import { type Audience, type Campaign, type Recurrence, stageOf } from './campaign'

/** What an audience is asked about. */
export interface Seen {
  readonly person: Person
  readonly account: Account
  /** The id of the member's tier. */
  readonly tier: string | undefined
  readonly when: When
  readonly storeId?: string | undefined
}

/** Whether a campaign is live for a member at a moment: its window, its recurrence, its audience. Hold-out is another question. */
export const isFor = (campaign: Campaign, seen: Seen): boolean => stageOf(campaign, seen.when.at) === 'running' && recurs(campaign.recurrence, seen) && fits(campaign.audience, seen)

/** Whether an event of that moment lies in the recurring times. */
export function recurs(recurrence: Recurrence | undefined, { when, person }: Pick<Seen, 'when' | 'person'>): boolean {
  if (recurrence === undefined) return true
  if (recurrence.birthdayMonth === true && person.birthday?.slice(5, 7) !== when.day.slice(5, 7)) return false
  const hours = recurrence.hours ?? [{ from: '00:00', to: '24:00' }]
  return hours.some(({ from, to }) => {
    const [start, end] = [minutesOf(from), minutesOf(to)]
    if (start < end) return start <= when.minute && when.minute < end && isOn(recurrence, when.day, when.weekday)
    if (when.minute >= start) return isOn(recurrence, when.day, when.weekday)
    return when.minute < end && isOn(recurrence, addDays(when.day, -1), when.weekday === 1 ? 7 : when.weekday - 1)
  })
}

function isOn({ weekdays, monthDays }: Recurrence, day: string, weekday: number): boolean {
  if (weekdays !== undefined && !weekdays.includes(weekday)) return false
  return monthDays === undefined || monthDays.includes(Number(day.slice(8))) || (monthDays.includes(-1) && day === endOfMonth(day, 0))
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Whether a member is of an audience. */
export function fits(audience: Audience, seen: Seen): boolean {
  switch (audience.type) {
    case 'everyone':
      return true
    case 'tier':
      return seen.tier !== undefined && audience.tiers.includes(seen.tier)
    case 'newcomer':
      return daysBetween(seen.person.joinedOn, seen.when.day) < audience.days
    case 'first_purchase':
      return (seen.account.tallies['orders']?.times ?? 0) === 0
    case 'sleeping': {
      const last = seen.account.marks.purchase
      return last !== undefined && daysBetween(last, seen.when.day) >= audience.days
    }
    case 'list':
      return seen.person.lists.includes(audience.list)
    case 'store':
      return audience.stores.some((storeId) => storeId === seen.storeId)
    case 'and':
      return audience.of.every((one) => fits(one, seen))
    case 'or':
      return audience.of.some((one) => fits(one, seen))
    case 'not':
      return !fits(audience.of, seen)
  }
}
