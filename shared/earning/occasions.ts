import type { Event } from '../events/event'
import type { Person } from '../members/person'
import type { Tally } from '../points/account'
import type { TallyMove } from '../points/entry'
import { addDays, type BusinessDay, daysBetween, endOfMonth, monthOf, weekdayOf } from '../time/day'
import type { Programme } from './programme'

/** A present may come so many days after its day, where the job that brings it was late. */
export const LATE_DAYS = 7
/** Two presents of a rule lie at least so far apart, so that a birthday told anew each December brings none in January. */
const APART_DAYS = 183

/** A birthday or anniversary that a rule pays for now. */
export interface Occasion {
  readonly ruleId: string
  readonly event: Event
  readonly day: BusinessDay
}

/** The birthdays and anniversaries of a person that rules pay for on a day, whether paid already or not. */
export function occasionsOn(programme: Programme, { birthday, joinedOn }: Pick<Person, 'birthday' | 'joinedOn'>, today: BusinessDay): readonly Occasion[] {
  return programme.rules.flatMap((rule): readonly Occasion[] => {
    if (rule.kind === 'anniversary') {
      return daysNear(joinedOn, today).flatMap((day) => {
        const years = Number(day.slice(0, 4)) - Number(joinedOn.slice(0, 4))
        return years > 0 && day <= today && today <= addDays(day, LATE_DAYS) ? [{ ruleId: rule.id, event: { type: 'anniversary', years }, day }] : []
      })
    }
    if (rule.kind !== 'birthday' || birthday === undefined) return []
    return daysNear(birthday, today).flatMap((day) => (isWithin(rule.terms.period, day, today) && day > birthday ? [{ ruleId: rule.id, event: { type: 'birthday' }, day }] : []))
  })
}

/** Of those, the ones that are not paid yet: once a year, and never two close together. */
export const unpaid = (occasions: readonly Occasion[], tallies: Readonly<Record<string, Tally>>): readonly Occasion[] =>
  occasions.filter(({ ruleId, day }) => {
    const last = tallies[yearKey(ruleId)]?.period
    return last === undefined || (day.slice(0, 4) > last.slice(0, 4) && daysBetween(last, day) >= APART_DAYS)
  })

/** The counter that fences an occasion: the day in the year that was paid last. */
export const occasionTally = ({ ruleId, day }: Occasion): TallyMove => ({ key: yearKey(ruleId), period: day, points: 0, times: 1 })

/** The terms with this one rule for such events: each rule has its own window. */
export const termsOf = (programme: Programme, { ruleId, event }: Occasion): Programme => ({ ...programme, rules: programme.rules.filter(({ id, kind }) => kind !== event.type || id === ruleId) })

export const occasionId = ({ ruleId, day }: Occasion): string => `${ruleId}/${day.slice(0, 4)}`

const yearKey = (ruleId: string): string => `${ruleId}:year`

/** Its days in the years around a day; 29 February is the 28th in other years. */
function daysNear(date: BusinessDay, today: BusinessDay): readonly BusinessDay[] {
  const year = Number(today.slice(0, 4))
  return [year - 1, year, year + 1].map((one) => {
    const last = endOfMonth(`${one}-${date.slice(5, 7)}-01`, 0)
    const day = `${one}${date.slice(4)}`
    return day > last ? last : day
  })
}

/** From the beginning of its period to its end, and at least so many days after the day itself. */
function isWithin(period: 'day' | 'week' | 'month', day: BusinessDay, today: BusinessDay): boolean {
  const from = { day, week: addDays(day, 1 - weekdayOf(day)), month: `${monthOf(day)}-01` }[period]
  const to = { day, week: addDays(day, 7 - weekdayOf(day)), month: endOfMonth(day, 0) }[period]
  const late = addDays(day, LATE_DAYS)
  return from <= today && today <= (to > late ? to : late)
}
