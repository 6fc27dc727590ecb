import type { HoldId, MemberId } from '../api/ids'
import { Refusal } from '../api/refusal'
import type { Account, ExpiresOn } from './account'
import { splitKey } from './account'
import type { CashOffTerms } from './cash-off'
import { due, giveBack, hold as setAside, instant, type Moment, payFromHold, release } from './decide'
import type { Draft, Move } from './entry'
import { applyAll } from './ledger'

const MINUTE_MS = 60_000
/** A member pays at one till at a time; a few more are tills that have forgotten theirs. */
export const HOLDS_OPEN_MAX = 5
export const REFUNDS_PER_HOLD_MAX = 50

export const holdStates = ['open', 'confirmed', 'cancelled', 'expired'] as const
export type HoldState = (typeof holdStates)[number]

/** Points that a bill took of one lot. */
interface Taken {
  readonly expiresOn: ExpiresOn
  readonly points: number
}

interface HoldRefund {
  readonly refundId: string
  readonly points: number
}

/** Points reserved for a bill at a till, as stored. Nothing is written when its time is over: whoever reads it sees that. */
export interface Hold {
  readonly id: HoldId
  /** The till source that made it, the only one that may end it. */
  readonly source: string
  readonly memberId: MemberId
  readonly billFen: number
  readonly points: number
  readonly offFen: number
  readonly createdAt: string
  readonly expiresAt: string
  readonly state: Exclude<HoldState, 'expired'>
  /** What it keeps, in the order in which it was taken: soonest-expiring first. */
  readonly lots: readonly Taken[]
  readonly orderNo?: string
  readonly refunds: readonly HoldRefund[]
}

/** What points can do for a bill. */
export interface Quote {
  /** The most the bill and the member's points allow; 0 where points cannot be used. */
  readonly mostPoints: number
  readonly points: number
  readonly offFen: number
  readonly payFen: number
  /** What keeps it from being more. */
  readonly limitedBy: 'bill' | 'points' | 'minimum'
}

/** The most points a bill may take of an account, and what is left to pay. */
export function quote(terms: CashOffTerms, account: Account, billFen: number): Quote {
  const byBill = billFen < terms.minimumFen ? 0 : Math.floor(Math.floor((billFen * terms.mostPercent) / 100) / terms.fenPerStep)
  const byPoints = Math.floor(account.available / terms.stepPoints)
  const steps = Math.min(byBill, byPoints)
  const points = steps * terms.stepPoints
  const offFen = steps * terms.fenPerStep
  return { mostPoints: points, points, offFen, payFen: billFen - offFen, limitedBy: billFen < terms.minimumFen ? 'minimum' : byPoints < byBill ? 'points' : 'bill' }
}

export interface Wanted {
  readonly id: HoldId
  readonly source: string
  readonly memberId: MemberId
  readonly billFen: number
  readonly points: number
}

/** Reserves points for a bill. Refuses what the terms do not allow, with what they do. */
export function openHold(terms: CashOffTerms, account: Account, wanted: Wanted, moment: Moment): { hold: Hold; draft: Draft } {
  const { id, billFen, points } = wanted
  if (billFen < terms.minimumFen) throw new Refusal('cash_off_bill_small', { minimumYuan: terms.minimumFen / 100 })
  const most = quote(terms, { ...account, available: Number.MAX_SAFE_INTEGER }, billFen).mostPoints
  if (points % terms.stepPoints !== 0 || points > most) throw new Refusal('cash_off_limit', { mostPoints: most, stepPoints: terms.stepPoints })
  if (Object.keys(account.holds).length >= HOLDS_OPEN_MAX) throw new Refusal('hold_too_many', { limit: HOLDS_OPEN_MAX })
  const offFen = (points / terms.stepPoints) * terms.fenPerStep
  const expiresAt = instant(moment.now + terms.holdMinutes * MINUTE_MS)
  const draft = setAside(account, id, points, expiresAt, { type: 'hold', source: sourceOf(wanted), operationId: id, facts: { points, billFen, offFen } }, moment)
  const lots = draft.moves.filter(({ place }) => place === 'held').map((move) => ({ expiresOn: splitKey(move.lot).expiresOn, points: move.points }))
  return { hold: { ...wanted, offFen, createdAt: instant(moment.now), expiresAt, state: 'open', lots, refunds: [] }, draft }
}

