import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type * as z from 'zod'
import type { Endpoint } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { keepAnswer, keptAnswer } from './answers'
import { ask } from './api'
import { now } from './clock'
import { sentenceFor } from './failures'
import { askForConsent } from './open'
import { isPlainNo } from './refusals'

/** What a page knows of an answer. Empty is for the page to say: only it knows what is none. */
export type Loaded<Reply> =
  | { readonly type: 'loading' }
  | { readonly type: 'refused'; readonly sentence: string; readonly code: string | undefined }
  | { readonly type: 'data'; readonly data: Reply; readonly asOf: number | undefined }

export interface Load<Reply> {
  readonly state: Loaded<Reply>
  reload(): Promise<void>
  /** Shows what a write just answered, without asking again. */
  replace(data: Reply): void
}

/** The name under which the answer of a call is kept. */
export const answerKey = (call: Endpoint, input: object): string => `${call.method} ${call.path} ${JSON.stringify(input)}`

/** An answer kept from before, first; then the server's. Asked again whenever the page shows or is pulled down. */
export function useLoad<Input extends z.ZodObject, Reply extends z.ZodType>(call: Endpoint<Input, Reply>, input: z.input<Input>): Load<z.output<Reply>> {
  const key = answerKey(call, input)
  const [known, setKnown] = useState<{ key: string; state: Loaded<z.output<Reply>> }>(() => ({ key, state: fromBefore(key, call.reply) }))
  const turn = useRef(0)
  const latest = useRef({ key, call, input })
  latest.current = { key, call, input }

  const show = useCallback((forKey: string, state: Loaded<z.output<Reply>>) => setKnown({ key: forKey, state }), [])

  const reload = useCallback(async () => {
    const mine = ++turn.current
    const asked = latest.current
    const isStale = () => mine !== turn.current
    try {
      const data = await ask(asked.call, asked.input)
      if (isStale()) return
      keepAnswer(asked.key, data, now())
      show(asked.key, { type: 'data', data, asOf: undefined })
    } catch (failure) {
      if (!isStale()) show(asked.key, afterFailure(failure, asked.key, asked.call.reply))
    }
  }, [show])

  useAskedAgain(key, reload)

  const replace = useCallback(
    (data: z.output<Reply>) => {
      turn.current++
      keepAnswer(latest.current.key, data, now())
      show(latest.current.key, { type: 'data', data, asOf: undefined })
    },
    [show],
  )
  return { state: known.key === key ? known.state : fromBefore(key, call.reply), reload, replace }
}

/** On mount, when the input changes, when the page shows again, and when it is pulled down. */
function useAskedAgain(key: string, reload: () => Promise<void>): void {
  const isFirstShow = useRef(true)
  useEffect(() => {
    void reload()
  }, [key, reload])
  useDidShow(() => {
    if (!isFirstShow.current) void reload()
    isFirstShow.current = false
  })
  usePullDownRefresh(() => {
    void reload().finally(() => Taro.stopPullDownRefresh())
  })
}

function fromBefore<Reply extends z.ZodType>(key: string, schema: Reply): Loaded<z.output<Reply>> {
  const kept = keptAnswer(key, schema)
  return kept ? { type: 'data', data: kept.reply, asOf: undefined } : { type: 'loading' }
}

function afterFailure<Reply extends z.ZodType>(failure: unknown, key: string, schema: Reply): Loaded<z.output<Reply>> {
  if (failure instanceof Refusal && failure.code === 'consent_needed') {
    askForConsent()
    return { type: 'loading' }
  }
  const sentence = sentenceFor(failure)
  const kept = isPlainNo(failure) ? undefined : keptAnswer(key, schema)
  if (kept) return { type: 'data', data: kept.reply, asOf: kept.at }
  return { type: 'refused', sentence, code: failure instanceof Refusal ? failure.code : undefined }
}
