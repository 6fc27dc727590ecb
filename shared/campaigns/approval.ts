import * as z from 'zod'
import { ApprovalId } from '../api/ids'
import { Refusal } from '../api/refusal'
import type { Account } from '../points/account'
import { Instant } from '../time/day'
import type { Campaign } from './campaign'
import { costOf } from './fitness'

/** So long a request waits for a second person. */
export const APPROVAL_DAYS = 7
const DAY_MS = 86_400_000

export const approvalStates = ['waiting', 'approved', 'declined', 'withdrawn', 'expired'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** How a deed stands that waits for a second person. */
export const Waiting = z.object({ id: ApprovalId, state: z.enum(approvalStates), expiresAt: Instant })

/** How many points were granted to a member on the day, where that has a limit. */
export const GRANT_TALLY = 'staff:grant'

const Most = (most: number) => z.number().int().min(0).max(most).nullable()

/** What one person may do alone; null is any amount. */
export const Limits = z.strictObject({
  adjustPoints: Most(1_000_000).describe('points of a member corrected in a day, up and down together'),
  grantPoints: Most(1_000_000).describe('points granted to a member in a day'),
  campaignPoints: Most(1_000_000_000).describe('points of the budget of a campaign; one without a budget is above any'),
  campaignFen: Most(100_000_000_000).describe('the same in money'),
})
export type Limits = z.output<typeof Limits>

/** What is asked for, with what it was given. */
export type Wanted =
  | { readonly type: 'adjustPoints' | 'grantPoints'; readonly memberId: string; readonly id: string; readonly points: number; readonly reason: string; readonly text: string }
  | { readonly type: 'launchCampaign'; readonly campaignId: string; readonly revision: number; readonly name: { readonly zh: string; readonly en: string }; readonly budgetPoints: number | null; readonly budgetFen: number | null }

/** A request for a second person, as it was made and decided. Nothing is written when its time is over: whoever reads it sees that. */
export interface Approval {
  readonly id: string
  readonly wanted: Wanted
  readonly askedBy: string
  /** The asker as a person: who comes back under another staff id is the same. */
  readonly askedMember: string
  readonly askedAt: string
  readonly expiresAt: string
  readonly state: Exclude<ApprovalState, 'expired'>
  readonly decided?: { readonly by: string; readonly at: string; readonly note: string }
}

export const expiryOf = (askedAt: number): number => askedAt + APPROVAL_DAYS * DAY_MS

export const approvalState = ({ state, expiresAt }: Pick<Approval, 'state' | 'expiresAt'>, now: number): ApprovalState => (state === 'waiting' && Date.parse(expiresAt) <= now ? 'expired' : state)

/** Who decides. */
export interface Decider {
  readonly id: string
  readonly memberId: string
}

/**
 * What a verdict makes of a request. Refuses with `approval_own` whoever approves what they asked for, or what is about their own points, with
 * `approval_decided` and `approval_expired`.
 */
export function decide(approval: Approval, verdict: 'approve' | 'decline', by: Decider, note: string, now: number): Approval {
  const state = approvalState(approval, now)
  if (state === 'expired') throw new Refusal('approval_expired')
  if (state !== 'waiting') throw new Refusal('approval_decided')
  const isMine = isAsker(approval, by)
  const { wanted } = approval
  if (verdict === 'approve' && (isMine || (wanted.type !== 'launchCampaign' && wanted.memberId === by.memberId))) throw new Refusal('approval_own')
  return { ...approval, state: verdict === 'approve' ? 'approved' : isMine ? 'withdrawn' : 'declined', decided: { by: by.id, at: new Date(now).toISOString(), note } }
}

export const isAsker = ({ askedBy, askedMember }: Approval, { id, memberId }: Decider): boolean => askedBy === id || askedMember === memberId

/** Whether so many more points are above what one person may do of a member in a day. */
export function isAbove(limit: number | null, points: number, tally: string, account: Account, today: string): boolean {
  const before = account.tallies[tally]
  return limit !== null && Math.abs(points) + (before?.period === today ? before.points : 0) > limit
}

/** Whether the budget of a campaign is above what one person may launch. Prices and flash exchanges pay no points. */
export function isCampaignAbove({ effect, budgetPoints }: Pick<Campaign, 'effect' | 'budgetPoints'>, { campaignPoints, campaignFen }: Limits, costFenPer100Points: number): boolean {
  if (effect.type === 'reward_price' || effect.type === 'flash') return false
  const points = budgetPoints ?? Number.POSITIVE_INFINITY
  return (campaignPoints !== null && points > campaignPoints) || (campaignFen !== null && (budgetPoints === undefined || costOf(budgetPoints, costFenPer100Points) > campaignFen))
}
