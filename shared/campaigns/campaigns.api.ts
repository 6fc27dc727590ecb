import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { CampaignId, RewardId } from '../api/ids'
import { Instant } from '../time/day'

const Sentences = z.object({ zh: z.string(), en: z.string() })

/** How a campaign stands for the member who looks. `not_for_me`: it is for others. */
export const shownStages = ['coming', 'running', 'paused', 'ended', 'not_for_me'] as const

export const CampaignCard = z.object({
  id: CampaignId,
  name: Sentences,
  /** The promise in one sentence. */
  promise: Sentences,
  stage: z.enum(shownStages),
  /** Running, and this very moment is within its days and hours. */
  isNow: z.boolean(),
  startsAt: Instant,
  endsAt: Instant,
  /** What it could give in all is given. */
  isUsedUp: z.boolean(),
  /** The reward whose price it changes. */
  rewardId: RewardId.nullable(),
})
export type CampaignCard = z.infer<typeof CampaignCard>

export const CampaignPage = CampaignCard.extend({
  description: Sentences,
  /** Its rules in plain words, one sentence each. */
  rules: z.array(Sentences),
  isReminded: z.boolean().describe('it is coming, and the member wished to be told before it starts'),
  serverTime: Instant,
})
export type CampaignPage = z.infer<typeof CampaignPage>

/** What members see of campaigns. */
export const campaignsApi = {
  myCampaigns: endpoint({
    method: 'GET',
    path: '/campaigns',
    who: 'member',
    summary: 'Campaigns that run for the member or are coming for them, the next to end first. Who is kept out for comparison sees nothing of a campaign.',
    input: z.strictObject({}),
    reply: z.object({ items: z.array(CampaignCard), serverTime: Instant }),
    refusals: [],
  }),
  campaignPage: endpoint({
    method: 'GET',
    path: '/campaigns/{campaignId}',
    who: 'member',
    summary: 'A campaign with its rules in plain words. That the member saw it, and in which arm, is written down once.',
    input: z.strictObject({ campaignId: CampaignId }),
    reply: CampaignPage,
    refusals: ['campaign_not_found'],
  }),
}
