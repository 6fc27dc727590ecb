import type { BusinessDay } from '../time/day'
import type { Place } from './account'

/** Points put into (positive) or taken out of (negative) one lot. */
export interface Move {
  readonly place: Place
  readonly lot: string
  readonly points: number
}

export const entryTypes = ['earn', 'exchange', 'make_up', 'settle', 'expire', 'reverse', 'refund', 'adjust', 'hold', 'release'] as const
export type EntryType = (typeof entryTypes)[number]

/** What an entry is for: the natural thing that caused it. */
export interface Source {
  readonly kind: 'member' | 'check_in' | 'share' | 'order' | 'voucher' | 'lot' | 'hold' | 'staff'
  readonly id: string
}

/** The rule that paid, in the version that was in force. */
export interface PaidBy {
  readonly rule: string
  readonly version: number
}

/** A cap that cut what a rule would have paid. */
export interface CapApplied {
  readonly cap: string
  readonly cutPoints: number
}

/** An addition to a counter; a negative one takes back what was cancelled. */
export interface TallyMove {
  readonly key: string
  readonly period: string
  readonly points: number
  readonly times: number
}

/** An entry before it has its number: what a decision gives. */
export interface Draft {
  readonly type: EntryType
  /** RFC 3339 UTC, the moment it was decided. */
  readonly at: string
  /** The business day it counts for. */
  readonly day: BusinessDay
  readonly source: Source
  readonly moves: readonly Move[]
  /** Change of what the member owes; positive is more debt. */
  readonly debt: number
  readonly paidBy?: PaidBy
  readonly cappedBy?: readonly CapApplied[]
  readonly tallies?: readonly TallyMove[]
  /** The day a check-in or make-up puts into the calendar. */
  readonly checkedInOn?: BusinessDay
  /** The caller's id of the operation. */
  readonly operationId?: string
  /** Numbers and names the sentence needs; never personal data. */
  readonly facts?: Readonly<Record<string, string | number>>
}

/**
 * One immutable change. `number` is the account's version after it, so a hole is a proof of loss.
 * `points` is the signed change of the member's total (Σ moves − debt); `available` is the balance after it.
 */
export interface Entry extends Draft {
  readonly number: number
  readonly points: number
  readonly available: number
}
