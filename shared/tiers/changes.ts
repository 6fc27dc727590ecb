import type { Account, TierHeld } from '../points/account'
import { addDays, type BusinessDay, monthOf } from '../time/day'
import type { ChangeReason } from './name'
import type { Tier, TierTerms } from './terms'
import { growthBetween, growthIn, periodStarts, validityEnd, windowOf } from './window'

/** One change of a tier on the day it takes effect. */
export interface TierChange {
  readonly day: BusinessDay
  readonly why: ChangeReason
  readonly from: string
  readonly to: TierHeld
  /** The tiers reached on the way up, the new one last. */
  readonly passed: readonly Tier[]
}

/** What tiers are decided from. */
export interface Ground {
  readonly terms: TierTerms
  readonly growth: Account['growth']
  readonly joinedOn: BusinessDay
}

/** More changes than this at once follow with the next look. */
const CHANGES_MAX = 60

/**
 * What the calendar and growth make of a tier until a day, in the order of the days. Growth only changes with a write, and each write
 * first takes these changes along: so many ends of periods missed at once give what one after the other would have given.
 */
export function changesUntil(start: TierHeld | undefined, ground: Ground, today: BusinessDay): readonly TierChange[] {
  const changes: TierChange[] = []
  let held = start
  while (changes.length < CHANGES_MAX) {
    const change = nextChange(held, ground, today)
    if (change === undefined) break
    changes.push(change)
    held = change.to
  }
  return changes
}

/** Where a member is on the ladder; 0 without a tier, −1 with one that is no longer in the terms. */
export const rankOf = ({ levels }: TierTerms, held: TierHeld | undefined): number => (held === undefined ? 0 : levels.findIndex(({ id }) => id === held.id))

function nextChange(held: TierHeld | undefined, ground: Ground, today: BusinessDay): TierChange | undefined {
  const rank = rankOf(ground.terms, held)
  if (held !== undefined && rank < 0) return change(held, ground, today, 'terms_changed', { rank: reached(ground, growthIn(ground, ground.terms, ground.joinedOn, today)), base: today })
  const ended = held === undefined ? undefined : held.isManual === true ? handEnded(held, ground, today) : validityEnded(held, rank, ground, today)
  const raised = upgrade(held, rank, ground, today)
  if (ended === undefined || raised === undefined) return ended ?? raised
  return raised.isPeriod && raised.day <= ended.day ? raised : ended
}

/**
 * The first day on which growth reaches more: the first of a period, or, where upgrades come at once, today. A tier given by hand that
 * is higher than the member's own makes way for a still higher one; one that is lower stays to its end.
 */
function upgrade(held: TierHeld | undefined, rank: number, ground: Ground, today: BusinessDay): (TierChange & { isPeriod: boolean }) | undefined {
  const ownRank = held?.isManual === true ? rankOf(ground.terms, held.earned) : rank
  if (rank < ownRank) return undefined
  for (const { day, base } of upgradeDays(held, ground, today)) {
    const higher = reached(ground, growthIn(ground, ground.terms, ground.joinedOn, base))
    if (higher > rank) return { ...change(held, ground, day, 'reached', { rank: higher, base }), passed: ground.terms.levels.slice(ownRank + 1, higher + 1), isPeriod: base < day }
  }
  return undefined
}

/** An order reported late counts for the period it was paid in: so the last end of a period is looked at again, also where upgrades come at once. */
function upgradeDays(held: TierHeld | undefined, { terms, growth, joinedOn }: Ground, today: BusinessDay): readonly { day: BusinessDay; base: BusinessDay }[] {
  const oldest = Object.keys(growth).sort()[0]
  if (oldest === undefined) return []
  const first = `${oldest}-01`
  const starts = periodStarts(terms, joinedOn, held === undefined || held.since < first ? first : held.since, today).map((day) => ({ day, base: addDays(day, -1) }))
  return terms.upgrade === 'period_end' ? starts : [...starts.slice(-1), { day: today, base: today }]
}

/** At the end of validity and grace: kept where growth reaches the tier's own minimum, else what the terms say. Growth of the days of grace counts. */
function validityEnded(held: TierHeld, rank: number, ground: Ground, today: BusinessDay): TierChange | undefined {
  const { terms, joinedOn } = ground
  if (held.until === 'never' || rank === 0) return undefined
  const day = addDays(held.until, 1 + terms.graceDays)
  if (day > today) return undefined
  const target = rankAfter(rank, ground, growthKeeping(ground, held.until))
  if (target < rank) return change(held, ground, day, 'fell', { rank: target, base: addDays(day, -1) })
  const until = terms.levels[rank]?.neverDowngrade === true ? ('never' as const) : validityEnd(terms, joinedOn, held.until)
  return { ...change(held, ground, day, 'kept', { rank, base: day }), to: { ...held, until } }
}

/** The growth that decides whether a tier valid until a day is kept: of its window, and of the days of grace. */
export function growthKeeping({ terms, growth, joinedOn }: Ground, until: BusinessDay): number {
  return growthBetween(growth, windowOf(terms, joinedOn, until).from, monthOf(addDays(until, terms.graceDays)))
}

function rankAfter(rank: number, ground: Ground, growth: number): number {
  const { levels, downgrade } = ground.terms
  if (downgrade === 'none' || growth >= (levels[rank]?.min ?? 0)) return rank
  const floor = levels.slice(0, rank + 1).reduce((highest, level, at) => (level.neverDowngrade ? at : highest), 0)
  return Math.max(floor, downgrade === 'one_level' ? rank - 1 : reached(ground, growth))
}

/** A tier given by hand ends: the member has what the calendar has meanwhile made of the tier of their own. */
function handEnded(held: TierHeld, ground: Ground, today: BusinessDay): TierChange | undefined {
  if (held.until === 'never') return undefined
  const day = addDays(held.until, 1)
  return day > today ? undefined : backToOwn(held, ground, day, 'hand_ended')
}

/** From a tier given by hand to the member's own, as if there had been no hand. */
export function backToOwn(held: TierHeld, ground: Ground, day: BusinessDay, why: ChangeReason): TierChange {
  const meanwhile = changesUntil(held.earned, ground, day)
  const own = meanwhile.at(-1)?.to ?? held.earned ?? { id: ground.terms.levels[0]?.id ?? held.id, since: day, until: 'never' as const }
  return { day, why, from: held.id, to: { id: own.id, since: day, until: own.until }, passed: meanwhile.flatMap(({ passed }) => passed) }
}

function change(held: TierHeld | undefined, { terms, joinedOn }: Ground, day: BusinessDay, why: ChangeReason, { rank, base }: { rank: number; base: BusinessDay }): TierChange {
  const tier = terms.levels[rank]
  const lowest = terms.levels[0]?.id ?? ''
  const until = rank === 0 || tier?.neverDowngrade === true ? ('never' as const) : validityEnd(terms, joinedOn, base)
  return { day, why, from: held?.id ?? lowest, to: { id: tier?.id ?? lowest, since: day, until }, passed: [] }
}

/** The highest tier that so much growth reaches. */
const reached = ({ terms }: Ground, growth: number): number => terms.levels.reduce((highest, { min }, rank) => (growth >= min ? rank : highest), 0)
