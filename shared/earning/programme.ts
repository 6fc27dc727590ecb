import * as z from 'zod'
import type { StoreId } from '../api/ids'
import type { ExpiresOn } from '../points/account'
import { addDays, type BusinessDay, endOfMonth } from '../time/day'
import { checkIn } from './rules/check-in'
import { type PerAmountTerms, perAmount } from './rules/per-amount'
import { shareOpened } from './rules/share-opened'
import { signUp } from './rules/sign-up'

const PURCHASE_RULES_MAX = 50

/** Until when points are good, counted from the day they become available. */
const Expiry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('month_end'), months: z.number().int().min(0).max(60) }).describe('the end of the nth month after'),
  z.strictObject({ type: z.literal('year_end'), years: z.number().int().min(0).max(5) }).describe('31 December, n years on'),
  z.strictObject({ type: z.literal('days'), days: z.number().int().min(1).max(1830) }),
  z.strictObject({ type: z.literal('never') }),
])
export type Expiry = z.output<typeof Expiry>

/** Everything the programme promises, as data. One version is in force at a time; entries keep the version that paid them. */
export const Programme = z.strictObject({
  version: z.number().int().min(1),
  name: z.string().min(1).max(40),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone').default('Asia/Shanghai'),
  noticeVersion: z.string().min(1).max(20),
  expiry: Expiry,
  signUp: signUp.terms,
  checkIn: checkIn.terms,
  shareOpened: shareOpened.terms,
  /** The first that names the store of the order pays; one without stores pays everywhere. */
  purchases: z.array(perAmount.terms).max(PURCHASE_RULES_MAX),
  orderMaxAgeDays: z.number().int().min(1).max(36_500).describe('orders older than this are refused'),
})
export type Programme = z.output<typeof Programme>

/** The last day points are good for, from the day they become available. */
export function expiresOn(expiry: Expiry, usableFrom: BusinessDay): ExpiresOn {
  switch (expiry.type) {
    case 'month_end':
      return endOfMonth(usableFrom, expiry.months)
    case 'year_end':
      return `${String(Number(usableFrom.slice(0, 4)) + expiry.years)}-12-31`
    case 'days':
      return addDays(usableFrom, expiry.days)
    case 'never':
      return 'never'
  }
}

/** The purchase rule for a store: one that names it wins over one for everywhere. */
export function purchaseTerms(programme: Programme, storeId: StoreId | undefined): PerAmountTerms | undefined {
  const named = storeId === undefined ? undefined : programme.purchases.find((terms) => terms.stores?.includes(storeId))
  return named ?? programme.purchases.find((terms) => terms.stores === undefined)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
