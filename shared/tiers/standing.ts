import type { Account } from '../points/account'
import { due, earn, type Moment } from '../points/decide'
import type { Draft } from '../points/entry'
import { applyAll } from '../points/ledger'
import { addDays, type BusinessDay, daysBetween, endOfMonth, startOfDay } from '../time/day'
import { changesUntil, type Ground, growthKeeping, rankOf, type TierChange } from './changes'
import { draftOfChange } from './drafts'
import { type Tier, tierOf, type TierTerms } from './terms'
import { growthIn, periodEnd } from './window'

export { growthIn }

/** What the calendar and growth make of a member's tier until now, with the gifts of tiers reached for the first time. */
export function tierSteps(account: Account, terms: TierTerms | undefined, joinedOn: BusinessDay, moment: Moment): readonly Draft[] {
  if (terms === undefined) return []
  let current = account
  return changesUntil(account.tier, { terms, growth: account.growth, joinedOn }, moment.today).flatMap((change) => {
    const drafts = draftsOf(current, change, terms, momentOn(change.day, moment))
    current = applyAll(current, drafts).account
    return drafts
  })
}

/**
 * All that the calendar has made due since an account was last written, points and tiers, in the order of the days: what one look
 * a day would have booked.
 */
export function calendarSteps(account: Account, terms: TierTerms | undefined, joinedOn: BusinessDay, moment: Moment): readonly Draft[] {
  const drafts: Draft[] = []
  let current = account
  const take = (more: readonly Draft[]) => {
    drafts.push(...more)
    current = applyAll(current, more).account
  }
  for (const change of terms === undefined ? [] : changesUntil(account.tier, { terms, growth: account.growth, joinedOn }, moment.today)) {
    const then = momentOn(change.day, moment)
    take(due(current, then))
    if (terms !== undefined) take(draftsOf(current, change, terms, then))
  }
  take(due(current, moment))
  return drafts
}

const momentOn = (day: BusinessDay, moment: Moment): Moment => (day === moment.today ? moment : { ...moment, now: startOfDay(day, moment.timeZone), today: day })

function draftsOf(account: Account, change: TierChange, terms: TierTerms, moment: Moment): readonly Draft[] {
  const drafts: Draft[] = [draftOfChange(change, { source: { kind: 'tier', id: change.to.id } }, moment)]
  let current = applyAll(account, drafts).account
  for (const tier of change.passed) {
    const gift = giftDraft(current, tier, terms, moment)
    if (gift === undefined) continue
    drafts.push(gift)
    current = applyAll(current, [gift]).account
  }
  return drafts
}

/** The gift for reaching a tier, once ever. Gifts bring no growth. */
function giftDraft(account: Account, { id, giftPoints }: Tier, terms: TierTerms, moment: Moment): Draft | undefined {
  const key = `gift:${id}`
  if (giftPoints === 0 || account.tallies[key] !== undefined) return undefined
  return earn(account, [{ points: giftPoints, usableFrom: moment.today, expiresOn: endOfMonth(moment.today, terms.giftMonths) }], {
    type: 'earn',
    source: { kind: 'tier', id },
    parts: [{ by: 'tier', id, points: giftPoints }],
    tallies: [{ key, period: 'ever', points: giftPoints, times: 1 }],
    facts: { why: 'upgrade' },
  }, moment)
}

/** A fall that comes if nothing is earned until then. */
export interface Fall {
  readonly on: BusinessDay
  readonly to: Tier
  /** The last day that still counts. */
  readonly by: BusinessDay
  /** Growth that is missing to keep the tier; 0 where none would help, as when a tier given by hand ends. */
  readonly missing: number
}

/** How a member stands, of an account that has been brought up to the day. */
export interface Standing {
  readonly tier: Tier
  readonly since: BusinessDay | null
  readonly until: BusinessDay | 'never'
  readonly isManual: boolean
  readonly growth: number
  /** `by`: the last day of the year whose growth counts; null where the window rolls. */
  readonly next: { readonly tier: Tier; readonly missing: number; readonly by: BusinessDay | null } | null
  /** What keeps the tier beyond its validity; null where nothing has to be done. */
  readonly keep: { readonly growth: number; readonly min: number; readonly missing: number; readonly by: BusinessDay } | null
  readonly falls: Fall | null
}

export function standing(account: Account, terms: TierTerms, joinedOn: BusinessDay, today: BusinessDay): Standing | undefined {
  const { tier: held } = account
  const tier = tierOf(terms, held?.id)
  if (tier === undefined) return undefined
  const growth = growthIn(account, terms, joinedOn, today)
  const next = terms.levels[rankOf(terms, held) + 1]
  const falls = fallAhead(account, terms, joinedOn, today)
  return {
    tier,
    since: held?.since ?? null,
    until: held?.until ?? 'never',
    isManual: held?.isManual === true,
    growth,
    next: next === undefined ? null : { tier: next, missing: Math.max(0, next.min - growth), by: terms.window.type === 'rolling' ? null : periodEnd(terms, joinedOn, today) },
    keep: keepOf(account, { terms, growth: account.growth, joinedOn }, tier),
    falls: falls ?? null,
  }
}

function keepOf({ tier: held }: Account, ground: Ground, tier: Tier): Standing['keep'] {
  const { terms } = ground
  if (held === undefined || held.isManual === true || held.until === 'never' || terms.downgrade === 'none' || tier.neverDowngrade || tier.min === 0) return null
  const growth = growthKeeping(ground, held.until)
  return { growth, min: tier.min, missing: Math.max(0, tier.min - growth), by: addDays(held.until, terms.graceDays) }
}

/** The next fall, should growth stay as it is. */
function fallAhead(account: Account, terms: TierTerms, joinedOn: BusinessDay, today: BusinessDay): Fall | undefined {
  const { tier: held, growth } = account
  if (held === undefined || held.until === 'never') return undefined
  const by = held.isManual === true ? held.until : addDays(held.until, terms.graceDays)
  const on = addDays(by, 1)
  if (on <= today) return undefined
  const change = changesUntil(held, { terms, growth, joinedOn }, on).find(({ day }) => day === on)
  const to = tierOf(terms, change?.to.id)
  if (change === undefined || to === undefined || rankOf(terms, change.to) >= rankOf(terms, held)) return undefined
  const keep = keepOf(account, { terms, growth, joinedOn }, tierOf(terms, held.id) ?? to)
  return { on, to, by, missing: keep?.missing ?? 0 }
}

const NOTICE_DAYS = [7, 30] as const

/** A warning that a fall is near. One per fall and notice: `cause` is the same however often it is asked for. */
export interface TierWarning extends Fall {
  readonly cause: string
  readonly noticeDays: (typeof NOTICE_DAYS)[number]
  readonly daysLeft: number
  readonly tier: Tier
}

/** The warning that is due on a day, for an account that has been brought up to it: from 30 and from 7 days before the fall on. */
export function tierWarning(account: Account, terms: TierTerms | undefined, joinedOn: BusinessDay, today: BusinessDay): TierWarning | undefined {
  const fall = terms === undefined ? undefined : fallAhead(account, terms, joinedOn, today)
  const tier = tierOf(terms, account.tier?.id)
  if (fall === undefined || tier === undefined) return undefined
  const daysLeft = daysBetween(today, fall.on)
  const noticeDays = NOTICE_DAYS.find((days) => daysLeft <= days)
  return noticeDays === undefined ? undefined : { ...fall, tier, daysLeft, noticeDays, cause: `tier.${fall.on}.${noticeDays}` }
}
