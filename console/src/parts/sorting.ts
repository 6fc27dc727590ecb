import type { SortOrder } from '../../../shared/api/page'
import { useLanguage } from '../language'
import { oneOf, useAddress } from './address'

/** By which column a list is sorted, and whether from the most or the latest down. In the address it is `name` or `-name`. */
export interface Sorting<Key extends string> {
  readonly by: Key
  readonly isDown: boolean
}

type Way = 'ascend' | 'descend'

/** What makes the head of a column sort its table. */
export interface ColumnHead {
  readonly key: string
  readonly sorter: true
  readonly sortOrder: Way | null
  readonly sortDirections?: Way[]
}

/** What a table says of a press on one of its heads. */
type Turn = (page: unknown, filters: unknown, sorter: { readonly columnKey?: string | number | bigint; readonly order?: Way | null } | readonly object[], of: { readonly action: string }) => void

const wordOf = <Key extends string>({ by, isDown }: Sorting<Key>): string => `${isDown ? '-' : ''}${by}`
const downFirst = ['descend', 'ascend', 'descend'] as const

/** How the address says a list is sorted, and what makes the heads of its table sort it. Without `first` it can also be as it comes. */
export function useSorting<Key extends string>(keys: readonly Key[], first?: Sorting<Key>) {
  const { get, set } = useAddress()
  const said = get('sort') ?? ''
  const by = oneOf(keys, said.replace(/^-/, ''))
  const sorting = by === undefined ? first : { by, isDown: said.startsWith('-') }
  const sort = (next: Sorting<Key> | undefined) => set({ sort: next === undefined || (first !== undefined && wordOf(next) === wordOf(first)) ? undefined : wordOf(next), cursor: undefined, page: undefined })
  const head = (key: Key): ColumnHead => ({
    key,
    sorter: true,
    sortOrder: sorting?.by !== key ? null : sorting.isDown ? 'descend' : 'ascend',
    ...(first === undefined ? {} : { sortDirections: [...downFirst] }),
  })
  /** For a table: a press on a head sorts. */
  const turn: Turn = (_page, _filters, sorter, { action }) => {
    if (action !== 'sort' || !('columnKey' in sorter)) return
    const key = oneOf(keys, String(sorter.columnKey))
    sort(key === undefined || sorter.order === null || sorter.order === undefined ? undefined : { by: key, isDown: sorter.order === 'descend' })
  }
  return { sorting, sort, head, turn }
}

/** For a list that is read from either end: the order to ask for, and the head of the column that it goes by. */
export function useOrder(first: SortOrder = 'newest') {
  const { sorting, sort, head, turn } = useSorting(['at'], { by: 'at', isDown: first === 'newest' })
  const order: SortOrder = sorting?.isDown === false ? 'oldest' : 'newest'
  return { order, head: () => head('at'), turn, choose: (next: SortOrder) => sort({ by: 'at', isDown: next === 'newest' }) }
}

/** What a table needs whose rows were asked for in an order. */
export interface OrderedRows<Item> {
  readonly rows: readonly Item[]
  readonly isStale: boolean
  readonly turn: Turn
}

/** What a row is sorted by; rows that have none come last, either way. */
export type Values<Item, Key extends string> = readonly (readonly [by: Key, of: (item: Item) => string | number | null])[]

/** A list that is there as a whole, sorted as the address says; else as it comes. */
export function useSorted<Item, Key extends string>(items: readonly Item[], values: Values<Item, Key>) {
  const language = useLanguage()
  const { sorting, head, turn } = useSorting(values.map(([by]) => by))
  const value = values.find(([by]) => by === sorting?.by)?.[1]
  if (sorting === undefined || value === undefined) return { rows: items, head, turn }
  const { compare } = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en-GB', { numeric: true })
  const rows = [...items].sort((one, other) => {
    const [a, b] = [value(one), value(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return (sorting.isDown ? -1 : 1) * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)))
  })
  return { rows, head, turn }
}
