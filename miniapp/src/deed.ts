import { useCallback, useRef, useState } from 'react'
import type { IdKind } from '../../shared/api/ids'
import { sentenceFor } from './failures'
import { operationId } from './operation'
import { toast } from './toast'
import { isPlainNo } from './refusals'

type Id<Kind extends IdKind> = ReturnType<typeof operationId<Kind>>

export interface Deed<Input, Reply> {
  /** The reply, or undefined when it was refused (and said so) or is already running. */
  run(input: Input): Promise<Reply | undefined>
  readonly isRunning: boolean
}

/**
 * A write that must happen once. A second tap while it runs does nothing; after a lost answer the next tap with the same
 * input sends the same id again, so the server can give its first answer.
 * @param onRefused instead of a toast
 */
export function useDeed<Kind extends IdKind, Input, Reply>(
  kind: Kind,
  work: (input: Input, id: Id<Kind>) => Promise<Reply>,
  onRefused: (failure: unknown) => void = (failure) => toast(sentenceFor(failure)),
): Deed<Input, Reply> {
  const [isRunning, setIsRunning] = useState(false)
  const isBusy = useRef(false)
  const unanswered = useRef<{ about: string; id: Id<Kind> } | undefined>(undefined)
  const latest = useRef({ work, onRefused })
  latest.current = { work, onRefused }

  const run = useCallback(
    async (input: Input): Promise<Reply | undefined> => {
      if (isBusy.current) return undefined
      isBusy.current = true
      setIsRunning(true)
      const about = JSON.stringify(input) ?? ''
      const id = unanswered.current?.about === about ? unanswered.current.id : operationId(kind)
      unanswered.current = { about, id }
      try {
        const reply = await latest.current.work(input, id)
        unanswered.current = undefined
        return reply
      } catch (failure) {
        if (isPlainNo(failure)) unanswered.current = undefined
        latest.current.onRefused(failure)
        return undefined
      } finally {
        isBusy.current = false
        setIsRunning(false)
      }
    },
    [kind],
  )
  return { run, isRunning }
}
