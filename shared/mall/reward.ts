import * as z from 'zod'
import { RewardId, StoreId } from '../api/ids'
import { Instant } from '../time/day'
import { Photo } from './photo'

export const pictureNames = ['coffee', 'cake', 'tote', 'mug', 'movie', 'umbrella', 'plant', 'gift', 'coupon', 'book', 'thermos', 'cookies'] as const
export const categories = ['drinks', 'food', 'goods', 'tickets', 'coupons'] as const

/** Why a price is what it is; of equal prices the earlier one, which spares the stock of the later. */
export const priceReasons = ['full', 'tier', 'campaign', 'flash'] as const
export type PriceReason = (typeof priceReasons)[number]

/** What everybody sees of a flash exchange. */
export const flashStates = ['coming', 'live', 'sold_out', 'over'] as const
export type FlashState = (typeof flashStates)[number]

export const STOCK_SHARDS_MAX = 10
const PRICE_POINTS_MAX = 10_000_000

/** Where a reward stands: being prepared, exchanged, shown as over, or taken away. Members see those that are open or closed. */
export const shelfStates = ['draft', 'open', 'closed', 'withdrawn'] as const
export type ShelfState = (typeof shelfStates)[number]

/** The terms of a reward, as the marketer wrote them. */
export const RewardTerms = z.strictObject({
  title: z.strictObject({ zh: z.string().min(1).max(30), en: z.string().min(1).max(60) }),
  description: z.strictObject({ zh: z.string().max(500), en: z.string().max(1_000) }),
  /** The drawing that stands for it where no photo is, or none can be loaded. */
  picture: z.enum(pictureNames),
  photo: Photo.optional(),
  category: z.enum(categories),
  pricePoints: z.number().int().min(1).max(PRICE_POINTS_MAX),
  limitPerMember: z.number().int().min(1).max(1_000).optional(),
  opensAt: Instant.optional(),
  closesAt: Instant.optional(),
  /** A voucher is good to the end of the nth day after its exchange. */
  voucherDays: z.number().int().min(0).max(730),
  refundOnExpiry: z.boolean().describe('whether a voucher that lapses gives its points back'),
  stores: z.array(StoreId).max(200).describe('where it can be redeemed; empty means everywhere'),
  /** Ids of the tiers that may exchange it; without, all may. */
  tiers: z.array(z.string().min(1).max(20)).min(1).max(10).optional(),
})
export type RewardTerms = z.output<typeof RewardTerms>

/** Over how many shards a stock is spread; it never changes. */
export const StockShards = z.number().int().min(1).max(STOCK_SHARDS_MAX)

/** A reward of the mall. `createdAs` tells a creation that is sent again from another one under the same id. */
export const Reward = RewardTerms.extend({
  id: RewardId,
  shelf: z.enum(shelfStates).default('open'),
  /** Compared on every change. */
  revision: z.number().int().min(1).default(1),
  stockShards: StockShards,
  createdAt: Instant,
  createdAs: z.string().optional(),
})
export type Reward = z.output<typeof Reward>

/** Whether members see a reward at all. */
export const isOnShelf = ({ shelf }: Pick<Reward, 'shelf'>): boolean => shelf === 'open' || shelf === 'closed'

/** The state of a reward for everyone, by its shelf, window and stock. */
export function availabilityOf(reward: Reward, stockLeft: number, now: number): 'coming' | 'open' | 'sold_out' | 'closed' {
  if (reward.shelf !== 'open') return 'closed'
  if (reward.opensAt !== undefined && now < Date.parse(reward.opensAt)) return 'coming'
  if (reward.closesAt !== undefined && now >= Date.parse(reward.closesAt)) return 'closed'
  return stockLeft > 0 ? 'open' : 'sold_out'
}
