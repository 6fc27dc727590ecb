import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId } from '../api/ids'
import { MemberRef } from './earning.api'

/** What a till or another system reads of a member. */
export const tillApi = {
  tillMember: endpoint({
    method: 'POST',
    path: '/till/members',
    who: 'till',
    summary: 'The points and the tier of a member, as of now. Nothing that tells who they are.',
    input: z.strictObject({ member: MemberRef }),
    reply: z.object({
      memberId: MemberId,
      availablePoints: z.number().int(),
      pendingPoints: z.number().int(),
      tier: z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
    }),
    refusals: ['member_not_found', 'account_closed', 'code_unreadable', 'code_outdated'],
  }),
}
