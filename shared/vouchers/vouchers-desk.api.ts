import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { MemberId, StaffId } from '../api/ids'
import { pageInput, pageOf } from '../api/page'
import { BusinessDay } from '../time/day'
import { Deed, vouchersApi, VoucherView } from './vouchers.api'

/** Vouchers as those see them who answer questions at a desk. */
export const vouchersDeskApi = {
  memberVouchers: endpoint({
    method: 'GET',
    path: '/members/{memberId}/vouchers',
    who: 'marketer',
    summary: 'The vouchers of a member, newest first, without their codes.',
    input: vouchersApi.listVouchers.input.extend({ memberId: MemberId }),
    reply: pageOf(VoucherView),
    refusals: ['account_closed'],
  }),
  redemptionsOf: endpoint({
    method: 'GET',
    path: '/staff/{staffId}/deeds',
    who: 'marketer',
    summary: 'What a clerk redeemed and recorded on a business day, newest first; today where none is named. Deeds are found by their clerk only.',
    input: z.strictObject({ staffId: StaffId, day: BusinessDay.optional(), ...pageInput }),
    reply: pageOf(Deed),
    refusals: [],
  }),
}
