import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId, OperationId } from '../api/ids'
import { pageInput, pageOf, sortedInput } from '../api/page'
import { Waiting } from '../campaigns/approval'
import { membersApi } from '../members/members.api'
import { AccountView, EntryView, pointsApi } from '../points/points.api'
import { TierEvent, TierStanding } from '../tiers/tiers.api'
import { BusinessDay, Instant } from '../time/day'

const CARD_NO = /^[0-9A-HJKMNP-TV-Z]{6,20}$/
const ADJUST_POINTS_MAX = 1_000_000

/** A member in a list: personal data masked. */
export const MemberCard = z.object({
  id: MemberId,
  cardNo: z.string(),
  nicknameMasked: z.string(),
  phoneMasked: z.string().nullable(),
  joinedOn: BusinessDay,
  isFrozen: z.boolean(),
})
export type MemberCard = z.infer<typeof MemberCard>

export const MemberDetail = MemberCard.extend({
  hasBirthday: z.boolean(),
  isOnWechat: z.boolean().describe('false for one whom the shop knows by its own customer number only'),
  customer: z.string().nullable(),
  lists: z.array(z.string()),
  standing: z.object({ state: z.enum(['frozen', 'thawed', 'trusted']), by: z.string(), at: Instant, reason: z.string() }).nullable(),
  absorbed: z.array(z.object({ memberId: MemberId, cardNo: z.string(), at: Instant, points: z.number().int(), reason: z.string() })).describe('members who were merged into this one; their entries stay with them'),
  account: AccountView,
  tier: TierStanding.nullable().describe('null in a programme without tiers'),
  invitations: z.object({
    invitedBy: MemberId.nullable(),
    latest: z.array(z.object({ friendId: MemberId, state: z.enum(['joined', 'purchased', 'paid', 'reversed']), points: z.number().int(), at: z.string() })),
    isCut: z.boolean().describe('there are more than these'),
  }),
})
export type MemberDetail = z.infer<typeof MemberDetail>

const target = { memberId: MemberId }

/** Members as those see them who answer their questions at a desk. */
export const membersDeskApi = {
  findMembers: endpoint({
    method: 'POST',
    path: '/members/searches',
    who: 'marketer',
    summary: 'Finds a member by one of phone number, card number, id or customer number; without any, everyone, in no order, where a page may be short or even empty while `next` goes on. Nicknames are kept encrypted, so nobody is found by them. POST, so that no phone number stands in an address.',
    input: z.strictObject({
      phone: z.string().regex(/^(\+86)?1\d{10}$/, 'a mobile number of 11 digits').optional(),
      cardNo: z.string().trim().toUpperCase().regex(CARD_NO, 'letters and digits of the card').optional(),
      memberId: MemberId.optional(),
      customer: z.string().min(1).max(64).optional(),
      ...pageInput,
    }),
    reply: pageOf(MemberCard),
    refusals: ['invalid_input'],
  }),
  memberDetail: endpoint({ method: 'GET', path: '/members/{memberId}', who: 'marketer', summary: 'A member with personal data masked: points, lots, tier, standing, invitations.', input: z.strictObject(target), reply: MemberDetail, refusals: ['member_not_found', 'member_merged'] }),
  memberEntries: endpoint({
    method: 'GET',
    path: '/members/{memberId}/entries',
    who: 'marketer',
    summary: 'Every change of a member’s points as the member sees it.',
    input: pointsApi.entries.input.extend({ ...target, ...sortedInput('newest') }),
    reply: pageOf(EntryView),
    refusals: ['account_closed'],
  }),
  memberTierHistory: endpoint({
    method: 'GET', path: '/members/{memberId}/tier/history', who: 'marketer',
    summary: 'Every change of a member’s tier with its reason.',
    input: z.strictObject({ ...target, ...sortedInput('newest') }), reply: pageOf(TierEvent), refusals: ['account_closed', 'no_tiers'],
  }),
  exportMember: endpoint({
    method: 'POST', path: '/members/{memberId}/exports', who: 'owner',
    summary: 'Everything the programme holds about a member, in full, to be handed to them; for a reason that has to be told. One page per call.',
    input: z.strictObject({ ...target, reason: z.string().trim().max(200).default(''), cursor: z.string().max(400).optional() }),
    reply: membersApi.exportMe.reply,
    refusals: ['member_not_found', 'account_closed', 'member_merged', 'reason_needed'],
  }),
  eraseMember: endpoint({
    method: 'POST', path: '/members/{memberId}/erasures', who: 'owner',
    summary: 'Erases a member who has asked for it: personal data goes everywhere, the sums of the ledger stay. Sent again it changes nothing.',
    input: z.strictObject({ ...target, confirm: z.literal('erase'), reason: z.string().trim().max(200).default('') }),
    reply: z.object({ erased: z.literal(true) }),
    refusals: ['member_not_found', 'member_merged', 'erase_staff', 'reason_needed'],
  }),
  unmaskMember: endpoint({
    method: 'POST',
    path: '/members/{memberId}/unmaskings',
    who: 'marketer',
    summary: 'Nickname, phone number and birthday in full, for a reason that has to be told.',
    input: z.strictObject({ ...target, reason: z.string().trim().max(200).default('') }),
    reply: z.object({ nickname: z.string(), phone: z.string().nullable(), birthday: z.string().nullable() }),
    refusals: ['member_not_found', 'member_merged', 'reason_needed'],
  }),
  adjustPoints: endpoint({
    method: 'POST',
    path: '/members/{memberId}/adjustments',
    who: 'marketer',
    summary: 'Corrects points by hand, up or down, once for an id of the caller. Above what one person may correct of a member in a day it waits for a second person: then `approval` says how it stands, and `entry` is null. `text` is what the member reads; `reason` stays with the shop.',
    input: z.strictObject({
      ...target,
      id: OperationId,
      points: z.number().int().min(-ADJUST_POINTS_MAX).max(ADJUST_POINTS_MAX).refine((points) => points !== 0, 'not zero'),
      reason: z.string().trim().min(1).max(200),
      text: z.string().trim().min(1).max(40).describe('shown to the member; nothing personal'),
    }),
    reply: z.object({ points: z.number().int(), entry: z.number().int().nullable(), account: AccountView, replayed: z.boolean(), approval: Waiting.nullable() }),
    refusals: ['member_not_found', 'account_closed', 'member_merged', 'not_allowed', 'adjust_too_much', 'idempotency_conflict'],
  }),
}
