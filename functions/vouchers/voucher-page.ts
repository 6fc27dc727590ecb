import type { SortOrder } from '../../shared/api/page'
import type { Voucher } from '../../shared/vouchers/voucher'
import { cursorOf, placeIn } from '../http/cursor'

interface Wanted {
  readonly order?: SortOrder | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A page of one member's vouchers that fit. All of them are read at once, the newest first; a page goes on behind the last one also when that fits no more. */
export function voucherPage(all: readonly Voucher[], fits: (voucher: Voucher) => boolean, { order = 'newest', cursor, limit }: Wanted): { page: readonly Voucher[]; next: string | null } {
  const sorted = order === 'newest' ? all : [...all].reverse()
  const place = placeIn(cursor, /^vou_[0-9A-Z]{26}$/, order)
  const rest = sorted.slice(place === undefined ? 0 : sorted.findIndex(({ id }) => id === place) + 1).filter(fits)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return { page, next: last === undefined || page.length === rest.length ? null : cursorOf(last.id, order) }
}
