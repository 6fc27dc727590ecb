import Taro from '@tarojs/taro'
import { observable } from './observable'

/** Whether the phone says it has a network. A request that fails says more. */
export const isOnline = observable(true)

export function watchNetwork(): void {
  Taro.onNetworkStatusChange(({ isConnected }) => isOnline.set(isConnected))
  Taro.getNetworkType({ success: ({ networkType }) => isOnline.set(networkType !== 'none') })
}

/** Calls back each time the network returns. */
export function whenBackOnline(call: () => void): () => void {
  return isOnline.subscribe(() => {
    if (isOnline.get()) call()
  })
}
