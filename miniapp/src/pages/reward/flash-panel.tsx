import { View } from '@tarojs/components'
import type { FlashView, RewardDetail } from '../../../../shared/mall/mall.api'
import { Card } from '../../components/card'
import { ClockDown } from '../../components/clock-down'
import { RemindOfStart } from '../../components/remind-start'
import { showInstant, showNumber } from '../../dates'
import { useFlashWords } from '../../flash-words'
import type { Load } from '../../load'
import { useText } from '../../text'
import { type OfferWords, useOfferWords } from './offer-words'

export interface FlashPanelProps {
  readonly reward: RewardDetail
  readonly flash: FlashView
  readonly load: Load<RewardDetail>
}

/** The flash exchange of a reward: how it stands, how long still, how many are left; a reminder before it begins. */
export function FlashPanel({ reward, flash, load }: FlashPanelProps) {
  const words = useOfferWords()
  const shelf = useFlashWords()
  const { language } = useText()
  const { state } = flash
  const until = state === 'coming' ? flash.startsAt : flash.endsAt
  return (
    <Card id="flash-panel">
      <View className="offer__head">
        <View className="offer__title" id={`flash-${state}`}>
          {words.states[state]}
        </View>
        {(state === 'coming' || state === 'live') && (
          <View className="offer__clock">
            <View className="offer__when">{state === 'coming' ? shelf.starts : shelf.ends}</View>
            <ClockDown key={until} until={until} days={shelf.days} onEnd={() => void load.reload()} id="flash-clock" />
          </View>
        )}
      </View>
      {state === 'live' && <Bar flash={flash} />}
      <View className="offer__facts" id="flash-facts">
        {factsOf(flash, words, showInstant(Date.parse(flash.startsAt), language)).map((fact) => (
          <View key={fact} className="offer__fact">
            {fact}
          </View>
        ))}
      </View>
      {hintOf(reward, flash, words) !== undefined && <View className="offer__hint">{hintOf(reward, flash, words)}</View>}
      {state === 'coming' && (
        <View className="offer__remind">
          <RemindOfStart look="quiet" campaignId={flash.campaignId} isReminded={reward.isReminded} onReminded={() => load.replace({ ...reward, isReminded: true })} onStale={() => void load.reload()} />
        </View>
      )}
    </Card>
  )
}

function Bar({ flash }: { readonly flash: FlashView }) {
  return (
    <View className="ways__bar">
      <View className="ways__gold" style={{ width: `${Math.round((flash.stockLeft / Math.max(1, flash.stock)) * 100)}%` }} />
    </View>
  )
}

function factsOf(flash: FlashView, words: OfferWords, begins: string): readonly string[] {
  const limit = flash.limit === null ? [] : [words.limit(flash.limit)]
  const stock = showNumber(flash.stock)
  switch (flash.state) {
    case 'coming':
      return [words.begins(begins), words.price(showNumber(flash.pricePoints)), words.stock(stock), ...limit]
    case 'live':
      return [words.leftOf(showNumber(flash.stockLeft), stock), words.price(showNumber(flash.pricePoints)), ...limit]
    case 'sold_out':
    case 'over':
      return [words.price(showNumber(flash.pricePoints)), ...limit]
  }
}

function hintOf(reward: RewardDetail, flash: FlashView, words: OfferWords): string | undefined {
  switch (flash.state) {
    case 'coming':
      return undefined
    case 'live':
      return flash.isUsedUp ? words.usedUp : undefined
    case 'sold_out':
      return reward.availability === 'open' ? words.soldOutHint : words.soldOutNone
    case 'over':
      return words.overHint
  }
}
