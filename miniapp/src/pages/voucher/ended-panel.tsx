import { View } from '@tarojs/components'
import type { VoucherState } from '../../../../shared/vouchers/voucher'
import type { VoucherDetail } from '../../../../shared/vouchers/vouchers.api'
import { showInstant } from '../../dates'
import { type Language, useText } from '../../exchange-text'

type Words = ReturnType<typeof useText>['text']['exchange']['voucher']

/** What became of a voucher, in place of its code. */
export function EndedPanel({ voucher, state }: { readonly voucher: VoucherDetail; readonly state: VoucherState }) {
  const { text, language } = useText()
  const words = text.exchange.voucher
  return (
    <View className="ended-panel">
      <View className="ended-panel__mark" />
      <View className="ended-panel__state" id="voucher-state">
        {headlineOf(voucher, state, words, language)}
      </View>
      {linesOf(voucher, state, words).map((line) => (
        <View className="ended-panel__line" key={line}>
          {line}
        </View>
      ))}
    </View>
  )
}

function headlineOf({ redeemed }: VoucherDetail, state: VoucherState, words: Words, language: Language): string {
  return state === 'redeemed' && redeemed !== null ? words.redeemedAt(showInstant(Date.parse(redeemed.at), language)) : words.states[state]
}

function linesOf({ redeemed, refundOnExpiry }: VoucherDetail, state: VoucherState, words: Words): readonly string[] {
  switch (state) {
    case 'redeemed':
      return redeemed === null ? [] : [words.redeemedIn(redeemed.storeName), words.thanks]
    case 'cancelled':
      return [words.cancelledLine]
    case 'expired':
      return [refundOnExpiry ? words.expiredRefund : words.expiredGone]
    case 'issued':
      return []
  }
}
