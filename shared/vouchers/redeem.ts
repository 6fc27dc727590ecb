import type { StoreId } from '../api/ids'
import { Refusal } from '../api/refusal'
import type { Moment } from '../points/decide'
import { clockFace } from '../time/clock-face'
import { stateAt, type Voucher } from './voucher'

/** Why a voucher can no longer be used, in words to read out; undefined while it can. */
export function refusalOf(voucher: Voucher, moment: Moment): Refusal | undefined {
  const face = (at: string) => clockFace(at, moment.today, moment.timeZone)
  switch (stateAt(voucher, moment.now)) {
    case 'issued':
      return undefined
    case 'redeemed':
      return new Refusal('voucher_redeemed', {
        redeemedAt: face(voucher.redeemed?.at ?? ''),
        storeName: voucher.redeemed?.storeName ?? '',
        clerkName: voucher.redeemed?.clerkName ?? '',
      })
    case 'expired':
      return new Refusal('voucher_expired', { expiresAt: face(voucher.expiresAt) })
    case 'cancelled':
      return new Refusal('voucher_cancelled')
  }
}

/** Why a voucher cannot be redeemed in a store; `storeNames` are those where it can. */
export function redeemRefusal(voucher: Voucher, storeId: StoreId, storeNames: readonly string[], moment: Moment): Refusal | undefined {
  const ended = refusalOf(voucher, moment)
  if (ended !== undefined) return ended
  const isHere = voucher.stores.length === 0 || voucher.stores.includes(storeId)
  return isHere ? undefined : new Refusal('voucher_other_store', { storeNames: storeNames.join('、') })
}
