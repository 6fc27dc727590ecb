import Taro from '@tarojs/taro'

const briefMs = 2_000
const charsPerSecond = 9

/** A sentence over the page for as long as it takes to read. */
export function toast(sentence: string): void {
  const duration = Math.max(briefMs, Math.round((sentence.length / charsPerSecond) * 1_000))
  Taro.showToast({ title: sentence, icon: 'none', duration })
}
