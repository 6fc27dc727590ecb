import type { BusinessDay } from '../time/day'

/** Everything a member can do that may earn. The stored names never change. */
export const eventTypes = [
  'signed_up', 'profile_completed', 'checked_in', 'order_paid', 'share_opened', 'friend_purchased', 'review_published', 'birthday', 'anniversary', 'custom', 'granted',
] as const
export type EventType = (typeof eventTypes)[number]

/** One line of an order. `amountFen` is for all its pieces, before anything that was paid with points. */
export interface OrderItem {
  readonly product: string
  readonly category?: string | undefined
  readonly quantity: number
  readonly amountFen: number
}

/** A paid order as rules see it. `amountFen` is what was paid in money, so the part paid with points never earns. */
export interface OrderEvent {
  readonly type: 'order_paid'
  readonly amountFen: number
  readonly storeId?: string | undefined
  readonly items?: readonly OrderItem[] | undefined
  /** The member's first order that has not been refunded in full. */
  readonly isFirst: boolean
  /** Whether the member came by somebody's invitation. */
  readonly wasInvited: boolean
}

/** What a member did. */
export type Event =
  | OrderEvent
  | { readonly type: 'signed_up' }
  | { readonly type: 'profile_completed' }
  | { readonly type: 'checked_in'; readonly streak: number }
  | { readonly type: 'share_opened' }
  | { readonly type: 'friend_purchased'; readonly amountFen: number }
  | { readonly type: 'review_published'; readonly words: number; readonly pictures: number }
  | { readonly type: 'birthday' }
  | { readonly type: 'anniversary'; readonly years: number }
  | { readonly type: 'custom'; readonly name: string; readonly count: number; readonly amountFen: number }
  | { readonly type: 'granted'; readonly points: number }

/** When something happened: the instant, and what the calendar of the programme says of it. */
export interface When {
  readonly at: number
  readonly day: BusinessDay
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
}
