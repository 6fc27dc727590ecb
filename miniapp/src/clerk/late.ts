import { useEffect, useRef } from 'react'
import { useObservable } from '../observable'
import { dismiss, outbox } from '../outbox'

/** What became of a write that waited in the outbox. */
export type Late = { readonly type: 'sent' } | { readonly type: 'refused'; readonly sentence: string }

/** Calls back once when the write with this id has left the outbox, and takes its refusal over from there. */
export function useLate(operationId: string | undefined, onEnd: (late: Late) => void): void {
  const kept = useObservable(outbox).find((one) => one.input['id'] === operationId)
  const ended = useRef<string | undefined>(undefined)
  const latest = useRef(onEnd)
  latest.current = onEnd
  useEffect(() => {
    if (operationId === undefined || ended.current === operationId) return
    if (kept !== undefined && kept.refusal === undefined) return
    ended.current = operationId
    if (kept?.refusal === undefined) latest.current({ type: 'sent' })
    else {
      latest.current({ type: 'refused', sentence: kept.refusal })
      dismiss(kept)
    }
  }, [operationId, kept])
}
