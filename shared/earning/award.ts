import { armOf, effectOf } from '../campaigns/arm'
import type { Campaign, Effect } from '../campaigns/campaign'
import { isFor } from '../campaigns/live'
import type { Event, When } from '../events/event'
import type { Person } from '../members/person'
import { type Account, type Marks, REVIEW_DAY } from '../points/account'
import { capped, capTallies } from '../points/caps'
import { type About, earn, type EarnedLot, type Moment } from '../points/decide'
import type { CapApplied, Draft, Exposure, Part, TallyMove } from '../points/entry'
import { tierOf, type TierTerms } from '../tiers/terms'
import { addDays, addMonths, type BusinessDay, monthOf } from '../time/day'
import { advance } from './advance'
import { expiresOn } from './expiry'
import type { Programme } from './programme'
import { fenThatCount } from './rules/basket'
import { isExclusive, payBy, type ProgrammeRule } from './rules/list'

export { REVIEW_DAY }

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
  /** The kind of the first rule that paid. */
  readonly paidBy: string
}

interface Gain {
  readonly part: Part
  readonly lot: EarnedLot
  readonly tallies: readonly TallyMove[]
  readonly cuts: readonly CapApplied[]
  readonly wish?: Wish | undefined
  readonly kind: string
}

interface LiveCampaign {
  readonly campaign: Campaign
  readonly arm: string
  readonly effect: Effect | undefined
}

/**
 * What an event earns. First each rule of the programme pays its base, cut by its caps. The base of purchases earns the tier's
 * extra, and each live campaign its own, all from the same base: base × (1 + (tier − 1) + Σ (campaign − 1)), every part rounded
 * down by itself. Of the campaigns of a group only those that its mode lets through count. Budgets cut last.
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

/** The entry of an award. */
export function awardDraft(account: Account, { points, parts, cappedBy, lots, tallies, growth, marks, exposures, paidBy }: Award, question: Pick<Question, 'programme' | 'doubts' | 'moment'>, about: Omit<About, 'type'>): Draft {
  const { programme, doubts = [], moment } = question
  return earn(account, lots, {
    ...about,
    type: 'earn',
    paidBy: { rule: paidBy, version: programme.version },
    ...(points > 0 ? { parts } : {}),
    ...(cappedBy.length > 0 ? { cappedBy } : {}),
    ...(tallies.length > 0 ? { tallies } : {}),
    ...(growth.length > 0 ? { growth } : {}),
    ...(Object.keys(marks).length > 0 ? { marks } : {}),
    ...(exposures.length > 0 ? { exposures } : {}),
    ...(doubts.length > 0 && points > 0 ? { review: doubts } : {}),
  }, moment)
}

function liveCampaigns({ campaigns, account, person, event, when }: Question): readonly LiveCampaign[] {
  const storeId = event.type === 'order_paid' ? event.storeId : undefined
  const seen = { person, account, tier: account.tier?.id, when, storeId }
  return campaigns.flatMap((campaign) => {
    if (!concerns(campaign.effect, event.type) || !isFor(campaign, seen)) return []
    const arm = armOf(campaign, person.memberId)
    return [{ campaign, arm: arm.name, effect: effectOf(arm) }]
  })
}

/** Whether an effect has to do with an event of a type. */
export function concerns(effect: Effect, type: Event['type']): boolean {
  return effect.type === 'cap_lifted' || ((effect.type === 'multiplier' || effect.type === 'bonus') && effect.events.includes(type))
}

const liftedBy = (live: readonly LiveCampaign[]): readonly string[] => live.flatMap(({ effect }) => (effect?.type === 'cap_lifted' ? effect.ruleIds : []))

function basePaid(question: Question, lifted: readonly string[]): readonly Gain[] {
  const gains: Gain[] = []
  const closed = new Set<string>()
  for (const rule of ordered(question.programme.rules)) {
    if (closed.has(rule.kind)) continue
    const gain = rule.kind === 'challenge' ? challengeGain(question, rule) : ruleGain(question, rule, payBy(rule, question.event), [], lifted)
    if (gain === undefined) continue
    if (isExclusive(rule.kind)) closed.add(rule.kind)
    gains.push(gain)
  }
  return gains
}

/** Rules that name stores come before those for everywhere. */
const ordered = (rules: readonly ProgrammeRule[]): readonly ProgrammeRule[] => [...rules.filter(namesStores), ...rules.filter((rule) => !namesStores(rule))]
const namesStores = (rule: ProgrammeRule): boolean => 'stores' in rule.terms && rule.terms.stores !== undefined

function challengeGain(question: Question, rule: Extract<ProgrammeRule, { kind: 'challenge' }>): Gain | undefined {
  const { isCompleted, tallies } = advance(rule.id, rule.terms, question.account.tallies, question.event, question.moment.today)
  return tallies.length === 0 ? undefined : ruleGain(question, rule, isCompleted ? rule.terms.points : 0, tallies, [])
}

function ruleGain(question: Question, rule: ProgrammeRule, wanted: number, tallies: readonly TallyMove[], lifted: readonly string[]): Gain | undefined {
  if (wanted === 0 && tallies.length === 0) return undefined
  const caps = lifted.includes(rule.id) ? undefined : rule.caps
  const limit = rule.budgetPoints === undefined ? undefined : { budget: budgetOfRule(rule.id), atEnd: 'rest' as const }
  const gain = within(question, { id: rule.id, by: 'rule', wanted, caps, limit })
  // The caps that a campaign lifts still count what is paid.
  const counted = caps === rule.caps ? gain.tallies : capTallies(gain.part.points, rule.id, rule.caps, question.moment.today)
  return { part: gain.part, cuts: gain.cuts, wish: gain.wish, tallies: [...tallies, ...counted], lot: lotWith(lotOf(question, rule), gain.part.points), kind: rule.kind }
}

