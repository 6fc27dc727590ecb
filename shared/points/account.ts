import type { BusinessDay } from '../time/day'

/** The day points are last good for, `never`, or `active`: as long as the member stays active (see `marks.activeUntil`). */
export type ExpiresOn = BusinessDay | 'active' | 'never'

/**
 * Points that expire together. The key says where they are and until when:
 * available `2027-11-30`; pending `2026-12-01>2027-12-31` (usable from > good until); held `hold-id>2027-11-30`.
 */
export type Lots = Readonly<Record<string, number>>

export type Place = 'available' | 'pending' | 'held'

/** A run of consecutive check-in days. */
export interface CheckInRun {
  readonly from: BusinessDay
  readonly days: number
}

/** How often and how much a rule has paid in the running period, for its cap. */
export interface Tally {
  readonly period: string
  readonly points: number
  readonly times: number
}

/** The tier a member holds, from a day on, kept at least to the end of `until`. */
export interface TierHeld {
  readonly id: string
  readonly since: BusinessDay
  readonly until: BusinessDay | 'never'
  /** Given by hand: stays to its end whatever the growth. */
  readonly isManual?: true
  /** What the member holds of their own beneath a tier given by hand. */
  readonly earned?: TierHeld
}

/** The latest business days on which something was so. */
export interface Marks {
  /** Of the last order. */
  readonly purchase?: BusinessDay
  /** Of the last activity of any kind. */
  readonly active?: BusinessDay
  /** To whose end `active` lots are good. */
  readonly activeUntil?: BusinessDay
}

/**
 * A member's points as the ledger knows them: the sum of all entries, nothing else.
 * `available` = Σ `lots.available` and so on; all are whole and never negative; `debt` is owed from reversals of points already spent.
 */
export interface Account {
  readonly version: number
  readonly available: number
  readonly pending: number
  readonly held: number
  readonly debt: number
  readonly lots: { readonly available: Lots; readonly pending: Lots; readonly held: Lots }
  readonly runs: readonly CheckInRun[]
  readonly tallies: Readonly<Record<string, Tally>>
  /** Growth by the month of the event, `YYYY-MM`; a refund lowers the month that earned it. */
  readonly growth: Readonly<Record<string, number>>
  readonly marks: Marks
  /** Open holds by id, with the instant at which each frees itself (RFC 3339 UTC). */
  readonly holds: Readonly<Record<string, string>>
  readonly tier?: TierHeld
}

export const emptyAccount: Account = {
  version: 0,
  available: 0,
  pending: 0,
  held: 0,
  debt: 0,
  lots: { available: {}, pending: {}, held: {} },
  runs: [],
  tallies: {},
  growth: {},
  marks: {},
  holds: {},
}

/** Points that wait for a person are pending until this day, which never comes. */
export const REVIEW_DAY: BusinessDay = '9999-12-31'

export const pendingKey = (usableFrom: BusinessDay, expiresOn: ExpiresOn): string => `${usableFrom}>${expiresOn}`
export const heldKey = (holdId: string, expiresOn: ExpiresOn): string => `${holdId}>${expiresOn}`

/** Splits the key of a pending or held lot at its `>`. */
export function splitKey(key: string): { readonly first: string; readonly expiresOn: ExpiresOn } {
  const at = key.indexOf('>')
  return { first: key.slice(0, at), expiresOn: key.slice(at + 1) }
}
