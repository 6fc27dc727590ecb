import type { Campaign } from '../campaigns/campaign'
import { costOf } from '../campaigns/fitness'
import type { Event } from '../events/event'
import { whenOf } from '../events/when'
import type { Person } from '../members/person'
import { type Account, emptyAccount } from '../points/account'
import type { Entry, TallyMove } from '../points/entry'
import { applyAll } from '../points/ledger'
import type { BusinessDay } from '../time/day'
import { type Award, award } from './award'
import type { Order } from './order'
import type { Programme } from './programme'

/** What is rehearsed, over which time, beside what was in force then. */
export interface Script {
  /** Milliseconds since 1970; half-open. */
  readonly from: number
  readonly to: number
  readonly timeZone: string
  readonly programmeAt: (at: number) => Programme
  readonly campaigns: readonly Campaign[]
  readonly draft: { readonly type: 'campaign'; readonly campaign: Campaign } | { readonly type: 'programme'; readonly programme: Programme }
}

/** One member with all their entries, oldest first, and the orders among them by `source/number`. */
export interface Life {
  readonly person: Person
  readonly entries: readonly Entry[]
  readonly orders: ReadonlyMap<string, Order>
}

/** `points`: what the draft itself would have paid. `netPoints`: how much more than was paid in fact, with all that it displaces. */
export interface DaySums {
  readonly day: BusinessDay
  readonly events: number
  readonly points: number
  readonly netPoints: number
}

/** Sums that add up over any parts of the roster. */
export interface Rehearsal {
  readonly looked: number
  /** Members whom the draft would have paid. */
  readonly paid: number
  readonly events: number
  /** Entries that earned by something that cannot be tried again. */
  readonly skipped: number
  readonly days: readonly DaySums[]
  /** Who would have got most. */
  readonly top: readonly { readonly memberId: string; readonly points: number }[]
}

export const TOP_MEMBERS = 20
export const nothingRehearsed: Rehearsal = { looked: 0, paid: 0, events: 0, skipped: 0, days: [], top: [] }

/**
 * Lives through a member's entries again: before each event the account is exactly what it was, except that caps count what
 * the draft would have paid. A campaign runs through the whole time, whatever its window; its days, hours and audience hold.
 */
export function rehearse(script: Script, { person, entries, orders }: Life): Rehearsal {
  const days = new Map<BusinessDay, DaySums>()
  const campaigns = campaignsOf(script)
  let account = emptyAccount
  let shadow: Account['tallies'] | undefined
  let [events, skipped, total] = [0, 0, 0]
  for (const entry of entries) {
    const at = Date.parse(entry.at)
    const isInside = at >= script.from && at < script.to
    if (isInside) shadow ??= account.tallies
    const event = isInside && entry.type === 'earn' ? eventIn(entry, orders.get(entry.source.id), account, person) : undefined
    if (event !== undefined && shadow !== undefined) {
      const paid = awardOf(script, campaigns, person, { ...account, tallies: shadow }, event, entry)
      const points = ownPoints(script, paid)
      shadow = tallied(shadow, paid.tallies)
      events += 1
      total += points
      const before = days.get(entry.day) ?? { day: entry.day, events: 0, points: 0, netPoints: 0 }
      days.set(entry.day, { day: entry.day, events: before.events + 1, points: before.points + points, netPoints: before.netPoints + paid.points - paidIn(entry) })
    } else {
      if (isInside && entry.type === 'earn') skipped += 1
      if (shadow !== undefined) shadow = tallied(shadow, entry.tallies ?? [])
    }
    account = applyAll(account, [entry]).account
  }
  return { looked: 1, paid: total > 0 ? 1 : 0, events, skipped, days: [...days.values()].sort(byDay), top: total > 0 ? [{ memberId: person.memberId, points: total }] : [] }
}

function awardOf({ draft, programmeAt, timeZone }: Script, campaigns: readonly Campaign[], person: Person, account: Account, { event, at }: Happened, entry: Entry): Award {
  const when = whenOf(at, timeZone)
  const moment = { now: Date.parse(entry.at), today: entry.day, timeZone }
  const programme = draft.type === 'programme' ? draft.programme : programmeAt(at)
  return award({ programme, campaigns, account, person, event, when, moment })
}

const ALWAYS = { startsAt: '1970-01-01T00:00:00.000Z', endsAt: '9999-12-31T00:00:00.000Z' } as const

