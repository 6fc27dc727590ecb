import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { CampaignId, MemberId, StoreId } from '../api/ids'
import { CampaignTerms, campaignStages } from '../campaigns/campaign'
import { partKinds } from '../points/entry'
import { BusinessDay, Instant } from '../time/day'
import { outcomes } from './simulate'

const Sentences = z.object({ zh: z.string(), en: z.string() })
const Fen = z.number().int().min(0).max(100_000_000)
const Count = z.number().int().min(0).max(100_000)
const Item = z.strictObject({ product: z.string().min(1).max(64), category: z.string().min(1).max(64).optional(), quantity: z.number().int().min(1).max(10_000), amountFen: Fen })

/** An event to be tried. What the account knows better, such as whether an order is the first, comes from there. */
export const TriedEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('order_paid'), amountFen: Fen, storeId: StoreId.optional(), items: z.array(Item).min(1).max(100).optional() }),
  z.strictObject({ type: z.literal('signed_up') }),
  z.strictObject({ type: z.literal('profile_completed') }),
  z.strictObject({ type: z.literal('checked_in'), streak: z.number().int().min(1).max(10_000).optional() }),
  z.strictObject({ type: z.literal('share_opened') }),
  z.strictObject({ type: z.literal('friend_purchased'), amountFen: Fen }),
  z.strictObject({ type: z.literal('review_published'), words: Count, pictures: Count }),
  z.strictObject({ type: z.literal('birthday') }),
  z.strictObject({ type: z.literal('anniversary'), years: z.number().int().min(1).max(100) }),
  z.strictObject({ type: z.literal('custom'), name: z.string().min(1).max(40), count: Count.default(1), amountFen: Fen.default(0) }),
  z.strictObject({ type: z.literal('granted'), points: z.number().int().min(1).max(1_000_000) }),
])
export type TriedEvent = z.output<typeof TriedEvent>

const WhichTerms = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('published') }), z.strictObject({ type: z.literal('draft') }), z.strictObject({ type: z.literal('version'), version: z.number().int().min(1) })])

const Simulation = z.object({
  at: Instant,
  day: BusinessDay,
  /** The version whose terms decide; null for the draft. */
  version: z.number().int().nullable(),
  points: z.number().int(),
  parts: z.array(z.object({ by: z.enum(partKinds), id: z.string(), points: z.number().int(), sentence: Sentences })),
  cappedBy: z.array(z.object({ cap: z.string(), by: z.string(), cutPoints: z.number().int(), sentence: Sentences })),
  lots: z.array(z.object({ points: z.number().int(), usableFrom: BusinessDay, expiresOn: z.string() })),
  growth: z.number().int(),
  campaigns: z.array(z.object({ id: CampaignId, name: Sentences, stage: z.enum(campaignStages), arm: z.string().nullable(), outcome: z.enum(outcomes), points: z.number().int(), sentence: Sentences })),
  budgets: z.array(z.object({ budget: z.string(), leftBefore: z.number().int(), leftAfter: z.number().int() })),
  /** The account as it will be just before, if nothing else happens. */
  account: z.object({ available: z.number().int(), pending: z.number().int(), tier: z.string().nullable() }),
})
export type Simulation = z.infer<typeof Simulation>

const Rehearsal = z.object({
  looked: z.number().int(),
  paid: z.number().int(),
  events: z.number().int(),
  skipped: z.number().int(),
  days: z.array(z.object({ day: BusinessDay, events: z.number().int(), points: z.number().int(), netPoints: z.number().int() })),
  top: z.array(z.object({ memberId: z.string(), points: z.number().int() })),
})

/** Trying terms before anybody is promised them. Nothing is written. */
export const trialsApi = {
  simulate: endpoint({
    method: 'POST',
    path: '/simulations',
    who: 'marketer',
    summary: 'What an event of a member would earn at a moment from now on, by the very function that pays, and why each campaign pays or does not.',
    input: z.strictObject({
      memberId: MemberId,
      event: TriedEvent,
      at: Instant.optional(),
      programme: WhichTerms.default({ type: 'published' }),
      drafts: z.array(CampaignId).max(10).default([]).describe('campaigns taken as launched whatever their state'),
      campaign: CampaignTerms.optional().describe('one more, taken as launched'),
    }),
    reply: Simulation,
    refusals: ['member_not_found', 'campaign_not_found', 'programme_draft_missing', 'version_not_found'],
  }),
  rehearse: endpoint({
    method: 'POST',
    path: '/rehearsals',
    who: 'marketer',
    summary: 'What a draft would have paid for the real events of the last days. Each call looks at a part of the members; the sums of all parts add up.',
    input: z.strictObject({
      days: z.number().int().min(1).max(90),
      of: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('campaign'), campaignId: CampaignId }),
        z.strictObject({ type: z.literal('terms'), campaign: CampaignTerms }),
        z.strictObject({ type: z.literal('programme') }),
        z.strictObject({ type: z.literal('version'), version: z.number().int().min(1) }),
      ]),
      cursor: z.string().max(400).optional().describe('`next` of the part before; opaque'),
    }),
    reply: z.object({
      /** Of this part only. */
      part: Rehearsal,
      from: Instant,
      to: Instant,
      costFenPer100Points: z.number().int(),
      budgetPoints: z.number().int().nullable(),
      /** What this part alone comes to. */
      result: z.object({ points: z.number().int(), netPoints: z.number().int(), costFen: z.number().int(), budgetEndsOn: BusinessDay.nullable(), budgetLeft: z.number().int().nullable() }),
      next: z.string().nullable(),
    }),
    refusals: ['campaign_not_found', 'programme_draft_missing', 'version_not_found'],
  }),
}
