import type { UseQueryResult } from '@tanstack/react-query'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { type Page, type SortOrder, sortOrders } from '../../../shared/api/page'
import { useText } from '../language'
import { useAddress } from './address'
import { Answer, Nothing } from './answer'
import { Pager } from './pager'

interface ListedProps<Item> {
  readonly of: UseQueryResult<Page<Item>>
  /** Shown where the whole list is empty. */
  readonly none: ReactNode
  readonly rows?: number
  readonly children: (items: readonly Item[], next: string | null) => ReactNode
}

/** A page of a list and the way to its others. A page may be empty while there are more, or because its last row has gone since. */
export function Listed<Item>({ of, none, rows = 6, children }: ListedProps<Item>) {
  const text = useText()
  const isFirst = useAddress().get('cursor') === undefined
  return (
    <Answer of={of} isEmpty={({ items, next }) => items.length === 0 && next === null && isFirst} empty={none} rows={rows}>
      {({ items, next }) => (
        <>
          {items.length > 0 ? children(items, next) : <Nothing say={next === null ? text.common.noneHere : text.common.lookOn} />}
          <Pager next={next} />
        </>
      )}
    </Answer>
  )
}

/** Which end of a list comes first, where there is no head of a table to press. */
export function OrderSelect({ order, choose }: { readonly order: SortOrder; readonly choose: (next: SortOrder) => void }) {
  const text = useText()
  return <Select<SortOrder> id="order" aria-label={text.common.sort} value={order} onChange={choose} options={sortOrders.map((value) => ({ value, label: text.common.orders[value] }))} style={{ width: 140 }} />
}
