import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId, OperationId } from '../api/ids'
import { staffRoles } from '../stores/stores.api'
import { PointsWords } from '../api/points-words'
import { BusinessDay, Instant } from '../time/day'

const WECHAT_CODE_CHARS_MAX = 128
const TOKEN_CHARS_MAX = 1_000
const NICKNAME_CHARS_MAX = 20

/** What a member sees of themself; the phone number only masked. */
export const Profile = z.object({
  id: MemberId,
  cardNo: z.string(),
  nickname: z.string(),
  birthday: BusinessDay.nullable(),
  phoneMasked: z.string().nullable(),
  joinedOn: BusinessDay,
  /** The role of the member as staff, if any. */
  staffRole: z.enum(staffRoles).nullable(),
  noticeVersion: z.string(),
})
export type Profile = z.infer<typeof Profile>

const Tokens = z.object({ token: z.string(), expiresAt: Instant, renewal: z.string(), renewalExpiresAt: Instant })
export type Tokens = z.infer<typeof Tokens>

export const membersApi = {
  signIn: endpoint({
    method: 'POST',
    path: '/sessions',
    who: 'anyone',
    summary: 'Signs in with the code of wx.login. The first time creates the member, which needs consent to the privacy notice in force.',
    input: z.strictObject({
      code: z.string().min(1).max(WECHAT_CODE_CHARS_MAX),
      deviceId: z.string().min(8).max(64).describe('made by the phone once and kept in its storage'),
      consent: z.strictObject({ noticeVersion: z.string().min(1).max(20) }).optional(),
      shareId: z.string().max(64).optional().describe('the share link a newcomer arrived by'),
    }),
    reply: z.object({ tokens: Tokens, profile: Profile, pointsWords: PointsWords, isNew: z.boolean(), welcomePoints: z.number().int(), welcomeInReview: z.number().int().describe('welcome points that wait for a person to look at them') }),
    refusals: ['login_code_bad', 'account_at_risk', 'wechat_unavailable', 'consent_needed', 'joining_blocked'],
  }),
  renewSession: endpoint({
    method: 'POST',
    path: '/sessions/renewals',
    who: 'anyone',
    summary: 'Trades a renewal token for a new pair.',
    input: z.strictObject({ renewal: z.string().min(1).max(TOKEN_CHARS_MAX) }),
    reply: z.object({ tokens: Tokens }),
    refusals: ['signed_out'],
  }),
  signOutEverywhere: endpoint({
    method: 'DELETE',
    path: '/sessions',
    who: 'member',
    summary: 'Ends every session of the member: no renewal token made before works again.',
    input: z.strictObject({}),
    reply: z.object({ ended: z.literal(true) }),
    refusals: [],
  }),
  privacyNotice: endpoint({
    method: 'GET',
    path: '/privacy-notice',
    who: 'anyone',
    summary: 'The privacy notice in force.',
    input: z.strictObject({}),
    reply: z.object({ version: z.string(), zh: z.string(), en: z.string(), pointsWords: PointsWords.describe('what the programme calls its points') }),
    refusals: [],
  }),
  me: endpoint({
    method: 'GET',
    path: '/me',
    who: 'member',
    summary: 'The profile of the signed-in member.',
    input: z.strictObject({}),
    reply: Profile,
    refusals: [],
  }),
  updateMe: endpoint({
    method: 'POST',
    path: '/me',
    who: 'member',
    summary: 'Changes nickname or birthday.',
    input: z.strictObject({ nickname: z.string().trim().min(1).max(NICKNAME_CHARS_MAX).optional(), birthday: BusinessDay.nullable().optional() }),
    reply: Profile,
    refusals: [],
  }),
  linkPhone: endpoint({
    method: 'POST',
    path: '/me/phone',
    who: 'member',
    summary: "Links the phone number behind the code of WeChat's button; stored encrypted, found by a keyed hash.",
    input: z.strictObject({ code: z.string().min(1).max(WECHAT_CODE_CHARS_MAX) }),
    reply: Profile,
    refusals: ['phone_code_bad', 'phone_taken', 'wechat_unavailable', 'joining_blocked'],
  }),
  memberCode: endpoint({
    method: 'GET',
    path: '/me/code',
    who: 'member',
    summary: 'What the phone needs to draw the member code, which changes every 30 seconds.',
    input: z.strictObject({}),
    reply: z.object({ cardNo: z.string(), key: z.string() }),
    refusals: [],
  }),
  exportMe: endpoint({
    method: 'GET',
    path: '/me/export',
    who: 'member',
    summary: 'Everything the programme holds about the member, in one page of JSON per call.',
    input: z.strictObject({ cursor: z.string().max(400).optional() }),
    reply: z.object({ profile: z.record(z.string(), z.unknown()).nullable(), items: z.array(z.record(z.string(), z.unknown())), next: z.string().nullable() }),
    refusals: [],
  }),
  eraseMe: endpoint({
    method: 'POST',
    path: '/me/erasure',
    who: 'member',
    summary: 'Erases the account: personal data goes everywhere, the sums of the ledger stay.',
    input: z.strictObject({ id: OperationId, confirm: z.literal('erase') }),
    reply: z.object({ erased: z.literal(true) }),
    refusals: [],
  }),
}
