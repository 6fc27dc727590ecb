import { View } from '@tarojs/components'
import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { showNumber } from '../../dates'
import { openPage } from '../../open'
import { useText } from '../../exchange-text'

const isBrowser = process.env.TARO_ENV === 'h5'

/** How far the member is from the reward, and every way to get there. */
export function Ways({ reward, onShare }: { readonly reward: RewardDetail; readonly onShare: () => void }) {
  const { text, language } = useText()
  const words = text.exchange.reward
  const share = Math.min(100, Math.round((reward.available / reward.pricePoints) * 100))
  return (
    <Card id="ways">
      <View className="ways__head">
        <View className="ways__missing">{words.missing(showNumber(reward.missingPoints))}</View>
        <View className="ways__have">{words.have(showNumber(reward.available))}</View>
      </View>
      <View className="ways__bar">
        <View className="ways__gold" style={{ width: `${share}%` }} />
      </View>
      <View className="ways__title">{words.waysTitle}</View>
      {reward.waysToEarn.map((way) => (
        <View className="ways__way" key={way.rule} id={`way-${way.rule}`}>
          <View className="ways__sentence">
            {way.sentence[language]}
            {way.leftToday !== null && <View className="ways__left">{words.leftToday(showNumber(way.leftToday))}</View>}
          </View>
          <WayButton rule={way.rule} onShare={onShare} />
        </View>
      ))}
    </Card>
  )
}

function WayButton({ rule, onShare }: { readonly rule: string; readonly onShare: () => void }) {
  const labels = useText().text.exchange.reward.ways
  switch (rule) {
    case 'check_in':
      return <Button size="small" look="quiet" label={labels.check_in} onTap={() => openPage('pages/check-in')} />
    case 'share_opened':
      return isBrowser ? <Button size="small" look="quiet" label={labels.share_opened} onTap={onShare} /> : <Button size="small" look="quiet" label={labels.share_opened} host={{ openType: 'share' }} />
    case 'per_amount':
      return <Button size="small" look="quiet" label={labels.per_amount} onTap={() => openPage('pages/member-code')} />
    default:
      return null
  }
}
