import { View } from '@tarojs/components'
import type { VoucherState } from '../../../../shared/vouchers/voucher'
import type { VoucherDetail } from '../../../../shared/vouchers/vouchers.api'
import { classes } from '../../components/classes'
import { RewardPicture } from '../../components/reward-picture'
import { lastGoodDay, showDay } from '../../dates'
import { useText } from '../../exchange-text'
import { CodePanel } from './code-panel'
import { EndedPanel } from './ended-panel'

/** The voucher itself: bright in any theme, because a camera reads it. */
export function Ticket({ voucher, state }: { readonly voucher: VoucherDetail; readonly state: VoucherState }) {
  const { text, language } = useText()
  const { vouchers } = text.exchange
  return (
    <View className={classes('ticket', `ticket--${state}`)} id="ticket">
      <View className="ticket__head">
        <RewardPicture name={voucher.picture} size="small" isFaded={state !== 'issued'} />
        <View className="ticket__words">
          <View className="ticket__title">{voucher.title[language]}</View>
          <View className="ticket__until">{vouchers.until(showDay(lastGoodDay(Date.parse(voucher.expiresAt)), language))}</View>
        </View>
      </View>
      <View className="ticket__tear" />
      {voucher.code !== null && state === 'issued' ? <CodePanel code={voucher.code} /> : <EndedPanel voucher={voucher} state={state} />}
    </View>
  )
}
