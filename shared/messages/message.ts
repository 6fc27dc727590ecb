import * as z from 'zod'
import { BusinessDay, Instant } from '../time/day'
import { receivedWhys } from './kinds'

const points = z.number().int().min(1)
const named = { zh: z.string(), en: z.string() }

/** What a message says, as numbers and names; sentences are made of it where it is read. Never personal data. */
export const Message = z.discriminatedUnion('kind', [
  /** `usableFrom` where they are pending yet; `expiresOn` of the soonest to lapse. */
  z.object({ kind: z.literal('points_received'), why: z.enum(receivedWhys), points, usableFrom: BusinessDay.optional(), expiresOn: z.string().optional() }),
  /** Given back for a voucher that lapsed unused. */
  z.object({ kind: z.literal('points_returned'), points, ...named }),
  /** Corrected by hand: added, or, where negative, taken back; `text` is what staff say of it. */
  z.object({ kind: z.literal('points_adjusted'), points: z.number().int(), text: z.string() }),
  /** `on` is the last day they are good. */
  z.object({ kind: z.literal('points_expiring'), points, on: BusinessDay }),
  z.object({ kind: z.literal('tier_changed'), way: z.enum(['up', 'down']), ...named }),
  /** The tier is kept to the end of `until` unless `missing` growth comes. */
  z.object({ kind: z.literal('tier_warning'), missing: z.number().int().min(0), until: BusinessDay, ...named }),
  z.object({ kind: z.literal('voucher_expiring'), voucherId: z.string(), on: BusinessDay, ...named }),
  z.object({ kind: z.literal('campaign_starting'), campaignId: z.string(), startsAt: Instant, rewardId: z.string().optional(), ...named }),
])
export type Message = z.infer<typeof Message>

/** A message and what caused it. One cause is told once, ever. */
export interface Told {
  /** Letters, digits, `.`, `-` and `_`. */
  readonly cause: string
  readonly message: Message
  /** When it is no longer worth sending to a phone; the inbox keeps it. Milliseconds since 1970. */
  readonly until?: number
}

/** The page that a message leads to, with its query. */
export function pageOf(message: Message): { readonly page: string; readonly query: Readonly<Record<string, string>> } {
  switch (message.kind) {
    case 'points_received':
    case 'points_returned':
    case 'points_adjusted':
      return { page: 'pages/points', query: {} }
    case 'points_expiring':
      return { page: 'pages/mall', query: {} }
    case 'tier_changed':
    case 'tier_warning':
      return { page: 'pages/tier', query: {} }
    case 'voucher_expiring':
      return { page: 'pages/voucher', query: { voucherId: message.voucherId } }
    case 'campaign_starting':
      return message.rewardId === undefined ? { page: 'pages/campaign', query: { id: message.campaignId } } : { page: 'pages/reward', query: { rewardId: message.rewardId } }
  }
}
