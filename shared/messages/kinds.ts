/** Everything the programme tells a member by itself. The stored names never change. */
export const messageKinds = ['points_received', 'points_returned', 'points_adjusted', 'points_expiring', 'tier_changed', 'tier_warning', 'voucher_expiring', 'campaign_starting'] as const
export type MessageKind = (typeof messageKinds)[number]

/** Why points were received. */
export const receivedWhys = ['order', 'referral', 'share', 'grant', 'birthday', 'anniversary', 'review', 'tier', 'event', 'approved'] as const
export type ReceivedWhy = (typeof receivedWhys)[number]
