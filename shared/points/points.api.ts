import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { pageInput, pageOf } from '../api/page'
import { BusinessDay, Instant } from '../time/day'
import { entryTypes, partKinds, sourceKinds } from './entry'

export const AccountView = z.object({
  available: z.number().int(),
  /** On their way, those that wait for a person included. */
  pending: z.number().int(),
  /** Of the pending ones, those that wait for a person to look at them. */
  inReview: z.number().int(),
  held: z.number().int(),
  debt: z.number().int(),
  today: BusinessDay,
  /** Available points by the last day they are good for, soonest first; `never` last. */
  lots: z.array(z.object({ expiresOn: z.string(), points: z.number().int() })),
  /** Pending points by the day they become usable. */
  arriving: z.array(z.object({ usableFrom: BusinessDay, points: z.number().int() })),
})
export type AccountView = z.infer<typeof AccountView>

export const EntryView = z.object({
  number: z.number().int(),
  type: z.enum(entryTypes),
  /** Signed change of the total; 0 where points only changed place, as when pending ones become available. */
  points: z.number().int(),
  at: Instant,
  day: BusinessDay,
  source: z.object({ kind: z.enum(sourceKinds), id: z.string() }),
  /** Points that became available (or will) and until when they are good. */
  lots: z.array(z.object({ place: z.enum(['available', 'pending', 'held']), points: z.number().int(), expiresOn: z.string(), usableFrom: BusinessDay.optional() })),
  debt: z.number().int(),
  available: z.number().int(),
  /** The kind of rule that paid, its title, and the version of the terms. */
  paidBy: z.object({ rule: z.string(), version: z.number().int(), title: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
  /** What an earn is made of; the parts add up to its points. `name`: what the rule, tier or campaign is called, where the reply tells it. */
  parts: z.array(z.object({ by: z.enum(partKinds), id: z.string(), points: z.number().int(), name: z.object({ zh: z.string(), en: z.string() }).nullable() })),
  cappedBy: z.array(z.object({ cap: z.string(), by: z.string(), cutPoints: z.number().int() })),
  /** Why the points wait, or waited, for a person to look at them. */
  review: z.array(z.string()),
  /** What became of that; `null` where nobody had doubts. */
  reviewState: z.enum(['open', 'released', 'reversed', 'void']).nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type EntryView = z.infer<typeof EntryView>

export const pointsApi = {
  account: endpoint({
    method: 'GET',
    path: '/me/account',
    who: 'member',
    summary: "The member's points now: available, pending, held, and what expires when.",
    input: z.strictObject({}),
    reply: AccountView,
    refusals: [],
  }),
  entries: endpoint({
    method: 'GET',
    path: '/me/entries',
    who: 'member',
    summary: 'Every change of the points, newest first.',
    input: z.strictObject({ ...pageInput, direction: z.enum(['in', 'out']).optional() }),
    reply: pageOf(EntryView),
    refusals: [],
  }),
}
