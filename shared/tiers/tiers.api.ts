import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId, OperationId } from '../api/ids'
import { pageInput, pageOf } from '../api/page'
import { BusinessDay, BusinessMonth, Instant } from '../time/day'
import { changeReasons, TierName } from './name'

const REASON_CHARS_MAX = 60

const Level = TierName.extend({
  min: z.number().int(),
  neverDowngrade: z.boolean(),
  earnPercent: z.number().int(),
  pricePercent: z.number().int(),
  giftPoints: z.number().int(),
  birthdayPoints: z.number().int(),
})

export const TierStanding = z.object({
  today: BusinessDay,
  tier: TierName,
  since: BusinessDay.nullable(),
  until: z.union([BusinessDay, z.literal('never')]).describe('the last day it is valid, before any days of grace'),
  isManual: z.boolean(),
  growth: z.number().int().describe('in the window that holds today'),
  window: z.object({ from: BusinessMonth, to: BusinessMonth }),
  next: z.object({ tier: TierName, min: z.number().int(), missing: z.number().int(), by: BusinessDay.nullable() }).nullable(),
  keep: z.object({ growth: z.number().int(), min: z.number().int(), missing: z.number().int(), by: BusinessDay }).nullable().describe('what keeps the tier beyond its validity'),
  falls: z.object({ on: BusinessDay, to: TierName, missing: z.number().int() }).nullable().describe('what comes if nothing more is earned'),
  levels: z.array(Level),
  /** How growth is counted and tiers are kept, as the terms in force say. */
  terms: z.object({
    measure: z.enum(['points', 'money', 'events']),
    fenPerGrowth: z.number().int().nullable(),
    window: z.enum(['rolling', 'calendar_year', 'membership_year']),
    windowMonths: z.number().int().nullable(),
    upgrade: z.enum(['at_once', 'period_end']),
    validMonths: z.number().int(),
    downgrade: z.enum(['none', 'one_level', 'reassess']),
    graceDays: z.number().int(),
  }),
})
export type TierStanding = z.infer<typeof TierStanding>

export const TierEvent = z.object({
  number: z.number().int(),
  at: Instant,
  day: BusinessDay,
  from: TierName,
  to: TierName,
  until: z.union([BusinessDay, z.literal('never')]),
  why: z.enum(changeReasons),
  reason: z.string().nullable().describe('in the words of the staff member who changed it'),
})
export type TierEvent = z.infer<typeof TierEvent>

const Changed = z.object({ tier: TierName, since: BusinessDay, until: z.union([BusinessDay, z.literal('never')]), replayed: z.boolean() })
const Reason = z.string().trim().min(1).max(REASON_CHARS_MAX).describe('shown to the member; nothing personal')

export const tiersApi = {
  myTier: endpoint({
    method: 'GET',
    path: '/me/tier',
    who: 'member',
    summary: 'The tier of the member, what reaches the next, what keeps it, and what every tier brings.',
    input: z.strictObject({}),
    reply: TierStanding,
    refusals: ['account_closed', 'no_tiers'],
  }),
  tierHistory: endpoint({
    method: 'GET',
    path: '/me/tier/history',
    who: 'member',
    summary: 'Every change of the tier with its reason, newest first.',
    input: z.strictObject(pageInput),
    reply: pageOf(TierEvent),
    refusals: ['account_closed', 'no_tiers', 'invalid_input'],
  }),
  giveTier: endpoint({
    method: 'POST',
    path: '/members/{memberId}/tier',
    who: 'marketer',
    summary: 'Gives a tier by hand, with a reason and an end; the member’s own goes on beneath it.',
    input: z.strictObject({ id: OperationId, memberId: MemberId, tier: z.string().max(20), until: z.union([BusinessDay, z.literal('never')]), reason: Reason }),
    reply: Changed,
    refusals: ['account_closed', 'idempotency_conflict', 'invalid_input', 'member_merged', 'member_not_found', 'no_tiers', 'tier_unknown'],
  }),
  liftTier: endpoint({
    method: 'POST',
    path: '/members/{memberId}/tier/lift',
    who: 'marketer',
    summary: 'Ends a tier given by hand; the member has their own again.',
    input: z.strictObject({ id: OperationId, memberId: MemberId, reason: Reason }),
    reply: Changed,
    refusals: ['account_closed', 'idempotency_conflict', 'member_merged', 'member_not_found', 'no_tiers', 'tier_not_by_hand'],
  }),
}
