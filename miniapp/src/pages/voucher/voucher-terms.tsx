import type { VoucherDetail } from '../../../../shared/vouchers/vouchers.api'
import { Card } from '../../components/card'
import { lastGoodDay, showDay, showInstant, showNumber } from '../../dates'
import { useText } from '../../exchange-text'
import { Line } from '../reward/line'

/** What was agreed at the exchange. */
export function VoucherTerms({ voucher }: { readonly voucher: VoucherDetail }) {
  const { text, language } = useText()
  const { voucher: words, reward } = text.exchange
  return (
    <Card id="voucher-terms">
      <Line name={words.validity} value={showDay(lastGoodDay(Date.parse(voucher.expiresAt)), language)} />
      <Line name={words.exchangedAt} value={showInstant(Date.parse(voucher.exchangedAt), language)} />
      <Line name={words.price} value={showNumber(voucher.pricePoints)} />
      <Line name={words.lapse} value={voucher.refundOnExpiry ? reward.lapseRefund : reward.lapseGone} />
    </Card>
  )
}
