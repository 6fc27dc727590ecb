import type { BusinessDay } from '../time/day'
import type { CheckInRun, Marks, Place, TierHeld } from './account'

/** Points put into (positive) or taken out of (negative) one lot. */
export interface Move {
  readonly place: Place
  readonly lot: string
  readonly points: number
}

export const entryTypes = ['earn', 'exchange', 'make_up', 'settle', 'expire', 'reverse', 'refund', 'adjust', 'hold', 'release', 'cash_off', 'tier', 'approve', 'merge_out', 'merge_in'] as const
export type EntryType = (typeof entryTypes)[number]

export const sourceKinds = ['member', 'check_in', 'share', 'order', 'voucher', 'lot', 'hold', 'staff', 'event', 'referral', 'tier', 'review'] as const
export const partKinds = ['rule', 'tier', 'campaign'] as const

/** What an entry is for: the natural thing that caused it. */
export interface Source {
  readonly kind: (typeof sourceKinds)[number]
  readonly id: string
}

/** The rule that paid, in the version that was in force. */
export interface PaidBy {
  readonly rule: string
  readonly version: number
}

/** One of the things an earn is made of. The parts of an entry add up to what it earned. */
export interface Part {
  readonly by: (typeof partKinds)[number]
  /** The id of the rule, tier or campaign. */
  readonly id: string
  readonly points: number
}

/** A cap that cut what a rule or campaign would have paid; `by` is its id. */
export interface CapApplied {
  readonly cap: string
  readonly by: string
  readonly cutPoints: number
}

/** Points taken from the budgets of campaigns and rules for this entry, by the attempt that reserved them. */
export interface BudgetsTaken {
  readonly attempt: string
  readonly from: readonly { readonly budget: string; readonly shard: number; readonly points: number }[]
}

/** Which arm of a campaign the member was in when it first mattered, kept so that results are compared honestly. */
export interface Exposure {
  readonly campaign: string
  readonly arm: string
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
  readonly parts?: readonly Part[]
  readonly budgets?: BudgetsTaken
  readonly exposures?: readonly Exposure[]
  /** Why the points wait for a person to look at them; they are pending until then. */
  readonly review?: readonly string[]
  /** Growth by month; negative where a refund takes it back. */
  readonly growth?: readonly { readonly month: string; readonly amount: number }[]
  readonly marks?: Marks
  /** A hold that begins, with the instant at which it frees itself, or ends. */
  readonly hold?: { readonly id: string; readonly expiresAt?: string }
  /** The tier from now on. */
  readonly tier?: TierHeld
  readonly tallies?: readonly TallyMove[]
  /** The day a check-in or make-up puts into the calendar. */
  readonly checkedInOn?: BusinessDay
  /** Check-in days of a member who was merged into this one, joined with their own. */
  readonly calendar?: readonly CheckInRun[]
  /** The member, merged into this one since, whose order, voucher, hold or friend this is about. */
  readonly of?: string
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
