import * as z from 'zod'
import type { ExpiresOn } from '../points/account'
import { addDays, type BusinessDay, endOfMonth } from '../time/day'

/** Until when points are good, counted from the day they become available. */
export const Expiry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('month_end'), months: z.number().int().min(0).max(60) }).describe('the end of the nth month after'),
  z.strictObject({ type: z.literal('year_end'), years: z.number().int().min(0).max(5) }).describe('31 December, n years on'),
  z.strictObject({ type: z.literal('days'), days: z.number().int().min(1).max(1830) }),
  z.strictObject({ type: z.literal('active') }).describe('as long as the member stays active, by the inactivity rule of the programme'),
  z.strictObject({ type: z.literal('never') }),
])
export type Expiry = z.output<typeof Expiry>

/** The last day points are good for, from the day they become available. */
export function expiresOn(expiry: Expiry, usableFrom: BusinessDay): ExpiresOn {
  switch (expiry.type) {
    case 'month_end':
      return endOfMonth(usableFrom, expiry.months)
    case 'year_end':
      return `${String(Number(usableFrom.slice(0, 4)) + expiry.years)}-12-31`
    case 'days':
      return addDays(usableFrom, expiry.days)
    case 'active':
      return 'active'
    case 'never':
      return 'never'
  }
}
