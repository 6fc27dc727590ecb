import { View } from '@tarojs/components'
import { Card } from '../../components/card'
import { PointsNumber } from '../../components/points-number'
import { openPage } from '../../open'
import { useText } from '../../text'

/** What the member can spend, above what it can buy. */
export function BalanceStrip({ available }: { readonly available: number | undefined }) {
  const { shelf } = useText().text.mall
  return (
    <Card look="night">
      <View className="balance-strip">
        <View className="balance-strip__words">
          <View className="balance-strip__label">{shelf.balance}</View>
          {available === undefined ? <View className="balance-strip__unknown" /> : <PointsNumber points={available} size="large" look="night" id="mall-balance" />}
        </View>
        <View className="balance-strip__vouchers" id="to-vouchers" onClick={() => openPage('pages/vouchers')}>
          {shelf.vouchers}
          <View className="balance-strip__arrow" />
        </View>
      </View>
    </Card>
  )
}
