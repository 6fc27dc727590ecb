import { useCallback, useMemo, useRef, useState } from 'react'
import type * as z from 'zod'
import type { Endpoint } from '../../shared/api/endpoint'
import { ask } from './api'
import { sentenceFor } from './failures'
import { type Load, useLoad } from './load'
import { toast } from './toast'

interface AnyPage {
  items: unknown[]
  next: string | null
}

export interface Pages<Reply extends AnyPage> extends Load<Reply> {
  /** Pages after the first, in the order they came. */
  readonly later: readonly Reply[]
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  loadMore(): void
}

/** A list that goes on: the first page as by `useLoad`, later ones on demand; a fresh first page begins again. */
export function usePages<Input extends z.ZodObject, Reply extends z.ZodType<AnyPage>>(call: Endpoint<Input, Reply>, input: z.input<Input>): Pages<z.output<Reply>> {
  const first = useLoad(call, input)
  const firstPage = first.state.type === 'data' ? first.state.data : undefined
  const [more, setMore] = useState<{ after: unknown; pages: readonly z.output<Reply>[] }>({ after: undefined, pages: [] })
  const [isLoadingMore, setIsLoadingMore] = useState(false)
  const isBusy = useRef(false)

  const later = useMemo(() => (more.after === firstPage ? more.pages : []), [more, firstPage])
  const next = (later.length > 0 ? later[later.length - 1] : firstPage)?.next ?? null

  const loadMore = useCallback(() => {
    if (next === null || isBusy.current) return
    isBusy.current = true
    setIsLoadingMore(true)
    ask(call, { ...input, cursor: next })
      .then((page) => setMore({ after: firstPage, pages: [...later, page] }))
      .catch((failure: unknown) => toast(sentenceFor(failure)))
      .finally(() => {
        isBusy.current = false
        setIsLoadingMore(false)
      })
  }, [call, input, next, firstPage, later])

  return { ...first, later, hasMore: next !== null, isLoadingMore, loadMore }
}
