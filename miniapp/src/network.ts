import Taro from '@tarojs/taro'
import { observable } from './observable'

/** Whether the phone says it has a network. A request that fails says more. */
export const isOnline = observable(true)

export function watchNetwork(): void {
  if (process.env.TARO_ENV === 'h5') return watchBrowser()
  Taro.onNetworkStatusChange(({ isConnected }) => isOnline.set(isConnected))
  Taro.getNetworkType({ success: ({ networkType }) => isOnline.set(networkType !== 'none') })
}

/** Taro's own events never come in a desktop browser, which knows no type of connection. */
function watchBrowser(): void {
  const look = () => isOnline.set(navigator.onLine)
  look()
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
}

/** Calls back each time the network returns. */
export function whenBackOnline(call: () => void): () => void {
  return isOnline.subscribe(() => {
    if (isOnline.get()) call()
  })
}