/** What was launched, and the draft as if it had always run. */
const campaignsOf = ({ draft, campaigns }: Script): readonly Campaign[] => (draft.type === 'programme' ? campaigns : [...campaigns, { ...draft.campaign, state: 'launched', ...ALWAYS }])

const ownPoints = ({ draft }: Script, paid: Award): number =>
  draft.type === 'programme' ? paid.points : paid.parts.reduce((sum, { by, id, points }) => sum + (by === 'campaign' && id === draft.campaign.id ? points : 0), 0)

const paidIn = ({ parts = [] }: Entry): number => parts.reduce((sum, { points }) => sum + points, 0)

interface Happened {
  readonly event: Event
  /** When it happened, in milliseconds since 1970. */
  readonly at: number
}

/** The event that an entry was earned by; undefined where the entry does not tell enough. */
function eventIn({ source, at, paidBy, facts = {} }: Entry, order: Order | undefined, account: Account, person: Person): Happened | undefined {
  const now = Date.parse(at)
  if (source.kind === 'order') {
    const { paidAt, storeId = facts['storeId'], items, amountFen = facts['amountFen'] } = order?.paid ?? {}
    const isFirst = (account.tallies['orders']?.times ?? 0) === 0
    return { at: paidAt === undefined ? now : Date.parse(paidAt), event: { type: 'order_paid', amountFen: Number(amountFen), storeId: storeId === undefined ? undefined : String(storeId), items, isFirst, wasInvited: person.invitedBy !== undefined } }
  }
  if (source.kind === 'check_in') return facts['streak'] === undefined ? undefined : { at: now, event: { type: 'checked_in', streak: Number(facts['streak']) } }
  if (source.kind === 'share') return { at: now, event: { type: 'share_opened' } }
  if (source.kind === 'member') return { at: now, event: { type: 'signed_up' } }
  if (paidBy?.rule === 'profile_completed') return { at: now, event: { type: 'profile_completed' } }
  return paidBy?.rule === 'birthday' ? { at: now, event: { type: 'birthday' } } : undefined
}

function tallied(tallies: Account['tallies'], moves: readonly TallyMove[]): Account['tallies'] {
  if (moves.length === 0) return tallies
  const next = { ...tallies }
  for (const { key, period, points, times } of moves) {
    const before = next[key]
    const same = before?.period === period ? before : { points: 0, times: 0 }
    next[key] = { period, points: same.points + points, times: same.times + times }
  }
  return next
}

/** Adds up what two parts of the roster gave. */
export function mergeRehearsals(a: Rehearsal, b: Rehearsal): Rehearsal {
  const days = new Map<BusinessDay, DaySums>()
  for (const one of [...a.days, ...b.days]) {
    const { events, points, netPoints } = days.get(one.day) ?? { events: 0, points: 0, netPoints: 0 }
    days.set(one.day, { day: one.day, events: events + one.events, points: points + one.points, netPoints: netPoints + one.netPoints })
  }
  return {
    looked: a.looked + b.looked,
    paid: a.paid + b.paid,
    events: a.events + b.events,
    skipped: a.skipped + b.skipped,
    days: [...days.values()].sort(byDay),
    top: [...a.top, ...b.top].sort((x, y) => y.points - x.points || (x.memberId < y.memberId ? -1 : 1)).slice(0, TOP_MEMBERS),
  }
}

const byDay = (a: DaySums, b: DaySums): number => (a.day < b.day ? -1 : 1)

export interface RehearsalResult {
  readonly points: number
  readonly netPoints: number
  readonly costFen: number
  /** The first day at whose end the budget is used up; null where it lasts. */
  readonly budgetEndsOn: BusinessDay | null
  readonly budgetLeft: number | null
}

/** What the sums come to: cost, and where the budget would have ended. */
export function resultOf({ days }: Rehearsal, costFenPer100Points: number, budgetPoints: number | undefined): RehearsalResult {
  const [points, netPoints] = [days.reduce((sum, one) => sum + one.points, 0), days.reduce((sum, one) => sum + one.netPoints, 0)]
  let left = budgetPoints ?? Number.POSITIVE_INFINITY
  let endsOn: BusinessDay | null = null
  for (const one of days) {
    left = Math.max(0, left - one.points)
    if (left === 0) endsOn ??= one.day
  }
  return { points, netPoints, costFen: costOf(points, costFenPer100Points), budgetEndsOn: endsOn, budgetLeft: budgetPoints === undefined ? null : left }
}
