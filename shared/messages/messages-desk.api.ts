import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId } from '../api/ids'
import { pageOf, sortedInput } from '../api/page'
import { MessageView } from './messages.api'

/** Messages as those see them who answer a member's questions. */
export const messagesDeskApi = {
  memberMessages: endpoint({
    method: 'GET',
    path: '/members/{memberId}/messages',
    who: 'marketer',
    summary: 'What the programme has told a member. Reading it here leaves it unread there.',
    input: z.strictObject({ memberId: MemberId, ...sortedInput('newest') }),
    reply: pageOf(MessageView),
    refusals: ['member_not_found', 'account_closed', 'member_merged'],
  }),
}
