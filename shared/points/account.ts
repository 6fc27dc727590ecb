import type { BusinessDay } from '../time/day'

/** The day points are last good for, or `never`. */
export type ExpiresOn = BusinessDay | 'never'

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
}

export const pendingKey = (usableFrom: BusinessDay, expiresOn: ExpiresOn): string => `${usableFrom}>${expiresOn}`
export const heldKey = (holdId: string, expiresOn: ExpiresOn): string => `${holdId}>${expiresOn}`

/** Splits the key of a pending or held lot at its `>`. */
export function splitKey(key: string): { readonly first: string; readonly expiresOn: ExpiresOn } {
  const at = key.indexOf('>')
  return { first: key.slice(0, at), expiresOn: key.slice(at + 1) }
}
