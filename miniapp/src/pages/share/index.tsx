import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { RewardId } from '../../../../shared/api/ids'
import { earningApi } from '../../../../shared/earning/earning.api'
import { mallApi } from '../../../../shared/mall/mall.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { classes } from '../../components/classes'
import { RewardPicture } from '../../components/reward-picture'
import { Screen } from '../../components/screen'
import { Empty, Refused } from '../../components/states'
import { showNumber } from '../../dates'
import { useLoad } from '../../load'
import { openTab, replacePage } from '../../open'
import { useText } from '../../text'
import { type Opening, useOpening } from './use-opening'
import './index.scss'

/** Where a shared link leads: who shared it, and the way on to the reward or home. */
export default function Share() {
  const { text } = useText()
  const words = text.earn.share
  const { share, scene = '', rewardId: given } = useRouter().params
  // A scanned mini-program code brings the same id as its scene.
  const shareId = share ?? decodeURIComponent(scene)
  const reward = RewardId.safeParse(given)
  const { opening, retry } = useOpening(shareId)
  const toHome = () => openTab('home')
  const isOwn = isOwnLink(opening)
  const goOn = reward.success ? () => replacePage('pages/reward', { rewardId: reward.data }) : toHome

  if (shareId === '') {
    return (
      <Screen title={words.title}>
        <Empty title={words.nothingTitle} hint={words.nothingHint} action={<Button label={words.toHome} onTap={toHome} id="go-on" />} />
      </Screen>
    )
  }
  if (opening.type === 'refused') {
    return (
      <Screen title={words.title}>
        {opening.isFinal ? (
          <Empty title={opening.sentence} action={<Button label={reward.success ? words.toReward : words.toHome} onTap={goOn} id="go-on" />} />
        ) : (
          <Refused sentence={opening.sentence} retryLabel={text.app.retry} onRetry={retry} />
        )}
      </Screen>
    )
  }
  return (
    <Screen title={words.title} footer={<Button isWide size="large" label={reward.success ? words.toReward : words.toHome} isDisabled={opening.type === 'loading'} onTap={goOn} id="go-on" />}>
      <Card look="night" id="shared-by">
        <View className={classes('share-page', !reward.success && 'share-page--tall')}>
          {!reward.success && <View className="share-page__coin" />}
          <View className="share-page__from">{fromWhom(opening, words)}</View>
          <View className="share-page__headline">{isOwn ? words.yourHeadline : reward.success ? words.rewardHeadline : words.headline}</View>
        </View>
      </Card>
      {reward.success && opening.type === 'opened' && <SharedReward rewardId={reward.data} />}
      <View className="share-page__outcome" id="share-outcome">
        {opening.type === 'loading' ? words.opening : words.outcomes[opening.reply.outcome](opening.reply.sharerNickname)}
      </View>
      {isOwn && <LeftToday />}
    </Screen>
  )
}

function fromWhom(opening: Opening, words: ReturnType<typeof useText>['text']['earn']['share']): string {
  const name = opening.type === 'opened' ? opening.reply.sharerNickname : ''
  if (isOwnLink(opening)) return words.fromYou
  return name === '' ? words.fromSomeone : words.from(name)
}

/** On one's own link: what sharing may still pay today. */
function LeftToday() {
  const { text } = useText()
  const { state } = useLoad(earningApi.myShare, {})
  if (state.type !== 'data' || state.data.pointsPerDay === null) return null
  return (
    <View className="share-page__outcome" id="left-today">
      {text.earn.home.leftToday(showNumber(state.data.pointsPerDay - state.data.paidToday))}
    </View>
  )
}

const isOwnLink = (opening: Opening): boolean => opening.type === 'opened' && opening.reply.outcome === 'own_link'

/** Only an ornament of this page: where it cannot be had, the button still leads on. */
function SharedReward({ rewardId }: { readonly rewardId: RewardId }) {
  const { text, language } = useText()
  const { state } = useLoad(mallApi.reward, { rewardId })
  if (state.type !== 'data') return null
  return (
    <View className="share-page__reward">
      <RewardPicture name={state.data.picture} size="hero" />
      <View className="share-page__reward-words">
        <View className="share-page__reward-title">{state.data.title[language]}</View>
        <View className="share-page__reward-price">{text.earn.share.price(showNumber(state.data.pricePoints))}</View>
      </View>
    </View>
  )
}
