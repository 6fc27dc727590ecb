import { type Moment, instant } from '../../shared/points/decide'
import { handleOf } from '../../shared/vouchers/code'
import type { Redeemed, Voucher } from '../../shared/vouchers/voucher'
import { Refusal } from '../../shared/api/refusal'
import { deeds, keys } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import type { Write } from '../database/write'

/** A key that an abandoned exchange can no longer take: its unit of stock has gone back. */
export interface VoidItem {
  readonly type: 'void'
}

export const voucherKey = (voucher: Pick<Voucher, 'memberId' | 'id'>) => keys.voucher(voucher.memberId, handleOf(voucher.id))

export const isVoid = (item: Item): boolean => item['type'] === 'void'

export const voucherOf = (item: Item): Voucher => stored<Voucher>(item)

/** A voucher that has lapsed. Its unit of stock is owed to the mall until the stream has brought it back. */
export const lapsedWrite = (voucher: Voucher, moment: Moment): Write => endedWrite(voucher, 'expired', moment)

export const cancelledWrite = (voucher: Voucher, operationId: string, moment: Moment): Write => endedWrite(voucher, 'cancelled', moment, operationId)

function endedWrite(voucher: Voucher, state: 'expired' | 'cancelled', moment: Moment, operationId?: string): Write {
  return {
    type: 'update',
    key: voucherKey(voucher),
    set: `SET #state = :state, stockOwed = :yes, endedAt = :at${operationId === undefined ? '' : ', cancelId = :cancelId'}`,
    condition: '#state = :issued AND id = :id',
    names: { '#state': 'state' },
    values: { ':state': state, ':issued': 'issued', ':id': voucher.id, ':yes': true, ':at': instant(moment.now), ...(operationId === undefined ? {} : { ':cancelId': operationId }) },
  }
}

/**
 * Redeems a voucher: one conditional write, in which the rule is the condition. The clerk's day list finds it by `deedsOf`.
 * A failed condition is a lost race: the caller reads again and says what happened.
 */
export function redeemedWrite(voucher: Voucher, redeemed: Redeemed, day: string): Write {
  // A clerk's name lives in one place only, so that erasing it there erases it everywhere.
  const { clerkName: _clerkName, ...deed } = redeemed
  return {
    type: 'update',
    key: voucherKey(voucher),
    set: 'SET #state = :redeemed, redeemed = :deed, deedsOf = :deedsOf, deedsAt = :at',
    condition: '#state = :issued AND id = :id AND expiresAt > :at AND (size(stores) = :none OR contains(stores, :store))',
    names: { '#state': 'state' },
    values: {
      ':redeemed': 'redeemed',
      ':issued': 'issued',
      ':id': voucher.id,
      ':deed': deed,
      ':deedsOf': deeds.of(redeemed.staffId, day),
      ':at': redeemed.at,
      ':none': 0,
      ':store': redeemed.storeId,
    },
    otherwise: (old) => (old === undefined ? new Refusal('voucher_not_found') : undefined),
  }
}

/** The operation that cancelled a voucher. */
export const cancelIdOf = (item: Item): unknown => item['cancelId']
