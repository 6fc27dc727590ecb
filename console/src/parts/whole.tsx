import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import type { Page } from '../../../shared/api/page'
import { useFormat } from '../format'
import { useText } from '../language'
import { useAddress } from './address'

/** So many pages are turned by themselves; more when somebody wants them. */
const PAGES_AT_ONCE = 10
const ROWS_SHOWN = 50
const firstPage: string | undefined = undefined

/** A list as far as it has come. */
export interface Whole<Item> {
  readonly items: readonly Item[]
  readonly isComing: boolean
  /** Goes on, where the list is longer than what is turned by itself. */
  readonly more: (() => void) | undefined
}

/** A list of which there are not too many is turned over to its end by itself, to be searched and sorted on the desk. `key` begins with the path of its call. */
export function useWhole<Item>(key: readonly unknown[], page: (cursor: string | undefined) => Promise<Page<Item>>, { enabled = true }: { readonly enabled?: boolean } = {}) {
  const asked = useInfiniteQuery({ queryKey: [...key, 'whole'], queryFn: ({ pageParam }) => page(pageParam), initialPageParam: firstPage, getNextPageParam: ({ next }) => next ?? undefined, enabled })
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch, error } = asked
  const pages = asked.data?.pages ?? []
  const goesOn = hasNextPage && !isFetchNextPageError && pages.length % PAGES_AT_ONCE !== 0
  useEffect(() => {
    if (goesOn && !isFetchingNextPage) void fetchNextPage()
  }, [goesOn, isFetchingNextPage, fetchNextPage])
  const more = hasNextPage && !goesOn && !isFetchingNextPage ? () => void fetchNextPage() : undefined
  const data: Whole<Item> | undefined = asked.data && { items: pages.flatMap(({ items }) => items), isComing: goesOn || isFetchingNextPage, more }
  return { data, error, refetch: () => void refetch() }
}

/** Says that a list is longer than what has come, and goes on. */
export function More({ of: { items, more } }: { readonly of: Whole<unknown> }) {
  const text = useText()
  const format = useFormat()
  if (more === undefined) return null
  return <p className="pager"><span className="faint">{text.common.firstOnly(format.number(items.length))}</span><Button size="small" onClick={more}>{text.common.more}</Button></p>
}

/** Pages of a table whose rows are all there; which one is in the address. */
export function useTablePages(rows: number) {
  const { get, set } = useAddress()
  const last = Math.max(1, Math.ceil(rows / ROWS_SHOWN))
  const current = Math.min(last, Math.max(1, Number(get('page') ?? 1) || 1))
  return rows > ROWS_SHOWN && ({ pageSize: ROWS_SHOWN, showSizeChanger: false, current, onChange: (page: number) => set({ page: page === 1 ? undefined : String(page) }) } as const)
}