export const budgetOfRule = (ruleId: string): string => `rule.${ruleId}`

/** Cuts a gain by the caps of its own and by its budget. */
function within(
  { account, moment, granted }: Question,
  gain: { id: string; by: Part['by']; wanted: number; caps: ProgrammeRule['caps']; limit: { budget: string; atEnd: Wish['atEnd'] } | undefined },
): Omit<Gain, 'lot' | 'kind'> {
  const { id, by, wanted, caps, limit } = gain
  const { points: allowed, cut } = capped(wanted, id, caps, account.tallies, moment.today)
  const left = limit === undefined ? undefined : granted?.[limit.budget]
  const points = left === undefined || left >= allowed ? allowed : limit?.atEnd === 'rest' ? left : 0
  const cuts = cut === undefined && points === allowed ? noCuts : [...(cut === undefined ? [] : [cut]), ...(points < allowed ? [{ cap: 'budget', by: id, cutPoints: allowed - points }] : [])]
  const wish = limit !== undefined && allowed > 0 ? { budget: limit.budget, points: left === undefined ? allowed : points, atEnd: limit.atEnd } : undefined
  return { part: { by, id, points }, cuts, tallies: capTallies(points, id, caps, moment.today), wish }
}

const noCuts: readonly CapApplied[] = []

/** Named field by field: copying objects is most of the time that deciding takes. */
const lotWith = ({ usableFrom, expiresOn }: Omit<EarnedLot, 'points'>, points: number): EarnedLot => ({ points, usableFrom, expiresOn })

function lotOf({ programme, when, doubts = [] }: Question, rule: ProgrammeRule | undefined): Omit<EarnedLot, 'points'> {
  const pendingDays = rule?.pendingDays ?? 0
  const ripe = pendingDays === 0 ? when.day : addDays(when.day, pendingDays)
  return { usableFrom: doubts.length > 0 ? REVIEW_DAY : ripe, expiresOn: expiresOn(rule?.expiry ?? programme.expiry, ripe) }
}

/** The tier's extra: from the base of purchases, and only by money spent. */
function tierExtra(question: Question, base: readonly Gain[]): readonly Gain[] {
  const { programme, account, event } = question
  const tier = tierOf(programme.tiers, account.tier?.id)
  const first = base[0]
  if (event.type !== 'order_paid' || tier === undefined || tier.earnPercent === 100 || first === undefined) return []
  const points = Math.floor((sumOf(base) * (tier.earnPercent - 100)) / 100)
  return [{ part: { by: 'tier', id: tier.id, points }, lot: { ...first.lot, points }, tallies: [], cuts: [], kind: first.kind }]
}

function campaignExtras(question: Question, live: readonly LiveCampaign[], base: readonly Gain[]): readonly Gain[] {
  const lot = base[0]?.lot ?? lotOf(question, undefined)
  const offers = live.flatMap(({ campaign, effect }) => {
    const wanted = worthOf(question, effect, base)
    if (wanted === 0) return []
    const limit = campaign.budget === undefined ? undefined : { budget: campaign.id, atEnd: campaign.budget.atEnd }
    const gain = within(question, { id: campaign.id, by: 'campaign', wanted, caps: campaign.caps, limit })
    return [{ campaign, gain: { part: gain.part, cuts: gain.cuts, tallies: gain.tallies, wish: gain.wish, lot: lotWith(lot, gain.part.points), kind: 'campaign' } }]
  })
  return stacked(offers)
}

/** What a campaign would add by itself. */
function worthOf({ event }: Question, effect: Effect | undefined, base: readonly Gain[]): number {
  if (effect?.type === 'bonus') return event.type === 'order_paid' && event.amountFen < effect.minimumFen ? 0 : effect.points
  if (effect?.type !== 'multiplier') return 0
  const whole = Math.floor((sumOf(base) * (effect.percent - 100)) / 100)
  if (effect.categories === undefined || event.type !== 'order_paid' || event.amountFen === 0) return whole
  return Number((BigInt(whole) * BigInt(fenThatCount({ categories: effect.categories }, event))) / BigInt(event.amountFen))
}

interface Offer {
  readonly campaign: Campaign
  readonly gain: Gain
}

/** Lets through what the groups' modes allow: the best one, all, or the first; ties go to priority, then id. A campaign that its budget leaves nothing stands back. */
function stacked(offers: readonly Offer[]): readonly Gain[] {
  const ranked = [...offers].sort((a, b) => b.campaign.priority - a.campaign.priority || (a.campaign.id < b.campaign.id ? -1 : 1))
  return [...new Set(ranked.map(({ campaign }) => campaign.stacking.group))].flatMap((group) => {
    const mine = ranked.filter(({ campaign }) => campaign.stacking.group === group)
    if (mine[0]?.campaign.stacking.mode === 'all') return mine.map(({ gain }) => gain)
    const paying = mine.filter(({ gain }) => gain.part.points > 0)
    const chosen = mine[0]?.campaign.stacking.mode === 'first' ? paying[0] : paying.reduce<Offer | undefined>((best, one) => (best === undefined || one.gain.part.points > best.gain.part.points ? one : best), undefined)
    const told = chosen ?? mine[0]
    return told === undefined ? [] : [told.gain]
  })
}

/** Assignments are written down for campaigns that compare. */
const exposuresOf = (live: readonly LiveCampaign[]): readonly Exposure[] =>
  live.filter(({ campaign }) => campaign.holdOutPercent > 0 || campaign.variants.length > 0).map(({ campaign, arm }) => ({ campaign: campaign.id, arm }))

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

const sumOf = (gains: readonly Gain[]): number => gains.reduce((sum, { part }) => sum + part.points, 0)
