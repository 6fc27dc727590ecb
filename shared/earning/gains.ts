import { REVIEW_DAY } from '../points/account'
import { capped, capTallies } from '../points/caps'
import type { EarnedLot } from '../points/decide'
import type { CapApplied, Part, TallyMove } from '../points/entry'
import { addDays } from '../time/day'
import { advance } from './advance'
import type { Question, Wish } from './award'
import { expiresOn } from './expiry'
import { isExclusive, payBy, type ProgrammeRule } from './rules/list'

/** What one rule, tier or campaign gives, cut by its caps and its budget. */
export interface Gain {
  readonly part: Part
  readonly lot: EarnedLot
  readonly tallies: readonly TallyMove[]
  readonly cuts: readonly CapApplied[]
  readonly wish?: Wish | undefined
  readonly kind: string
}

/** What the rules of the programme pay, each cut by its caps and its budget; a campaign may lift the caps of some. */
export function basePaid(question: Question, lifted: readonly string[]): readonly Gain[] {
  const gains: Gain[] = []
  const closed = new Set<string>()
  for (const rule of ordered(question.programme.rules)) {
    if (closed.has(rule.kind)) continue
    const gain = rule.kind === 'challenge' ? challengeGain(question, rule, lifted) : ruleGain(question, rule, payBy(rule, question.event), [], lifted)
    if (gain === undefined) continue
    if (isExclusive(rule.kind)) closed.add(rule.kind)
    gains.push(gain)
  }
  return gains
}

const orders = new WeakMap<readonly ProgrammeRule[], readonly ProgrammeRule[]>()

/** Rules that name stores come before those for everywhere; put in order once for each version of the terms. */
function ordered(rules: readonly ProgrammeRule[]): readonly ProgrammeRule[] {
  const known = orders.get(rules)
  if (known !== undefined) return known
  const found = [...rules.filter(namesStores), ...rules.filter((rule) => !namesStores(rule))]
  orders.set(rules, found)
  return found
}

const namesStores = (rule: ProgrammeRule): boolean => 'stores' in rule.terms && rule.terms.stores !== undefined

function challengeGain(question: Question, rule: Extract<ProgrammeRule, { kind: 'challenge' }>, lifted: readonly string[]): Gain | undefined {
  const { isCompleted, tallies } = advance(rule.id, rule.terms, question.account.tallies, question.event, question.moment.today)
  return tallies.length === 0 ? undefined : ruleGain(question, rule, isCompleted ? rule.terms.points : 0, tallies, lifted)
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
export function within(
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
export const lotWith = ({ usableFrom, expiresOn }: Omit<EarnedLot, 'points'>, points: number): EarnedLot => ({ points, usableFrom, expiresOn })

export function lotOf({ programme, when, doubts = [] }: Question, rule: ProgrammeRule | undefined): Omit<EarnedLot, 'points'> {
  const pendingDays = rule?.pendingDays ?? 0
  const ripe = pendingDays === 0 ? when.day : addDays(when.day, pendingDays)
  return { usableFrom: doubts.length > 0 ? REVIEW_DAY : ripe, expiresOn: expiresOn(rule?.expiry ?? programme.expiry, ripe) }
}
