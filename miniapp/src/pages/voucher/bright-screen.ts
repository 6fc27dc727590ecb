import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'

const isWeapp = process.env.TARO_ENV === 'weapp'

let isBright = false
/** As bright as it was before codes were shown. */
let ordinary: number | undefined

/** A scanner reads a bright screen that does not go out. As it was again when the code is gone. */
export function useBrightScreen(): void {
  useEffect(() => {
    brighten(true)
    return () => brighten(false)
  }, [])
  useDidShow(() => brighten(true))
  useDidHide(() => brighten(false))
}

function brighten(wanted: boolean): void {
  if (!isWeapp || isBright === wanted) return
  isBright = wanted
  setBrightness(wanted).catch((failure: unknown) => console.warn('the screen stays as it is', failure))
}

async function setBrightness(isWanted: boolean): Promise<void> {
  await Taro.setKeepScreenOn({ keepScreenOn: isWanted })
  if (isWanted) ordinary ??= (await Taro.getScreenBrightness()).value
  const value = isBright ? 1 : ordinary
  if (value !== undefined) await Taro.setScreenBrightness({ value })
}
