import * as z from 'zod'
import { CampaignId } from '../api/ids'
import { Instant } from '../time/day'

const Sentences = z.object({ zh: z.string(), en: z.string() })

/** The most that the first screen shows. */
export const BANNERS_MAX = 3

/** A campaign on the first screen of a member. */
export const CampaignBanner = z.object({ id: CampaignId, name: Sentences, promise: Sentences, stage: z.enum(['coming', 'running']), startsAt: Instant, endsAt: Instant })
export type CampaignBanner = z.infer<typeof CampaignBanner>
