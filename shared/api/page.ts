import * as z from 'zod'

export const PAGE_ITEMS_DEFAULT = 20
export const PAGE_ITEMS_MAX = 50
const CURSOR_CHARS_MAX = 400

/** What a paged call takes: where to go on, and how many items. */
export const pageInput = {
  cursor: z.string().max(CURSOR_CHARS_MAX).optional().describe('`next` of the page before; opaque'),
  limit: z.coerce.number().int().min(1).max(PAGE_ITEMS_MAX).default(PAGE_ITEMS_DEFAULT),
}

export const sortOrders = ['newest', 'oldest'] as const
/** Which end of a list comes first. */
export type SortOrder = (typeof sortOrders)[number]

/** What a paged call takes whose list can be read from either end; `next` goes on in its own order only. */
export const sortedInput = (first: SortOrder) => ({ ...pageInput, order: z.enum(sortOrders).default(first).describe('which end comes first; a cursor of the other order is refused') })

/** A page: items, and the cursor of the next page or null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() })

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}
