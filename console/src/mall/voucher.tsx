import { Drawer, Typography } from 'antd'
import { Link } from 'react-router'
import type { DeskVoucher } from '../../../shared/vouchers/vouchers-desk.api'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Facts } from '../parts/page'

const looks = { issued: 'scheduled', redeemed: 'running', cancelled: 'ended', expired: 'paused' } as const

export function VoucherState({ of }: { readonly of: DeskVoucher['state'] }) {
  const text = useText()
  return <span className={`stage stage-${looks[of]}`}>{text.vouchers.states[of]}</span>
}

/** All there is to know of a voucher. Its code is not shown: it belongs to the member. */
export function VoucherDrawer({ of, close }: { readonly of: DeskVoucher; readonly close: () => void }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { redeemed, endedAt } = of
  return (
    <Drawer open size={440} title={text.vouchers.details} onClose={close}>
      <p className="sentence">{said(of.title)}</p>
      <p className="row"><VoucherState of={of.state} />{of.isFlash && <span className="stage stage-scheduled">{text.vouchers.flash}</span>}</p>
      <Facts
        of={[
          [text.vouchers.points, text.common.points(format.number(of.pricePoints))], [text.vouchers.member, <Link key="member" to={`/members/${of.memberId}`}>{of.cardNo}</Link>],
          [text.vouchers.exchanged, format.dateTime(of.exchangedAt)], [text.vouchers.expires, format.dateTime(of.expiresAt)],
          ...(redeemed === null ? [] : ([[text.vouchers.redeemed, format.dateTime(redeemed.at)], [text.vouchers.store, redeemed.storeName], [text.vouchers.redeemedBy, <Link key="clerk" to={`/staff/${redeemed.staffId}`}>{redeemed.clerkName === '' ? text.vouchers.nobody : redeemed.clerkName}</Link>]] as const)),
          ...(endedAt === null ? [] : ([[text.vouchers.ended, format.dateTime(endedAt)]] as const)),
          [text.vouchers.usableIn, of.stores.map(({ name }) => name).join('、')], [text.vouchers.id, <Typography.Text key="id" copyable={{ text: of.id }}><code className="faint">{of.id}</code></Typography.Text>],
        ]}
      />
      {of.state === 'issued' && <p className="faint">{of.refundOnExpiry ? text.vouchers.refunds : text.vouchers.noRefund}</p>}
      <p className="row"><Link to={`/members/${of.memberId}`}>{text.vouchers.openMember}</Link><Link to={`/mall/${of.rewardId}`}>{text.vouchers.openReward}</Link></p>
    </Drawer>
  )
}
