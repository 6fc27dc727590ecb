import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { CampaignId, MemberId } from '../api/ids'
import { pageOf, sortedInput } from '../api/page'
import { Instant } from '../time/day'
import { Waiting } from './approval'
import { Campaign, campaignStages, CampaignTerms } from './campaign'
import { overlapKinds } from './overlaps'

const Sentences = z.object({ zh: z.string(), en: z.string() })
const Revision = z.number().int().min(1).describe('the revision that the caller saw; another one by now is refused')
const LIST_BATCH_MAX = 100
export const campaignSorts = ['made', 'starts', 'ends'] as const

export const BudgetLevel = z.object({ initial: z.number().int(), left: z.number().int(), spent: z.number().int(), inFlight: z.number().int() })
export type BudgetLevel = z.infer<typeof BudgetLevel>

export const CampaignView = z.object({
  campaign: Campaign,
  stage: z.enum(campaignStages),
  promise: Sentences,
  /** In points; null before the launch, and where there is none. */
  budget: BudgetLevel.nullable(),
  /** What the points given so far cost the shop. */
  spentFen: z.number().int(),
})
export type CampaignView = z.infer<typeof CampaignView>

export const Overlap = z.object({ campaignId: CampaignId, name: Sentences, kind: z.enum(overlapKinds), isConflict: z.boolean(), from: Instant, to: Instant, sentence: Sentences })

const target = { campaignId: CampaignId }
const turn = { ...target, revision: Revision }

/** What marketers do with campaigns and with the lists that campaigns are for. */
export const marketingApi = {
  createCampaign: endpoint({
    method: 'POST',
    path: '/marketing/campaigns',
    who: 'marketer',
    summary: 'A new draft, under an id of the caller.',
    input: CampaignTerms.extend({ id: CampaignId }),
    reply: CampaignView,
    refusals: ['idempotency_conflict'],
  }),
  editCampaign: endpoint({
    method: 'POST',
    path: '/marketing/campaigns/{campaignId}',
    who: 'marketer',
    summary: 'Replaces the terms. Once launched, only name, description, priority and a later moment of the end may change.',
    input: CampaignTerms.extend(turn),
    reply: CampaignView,
    refusals: ['campaign_not_found', 'revision_stale', 'campaign_stage', 'campaign_fixed'],
  }),
  listCampaigns: endpoint({
    method: 'GET',
    path: '/marketing/campaigns',
    who: 'marketer',
    summary: 'Campaigns with stage and budget, by when they were made, start or end.',
    input: z.strictObject({ ...sortedInput('newest'), sort: z.enum(campaignSorts).default('made').describe('what `order` goes by'), stage: z.enum(campaignStages).optional() }),
    reply: pageOf(CampaignView),
    refusals: [],
  }),
  campaign: endpoint({ method: 'GET', path: '/marketing/campaigns/{campaignId}', who: 'marketer', summary: 'A campaign with its stage and what is left of its budget.', input: z.strictObject(target), reply: CampaignView, refusals: ['campaign_not_found'] }),
  campaignOverlaps: endpoint({
    method: 'GET',
    path: '/marketing/campaigns/{campaignId}/overlaps',
    who: 'marketer',
    summary: 'Where a campaign meets others that are launched: what adds up, what gives way, and what forbids its launch.',
    input: z.strictObject(target),
    reply: z.object({ items: z.array(Overlap) }),
    refusals: ['campaign_not_found'],
  }),
  launchCampaign: endpoint({
    method: 'POST',
    path: '/marketing/campaigns/{campaignId}/launch',
    who: 'marketer',
    summary: 'Opens its budget and lets it run from its start on, never from an earlier moment than now. Above the budget that one person may launch it stays a draft and waits for a second person, as `approval` says.',
    input: z.strictObject(turn),
    reply: CampaignView.extend({ approval: Waiting.nullable() }),
    refusals: ['idempotency_conflict', 'campaign_not_found', 'revision_stale', 'campaign_stage', 'campaign_conflict', 'campaign_unfit'],
  }),
  pauseCampaign: endpoint({ method: 'POST', path: '/marketing/campaigns/{campaignId}/pause', who: 'marketer', summary: 'Stops paying within seconds.', input: z.strictObject(turn), reply: CampaignView, refusals: ['campaign_not_found', 'revision_stale', 'campaign_stage'] }),
  resumeCampaign: endpoint({
    method: 'POST',
    path: '/marketing/campaigns/{campaignId}/resumption',
    who: 'marketer',
    summary: 'Lets a paused one go on, if nothing launched meanwhile forbids it.',
    input: z.strictObject(turn),
    reply: CampaignView,
    refusals: ['campaign_not_found', 'revision_stale', 'campaign_stage', 'campaign_conflict'],
  }),
  endCampaign: endpoint({
    method: 'POST',
    path: '/marketing/campaigns/{campaignId}/end',
    who: 'marketer',
    summary: 'Ends a running or paused one for good. What happened before and is reported late is still paid, unless it was paused.',
    input: z.strictObject(turn),
    reply: CampaignView,
    refusals: ['campaign_not_found', 'revision_stale', 'campaign_stage'],
  }),
  cancelCampaign: endpoint({ method: 'POST', path: '/marketing/campaigns/{campaignId}/cancellation', who: 'marketer', summary: 'Drops one that has not begun.', input: z.strictObject(turn), reply: CampaignView, refusals: ['campaign_not_found', 'revision_stale', 'campaign_stage'] }),
  copyCampaign: endpoint({
    method: 'POST',
    path: '/marketing/campaigns/{campaignId}/copies',
    who: 'marketer',
    summary: 'A new draft with the same terms, under an id of the caller.',
    input: z.strictObject({ ...target, id: CampaignId }),
    reply: CampaignView,
    refusals: ['campaign_not_found', 'idempotency_conflict'],
  }),
  changeList: endpoint({
    method: 'POST',
    path: '/marketing/lists/{list}/members',
    who: 'marketer',
    summary: 'Puts members on a named list or takes them off, up to a hundred at once. Sent again it changes nothing more.',
    input: z.strictObject({
      list: z.string().regex(/^[\w.-]{1,40}$/),
      add: z.array(MemberId).max(LIST_BATCH_MAX).default([]),
      remove: z.array(MemberId).max(LIST_BATCH_MAX).default([]),
    }),
    reply: z.object({
      changed: z.number().int(),
      unchanged: z.number().int(),
      /** Not members, or no longer. */
      unknown: z.array(MemberId),
      /** On as many lists as one may be. */
      full: z.array(MemberId),
    }),
    refusals: [],
  }),
}
