import { View } from '@tarojs/components'
import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { Card } from '../../components/card'
import { showInstant, showNumber } from '../../dates'
import { type Language, useText } from '../../exchange-text'
import { Line } from './line'

type Words = ReturnType<typeof useText>['text']['exchange']['reward']

/** The terms of a reward, one line each. */
export function Terms({ reward }: { readonly reward: RewardDetail }) {
  const { text, language } = useText()
  const words = text.exchange.reward
  return (
    <Card id="terms">
      <View className="reward__section">{words.terms}</View>
      <Line name={words.validity} value={words.validDays(reward.voucherDays)} />
      <Line name={words.limit} value={reward.limitPerMember === null ? words.noLimit : words.limitEach(reward.limitPerMember, reward.exchangedTimes)} />
      {reward.availability === 'open' && <Line name={words.stock} value={words.stockLeft(showNumber(reward.stockLeft))} />}
      {(reward.opensAt ?? reward.closesAt) !== null && <Line name={words.window} value={windowOf(reward, words, language)} />}
      <Line name={words.lapse} value={reward.refundOnExpiry ? words.lapseRefund : words.lapseGone} />
    </Card>
  )
}

function windowOf({ opensAt, closesAt }: RewardDetail, words: Words, language: Language): string {
  const show = (at: string) => showInstant(Date.parse(at), language)
  if (opensAt !== null && closesAt !== null) return words.between(show(opensAt), show(closesAt))
  if (opensAt !== null) return words.from(show(opensAt))
  return closesAt === null ? '' : words.until(show(closesAt))
}
