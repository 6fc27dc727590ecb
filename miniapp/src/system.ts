import Taro from '@tarojs/taro'

const ordinaryTextPixels = 16
const smallestScale = 0.9
const largestScale = 1.6

/** How much larger than ordinary the reader wants text, from WeChat's font setting or the browser's. */
export function textScale(): number {
  const wanted = process.env.TARO_ENV === 'h5' ? browserTextPixels() : wechatTextPixels()
  const scale = wanted / ordinaryTextPixels
  return Math.min(largestScale, Math.max(smallestScale, Math.round(scale * 100) / 100))
}

/** Where the host draws no navigation bar: how far down its clock and its capsule button reach, in pixels. */
export function topInset(): { barTop: number; barHeight: number } {
  if (process.env.TARO_ENV === 'h5') return { barTop: 0, barHeight: 48 }
  const capsule = Taro.getMenuButtonBoundingClientRect()
  const { statusBarHeight = 20 } = Taro.getWindowInfo()
  return { barTop: statusBarHeight, barHeight: (capsule.top - statusBarHeight) * 2 + capsule.height }
}

/** WeChat does not say; a browser does. */
export function wantsStillness(): boolean {
  return process.env.TARO_ENV === 'h5' && window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** WeChat's setting, 16 where it was never touched; Taro's types do not know it yet. */
function wechatTextPixels(): number {
  const base = Taro.getAppBaseInfo()
  return 'fontSizeSetting' in base && typeof base.fontSizeSetting === 'number' ? base.fontSizeSetting : ordinaryTextPixels
}

function browserTextPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}
