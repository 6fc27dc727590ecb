import * as z from 'zod'

export const PAGE_ITEMS_DEFAULT = 20
export const PAGE_ITEMS_MAX = 50
const CURSOR_CHARS_MAX = 400

/** What a paged call takes: where to go on, and how many items. */
export const pageInput = {
  cursor: z.string().max(CURSOR_CHARS_MAX).optional().describe('`next` of the page before; opaque'),
  limit: z.coerce.number().int().min(1).max(PAGE_ITEMS_MAX).default(PAGE_ITEMS_DEFAULT),
}

/** A page: items, and the cursor of the next page or null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() })

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}
