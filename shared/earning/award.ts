import type { Campaign } from '../campaigns/campaign'
import type { Event, When } from '../events/event'
import type { Person } from '../members/person'
import type { Account, Marks } from '../points/account'
import { type About, earn, type EarnedLot, type Moment } from '../points/decide'
import type { CapApplied, Draft, Exposure, Part, TallyMove } from '../points/entry'
import type { TierTerms } from '../tiers/terms'
import { addMonths, type BusinessDay, monthOf } from '../time/day'
import { campaignExtras, exposuresOf, liftedBy, liveCampaigns, tierExtra } from './extras'
import { basePaid } from './gains'
import type { Programme } from './programme'

export { concerns } from './extras'
export { budgetOfRule } from './gains'

/** What a payment is decided from. */
export interface Question {
  /** The terms in force when the event happened. */
  readonly programme: Programme
  readonly campaigns: readonly Campaign[]
  readonly account: Account
  readonly person: Person
  readonly event: Event
  /** When it happened. Windows, tiers of growth and return windows count from then; caps from the moment it is booked. */
  readonly when: When
  /** When it is booked. */
  readonly moment: Moment
  /** What the budgets asked so far have granted, by budget. One that was not asked yet is assumed to have enough. */
  readonly granted?: Readonly<Record<string, number>>
  /** Why a person shall look at it first; the points are pending until then. */
  readonly doubts?: readonly string[]
}

/** A wish to a budget. `atEnd`: what is wanted when there is less. */
export interface Wish {
  readonly budget: string
  readonly points: number
  readonly atEnd: 'nothing' | 'rest'
}

/** What an event earns, with everything that explains it. The parts add up to the points. */
export interface Award {
  readonly points: number
  readonly parts: readonly Part[]
  readonly cappedBy: readonly CapApplied[]
  readonly lots: readonly EarnedLot[]
  readonly tallies: readonly TallyMove[]
  readonly growth: readonly { readonly month: string; readonly amount: number }[]
  readonly marks: Marks
  readonly exposures: readonly Exposure[]
  readonly wishes: readonly Wish[]
  /** The kind of the first rule that paid; `none` where none did. */
  readonly paidBy: string
}

/**
 * What an event earns. First each rule of the programme pays its base, cut by its caps. What a purchase earns by amount and goods
 * earns the tier's extra, and each live campaign its own, all from the same base: base × (1 + (tier − 1) + Σ (campaign − 1)), every
 * part rounded down by itself; gifts such as those of a first purchase or a challenge are not multiplied. Of the campaigns of a group only those that its mode lets through count. Budgets cut last.
 */
export function award(question: Question): Award {
  const { event, programme, when } = question
  const live = liveCampaigns(question)
  const base = basePaid(question, liftedBy(live))
  const extra = base.length === 0 && live.length === 0 ? [] : [...tierExtra(question, base), ...campaignExtras(question, live, base)]
  const gains = [...base, ...extra].filter(({ part, cuts, tallies }) => part.points > 0 || cuts.length > 0 || tallies.length > 0)
  const paid = gains.filter(({ part }) => part.points > 0)
  const points = paid.reduce((sum, { part }) => sum + part.points, 0)
  const orderTally = event.type === 'order_paid' ? [{ key: 'orders', period: 'ever', points: 0, times: 1 }] : []
  return {
    points,
    parts: paid.map(({ part }) => part),
    cappedBy: gains.flatMap(({ cuts }) => cuts),
    lots: joined(paid.map(({ lot }) => lot)),
    tallies: [...orderTally, ...gains.flatMap(({ tallies }) => tallies)],
    growth: growthOf(programme.tiers, event, points, when.day),
    marks: marksOf(programme, event, when.day),
    exposures: exposuresOf(live),
    wishes: gains.flatMap(({ wish }) => wish ?? []),
    paidBy: paid[0]?.kind ?? base[0]?.kind ?? 'none',
  }
}

/** Whether nothing came of an event: no points, and nothing to remember. */
export const isNothing = ({ points, tallies, growth, marks }: Award): boolean => points === 0 && tallies.length === 0 && growth.length === 0 && Object.keys(marks).length === 0

/** The entry of an award. */
export function awardDraft(account: Account, { points, parts, cappedBy, lots, tallies, growth, marks, exposures, paidBy }: Award, question: Pick<Question, 'programme' | 'doubts' | 'moment'>, about: Omit<About, 'type'>): Draft {
  const { programme, doubts = [], moment } = question
  return earn(account, lots, {
    ...about,
    type: 'earn',
    ...(paidBy === 'none' ? {} : { paidBy: { rule: paidBy, version: programme.version } }),
    ...(points > 0 ? { parts } : {}),
    ...(cappedBy.length > 0 ? { cappedBy } : {}),
    ...(tallies.length > 0 ? { tallies } : {}),
    ...(growth.length > 0 ? { growth } : {}),
    ...(Object.keys(marks).length > 0 ? { marks } : {}),
    ...(exposures.length > 0 ? { exposures } : {}),
    ...(doubts.length > 0 && points > 0 ? { review: doubts } : {}),
  }, moment)
}

function growthOf(terms: TierTerms | undefined, event: Event, points: number, day: BusinessDay): Award['growth'] {
  const amount = terms === undefined ? 0 : grownBy(terms, event, points)
  return amount === 0 ? [] : [{ month: monthOf(day), amount }]
}

function grownBy({ measure }: TierTerms, event: Event, points: number): number {
  switch (measure.type) {
    case 'points':
      return points
    case 'money':
      return event.type === 'order_paid' ? Math.floor(event.amountFen / measure.fenPerGrowth) : 0
    case 'events':
      return measure.events.includes(event.type) ? 1 : 0
  }
}

function marksOf({ inactivity }: Programme, event: Event, day: BusinessDay): Marks {
  const isActive = inactivity.events.includes(event.type)
  return {
    ...(event.type === 'order_paid' ? { purchase: day } : {}),
    ...(isActive ? { active: day, activeUntil: addMonths(day, inactivity.months) } : {}),
  }
}

/** Lots of the same days become one. */
function joined(lots: readonly EarnedLot[]): readonly EarnedLot[] {
  const byDays = new Map<string, EarnedLot>()
  for (const lot of lots) {
    const key = `${lot.usableFrom} ${lot.expiresOn}`
    byDays.set(key, { ...lot, points: lot.points + (byDays.get(key)?.points ?? 0) })
  }
  return [...byDays.values()]
}