/** An open hold ends by itself at `expiresAt`, and where another clock has already freed its points. */
export function holdState(hold: Hold, account: Account, now: number): HoldState {
  if (hold.state !== 'open') return hold.state
  return Date.parse(hold.expiresAt) <= now || account.holds[hold.id] === undefined ? 'expired' : 'open'
}

/** The bill is paid: the points are spent. */
export function confirmHold(hold: Hold, account: Account, orderNo: string | undefined, moment: Moment): { hold: Hold; drafts: readonly Draft[] } {
  const state = holdState(hold, account, moment.now)
  if (state === 'expired') throw new Refusal('hold_expired')
  if (state === 'cancelled') throw new Refusal('hold_cancelled')
  const order = orderNo === undefined ? {} : { orderNo }
  const { points, billFen, offFen } = hold
  const draft = payFromHold(account, hold.id, { type: 'cash_off', source: sourceOf(hold), operationId: `${hold.id}/confirmation`, facts: { points, billFen, offFen, ...order } }, moment)
  return { hold: { ...hold, ...order, state: 'confirmed' }, drafts: [draft] }
}

/** The bill is not paid: the points go back into their lots. What lapsed meanwhile lapses. */
export function cancelHold(hold: Hold, account: Account, moment: Moment): { hold: Hold; drafts: readonly Draft[] } {
  if (holdState(hold, account, moment.now) === 'confirmed') throw new Refusal('hold_confirmed')
  const draft = release(account, hold.id, { type: 'release', source: sourceOf(hold), operationId: `${hold.id}/cancellation`, facts: { points: hold.points, why: 'cancelled' } }, moment)
  return { hold: { ...hold, state: 'cancelled' }, drafts: withDue(account, draft, moment) }
}

/**
 * Money of a bill goes back, and with it points: what was taken last returns first, so each part depends only on how much has
 * returned before, and all parts together are what was taken. Old expiry days stay; what has lapsed meanwhile lapses.
 */
export function refundHold(hold: Hold, account: Account, refund: HoldRefund, moment: Moment): { hold: Hold; drafts: readonly Draft[] } {
  if (hold.state !== 'confirmed') throw new Refusal('hold_not_confirmed')
  const refundablePoints = hold.points - refundedPoints(hold)
  if (refund.points > refundablePoints) throw new Refusal('refund_exceeds_hold', { refundablePoints })
  if (hold.refunds.length >= REFUNDS_PER_HOLD_MAX) throw new Refusal('invalid_input', { field: 'refundId' })
  const after = { ...hold, refunds: [...hold.refunds, refund] }
  const operationId = `${hold.id}/${refund.refundId}`
  const facts = { points: refund.points, ...(hold.orderNo === undefined ? {} : { orderNo: hold.orderNo }) }
  const draft = giveBack(account, returning(hold, refund.points), { type: 'refund', source: sourceOf(hold), operationId, facts }, moment)
  return { hold: after, drafts: withDue(account, draft, moment) }
}

export const refundedPoints = (hold: Hold): number => hold.refunds.reduce((sum, { points }) => sum + points, 0)

/** Which lots the next points return to, as moves that took them. */
function returning(hold: Hold, points: number): readonly Move[] {
  let skipped = refundedPoints(hold)
  let rest = points
  const moves: Move[] = []
  for (const lot of [...hold.lots].reverse()) {
    const here = Math.max(0, lot.points - skipped)
    skipped = Math.max(0, skipped - lot.points)
    const back = Math.min(here, rest)
    if (back > 0) moves.push({ place: 'available', lot: lot.expiresOn, points: -back })
    rest -= back
  }
  return moves
}

const withDue = (account: Account, draft: Draft, moment: Moment): readonly Draft[] => [draft, ...due(applyAll(account, [draft]).account, moment)]

const sourceOf = ({ id }: { readonly id: HoldId }) => ({ kind: 'hold' as const, id })
