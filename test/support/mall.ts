import { type ApiClient, freshId } from '../../scripts/support/in-process'
import { voucherCode } from '../../shared/vouchers/code'
import type { VoucherDetail } from '../../shared/vouchers/vouchers.api'
import { storeAt } from './counter'
import type { Stack } from './stack'

export interface Shopper {
  readonly personId: string
  readonly api: ApiClient
}

/** Somebody who has joined and so has 100 points, and `spentYuan` twice over from a purchase in the second store. */
export async function shopper(stack: Stack, nickname: string, spentYuan = 0): Promise<Shopper> {
  const { id: personId } = stack.newcomer(nickname)
  const api = await stack.member(personId)
  const { id: memberId } = await api.updateMe({ nickname })
  if (spentYuan > 0) await stack.till.reportOrderPaid({ orderNo: freshId('order'), member: { memberId }, amountFen: spentYuan * 100, storeId: storeAt(stack, 1).id })
  return { personId, api }
}

export function rewardNamed(stack: Stack, title: string): Stack['rewards'][number]['reward'] {
  const found = stack.rewards.find(({ reward }) => reward.title.zh === title)
  if (!found) throw new Error(`the shop has no ${title}`)
  return found.reward
}

/** The only voucher of a member. */
export async function onlyVoucher(api: ApiClient): Promise<VoucherDetail> {
  const { items } = await api.listVouchers({})
  const [voucher, second] = items
  if (!voucher || second) throw new Error(`the member has ${items.length} vouchers`)
  return api.voucher({ voucherId: voucher.id })
}

/** The codes a voucher may show around an instant: its own half minute and the one before. */
export function codesOf({ code }: VoucherDetail, now: number): readonly string[] {
  if (!code) throw new Error('the voucher has ended')
  return [now, now - 30_000].map((instant) => voucherCode(code.key, code.cardNo, code.handle, instant))
}

/** The clerk of the first store scans and redeems. */
export async function redeemAtCounter(stack: Stack, voucher: VoucherDetail): Promise<void> {
  const clerk = await stack.member('wang-fang')
  const storeId = storeAt(stack, 0).id
  const [code = ''] = codesOf(voucher, stack.now())
  const { ticket } = await clerk.look({ code, storeId })
  await clerk.redeem({ id: freshId('operation'), ticket, storeId })
}
