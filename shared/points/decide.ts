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
  const settles = Object.keys(account.lots.pending).map((lot) => ({ on: splitKey(lot).first, order: 0, lot }))
  const lapses = Object.keys(account.lots.available).map((lot) => ({ on: lot, order: 1, lot }))
  const ready = settles.filter(({ on }) => on <= moment.today)
  const born = ready.map(({ lot }) => splitKey(lot).expiresOn).filter((lot) => account.lots.available[lot] === undefined)
  const lapsing = [...lapses, ...[...new Set(born)].map((lot) => ({ on: lot, order: 1, lot }))].filter(({ on }) => on < moment.today)
  const steps = [...ready, ...lapsing].sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1))
  const drafts: Draft[] = []
  let current = account
  for (const step of steps) {
    const draft = step.order === 0 ? settled(current, step.lot, moment) : lapsed(current, step.lot, moment)
    if (!draft) continue
    drafts.push(draft)
    current = applyAll(current, [draft]).account
  }
  return drafts
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

function lapsed(account: Account, lot: string, moment: Moment): Draft | undefined {
  const points = account.lots.available[lot] ?? 0
  if (points === 0) return undefined
  const moves: Move[] = [{ place: 'available', lot, points: -points }]
  return { type: 'expire', at: instant(endOfDay(lot, moment.timeZone)), day: lot, source: { kind: 'lot', id: lot }, moves, debt: 0 }
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

/** Books points as earned: pending until `usableFrom`, or at once available after paying debt. */
export function earn(account: Account, points: number, terms: { expiresOn: ExpiresOn; usableFrom?: BusinessDay }, about: About, moment: Moment): Draft {
  const { usableFrom } = terms
  const booked =
    usableFrom !== undefined && usableFrom > moment.today && points > 0
      ? { moves: [{ place: 'pending' as const, lot: pendingKey(usableFrom, terms.expiresOn), points }], debt: 0 }
      : pay(account, terms.expiresOn, points)
  return { ...about, ...stamp(moment), ...booked }
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
export function reverse(account: Account, points: number, earned: { expiresOn: ExpiresOn; usableFrom?: BusinessDay }, about: About, moment: Moment): Draft {
  const moves: Move[] = []
  let rest = points
  if (earned.usableFrom !== undefined) rest -= takeFrom(account.lots.pending, 'pending', pendingKey(earned.usableFrom, earned.expiresOn), rest, moves)
  rest -= takeFrom(account.lots.available, 'available', earned.expiresOn, rest, moves)
  const others = Object.fromEntries(Object.entries(account.lots.available).filter(([lot]) => lot !== earned.expiresOn))
  const fromOthers = Math.min(rest, total(others))
  moves.push(...takeSoonestExpiring(others, fromOthers))
  return { ...about, ...stamp(moment), moves, debt: rest - fromOthers }
}

/** Reserves points for something unfinished, e.g. a bill at a till. */
export function hold(account: Account, holdId: string, points: number, about: About, moment: Moment): Draft {
  const taken = spend(account, points, about, moment)
  const held = taken.moves.map((move) => ({ place: 'held' as const, lot: heldKey(holdId, move.lot), points: -move.points }))
  return { ...taken, moves: [...taken.moves, ...held] }
}

/** Ends a hold: its points return to the lots they came from. Debt is paid first, as with any points that arrive. */
export function release(account: Account, holdId: string, about: About, moment: Moment): Draft {
  const held = Object.entries(account.lots.held).filter(([lot]) => splitKey(lot).first === holdId)
  const out = held.map(([lot, points]) => ({ place: 'held' as const, lot, points: -points }))
  const back = payAll(account, held.map(([lot, points]) => ({ lot: splitKey(lot).expiresOn, points })))
  return { ...about, ...stamp(moment), moves: [...out, ...back.moves], debt: back.debt }
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
