import * as z from 'zod'
import { CampaignId, RewardId, StoreId } from '../api/ids'
import { eventTypes } from '../events/event'
import { Instant } from '../time/day'
import { Caps } from '../points/caps'

const Name = z.strictObject({ zh: z.string().min(1).max(30), en: z.string().min(1).max(60) })
const Description = z.strictObject({ zh: z.string().max(500), en: z.string().max(1_000) })
const POINTS_MAX = 1_000_000_000
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time such as 09:30')

/** When within its window a campaign is live, by the calendar of the programme. Each kind given must hold. */
const Recurrence = z.strictObject({
  /** 1 is Monday, 7 is Sunday. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
  /** Half-open; one that ends before it begins goes on past midnight and belongs to the day it begins on. */
  hours: z.array(z.strictObject({ from: Clock, to: Clock })).min(1).max(6).optional(),
  /** Days of the month; −1 is the last. */
  monthDays: z.array(z.number().int().min(-1).max(31).refine((day) => day !== 0)).min(1).max(31).optional(),
  /** Only in the month of the member's birthday. */
  birthdayMonth: z.boolean().optional(),
})
export type Recurrence = z.output<typeof Recurrence>

/** Whom a campaign is for. */
export type Audience =
  | { type: 'everyone' }
  | { type: 'tier'; tiers: string[] }
  | { type: 'newcomer'; days: number }
  | { type: 'first_purchase' }
  | { type: 'sleeping'; days: number }
  | { type: 'list'; list: string }
  | { type: 'store'; stores: StoreId[] }
  | { type: 'and'; of: Audience[] }
  | { type: 'or'; of: Audience[] }
  | { type: 'not'; of: Audience }

export const AUDIENCE_DEPTH_MAX = 5
export const Audience: z.ZodType<Audience> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('everyone') }),
    z.strictObject({ type: z.literal('tier'), tiers: z.array(z.string().min(1).max(20)).min(1).max(10) }),
    z.strictObject({ type: z.literal('newcomer'), days: z.number().int().min(1).max(366) }).describe('joined at most so many days ago'),
    z.strictObject({ type: z.literal('first_purchase') }).describe('has not bought yet'),
    z.strictObject({ type: z.literal('sleeping'), days: z.number().int().min(1).max(1_000) }).describe('has bought before, but not for so many days'),
    z.strictObject({ type: z.literal('list'), list: z.string().regex(/^[\w.-]{1,40}$/) }),
    z.strictObject({ type: z.literal('store'), stores: z.array(StoreId).min(1).max(200) }).describe('buys in one of these stores'),
    z.strictObject({ type: z.literal('and'), of: z.array(Audience).min(1).max(10) }),
    z.strictObject({ type: z.literal('or'), of: z.array(Audience).min(1).max(10) }),
    z.strictObject({ type: z.literal('not'), of: Audience }),
  ]),
)

const events = z.array(z.enum(eventTypes)).min(1).default(['order_paid'])

/** What a campaign gives. */
export const Effect = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('multiplier'), percent: z.number().int().min(101).max(2_000), events, categories: z.array(z.string().min(1).max(40)).max(50).optional() }).describe('200 pays the base once more'),
  z.strictObject({ type: z.literal('bonus'), points: z.number().int().min(1).max(1_000_000), events, minimumFen: z.number().int().min(0).max(100_000_000).default(0) }),
  z.strictObject({ type: z.literal('reward_price'), rewardId: RewardId, pricePoints: z.number().int().min(1).max(10_000_000) }),
  z.strictObject({ type: z.literal('flash'), rewardId: RewardId, pricePoints: z.number().int().min(1).max(10_000_000), stock: z.number().int().min(1).max(1_000_000), limitPerMember: z.number().int().min(1).max(1_000).optional() }).describe('stock of its own, beside that of the reward'),
  z.strictObject({ type: z.literal('cap_lifted'), ruleIds: z.array(z.string().min(1).max(40)).min(1).max(20) }).describe('the caps of these rules do not cut'),
])
export type Effect = z.output<typeof Effect>

const Variant = z.strictObject({ name: z.string().regex(/^[a-z0-9]{1,12}$/), weight: z.number().int().min(1).max(100), effect: Effect })

/** What a marketer writes of a campaign. */
export const CampaignTerms = z.strictObject({
  name: Name,
  description: Description,
  startsAt: Instant,
  endsAt: Instant,
  recurrence: Recurrence.optional(),
  audience: Audience.default({ type: 'everyone' }),
  effect: Effect,
  /** Other effects for parts of the audience, by weight; `effect` itself is variant `a` with weight 100 where none is given. */
  variants: z.array(Variant).max(4).default([]),
  /** So many of a hundred members see nothing of it, for comparison. */
  holdOutPercent: z.number().int().min(0).max(90).default(0),
  /** Campaigns of one group are told apart by its mode; groups add up. */
  stacking: z.strictObject({ group: z.string().regex(/^[a-z0-9-]{1,20}$/), mode: z.enum(['best', 'all', 'first']) }).default({ group: 'main', mode: 'best' }),
  /** The higher first; equal ones by id. */
  priority: z.number().int().min(0).max(1_000).default(0),
  /** Per member. */
  caps: Caps.optional(),
  /** What it may give in all. `atEnd`: what an order gets that the budget no longer covers whole. */
  budget: z
    .strictObject({
      points: z.number().int().min(1).max(POINTS_MAX).optional(),
      fen: z.number().int().min(1).max(POINTS_MAX).optional(),
      atEnd: z.enum(['nothing', 'rest']).default('rest'),
      shards: z.number().int().min(1).max(10).default(1),
    })
    .refine((budget) => budget.points !== undefined || budget.fen !== undefined, 'points, money, or both')
    .optional(),
})
export type CampaignTerms = z.output<typeof CampaignTerms>

/** What people decide about a campaign; time decides the rest. */
export const campaignStates = ['draft', 'launched', 'paused', 'ended', 'cancelled'] as const

export const Campaign = CampaignTerms.extend({
  id: CampaignId,
  state: z.enum(campaignStates),
  revision: z.number().int().min(1),
  /** Points the budget began with: the smaller of points, and money at the programme's cost of a point when it was launched. */
  budgetPoints: z.number().int().optional(),
  launchedAt: Instant.optional(),
  endedAt: Instant.optional(),
})
export type Campaign = z.output<typeof Campaign>

/** What everybody sees of a campaign at an instant. */
export const campaignStages = ['draft', 'scheduled', 'running', 'paused', 'ended', 'cancelled'] as const
export type CampaignStage = (typeof campaignStages)[number]

export function stageOf(campaign: Pick<Campaign, 'state' | 'startsAt' | 'endsAt'>, now: number): CampaignStage {
  if (campaign.state !== 'launched' && campaign.state !== 'paused') return campaign.state
  if (now >= parsed(campaign.endsAt)) return 'ended'
  if (campaign.state === 'paused') return 'paused'
  return now < parsed(campaign.startsAt) ? 'scheduled' : 'running'
}

const INSTANTS_KEPT = 5_000
const instants = new Map<string, number>()

/** Every payment asks every campaign when it begins and ends: each instant is read once. */
function parsed(instant: string): number {
  const known = instants.get(instant)
  if (known !== undefined) return known
  if (instants.size >= INSTANTS_KEPT) instants.clear()
  const at = Date.parse(instant)
  instants.set(instant, at)
  return at
}

export const hasBudget = (campaign: Pick<Campaign, 'budget'>): boolean => campaign.budget !== undefined
