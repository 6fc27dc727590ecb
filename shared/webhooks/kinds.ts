import type { EntryType } from '../points/entry'

/** What an entry of each type is called outside. */
export const entryKinds = {
  earn: 'points.earned',
  exchange: 'points.exchanged',
  make_up: 'points.made_up',
  settle: 'points.settled',
  expire: 'points.expired',
  reverse: 'points.reversed',
  refund: 'points.refunded',
  adjust: 'points.adjusted',
  hold: 'points.held',
  release: 'points.released',
  cash_off: 'points.cashed_off',
  approve: 'points.approved',
  tier: 'tier.changed',
  merge_out: 'points.merged_away',
  merge_in: 'points.merged',
} as const satisfies Record<EntryType, string>

/** Everything that a webhook can be told of. */
export const webhookKinds = [
  ...Object.values(entryKinds),
  'voucher.exchanged', 'voucher.redeemed', 'voucher.cancelled', 'voucher.expired',
  'member.joined', 'member.erased',
  'campaign.launched', 'campaign.paused', 'campaign.resumed', 'campaign.ended',
] as const
export type WebhookKind = (typeof webhookKinds)[number]

/** What only the owner's own try sends. */
export const TEST_KIND = 'webhook.test'
export type DeliveryKind = WebhookKind | typeof TEST_KIND
