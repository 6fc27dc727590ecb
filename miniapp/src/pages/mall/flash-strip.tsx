import { View } from '@tarojs/components'
import { type FlashList, mallApi } from '../../../../shared/mall/mall.api'
import { ClockDown } from '../../components/clock-down'
import { PointsNumber } from '../../components/points-number'
import { RewardPicture } from '../../components/reward-picture'
import { showInstant, showNumber } from '../../dates'
import { useFlashWords } from '../../flash-words'
import { useLoad } from '../../load'
import { openPage } from '../../open'
import { useText } from '../../text'
import './flash-strip.scss'

const input = {}

/** Flash exchanges that are live or coming, above the shelf; nothing where there are none. */
export function FlashStrip() {
  const words = useFlashWords()
  const { state, reload } = useLoad(mallApi.listFlash, input)
  const items = state.type === 'data' ? state.data.items : []
  const first = items[0]?.reward.flash
  if (!first) return null
  const until = first.state === 'coming' ? first.startsAt : first.endsAt
  return (
    <View className="flash-strip" id="flash">
      <View className="flash-strip__head">
        <View className="flash-strip__title">{words.title}</View>
        <View className="flash-strip__when">{first.state === 'coming' ? words.starts : words.ends}</View>
        <ClockDown key={until} until={until} days={words.days} onEnd={() => void reload()} id="flash-clock" />
      </View>
      <View className="flash-strip__row">
        {items.map(({ reward }) => (
          <FlashCard key={reward.id} reward={reward} />
        ))}
      </View>
    </View>
  )
}

function FlashCard({ reward }: { readonly reward: FlashList['items'][number]['reward'] }) {
  const words = useFlashWords()
  const { text, language } = useText()
  const { flash } = reward
  if (!flash) return null
  const hint = flash.state === 'coming' ? words.starting(showInstant(Date.parse(flash.startsAt), language)) : flash.state === 'live' ? words.left(showNumber(flash.stockLeft)) : words.soldOut
  return (
    <View className="flash-strip__card" id={`flash-${reward.id}`} onClick={() => openPage('pages/reward', { rewardId: reward.id })}>
      <RewardPicture name={reward.picture} photo={reward.photo} size="small" isFaded={flash.state === 'sold_out'} />
      <View className="flash-strip__words">
        <View className="flash-strip__name">{reward.title[language]}</View>
        <View className="flash-strip__price">
          <PointsNumber points={flash.pricePoints} size="body" look="gold" />
          <View className="reward-card__unit">{text.app.pointsUnit}</View>
          <View className="reward-card__was">{showNumber(reward.fullPricePoints)}</View>
        </View>
        <View className={`flash-strip__hint flash-strip__hint--${flash.state}`}>{hint}</View>
      </View>
    </View>
  )
}
