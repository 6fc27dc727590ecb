import { freshId } from '../../scripts/support/in-process'
import { MemberId } from '../../shared/api/ids'
import { type Shopper, shopper } from './mall'
import type { Stack } from './stack'

/** Somebody who has joined and spent so many yuan in all. */
export async function spender(stack: Stack, nickname: string, yuan: number): Promise<Shopper & { readonly memberId: MemberId }> {
  const one = await shopper(stack, nickname)
  const memberId = MemberId.parse((await one.api.me({})).id)
  if (yuan > 0) await stack.till.reportOrderPaid({ orderNo: freshId('order'), member: { memberId }, amountFen: yuan * 100 })
  return { ...one, memberId }
}

/** The owner gives a tier by hand. */
export async function giveGold(stack: Stack, memberId: MemberId, reason: string): Promise<void> {
  const owner = await stack.member('zhao-min')
  await owner.giveTier({ id: freshId('operation'), memberId, tier: 'gold', until: 'never', reason })
}
