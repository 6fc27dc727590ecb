import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId, OperationId, ReviewId, StaffId } from '../api/ids'
import { pageInput, pageOf, sortedInput } from '../api/page'
import { entryTypes, sourceKinds } from '../points/entry'
import { Instant } from '../time/day'

const NOTE_CHARS_MAX = 200
const Note = z.string().trim().min(1).max(NOTE_CHARS_MAX).describe('why; kept with who and when')
const Said = z.object({ code: z.string(), zh: z.string(), en: z.string() })

/** Points of one entry that wait, or waited, for a person. `points` is what was held at first; a refund may have lowered it since. */
export const Review = z.object({
  id: ReviewId,
  state: z.enum(['open', 'released', 'reversed', 'void']),
  memberId: MemberId,
  nicknameMasked: z.string(),
  phoneMasked: z.string().nullable(),
  entry: z.object({ number: z.number().int(), type: z.enum(entryTypes), source: z.object({ kind: z.enum(sourceKinds), id: z.string() }) }),
  points: z.number().int(),
  heldAt: Instant,
  reasons: z.array(Said),
  decided: z.object({ by: StaffId, at: Instant, note: z.string() }).nullable(),
})
export type Review = z.infer<typeof Review>

const Decide = z.strictObject({ reviewId: ReviewId, id: OperationId, note: Note })
const Decided = z.object({ state: z.enum(['released', 'reversed', 'void']), points: z.number().int(), replayed: z.boolean() })
export type Decided = z.infer<typeof Decided>

/** What staff last decided of a member; `null` where nobody ever did. */
const Standing = z.object({ state: z.enum(['frozen', 'thawed', 'trusted']), by: StaffId, at: Instant, reason: z.string() }).nullable()
const Standings = z.object({ memberId: MemberId, standing: Standing })

export const blockKinds = ['openid', 'phone', 'device'] as const
export type BlockKind = (typeof blockKinds)[number]

const BlockId = z.string().regex(/^(openid|phone|device)\.[\w-]{43}$/, 'the id of a block')
const Block = z.object({ id: BlockId, kind: z.enum(blockKinds), reason: z.string(), by: StaffId, at: Instant })

export const riskApi = {
  listReviews: endpoint({
    method: 'GET',
    path: '/reviews',
    who: 'marketer',
    summary: 'Points that wait for a person, by when they were held; or what was decided.',
    input: z.strictObject({ ...sortedInput('oldest'), state: z.enum(['open', 'decided']).default('open') }),
    reply: pageOf(Review),
    refusals: [],
  }),
  releaseReview: endpoint({
    method: 'POST',
    path: '/reviews/{reviewId}/release',
    who: 'marketer',
    summary: 'The member gets the points. Idempotent by `id`.',
    input: Decide,
    reply: Decided,
    refusals: ['not_found', 'review_decided'],
  }),
  reverseReview: endpoint({
    method: 'POST',
    path: '/reviews/{reviewId}/reverse',
    who: 'marketer',
    summary: 'The points are taken back. Idempotent by `id`.',
    input: Decide,
    reply: Decided,
    refusals: ['not_found', 'review_decided'],
  }),
  freezeMember: endpoint({
    method: 'POST',
    path: '/members/{memberId}/freeze',
    who: 'marketer',
    summary: 'The member can read, but neither earn from the phone nor exchange; what tills report waits for review.',
    input: z.strictObject({ memberId: MemberId, reason: Note }),
    reply: Standings,
    refusals: ['member_not_found', 'member_merged'],
  }),
  thawMember: endpoint({
    method: 'POST',
    path: '/members/{memberId}/thaw',
    who: 'marketer',
    summary: 'Ends a freeze. With `trust` the member is not judged any more.',
    input: z.strictObject({ memberId: MemberId, reason: Note, trust: z.boolean().default(false) }),
    reply: Standings,
    refusals: ['member_not_found', 'member_merged'],
  }),
  memberRisk: endpoint({
    method: 'GET',
    path: '/members/{memberId}/risk',
    who: 'marketer',
    summary: 'What was decided of a member, and what was refused to them within 90 days, for when they ask.',
    input: z.strictObject({ memberId: MemberId }),
    reply: Standings.extend({ wechatRank: z.number().int().nullable(), refused: z.array(z.object({ what: z.string(), at: Instant, reasons: z.array(Said) })) }),
    refusals: ['member_not_found', 'member_merged'],
  }),
  addBlocks: endpoint({
    method: 'POST',
    path: '/blocks',
    who: 'marketer',
    summary: 'Bars a phone number, device or openid from joining; or all that is known of a member. Only keyed hashes are kept.',
    input: z.strictObject({ kind: z.enum(blockKinds).optional(), value: z.string().trim().min(6).max(64).optional(), memberId: MemberId.optional(), reason: Note }),
    reply: z.object({ items: z.array(Block) }),
    refusals: ['member_not_found', 'member_merged'],
  }),
  listBlocks: endpoint({
    method: 'GET',
    path: '/blocks',
    who: 'marketer',
    summary: 'What is barred, why and by whom.',
    input: z.strictObject({ ...pageInput }),
    reply: pageOf(Block),
    refusals: [],
  }),
  removeBlock: endpoint({
    method: 'DELETE',
    path: '/blocks/{blockId}',
    who: 'marketer',
    summary: 'Lifts a block.',
    input: z.strictObject({ blockId: BlockId }),
    reply: z.object({ removed: z.literal(true) }),
    refusals: [],
  }),
}
