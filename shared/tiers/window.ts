import type { Account } from '../points/account'
import { addDays, addMonths, type BusinessDay, endOfMonth, monthOf } from '../time/day'
import type { TierTerms } from './terms'

type Growth = Account['growth']

/** The first and last month of the window that a day lies in. A rolling window ends with the month of the day. */
export function windowOf({ window }: TierTerms, joinedOn: BusinessDay, day: BusinessDay): { readonly from: string; readonly to: string } {
  switch (window.type) {
    case 'rolling':
      return { from: monthOf(addMonths(day, 1 - window.months)), to: monthOf(day) }
    case 'calendar_year':
      return { from: `${day.slice(0, 4)}-01`, to: `${day.slice(0, 4)}-12` }
    case 'membership_year':
      return yearFrom(joinedOn.slice(5, 7), day)
  }
}

function yearFrom(firstMonth: string, day: BusinessDay): { from: string; to: string } {
  const year = Number(day.slice(0, 4)) - (firstMonth <= day.slice(5, 7) ? 0 : 1)
  const from = `${String(year).padStart(4, '0')}-${firstMonth}`
  return { from, to: monthOf(addMonths(`${from}-01`, 11)) }
}

/** Growth of the months of the window up to a day's own. */
export function growthIn({ growth }: Pick<Account, 'growth'>, terms: TierTerms, joinedOn: BusinessDay, day: BusinessDay): number {
  return growthBetween(growth, windowOf(terms, joinedOn, day).from, monthOf(day))
}

/** Growth from one month to another, both included. */
export function growthBetween(growth: Growth, from: string, to: string): number {
  return Object.entries(growth).reduce((sum, [month, amount]) => (from <= month && month <= to ? sum + amount : sum), 0)
}

/** The last day of the period that a day lies in: of the month where the window rolls, else of the year. */
export const periodEnd = (terms: TierTerms, joinedOn: BusinessDay, day: BusinessDay): BusinessDay => endOfMonth(`${windowOf(terms, joinedOn, day).to}-01`, 0)

/** To when a tier is kept that was reached on a day: through the nth month after, and to the end of the period that month lies in. */
export const validityEnd = (terms: TierTerms, joinedOn: BusinessDay, day: BusinessDay): BusinessDay => periodEnd(terms, joinedOn, endOfMonth(day, terms.validMonths))

/** The first days of the periods that begin from a day on until another, both included. */
export function periodStarts(terms: TierTerms, joinedOn: BusinessDay, from: BusinessDay, until: BusinessDay): readonly BusinessDay[] {
  const starts: BusinessDay[] = []
  for (let start = addDays(periodEnd(terms, joinedOn, addDays(from, -1)), 1); start <= until; start = addDays(periodEnd(terms, joinedOn, start), 1)) starts.push(start)
  return starts
}
