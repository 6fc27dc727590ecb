import { Refusal } from '../api/refusal'
import { type BusinessDay, dayOf, endOfDay, startOfDay } from '../time/day'
import { type Account, type ExpiresOn, type Lots, heldKey, pendingKey, splitKey } from './account'
import type { Draft, Move } from './entry'
import { applyAll, total } from './ledger'

/** The moment of a decision: the instant and the business day it falls on. */
export interface Moment {
  readonly now: number
  readonly today: BusinessDay
  readonly timeZone: string
}

export const momentOf = (now: number, timeZone: string): Moment => ({ now, today: dayOf(now, timeZone), timeZone })

export const instant = (now: number): string => new Date(now).toISOString()

/** What of points to book, common to every draft. */
export type About = Omit<Draft, 'moves' | 'debt' | 'at' | 'day'>

/**
 * What the calendar has made due since the account was last written, oldest first: pending points become available, lots lapse.
 * Every write puts these before its own entry and every read shows them, so no job needs to have run.
 */
export function due(account: Account, moment: Moment): readonly Draft[] {
  const settles = Object.keys(account.lots.pending).map((lot) => ({ on: splitKey(lot).first, order: 0, lot })).filter(({ on }) => on <= moment.today)
  const over = Object.entries(account.holds).filter(([, expiresAt]) => Date.parse(expiresAt) <= moment.now)
  const releases = over.map(([lot, expiresAt]) => ({ on: dayOf(Date.parse(expiresAt), moment.timeZone), order: 1, lot }))
  const freed = Object.keys(account.lots.held).map(splitKey).flatMap(({ first, expiresOn }) => releases.filter(({ lot }) => lot === first).map(({ on }) => ({ on, expiresOn })))
  const arrivals = [...settles.map(({ on, lot }) => ({ on, expiresOn: splitKey(lot).expiresOn })), ...freed]
  const lots = new Set([...Object.keys(account.lots.available), ...arrivals.map(({ expiresOn }) => expiresOn)])
  const lapses = [...lots].map((lot) => ({ on: lastDayOf(account, lot), order: 2, lot })).filter(({ on }) => on < moment.today)
  // What arrives after its last day lapses at once.
  const late = arrivals.filter(({ on, expiresOn }) => lastDayOf(account, expiresOn) < on).map(({ on, expiresOn }) => ({ on, order: 2, lot: expiresOn }))
  const steps = [...settles, ...releases, ...lapses, ...late].sort((a, b) => (a.on === b.on ? a.order - b.order || (a.lot < b.lot ? -1 : 1) : a.on < b.on ? -1 : 1))
  const drafts: Draft[] = []
  let current = account
  for (const { on, order, lot } of steps) {
    const draft = order === 0 ? settled(current, lot, moment) : order === 1 ? freedHold(current, lot, moment) : lapsed(current, lot, on, moment)
    if (!draft) continue
    drafts.push(draft)
    current = applyAll(current, [draft]).account
  }
  return drafts
}

/** The last day a lot is good for; `active` lots last as long as the member stays active. */
export const lastDayOf = (account: Account, lot: ExpiresOn): ExpiresOn => (lot === 'active' ? (account.marks.activeUntil ?? 'never') : lot)

function freedHold(account: Account, holdId: string, moment: Moment): Draft {
  const expiresAt = account.holds[holdId] ?? instant(moment.now)
  const freed = release(account, holdId, { type: 'release', source: { kind: 'hold', id: holdId }, facts: { why: 'expired' } }, moment)
  return { ...freed, at: expiresAt, day: dayOf(Date.parse(expiresAt), moment.timeZone) }
}

function settled(account: Account, lot: string, moment: Moment): Draft {
  const { first, expiresOn } = splitKey(lot)
  const points = account.lots.pending[lot] ?? 0
  const arriving = pay(account, expiresOn, points)
  return {
    type: 'settle',
    at: instant(startOfDay(first, moment.timeZone)),
    day: first,
    source: { kind: 'lot', id: lot },
    moves: [{ place: 'pending', lot, points: -points }, ...arriving.moves],
    debt: arriving.debt,
  }
}

function lapsed(account: Account, lot: string, on: BusinessDay, moment: Moment): Draft | undefined {
  const points = account.lots.available[lot] ?? 0
  if (points === 0) return undefined
  const moves: Move[] = [{ place: 'available', lot, points: -points }]
  return { type: 'expire', at: instant(Math.min(endOfDay(on, moment.timeZone), moment.now)), day: on, source: { kind: 'lot', id: lot }, moves, debt: 0 }
}

/** Points that arrive pay what is owed first; the rest goes into their lot. */
function pay(account: Account, expiresOn: ExpiresOn, points: number): { moves: readonly Move[]; debt: number } {
  const owed = Math.min(account.debt, points)
  const rest = points - owed
  return { moves: rest > 0 ? [{ place: 'available', lot: expiresOn, points: rest }] : [], debt: owed === 0 ? 0 : -owed }
}

function payAll(account: Account, arriving: readonly { readonly lot: ExpiresOn; readonly points: number }[]): { moves: readonly Move[]; debt: number } {
  const moves: Move[] = []
  let debt = 0
  for (const { lot, points } of arriving) {
    const paid = pay({ ...account, debt: account.debt + debt }, lot, points)
    moves.push(...paid.moves)
    debt += paid.debt
  }
  return { moves, debt }
}

