import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { stateAt } from '../../../../shared/vouchers/voucher'
import { vouchersApi, type VoucherDetail } from '../../../../shared/vouchers/vouchers.api'
import { now } from '../../clock'
import { type Load, useLoad } from '../../load'

const pollMs = 3_000
const isBrowser = process.env.TARO_ENV === 'h5'

/** A voucher that follows what happens at the counter: asked again every few seconds while it is on screen and usable. */
export function useVoucher(voucherId: string): Load<VoucherDetail> {
  const load = useLoad(vouchersApi.voucher, { voucherId })
  const isVisible = useVisible()
  const state = load.state.type === 'data' ? stateAt(load.state.data, now()) : undefined
  usePolling(isVisible && state === 'issued', load.reload)
  useTouchWhenRedeemed(state)
  return load
}

export function useVisible(): boolean {
  const [isVisible, setIsVisible] = useState(true)
  useDidShow(() => setIsVisible(true))
  useDidHide(() => setIsVisible(false))
  return isVisible
}

function usePolling(isOn: boolean, reload: () => Promise<void>): void {
  useEffect(() => {
    if (!isOn) return undefined
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const askAgain = () => {
      if (isOver) return
      timer = setTimeout(() => {
        if (isBrowser && document.hidden) askAgain()
        else void reload().finally(askAgain)
      }, pollMs)
    }
    askAgain()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [isOn, reload])
}

/** The phone is in somebody's hand, perhaps turned to the clerk: it is felt that the scan went through. */
function useTouchWhenRedeemed(state: string | undefined): void {
  const before = useRef(state)
  useEffect(() => {
    if (before.current === 'issued' && state === 'redeemed' && !isBrowser) void Taro.vibrateShort({ type: 'medium' })
    before.current = state
  }, [state])
}
