import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { mallApi, type RewardDetail } from '../../../../shared/mall/mall.api'
import { Button } from '../../components/button'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { now } from '../../clock'
import { type Load, useLoad } from '../../load'
import { openPage, openTab } from '../../open'
import { useText } from '../../exchange-text'
import { ConfirmSheet } from './confirm-sheet'
import { type Exchange, useExchange } from './exchange'
import { FlashPanel } from './flash-panel'
import { Head } from './head'
import { useOfferWords } from './offer-words'
import { useRewardShare } from './share'
import { buttonLabel, standingOf } from './standing'
import { StoreList } from './store-list'
import { Terms } from './terms'
import { TierNeeded } from './tier-needed'
import { Ways } from './ways'
import './index.scss'

const longestWaitMs = 86_400_000

export default function RewardPage() {
  const words = useText().text.exchange.reward
  const rewardId = useRouter().params['rewardId'] ?? ''
  const load = useLoad(mallApi.reward, { rewardId })
  const reward = load.state.type === 'data' ? load.state.data : undefined
  const exchange = useExchange(rewardId, load)
  const share = useRewardShare(rewardId, reward)
  useReloadAt(reward?.availability === 'coming' ? reward.opensAt : null, load.reload)

  if (load.state.type === 'refused' && load.state.code === 'reward_not_found') {
    return (
      <Screen title={words.title}>
        <Empty title={load.state.sentence} action={<Button label={words.others} onTap={() => openTab('mall')} id="see-others" />} />
      </Screen>
    )
  }
  return (
    <Screen title={words.title} footer={reward && <Main reward={reward} exchange={exchange} />}>
      <States of={load} skeleton={<Skeleton shape="hero" count={2} />}>
        {(shown) => <Body reward={shown} exchange={exchange} onShare={share} load={load} />}
      </States>
    </Screen>
  )
}

interface BodyProps {
  readonly reward: RewardDetail
  readonly exchange: Exchange
  readonly onShare: () => void
  readonly load: Load<RewardDetail>
}

function Body({ reward, exchange, onShare, load }: BodyProps) {
  const { text, language } = useText()
  const words = text.exchange.reward
  const arrived = exchange.arrivedVoucherId
  return (
    <>
      <Head reward={reward} onShare={onShare} />
      {arrived !== undefined && (
        <View className="reward__arrived" id="arrived" onClick={() => openPage('pages/voucher', { voucherId: arrived })}>
          <View className="reward__arrived-title">{words.succeeded}</View>
          {words.succeededHint}
        </View>
      )}
      {reward.flash && <FlashPanel reward={reward} flash={reward.flash} load={load} />}
      <TierNeeded reward={reward} />
      {standingOf(reward) === 'short' && <Ways reward={reward} onShare={onShare} />}
      {reward.description[language] !== '' && (
        <View className="reward__about" id="about">
          <View className="reward__section">{words.about}</View>
          <View className="reward__description">{reward.description[language]}</View>
        </View>
      )}
      <Terms reward={reward} />
      <StoreList stores={reward.stores} />
      <ConfirmSheet reward={reward} exchange={exchange} />
    </>
  )
}

function Main({ reward, exchange }: { readonly reward: RewardDetail; readonly exchange: Exchange }) {
  const { text, language } = useText()
  const label = buttonLabel(reward, text.exchange.reward, useOfferWords(), language)
  return <Button isWide size="large" label={label} isDisabled={standingOf(reward) !== 'open'} onTap={exchange.open} id="exchange" />
}

/** Looks again the moment a reward opens, so that nobody has to guess. */
function useReloadAt(instant: string | null, reload: () => Promise<void>): void {
  useEffect(() => {
    if (instant === null) return undefined
    const waitMs = Date.parse(instant) - now()
    if (waitMs > longestWaitMs) return undefined
    const timer = setTimeout(() => void reload(), Math.max(1_000, waitMs))
    return () => clearTimeout(timer)
  }, [instant, reload])
}
