import type { Audience, Recurrence } from '../../shared/campaigns/campaign'
import type { Question } from '../../shared/earning/award'

const DAY_MS = 86_400_000
const MINUTES_A_DAY = 1_440

const minutesOf = (clock: string): number => Number(clock.split(':')[0]) * 60 + Number(clock.split(':')[1])
const dayBefore = (day: string, count: number): Date => new Date(Date.parse(day) - count * DAY_MS)

/** Recurring times once more: every window is looked for on the day it begins, which may be yesterday. */
export function isWhen(recurrence: Recurrence | undefined, { when, person }: Pick<Question, 'when' | 'person'>): boolean {
  const { weekdays, monthDays, hours = [{ from: '00:00', to: '24:00' }], birthdayMonth } = recurrence ?? {}
  if (birthdayMonth === true && person.birthday?.split('-')[1] !== when.day.split('-')[1]) return false
  return [0, 1].some((back) => {
    const begun = dayBefore(when.day, back)
    const tomorrow = new Date(begun.getTime() + DAY_MS)
    const isDay = (weekdays?.includes(begun.getUTCDay() || 7) ?? true) && (monthDays?.some((day) => day === begun.getUTCDate() || (day === -1 && tomorrow.getUTCDate() === 1)) ?? true)
    const minute = when.minute + back * MINUTES_A_DAY
    return isDay && hours.map(({ from, to }) => [minutesOf(from), minutesOf(to)] as const).some(([from, to]) => from <= minute && minute < (to <= from ? to + MINUTES_A_DAY : to))
  })
}

/** Audiences once more. */
export function isWho(audience: Audience, question: Pick<Question, 'programme' | 'account' | 'person' | 'when' | 'event'>): boolean {
  const { account, person, when, event } = question
  const daysSince = (day: string): number => (Date.parse(when.day) - Date.parse(day)) / DAY_MS
  switch (audience.type) {
    case 'everyone':
      return true
    case 'tier':
      return audience.tiers.some((tier) => tier === (account.tier?.id ?? question.programme.tiers?.levels[0]?.id))
    case 'newcomer':
      return daysSince(person.joinedOn) < audience.days
    case 'first_purchase':
      return account.tallies['orders'] === undefined
    case 'sleeping':
      return account.marks.purchase !== undefined && daysSince(account.marks.purchase) >= audience.days
    case 'list':
      return person.lists.some((list) => list === audience.list)
    case 'store':
      return audience.stores.some((store) => event.type === 'order_paid' && event.storeId === store)
    case 'and':
      return !audience.of.some((one) => !isWho(one, question))
    case 'or':
      return audience.of.some((one) => isWho(one, question))
    case 'not':
      return !isWho(audience.of, question)
  }
}
