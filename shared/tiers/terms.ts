import * as z from 'zod'
import { eventTypes } from '../events/event'

export const TIERS_MAX = 10
const Name = z.strictObject({ zh: z.string().min(1).max(20), en: z.string().min(1).max(40) })

/** What raises a tier, in whole growth. It counts for the month of the event, never for the balance. */
const Measure = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('points') }).describe('a point earned is one growth'),
  z.strictObject({ type: z.literal('money'), fenPerGrowth: z.number().int().min(1).max(1_000_000) }).describe('money paid'),
  z.strictObject({ type: z.literal('events'), events: z.array(z.enum(eventTypes)).min(1) }).describe('an event is one growth'),
])

/** Which months count. Windows are whole months: the membership year begins with the month of joining. */
const Window = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rolling'), months: z.number().int().min(1).max(24) }),
  z.strictObject({ type: z.literal('calendar_year') }),
  z.strictObject({ type: z.literal('membership_year') }),
])

/** One tier. The lowest has `min` 0. */
export const Tier = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_-]{0,19}$/),
  name: Name,
  /** Growth in the window from which on a member is of this tier. */
  min: z.number().int().min(0).max(1_000_000_000),
  /** Once reached, never lost. */
  neverDowngrade: z.boolean().default(false),
  /** 100 is no more than everybody earns for a purchase; 150 half as much again. */
  earnPercent: z.number().int().min(100).max(1_000).default(100),
  /** 100 is the full price of a reward; 90 a tenth less. */
  pricePercent: z.number().int().min(10).max(100).default(100),
  /** Points on first reaching it, once ever. */
  giftPoints: z.number().int().min(0).max(100_000).default(0),
  /** Points on each birthday while in it, once a year. */
  birthdayPoints: z.number().int().min(0).max(100_000).default(0),
})
export type Tier = z.output<typeof Tier>

export const TierTerms = z.strictObject({
  measure: Measure,
  window: Window,
  /** `at_once`: on the event that reaches it. `period_end`: on the first day of the next period, a month where the window rolls, else a year. */
  upgrade: z.enum(['at_once', 'period_end']).default('at_once'),
  /** A tier reached is kept through the nth month after, and to the end of its period; what is asked again then is its own `min`. */
  validMonths: z.number().int().min(1).max(24).default(12),
  /** At the end of the validity, when growth no longer reaches: nothing happens, one tier down, or the tier that growth reaches. */
  downgrade: z.enum(['none', 'one_level', 'reassess']).default('one_level'),
  /** So many days after the end of the validity a tier is still kept. */
  graceDays: z.number().int().min(0).max(90).default(0),
  /** Gifts are good to the end of the nth month after. */
  giftMonths: z.number().int().min(1).max(60).default(12),
  levels: z.array(Tier).min(1).max(TIERS_MAX).refine(isRising, 'levels rise from 0, each with another id'),
})
export type TierTerms = z.output<typeof TierTerms>

function isRising(levels: readonly Tier[]): boolean {
  return levels[0]?.min === 0 && levels.every((level, i) => i === 0 || level.min > (levels[i - 1]?.min ?? 0)) && new Set(levels.map(({ id }) => id)).size === levels.length
}

/** The id of a member's tier, as audiences and prices ask for it: the lowest until a first change; none in a programme without tiers. */
export const tierIdOf = (terms: TierTerms | undefined, { tier }: { readonly tier?: { readonly id: string } }): string | undefined => tierOf(terms, tier?.id)?.id

/** The tier of an id; the lowest where the id is none of them, as when a tier was taken out of the terms. */
export function tierOf(terms: TierTerms | undefined, id: string | undefined): Tier | undefined {
  return terms?.levels.find((level) => level.id === id) ?? terms?.levels[0]
}
