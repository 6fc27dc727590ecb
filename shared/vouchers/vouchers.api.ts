import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { OperationId, RewardId, StoreId, VoucherId } from '../api/ids'
import { pageInput, pageOf } from '../api/page'
import { pictureNames } from '../mall/reward'
import { AccountView } from '../points/points.api'
import { Store } from '../stores/stores.api'
import { Instant } from '../time/day'
import { voucherStates } from './voucher'

const CODE_CHARS_MAX = 100
const Text = z.object({ zh: z.string(), en: z.string() })

export const VoucherView = z.object({
  id: VoucherId,
  rewardId: RewardId,
  title: Text,
  picture: z.enum(pictureNames),
  pricePoints: z.number().int(),
  state: z.enum(voucherStates),
  exchangedAt: Instant,
  expiresAt: Instant,
  stores: z.array(Store).describe('where it can be redeemed'),
  refundOnExpiry: z.boolean(),
  redeemed: z.object({ at: Instant, storeName: z.string() }).nullable(),
})
export type VoucherView = z.infer<typeof VoucherView>

/** With what the phone needs to draw the changing code by itself; null once the voucher has ended. */
export const VoucherDetail = VoucherView.extend({
  code: z.object({ cardNo: z.string(), handle: z.string(), key: z.string(), typed: z.string() }).nullable(),
})
export type VoucherDetail = z.infer<typeof VoucherDetail>

const Member = z.object({ nicknameMasked: z.string(), phoneMasked: z.string().nullable(), cardNo: z.string() })

/** What a scan shows the clerk. `ticket` stands for the scan in the call that follows; `refusal` says why it cannot be redeemed. */
export const Look = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('voucher'),
    ticket: z.string(),
    title: Text,
    picture: z.enum(pictureNames),
    expiresAt: Instant,
    member: Member,
    refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  }),
  z.object({ type: z.literal('member'), ticket: z.string(), member: Member }),
])
export type Look = z.infer<typeof Look>

export const Deed = z.discriminatedUnion('type', [
  z.object({ type: z.literal('redemption'), at: Instant, storeName: z.string(), title: Text, cardNo: z.string() }),
  z.object({ type: z.literal('purchase'), at: Instant, storeName: z.string(), amountFen: z.number().int(), points: z.number().int(), cardNo: z.string() }),
])
export type Deed = z.infer<typeof Deed>

export const vouchersApi = {
  exchange: endpoint({
    method: 'POST',
    path: '/vouchers',
    who: 'member',
    summary: 'Exchanges points for a voucher. The id is the caller’s and becomes the voucher’s; `pricePoints` is the price the page showed.',
    input: z.strictObject({ id: VoucherId, rewardId: RewardId, pricePoints: z.number().int().min(1) }),
    reply: z.object({ voucher: VoucherDetail, account: AccountView, replayed: z.boolean() }),
    refusals: ['reward_not_found', 'reward_not_open', 'reward_closed', 'sold_out', 'member_limit_reached', 'tier_needed', 'price_changed', 'flash_sold_out', 'flash_over', 'flash_limit_reached', 'points_short', 'exchange_lapsed', 'idempotency_conflict', 'member_frozen', 'exchange_in_doubt'],
  }),
  listVouchers: endpoint({
    method: 'GET',
    path: '/vouchers',
    who: 'member',
    summary: "The member's vouchers, newest first.",
    input: z.strictObject({ ...pageInput, state: z.enum(['usable', 'ended']).optional() }),
    reply: pageOf(VoucherView),
    refusals: [],
  }),
  voucher: endpoint({
    method: 'GET',
    path: '/vouchers/{voucherId}',
    who: 'member',
    summary: 'One voucher, with the key for its changing code.',
    input: z.strictObject({ voucherId: VoucherId }),
    reply: VoucherDetail,
    refusals: ['voucher_not_found'],
  }),
  cancelVoucher: endpoint({
    method: 'POST',
    path: '/vouchers/{voucherId}/cancellation',
    who: 'member',
    summary: 'Cancels a voucher: points go back into the lots they came from, the unit of stock goes back to the mall.',
    input: z.strictObject({ voucherId: VoucherId, id: OperationId }),
    reply: z.object({ voucher: VoucherDetail, account: AccountView, replayed: z.boolean() }),
    refusals: ['voucher_not_found', 'voucher_redeemed', 'voucher_expired', 'voucher_cancelled'],
  }),
  look: endpoint({
    method: 'POST',
    path: '/clerk/looks',
    who: 'clerk',
    summary: 'What a scanned or typed code is, and whether it can be redeemed in this store. Changes nothing.',
    input: z.strictObject({ code: z.string().min(1).max(CODE_CHARS_MAX), storeId: StoreId }),
    reply: Look,
    refusals: ['code_unreadable', 'code_outdated', 'voucher_not_found', 'member_not_found', 'store_not_yours', 'staff_removed'],
  }),
  redeem: endpoint({
    method: 'POST',
    path: '/clerk/redemptions',
    who: 'clerk',
    summary: 'Redeems the voucher that was looked at, once.',
    input: z.strictObject({ id: OperationId, ticket: z.string().min(1).max(400), storeId: StoreId }),
    reply: z.object({ title: Text, picture: z.enum(pictureNames), redeemedAt: Instant, storeName: z.string(), clerkName: z.string(), replayed: z.boolean() }),
    refusals: ['voucher_not_found', 'voucher_redeemed', 'voucher_expired', 'voucher_cancelled', 'voucher_other_store', 'code_outdated', 'store_not_yours', 'staff_removed'],
  }),
  today: endpoint({
    method: 'GET',
    path: '/clerk/today',
    who: 'clerk',
    summary: 'What this clerk did on a business day, newest first.',
    input: z.strictObject({ ...pageInput }),
    reply: pageOf(Deed),
    refusals: ['staff_removed'],
  }),
}
