import type { CampaignId, MemberId, RewardId, StaffId, StoreId, VoucherId } from '../api/ids'
import type { Move } from '../points/entry'

export const voucherStates = ['issued', 'redeemed', 'cancelled', 'expired'] as const
export type VoucherState = (typeof voucherStates)[number]

/** What a member holds for points; a copy of the reward's terms at the exchange, so later edits change nothing. */
export interface Voucher {
  readonly id: VoucherId
  readonly memberId: MemberId
  readonly cardNo: string
  readonly rewardId: RewardId
  readonly title: { readonly zh: string; readonly en: string }
  readonly picture: string
  readonly pricePoints: number
  /** Where it can be redeemed; empty means everywhere. */
  readonly stores: readonly StoreId[]
  readonly refundOnExpiry: boolean
  readonly isLimited: boolean
  readonly state: VoucherState
  readonly exchangedAt: string
  /** The first instant at which it is no longer good. */
  readonly expiresAt: string
  /** What was taken from which lots. */
  readonly spent: readonly Move[]
  /** The flash exchange whose stock its unit came from; without, the reward's own. */
  readonly stockOf?: CampaignId
  readonly reservation: { readonly shard: number; readonly attempt: string }
  readonly redeemed?: Redeemed
  readonly endedAt?: string
}

export interface Redeemed {
  readonly at: string
  readonly operationId: string
  readonly staffId: StaffId
  readonly clerkName: string
  readonly storeId: StoreId
  readonly storeName: string
}

/** The pool of stock that a voucher's unit came from and goes back to. */
export const poolOf = (voucher: Pick<Voucher, 'rewardId' | 'stockOf'>): string => voucher.stockOf ?? voucher.rewardId

/** The state as of an instant, whether or not a job has written it down. */
export function stateAt(voucher: Pick<Voucher, 'state' | 'expiresAt'>, now: number): VoucherState {
  return voucher.state === 'issued' && now >= Date.parse(voucher.expiresAt) ? 'expired' : voucher.state
}
