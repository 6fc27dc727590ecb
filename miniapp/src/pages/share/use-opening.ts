import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReplyOf } from '../../../../shared/api/endpoint'
import { Refusal } from '../../../../shared/api/refusal'
import { earningApi } from '../../../../shared/earning/earning.api'
import { ask } from '../../api'
import { sentenceFor } from '../../failures'
import { askForConsent } from '../../open'
import { arrivedBy } from '../../session'
import { isPlainNo } from '../../refusals'

export type Opening =
  | { readonly type: 'loading' }
  | { readonly type: 'opened'; readonly reply: ReplyOf<typeof earningApi.openShare> }
  | { readonly type: 'refused'; readonly sentence: string; readonly isFinal: boolean }

/** Tells the server once that this link was opened. A newcomer signs in first and is remembered as brought by it; then it goes on by itself. */
export function useOpening(shareId: string): { opening: Opening; retry(): void } {
  const [opening, setOpening] = useState<Opening>({ type: 'loading' })
  const isAsking = useRef(false)
  const isAnswered = useRef(shareId === '')

  const open = useCallback(async () => {
    if (isAsking.current || isAnswered.current) return
    isAsking.current = true
    arrivedBy(shareId)
    try {
      setOpening({ type: 'opened', reply: await ask(earningApi.openShare, { shareId }) })
      isAnswered.current = true
    } catch (failure) {
      if (failure instanceof Refusal && failure.code === 'consent_needed') askForConsent()
      else {
        isAnswered.current = isPlainNo(failure)
        setOpening({ type: 'refused', sentence: sentenceFor(failure), isFinal: isAnswered.current })
      }
    } finally {
      isAsking.current = false
    }
  }, [shareId])

  useEffect(() => void open(), [open])
  useDidShow(() => void open())
  const retry = () => {
    setOpening({ type: 'loading' })
    void open()
  }
  return { opening, retry }
}
