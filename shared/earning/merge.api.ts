import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId, OperationId } from '../api/ids'
import { MemberCard } from './members-desk.api'
import { AccountView } from '../points/points.api'
import { TierName } from '../tiers/name'
import { Instant } from '../time/day'

const Side = z.object({ card: MemberCard, account: AccountView, tier: TierName.nullable(), growth: z.number().int() })

/** What would stand in the way, with the sentence that says what to do. */
const Obstacle = z.object({ code: z.string(), zh: z.string(), en: z.string() })

export const MergePreview = z.object({
  source: Side,
  target: Side,
  after: z.object({ available: z.number().int(), pending: z.number().int(), debt: z.number().int(), tier: TierName.nullable(), growth: z.number().int() }).nullable().describe('null where something stands in the way'),
  /** Vouchers of the source that can still be redeemed. */
  openVouchers: z.number().int(),
  /** By what of the source the target is found from then on. */
  finds: z.array(z.enum(['card', 'openid', 'phone', 'customer'])),
  becomesFrozen: z.boolean(),
  obstacles: z.array(Obstacle),
})
export type MergePreview = z.infer<typeof MergePreview>

const target = { memberId: MemberId.describe('who ends'), into: MemberId.describe('who goes on') }
const refusals = ['member_not_found', 'account_closed', 'member_merged', 'merge_same'] as const

/** Two accounts of one person. */
export const mergeApi = {
  mergePreview: endpoint({
    method: 'GET',
    path: '/members/{memberId}/merge-preview',
    who: 'marketer',
    summary: 'What merging a member into another would do, and what stands in the way. Nothing is written.',
    input: z.strictObject(target),
    reply: MergePreview,
    refusals: [...refusals],
  }),
  mergeMembers: endpoint({
    method: 'POST',
    path: '/members/{memberId}/merges',
    who: 'marketer',
    summary: 'Merges a member into another, for good: points with their dates, debt, growth, counters, the better tier and everything by which the member is found. Vouchers stay redeemable, and what comes of earlier orders reaches the other.',
    input: z.strictObject({ ...target, id: OperationId, reason: z.string().trim().min(1).max(200) }),
    reply: z.object({ into: MemberId, points: z.number().int().describe('what was moved, less debt'), at: Instant, account: AccountView, replayed: z.boolean() }),
    refusals: [...refusals, 'merge_holds', 'merge_reviews', 'merge_staff', 'merge_too_many', 'not_allowed'],
  }),
}
