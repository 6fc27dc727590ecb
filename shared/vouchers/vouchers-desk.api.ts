import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId, RewardId, StaffId } from '../api/ids'
import { pageInput, pageOf, sortedInput, sortOrders } from '../api/page'
import { BusinessDay, Instant } from '../time/day'
import { voucherStates } from './voucher'
import { Deed, vouchersApi, VoucherView } from './vouchers.api'

const CODE_CHARS_MAX = 100

/** A voucher as a desk sees it: whose it is, and who redeemed it. */
export const DeskVoucher = VoucherView.extend({
  memberId: MemberId,
  cardNo: z.string(),
  isFlash: z.boolean().describe('its unit came from a flash exchange'),
  endedAt: Instant.nullable().describe('when it was cancelled, or its lapse was written down'),
  redeemed: VoucherView.shape.redeemed.unwrap().extend({ staffId: StaffId, clerkName: z.string() }).nullable(),
})
export type DeskVoucher = z.infer<typeof DeskVoucher>

/** Vouchers as those see them who answer questions at a desk. */
export const vouchersDeskApi = {
  findVouchers: endpoint({
    method: 'POST',
    path: '/mall/vouchers/searches',
    who: 'marketer',
    summary: 'The voucher behind a code, typed or scanned, however old; or the vouchers of a member by when they were exchanged; or, without either, those of all members, a few whole members a page in no order, so that `order` says nothing and is refused, and a page may be short or long, and even empty while `next` goes on. POST, so that no code stands in an address.',
    input: z.strictObject({
      code: z.string().trim().min(1).max(CODE_CHARS_MAX).optional(),
      memberId: MemberId.optional(),
      cardNo: z.string().trim().toUpperCase().regex(/^[0-9A-HJKMNP-TV-Z]{6,20}$/, 'letters and digits of the card').optional(),
      state: z.enum(voucherStates).optional(),
      rewardId: RewardId.optional(),
      ...pageInput,
      order: z.enum(sortOrders).optional(),
    }),
    reply: pageOf(DeskVoucher),
    refusals: ['code_unreadable', 'invalid_input'],
  }),
  memberVouchers: endpoint({
    method: 'GET',
    path: '/members/{memberId}/vouchers',
    who: 'marketer',
    summary: 'The vouchers of a member by when they were exchanged, without their codes.',
    input: vouchersApi.listVouchers.input.extend({ memberId: MemberId, ...sortedInput('newest') }),
    reply: pageOf(VoucherView),
    refusals: ['account_closed'],
  }),
  redemptionsOf: endpoint({
    method: 'GET',
    path: '/staff/{staffId}/deeds',
    who: 'marketer',
    summary: 'What a clerk redeemed and recorded on a business day; today where none is named. Deeds are found by their clerk only.',
    input: z.strictObject({ staffId: StaffId, day: BusinessDay.optional(), ...sortedInput('newest') }),
    reply: pageOf(Deed),
    refusals: [],
  }),
}
