import { type Account } from '../points/account'
import { type EarnedLot, type Moment, reverse } from '../points/decide'
import type { Draft } from '../points/entry'
import { addDays, type BusinessDay, daysBetween } from '../time/day'
import { REVIEW_DAY } from '../points/account'
import type { Award } from './award'
import type { Programme } from './programme'
import type { ReferralDoubt, UnpaidReason } from './task-kinds'

/** A friend's first purchase, kept with the friend and written together with the order. */
export interface Referral {
  readonly friendId: string
  readonly inviterId: string
  /** Which of the friend's first purchases this is: after a full refund the next order is the first again. */
  readonly attempt: number
  readonly order: string
  readonly amountFen: number
  readonly paidAt: string
  /** The day the return window of the order has closed. */
  readonly dueOn: BusinessDay
  readonly state: 'purchased' | 'reversed'
  readonly doubt?: ReferralDoubt
}

/** The same friend on the inviter's side. `attempt` is that of the purchase it has followed so far; 0 before the first. */
export interface Invited {
  readonly inviterId: string
  readonly friendId: string
  readonly attempt: number
  /** `purchased` is a purchase that pays nothing, for the reason given. */
  readonly state: 'joined' | 'purchased' | 'paid' | 'reversed'
  readonly at: string
  readonly reason?: UnpaidReason
  readonly paid?: { readonly points: number; readonly lots: readonly EarnedLot[]; readonly growth: Award['growth'] }
}

/**
 * What the inviter's side must do to follow the friend's. Looks only at how both stand, never at what was told on the way:
 * news may come twice, late and in any order.
 */
export function referralStep(referral: Referral, invited: Invited | undefined): 'nothing' | 'pay' | 'refuse' | 'reverse' | 'void' {
  const followed = invited?.attempt ?? 0
  const isPaid = invited?.state === 'paid'
  if (referral.state === 'reversed') {
    if (isPaid) return 'reverse'
    return followed === referral.attempt && invited?.state === 'reversed' ? 'nothing' : 'void'
  }
  if (followed >= referral.attempt) return 'nothing'
  if (isPaid) return 'reverse'
  return referral.doubt === undefined ? 'pay' : 'refuse'
}

/** What names the inviter's entries: the friend, and after a full refund which first purchase it was. */
export const referralId = (friendId: string, attempt: number): string => (attempt <= 1 ? friendId : `${friendId}.${attempt}`)

/** The terms under which the inviter's points wait at least until the friend's return window has closed. */
export function waitingUntil(programme: Programme, dueOn: BusinessDay, from: BusinessDay): Programme {
  const days = daysBetween(from, dueOn)
  return { ...programme, rules: programme.rules.map((rule) => (rule.kind === 'referral' ? { ...rule, pendingDays: Math.max(rule.pendingDays, days) } : rule)) }
}

/** The day the return window of an order closes: that of its points, or where it earns none, of the rules for purchases. */
export function windowClosesOn(programme: Programme, award: Award, paidOn: BusinessDay): BusinessDay {
  const days = award.lots.map(({ usableFrom }) => usableFrom).filter((day) => day !== REVIEW_DAY).sort()
  const purchases = programme.rules.filter(({ kind }) => kind === 'per_amount').map(({ pendingDays }) => pendingDays)
  return days.at(-1) ?? addDays(paidOn, Math.max(0, ...purchases))
}

/** Takes back what the inviter was paid, from what still waits or as any reversal. */
export function reverseReferral(account: Account, { friendId, attempt, paid }: Invited, moment: Moment): Draft {
  const id = referralId(friendId, attempt)
  const shrunk = (paid?.growth ?? []).map(({ month, amount }) => ({ month, amount: -amount }))
  return reverse(account, paid?.lots ?? [], { type: 'reverse', source: { kind: 'referral', id }, operationId: `referral.${id}.reversed`, ...(shrunk.length === 0 ? {} : { growth: shrunk }) }, moment)
}
