import type { SortOrder } from '../../shared/api/page'
import type { Deed } from '../../shared/vouchers/vouchers.api'
import type { StoredOrder } from '../earning/orders.repository'
import { deeds } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import { cursorOf, placeIn } from '../http/cursor'
import { voucherOf } from './voucher.items'

/** What a clerk did, from the item that was written by it: a redeemed voucher or a recorded order. */
export function deedOf(item: Item): Deed {
  if (item['redeemed'] !== undefined) {
    const { redeemed, title, cardNo } = voucherOf(item)
    return { type: 'redemption', at: redeemed?.at ?? '', storeName: redeemed?.storeName ?? '', title, cardNo }
  }
  const { recordedBy, paid } = stored<StoredOrder>(item)
  return { type: 'purchase', at: recordedBy?.at ?? '', storeName: recordedBy?.storeName ?? '', amountFen: paid?.amountFen ?? 0, points: paid?.earned.points ?? 0, cardNo: recordedBy?.cardNo ?? '' }
}

/** A place in a clerk's day: the time of the deed and the key of its item. */
export const deedCursor = (last: Item, order: SortOrder): string => cursorOf([last['deedsAt'], last['pk'], last['sk']].join(' '), order)

export function deedPlace(cursor: string | undefined, staffId: string, day: string, order: SortOrder): Item | undefined {
  const place = placeIn(cursor, /^[\d:.TZ-]{20,30} \S{1,200} \S{1,100}$/, order)
  if (place === undefined) return undefined
  const [deedsAt, pk, sk] = place.split(' ')
  return { deedsOf: deeds.of(staffId, day), deedsAt, pk, sk }
}
