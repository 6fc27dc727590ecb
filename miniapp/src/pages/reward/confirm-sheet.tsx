import { View } from '@tarojs/components'
import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { addDays } from '../../../../shared/time/day'
import { Button } from '../../components/button'
import { classes } from '../../components/classes'
import { RewardPicture } from '../../components/reward-picture'
import { Sheet } from '../../components/sheet'
import { now } from '../../clock'
import { businessDayOf, showDay, showNumber } from '../../dates'
import { openPage, openTab } from '../../open'
import { useText } from '../../exchange-text'
import type { Exchange } from './exchange'

/** The question before points are spent: what is there before and after. Says in place why it cannot be. */
export function ConfirmSheet({ reward, exchange }: { readonly reward: RewardDetail; readonly exchange: Exchange }) {
  const { text, language } = useText()
  const words = text.exchange.confirm
  const { asking, isRunning } = exchange
  const lastDay = addDays(businessDayOf(now()), reward.voucherDays)
  return (
    <Sheet isOpen={asking.type !== 'closed'} title={asking.type === 'off' ? words.offTitle : words.title} onClose={isRunning ? undefined : exchange.close} footer={<Answers reward={reward} exchange={exchange} />}>
      <View className="confirm__what">
        <RewardPicture name={reward.picture} photo={reward.photo} size="small" />
        <View className="confirm__words">
          <View className="confirm__title">{reward.title[language]}</View>
          <View className="confirm__valid">{words.validUntil(showDay(lastDay, language))}</View>
        </View>
      </View>
      {asking.type === 'off' ? (
        <View className="confirm__news confirm__news--off" id="exchange-refused">
          {asking.sentence}
        </View>
      ) : (
        <>
          <View className="confirm__sums">
            <Sum name={words.before} points={reward.available} />
            <Sum name={words.price} points={-reward.pricePoints} />
            <Sum name={words.after} points={reward.available - reward.pricePoints} isResult />
          </View>
          {asking.type === 'question' && asking.news !== undefined && (
            <View className="confirm__news" id="exchange-news">
              {asking.news}
            </View>
          )}
        </>
      )}
    </Sheet>
  )
}

function Sum({ name, points, isResult = false }: { readonly name: string; readonly points: number; readonly isResult?: boolean }) {
  return (
    <View className={classes('confirm__sum', isResult && 'confirm__sum--result')}>
      <View className="confirm__name">{name}</View>
      <View className="confirm__points">{showNumber(points)}</View>
    </View>
  )
}

function Answers({ reward, exchange }: { readonly reward: RewardDetail; readonly exchange: Exchange }) {
  const { confirm: words, reward: page } = useText().text.exchange
  const { asking, isRunning, close } = exchange
  const isShort = reward.pricePoints > reward.available
  if (asking.type === 'off' || isShort) {
    const toEarn = isShort || (asking.type === 'off' && asking.way === 'earn')
    return (
      <>
        <Button look="quiet" label={words.close} onTap={close} id="exchange-close" />
        {toEarn ? <Button label={page.earnMore} onTap={() => openPage('pages/check-in')} id="earn-more" /> : <Button label={page.others} onTap={() => openTab('mall')} id="see-others" />}
      </>
    )
  }
  const isRepeat = asking.type === 'question' && asking.isRepeat === true
  return (
    <>
      <Button look="quiet" label={words.no} isDisabled={isRunning} onTap={close} id="exchange-no" />
      <Button label={isRepeat ? words.again : words.yes} isRunning={isRunning} onTap={() => void exchange.confirm()} id="confirm-exchange" />
    </>
  )
}
