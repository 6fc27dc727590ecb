import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { ApprovalId, CampaignId, MemberId, StaffId } from '../api/ids'
import { pageOf, sortedInput } from '../api/page'
import { Instant } from '../time/day'
import { approvalStates, Limits } from '../campaigns/approval'
import { MemberCard } from './members-desk.api'

const Somebody = z.object({ id: StaffId, name: z.string().describe('after an erasure the end of the id') })

export const ApprovalView = z.object({
  id: ApprovalId,
  state: z.enum(approvalStates),
  /** What is asked for. */
  wanted: z.discriminatedUnion('type', [
    z.object({ type: z.literal('adjustPoints'), memberId: MemberId, points: z.number().int(), text: z.string() }),
    z.object({ type: z.literal('grantPoints'), memberId: MemberId, points: z.number().int(), text: z.string() }),
    z.object({ type: z.literal('launchCampaign'), campaignId: CampaignId, name: z.object({ zh: z.string(), en: z.string() }), budgetPoints: z.number().int().nullable(), budgetFen: z.number().int().nullable() }),
  ]),
  why: z.string().describe('what the asker gave as the reason; empty for a campaign'),
  askedBy: Somebody,
  askedAt: Instant,
  expiresAt: Instant,
  decided: z.object({ by: Somebody, at: Instant, note: z.string() }).nullable(),
  /** Whose points, masked; null for a campaign, and for a member who is gone. */
  member: MemberCard.nullable(),
  /** Available points now, and as they would be; only while it waits. */
  balance: z.object({ now: z.number().int(), after: z.number().int() }).nullable(),
  isMine: z.boolean().describe('asked by the caller, who cannot approve it, but may take it back'),
})
export type ApprovalView = z.infer<typeof ApprovalView>

const LimitsView = Limits.extend({ revision: z.number().int() })

/** What needs a second person, and what the owner lets one person do. */
export const approvalsApi = {
  limits: endpoint({ method: 'GET', path: '/limits', who: 'marketer', summary: 'What one person may do alone; null is any amount.', input: z.strictObject({}), reply: LimitsView, refusals: [] }),
  setLimits: endpoint({
    method: 'POST',
    path: '/limits',
    who: 'owner',
    summary: 'Sets what one person may do alone. `revision` is that of the limits the caller saw, 0 before the first.',
    input: Limits.extend({ revision: z.number().int().min(0) }),
    reply: LimitsView,
    refusals: ['revision_stale'],
  }),
  listApprovals: endpoint({
    method: 'GET',
    path: '/approvals',
    who: 'marketer',
    summary: 'What waits for a second person, or was decided.',
    input: z.strictObject({ ...sortedInput('newest'), state: z.enum(approvalStates).optional() }),
    reply: pageOf(ApprovalView),
    refusals: [],
  }),
  decideApproval: endpoint({
    method: 'POST',
    path: '/approvals/{approvalId}/decisions',
    who: 'marketer',
    summary: 'Approves, which does it in the same step and once, or declines. An owner or marketer other than the asker approves; the asker may only decline. What was asked is checked again as of now.',
    input: z.strictObject({ approvalId: ApprovalId, verdict: z.enum(['approve', 'decline']), note: z.string().trim().max(200).default('') }),
    reply: ApprovalView,
    refusals: ['not_found', 'approval_own', 'approval_decided', 'approval_expired', 'member_not_found', 'member_merged', 'account_closed', 'adjust_too_much', 'grant_not_offered', 'grant_too_much', 'campaign_not_found', 'revision_stale', 'campaign_stage', 'campaign_conflict', 'campaign_unfit'],
  }),
}
