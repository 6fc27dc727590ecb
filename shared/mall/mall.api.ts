import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { CampaignId, RewardId } from '../api/ids'
import { pageInput, pageOf } from '../api/page'
import { CampaignBanner } from '../campaigns/banner'
import { Profile } from '../members/members.api'
import { AccountView } from '../points/points.api'
import { Store } from '../stores/stores.api'
import { TierName } from '../tiers/name'
import { PointsWords } from '../api/points-words'
import { Instant } from '../time/day'
import { PhotoView } from './photo'
import { categories, flashStates, pictureNames, priceReasons } from './reward'
import { CheckInMonth } from '../earning/earning.api'

const Text = z.object({ zh: z.string(), en: z.string() })

/** A flash exchange of a reward, as the member sees it. */
export const FlashView = z.object({
  campaignId: CampaignId,
  pricePoints: z.number().int(),
  state: z.enum(flashStates),
  startsAt: Instant,
  endsAt: Instant,
  stockLeft: z.number().int(),
  stock: z.number().int().describe('with how many it began'),
  limit: z.number().int().nullable().describe('at most so many a member'),
  isUsedUp: z.boolean().describe('this member has had as many as allowed'),
})
export type FlashView = z.infer<typeof FlashView>

export const RewardCard = z.object({
  id: RewardId,
  title: Text,
  picture: z.enum(pictureNames),
  photo: PhotoView.nullable().describe('shown over the drawing'),
  category: z.enum(categories),
  pricePoints: z.number().int().describe('what this member pays now'),
  fullPricePoints: z.number().int(),
  priceWhy: z.enum(priceReasons),
  availability: z.enum(['coming', 'open', 'sold_out', 'closed']),
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  stockLeft: z.number().int(),
  limitPerMember: z.number().int().nullable(),
  /** Points the member still lacks; 0 when it can be had now. */
  missingPoints: z.number().int(),
  tiersNeeded: z.array(z.object({ id: z.string(), name: Text })).describe('the tiers that may exchange it, lowest first; empty when the member may'),
  flash: FlashView.nullable(),
})
export type RewardCard = z.infer<typeof RewardCard>

export const RewardDetail = RewardCard.extend({
  description: Text,
  voucherDays: z.number().int(),
  refundOnExpiry: z.boolean(),
  stores: z.array(Store).describe('where it can be redeemed'),
  exchangedTimes: z.number().int().describe('how often this member has it already'),
  isReminded: z.boolean().describe('whether the member wished to be told when its flash exchange begins'),
  available: z.number().int(),
  /** How to earn what is missing, as the rules in force say. `leftToday`: what a daily limit still leaves; null where there is none. */
  waysToEarn: z.array(z.object({ rule: z.string(), sentence: Text, leftToday: z.number().int().nullable() })),
})
export type RewardDetail = z.infer<typeof RewardDetail>

export const Home = z.object({
  profile: Profile,
  account: AccountView,
  /** Null where the programme has no tiers. */
  tier: TierName.nullable(),
  checkIn: CheckInMonth,
  /** What sharing may still pay today; null where no daily cap limits it. */
  shareLeftToday: z.number().int().nullable(),
  canHave: z.array(RewardCard),
  nearly: z.array(RewardCard),
  /** Campaigns that run for the member or are coming for them. */
  campaigns: z.array(CampaignBanner),
  programmeName: z.string(),
  pointsWords: PointsWords,
  serverTime: Instant,
})
export type Home = z.infer<typeof Home>

export const FlashList = z.object({
  items: z.array(z.object({ reward: RewardCard, isReminded: z.boolean() })),
  available: z.number().int(),
  serverTime: Instant,
})
export type FlashList = z.infer<typeof FlashList>

export const mallApi = {
  home: endpoint({
    method: 'GET',
    path: '/home',
    who: 'member',
    summary: 'What the first screen shows: points, check-in, what the member can have now and nearly.',
    input: z.strictObject({}),
    reply: Home,
    refusals: [],
  }),
  listRewards: endpoint({
    method: 'GET',
    path: '/rewards',
    who: 'member',
    summary: 'The mall, with what the member lacks for each reward.',
    input: z.strictObject({
      ...pageInput,
      category: z.enum(categories).optional(),
      sort: z.enum(['recommended', 'newest', 'cheapest', 'dearest']).default('recommended'),
      affordable: z.stringbool().default(false).describe('only what the member can have now'),
    }),
    reply: pageOf(RewardCard).extend({ available: z.number().int() }),
    refusals: [],
  }),
  reward: endpoint({
    method: 'GET',
    path: '/rewards/{rewardId}',
    who: 'member',
    summary: 'One reward, what is still missing and how to earn it.',
    input: z.strictObject({ rewardId: RewardId }),
    reply: RewardDetail,
    refusals: ['reward_not_found'],
  }),
  listFlash: endpoint({
    method: 'GET',
    path: '/flash',
    who: 'member',
    summary: 'Flash exchanges that are live or coming, live ones first.',
    input: z.strictObject({}),
    reply: FlashList,
    refusals: [],
  }),
}
