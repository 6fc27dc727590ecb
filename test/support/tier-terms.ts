import { type Account, emptyAccount, type TierHeld } from '../../shared/points/account'
import { applyAll } from '../../shared/points/ledger'
import { tierSteps } from '../../shared/tiers/standing'
import { TierTerms } from '../../shared/tiers/terms'
import { at } from './tables'

export const joinedOn = '2025-04-17'
export const levels = [
  { id: 'plain', name: { zh: '普卡', en: 'Plain' }, min: 0 },
  { id: 'silver', name: { zh: '银卡', en: 'Silver' }, min: 100, giftPoints: 10 },
  { id: 'gold', name: { zh: '金卡', en: 'Gold' }, min: 300, giftPoints: 30, birthdayPoints: 50 },
]
export const windows = { rolling: { type: 'rolling', months: 3 }, calendar: { type: 'calendar_year' }, membership: { type: 'membership_year' } } as const
export const termsWith = (change: Partial<typeof TierTerms._zod.input> = {}) => TierTerms.parse({ measure: { type: 'points' }, window: windows.rolling, validMonths: 3, levels, ...change })

export const accountWith = (growth: Account['growth'], tier?: TierHeld): Account => ({ ...emptyAccount, growth, ...(tier === undefined ? {} : { tier }) })
export const tierOn = (account: Account, terms: TierTerms, day: string) => applyAll(account, tierSteps(account, terms, joinedOn, at(day))).account.tier
export const held = (id: string, until: TierHeld['until'], since = '2026-01-10'): TierHeld => ({ id, since, until })
