import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { pageOf, sortedInput } from '../api/page'
import { TierName } from '../tiers/name'
import { BusinessDay } from '../time/day'
import { MemberCard } from './members-desk.api'

export const memberStates = ['normal', 'frozen', 'in_debt'] as const

/** A member in the list of all: masked, with what they have now. */
export const MemberLine = MemberCard.extend({
  customer: z.string().nullable(),
  isOnWechat: z.boolean(),
  available: z.number().int(),
  pending: z.number().int(),
  debt: z.number().int(),
  tier: TierName.nullable(),
  lastPurchaseOn: BusinessDay.nullable(),
})
export type MemberLine = z.infer<typeof MemberLine>

export const memberListApi = {
  listMembers: endpoint({
    method: 'GET',
    path: '/members',
    who: 'marketer',
    summary: 'All members by when they came, masked. With a filter a page may be short or even empty while `next` goes on: so many are looked through at a time.',
    input: z.strictObject({ ...sortedInput('newest'), tier: z.string().regex(/^[a-z][a-z0-9_-]{0,19}$/).optional(), state: z.enum(memberStates).optional() }),
    reply: pageOf(MemberLine),
    refusals: [],
  }),
}
