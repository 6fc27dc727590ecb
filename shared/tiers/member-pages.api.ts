import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId } from '../api/ids'
import { Profile } from '../members/members.api'
import { AccountView } from '../points/points.api'
import { BusinessDay } from '../time/day'
import { TierName } from './name'

/** How staff name a member who is not in front of them: by what the member can read out. */
export const Wanted = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('id'), memberId: MemberId }),
  z.strictObject({ by: z.literal('card'), cardNo: z.string().trim().regex(/^[\w-]{4,24}$/) }),
  z.strictObject({ by: z.literal('phone'), phone: z.string().trim().regex(/^\+?\d{6,15}$/) }),
  z.strictObject({ by: z.literal('customer'), customer: z.string().trim().regex(/^[\w.:-]{1,64}$/) }),
])
export type Wanted = z.input<typeof Wanted>

/** A member as staff at a desk see them; the phone number only masked. */
export const MemberPage = z.object({
  profile: Profile.omit({ noticeVersion: true, birthday: true }),
  lists: z.array(z.string()).describe('the named lists that campaigns are for'),
  customer: z.string().nullable().describe("the shop's own customer number"),
  account: AccountView,
  tier: z.object({ tier: TierName, until: z.union([BusinessDay, z.literal('never')]), isManual: z.boolean(), growth: z.number().int() }).nullable(),
})
export type MemberPage = z.infer<typeof MemberPage>

/** Members as those see them who answer for the programme. */
export const memberPagesApi = {
  findMember: endpoint({
    method: 'POST',
    path: '/members/lookups',
    who: 'marketer',
    summary: 'Finds a member by card number, phone number, the shop’s customer number or id. Changes nothing.',
    input: z.strictObject({ wanted: Wanted }),
    reply: z.object({ memberId: MemberId }),
    refusals: ['member_not_found'],
  }),
  memberPage: endpoint({
    method: 'GET',
    path: '/members/{memberId}/page',
    who: 'marketer',
    summary: 'Who a member is, what they have and which tier they hold.',
    input: z.strictObject({ memberId: MemberId }),
    reply: MemberPage,
    refusals: ['member_not_found', 'account_closed'],
  }),
}
