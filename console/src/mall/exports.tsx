import type { SentInputOf } from '../../../shared/api/endpoint'
import { shelfApi, type ShelfReward } from '../../../shared/mall/shelf.api'
import { type DeskVoucher, vouchersDeskApi } from '../../../shared/vouchers/vouchers-desk.api'
import { ask } from '../door'
import { wallClock } from '../format'
import { useSaid, useText } from '../language'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'

/** The shelf as it is filtered. */
export function ExportShelf({ filter }: { readonly filter: SentInputOf<typeof shelfApi.shelf> }) {
  const text = useText()
  const said = useSaid()
  return (
    <Export<ShelfReward>
      name={text.mall.title}
      page={(cursor) => ask(shelfApi.shelf, { limit: EXPORT_PAGE, ...filter, cursor })}
      columns={[
        { title: text.vouchers.id, of: ({ reward }) => reward.id },
        { title: text.mall.name, of: ({ reward }) => said(reward.title) },
        { title: text.mall.state, of: ({ reward }) => text.mall.states[reward.shelf] },
        { title: text.mall.price, of: ({ reward }) => reward.pricePoints },
        { title: text.mall.level.available, of: ({ stock }) => stock.available },
        { title: text.mall.level.issued, of: ({ stock }) => stock.issued },
        { title: text.mall.level.returned, of: ({ stock }) => stock.returned },
        { title: text.mall.opens, of: ({ reward }) => (reward.opensAt === undefined ? '' : wallClock(reward.opensAt)) },
        { title: text.mall.closes, of: ({ reward }) => (reward.closesAt === undefined ? '' : wallClock(reward.closesAt)) },
      ]}
    />
  )
}

/** The vouchers as they are filtered, without their codes. */
export function ExportVouchers({ filter }: { readonly filter: SentInputOf<typeof vouchersDeskApi.findVouchers> }) {
  const text = useText()
  const said = useSaid()
  return (
    <Export<DeskVoucher>
      name={text.vouchers.title}
      page={(cursor) => ask(vouchersDeskApi.findVouchers, { limit: EXPORT_PAGE, ...filter, cursor })}
      columns={[
        { title: text.vouchers.id, of: ({ id }) => id },
        { title: text.vouchers.reward, of: ({ title }) => said(title) },
        { title: text.vouchers.state, of: ({ state }) => text.vouchers.states[state] },
        { title: text.vouchers.member, of: ({ cardNo }) => cardNo },
        { title: text.vouchers.points, of: ({ pricePoints }) => pricePoints },
        { title: text.vouchers.exchanged, of: ({ exchangedAt }) => wallClock(exchangedAt) },
        { title: text.vouchers.expires, of: ({ expiresAt }) => wallClock(expiresAt) },
        { title: text.vouchers.redeemed, of: ({ redeemed }) => (redeemed === null ? '' : wallClock(redeemed.at)) },
        { title: text.vouchers.store, of: ({ redeemed }) => redeemed?.storeName ?? '' },
        { title: text.vouchers.redeemedBy, of: ({ redeemed }) => redeemed?.clerkName ?? '' },
      ]}
    />
  )
}