/** Points that are earned together, and when they are good. */
export interface EarnedLot {
  readonly points: number
  readonly expiresOn: ExpiresOn
  readonly usableFrom: BusinessDay
}

/** Books points as earned: each lot pending until it is usable, or at once available after paying debt. */
export function earn(account: Account, lots: readonly EarnedLot[], about: About, moment: Moment): Draft {
  const whole = lots.filter(({ points }) => points > 0)
  const isPending = ({ usableFrom }: EarnedLot) => usableFrom > moment.today
  const pending = whole.filter(isPending).map(({ points, usableFrom, expiresOn }) => ({ place: 'pending' as const, lot: pendingKey(usableFrom, expiresOn), points }))
  const arriving = payAll(account, whole.filter((lot) => !isPending(lot)).map(({ expiresOn, points }) => ({ lot: expiresOn, points })))
  return { ...about, ...stamp(moment), moves: [...pending, ...arriving.moves], debt: arriving.debt }
}

/** Takes points soonest-expiring first. Refuses with `points_short` and what is missing. */
export function spend(account: Account, points: number, about: About, moment: Moment): Draft {
  if (account.available < points) throw new Refusal('points_short', { missing: points - account.available })
  return { ...about, ...stamp(moment), moves: takeSoonestExpiring(account.lots.available, points), debt: 0 }
}

/**
 * Gives spent points back into the lots they came from, with their old expiry; what has lapsed meanwhile lapses
 * again with the next write. Debt is paid first, as with any points that arrive.
 */
export function giveBack(account: Account, spent: readonly Move[], about: About, moment: Moment): Draft {
  return { ...about, ...stamp(moment), ...payAll(account, spent.map((move) => ({ lot: move.lot, points: -move.points }))) }
}

/**
 * Takes back points that an order earned: first what is still pending of it, then its own lot, then the soonest-expiring
 * others; what is already spent becomes debt, paid by the next points that arrive.
 */
export function reverse(account: Account, earned: readonly EarnedLot[], about: About, moment: Moment): Draft {
  const moves: Move[] = []
  let debt = 0
  let current = account
  for (const lot of earned) {
    const taken = reverseOne(current, lot)
    moves.push(...taken.moves)
    debt += taken.debt
    current = applyAll(current, [{ ...about, ...stamp(moment), ...taken, tallies: [], growth: [] }]).account
  }
  return { ...about, ...stamp(moment), moves, debt }
}

function reverseOne(account: Account, { points, usableFrom, expiresOn }: EarnedLot): { moves: readonly Move[]; debt: number } {
  const moves: Move[] = []
  let rest = points - takeFrom(account.lots.pending, 'pending', pendingKey(usableFrom, expiresOn), points, moves)
  rest -= takeFrom(account.lots.available, 'available', expiresOn, rest, moves)
  const others = Object.fromEntries(Object.entries(account.lots.available).filter(([lot]) => lot !== expiresOn))
  const fromOthers = Math.min(rest, total(others))
  return { moves: [...moves, ...takeSoonestExpiring(others, fromOthers)], debt: rest - fromOthers }
}

/** Reserves points for something unfinished, e.g. a bill at a till, until `expiresAt`, when they free themselves. */
export function hold(account: Account, holdId: string, points: number, expiresAt: string, about: About, moment: Moment): Draft {
  const taken = { ...spend(account, points, about, moment), hold: { id: holdId, expiresAt } }
  const held = taken.moves.map((move) => ({ place: 'held' as const, lot: heldKey(holdId, move.lot), points: -move.points }))
  return { ...taken, moves: [...taken.moves, ...held] }
}

/** Spends what a hold keeps. */
export function payFromHold(account: Account, holdId: string, about: About, moment: Moment): Draft {
  const held = Object.entries(account.lots.held).filter(([lot]) => splitKey(lot).first === holdId)
  return { ...about, ...stamp(moment), hold: { id: holdId }, moves: held.map(([lot, points]) => ({ place: 'held' as const, lot, points: -points })), debt: 0 }
}

/** Ends a hold: its points return to the lots they came from. Debt is paid first, as with any points that arrive. */
export function release(account: Account, holdId: string, about: About, moment: Moment): Draft {
  const held = Object.entries(account.lots.held).filter(([lot]) => splitKey(lot).first === holdId)
  const out = held.map(([lot, points]) => ({ place: 'held' as const, lot, points: -points }))
  const back = payAll(account, held.map(([lot, points]) => ({ lot: splitKey(lot).expiresOn, points })))
  return { ...about, ...stamp(moment), hold: { id: holdId }, moves: [...out, ...back.moves], debt: back.debt }
}

/** Which lots give `points`, soonest-expiring first; `never` sorts after every day. The caller has checked that there is enough. */
export function takeSoonestExpiring(lots: Lots, points: number): readonly Move[] {
  const moves: Move[] = []
  let rest = points
  for (const lot of Object.keys(lots).sort()) rest -= takeFrom(lots, 'available', lot, rest, moves)
  return moves
}

function takeFrom(lots: Lots, place: Move['place'], lot: string, wanted: number, moves: Move[]): number {
  const points = Math.min(lots[lot] ?? 0, wanted)
  if (points > 0) moves.push({ place, lot, points: -points })
  return Math.max(points, 0)
}

const stamp = (moment: Moment): { at: string; day: BusinessDay } => ({ at: instant(moment.now), day: moment.today })
