import Taro, { useShareAppMessage } from '@tarojs/taro'
import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { earningApi } from '../../../../shared/earning/earning.api'
import { useLoad } from '../../load'
import { addressOf } from '../../open'
import { textNow, useText } from '../../exchange-text'
import { toast } from '../../toast'

/** Lets the member share a reward by a link that carries their share id. The browser copies it instead. */
export function useRewardShare(rewardId: string, reward: RewardDetail | undefined): () => void {
  const { language } = useText()
  const { state } = useLoad(earningApi.myShare, { rewardId })
  const path = state.type === 'data' ? state.data.path : addressOf('pages/reward', { rewardId })
  useShareAppMessage(() => ({ title: reward?.title[language] ?? '', path }))
  return () => void copyLink(path)
}

async function copyLink(path: string): Promise<void> {
  const words = textNow().text.exchange.reward
  try {
    await Taro.setClipboardData({ data: `${location.origin}${location.pathname}#${path}` })
    toast(words.copied)
  } catch {
    toast(words.notCopied)
  }
}
