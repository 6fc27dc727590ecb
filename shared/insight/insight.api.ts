import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { CampaignId, RewardId, WebhookId } from '../api/ids'
import { BusinessDay, Instant } from '../time/day'
import { dimensions, figures, type FigureName, units } from './figures'

/** A question about figures reaches over so many days. */
export const FIGURE_DAYS_MAX = 400
/** A reward with so few units left, or with less than this share of what it began with, needs attention. */
export const STOCK_LOW_UNITS = 5
export const STOCK_LOW_PERCENT = 10
/** Today's figures come with those of so many days, today's last. */
export const RECENT_DAYS = 14

const isFigure = (name: string): name is FigureName => name in figures
export const figureNames = Object.keys(figures).filter(isFigure)

const Words = z.object({ zh: z.string(), en: z.string() })
const FigureOf = z.enum(figureNames)

const Difference = z.object({ difference: z.number(), low: z.number(), high: z.number() }).nullable().describe('with the bounds of its 95 % interval; null where there are too few members to say')

/** What the last check of everything that must always hold has found. */
const LastCheck = z.object({
  at: Instant.describe('when it was done'),
  breaches: z.number().int(),
  first: z.array(Words).describe('the first breaches, in words'),
  members: z.number().int(),
  entries: z.number().int(),
  moving: z.number().int().describe('stocks, budgets and sheets of figures that were in use, so that they could only be held against themselves'),
})
export type LastCheck = z.infer<typeof LastCheck>

export const insightApi = {
  figureDefinitions: endpoint({
    method: 'GET',
    path: '/insight/definitions',
    who: 'marketer',
    summary: 'What each figure means, its unit, and what it can be told by.',
    input: z.strictObject({}),
    reply: z.object({ items: z.array(z.object({ figure: FigureOf, unit: z.enum(units), kind: z.enum(['flow', 'level']), by: z.array(z.enum(dimensions)), title: Words, definition: Words })) }),
    refusals: [],
  }),
  insightToday: endpoint({
    method: 'GET',
    path: '/insight/today',
    who: 'marketer',
    summary: 'All figures of today as far as they have come, within seconds, and what needs attention.',
    input: z.strictObject({}),
    reply: z.object({
      day: BusinessDay,
      at: Instant,
      figures: z.array(z.object({ figure: FigureOf, unit: z.enum(units), value: z.number(), recent: z.array(z.number()).describe(`each of ${RECENT_DAYS} days, today last`) })),
      redemptionsByStore: z.array(z.object({ storeId: z.string(), value: z.number().int() })).describe('of today, the most first'),
      attention: z.object({
        lowStock: z.array(z.object({ rewardId: RewardId, title: Words, left: z.number().int(), initial: z.number().int() })),
        /** How many wait for a person; `hasMore` when only the first were counted. */
        reviews: z.object({ waiting: z.number().int(), hasMore: z.boolean() }),
        approvals: z.object({ waiting: z.number().int(), hasMore: z.boolean() }).describe('what waits for a second person'),
        /** Webhooks that do not take what they are sent, or are paused for it; not those that staff have paused. */
        webhooks: z.array(z.object({ webhookId: WebhookId, name: z.string(), state: z.enum(['failing', 'paused']), since: Instant })),
        /** The last check of the whole table; null when there never was one. */
        check: LastCheck.nullable(),
        checkIsOverdue: z.boolean().describe('nights have gone by without a check'),
      }),
    }),
    refusals: [],
  }),
  figures: endpoint({
    method: 'GET',
    path: '/insight/figures',
    who: 'marketer',
    summary: 'A figure day by day, of all together or by store, rule and so on.',
    input: z.strictObject({ figure: FigureOf, from: BusinessDay, to: BusinessDay.describe(`at most ${FIGURE_DAYS_MAX} days, both ends counted`), by: z.enum(dimensions).default('all') }),
    reply: z.object({
      figure: FigureOf,
      unit: z.enum(units),
      kind: z.enum(['flow', 'level']),
      by: z.enum(dimensions),
      days: z.array(BusinessDay),
      /** The largest total first. */
      series: z.array(z.object({ id: z.string().nullable(), values: z.array(z.number()), total: z.number() })),
    }),
    refusals: [],
  }),
  campaignResult: endpoint({
    method: 'GET',
    path: '/insight/campaigns/{campaignId}/result',
    who: 'marketer',
    summary: 'What a campaign has cost and brought: its arms against the hold-out, with the uncertainty of each difference.',
    input: z.strictObject({ campaignId: CampaignId }),
    reply: z.object({
      campaignId: CampaignId,
      costPoints: z.number().int(),
      costFen: z.number().int().describe('the cost of its points by the terms in force'),
      membersReached: z.number().int(),
      comparedWith: z.string().nullable(),
      arms: z.array(z.object({
        arm: z.string(), members: z.number().int(), purchases: z.number().int(), purchasesFen: z.number().int(), purchasesPerMember: z.number(), fenPerMember: z.number(),
        purchasesDifference: Difference, fenDifference: Difference,
      })),
      holdOut: z.object({ expectedShare: z.number(), share: z.number(), isPlausible: z.boolean().describe('no: the campaign has drawn members in or kept them away, and means per member do not tell its whole effect') }).nullable(),
    }),
    refusals: ['campaign_not_found'],
  }),
}
