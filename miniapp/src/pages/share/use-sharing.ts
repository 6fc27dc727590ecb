import Taro, { useShareAppMessage } from '@tarojs/taro'
import type { RewardId } from '../../../../shared/api/ids'
import { api } from '../../api'
import { sentenceFor } from '../../failures'
import { toast } from '../../toast'

const plainPath = '/pages/home/index'

/**
 * Shares the page under the member's own link. The link is asked for only when somebody shares, so that opening a page costs
 * nothing; where it does not come in time WeChat takes the plain path.
 */
export function useSharing(title: string, rewardId?: RewardId): void {
  useShareAppMessage(() => ({ title, path: plainPath, promise: linkFor(title, rewardId) }))
}

/** A browser shares by a copied link. */
export async function copyShareLink(done: string, rewardId?: RewardId): Promise<void> {
  try {
    const { path } = await api.myShare(rewardId === undefined ? {} : { rewardId })
    await Taro.setClipboardData({ data: `${location.origin}${location.pathname}#${path}` })
    toast(done)
  } catch (failure) {
    toast(sentenceFor(failure))
  }
}

async function linkFor(title: string, rewardId: RewardId | undefined): Promise<{ title: string; path: string }> {
  try {
    const { path } = await api.myShare(rewardId === undefined ? {} : { rewardId })
    return { title, path }
  } catch {
    return { title, path: plainPath }
  }
}
