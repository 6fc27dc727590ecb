import * as z from 'zod'
import { StoreId } from '../../api/ids'
import type { OrderEvent, OrderItem } from '../../events/event'

const Names = z.array(z.string().min(1).max(64)).min(1).max(200)

/** Which part of an order a rule looks at: everything, unless stores, categories or products are named. */
export const basketTerms = {
  stores: z.array(StoreId).min(1).max(200).optional().describe('only in these stores; everywhere when left out'),
  categories: Names.optional().describe('only these categories'),
  products: Names.optional().describe('only these products'),
  excludedCategories: Names.optional(),
  excludedProducts: Names.optional(),
}

export type Basket = { readonly [Name in keyof typeof basketTerms]?: z.output<(typeof basketTerms)[Name]> }

/** Whether the store of an order is one of those named. */
export const isInStore = ({ stores }: Basket, event: OrderEvent): boolean => stores === undefined || stores.some((storeId) => storeId === event.storeId)

/** The lines of an order that count. */
export function itemsThatCount(basket: Basket, items: readonly OrderItem[]): readonly OrderItem[] {
  return items.filter(({ product, category = '' }) => {
    if (basket.excludedProducts?.includes(product) || basket.excludedCategories?.includes(category)) return false
    if (basket.categories === undefined && basket.products === undefined) return true
    return basket.categories?.includes(category) === true || basket.products?.includes(product) === true
  })
}

const namesGoods = ({ categories, products, excludedCategories, excludedProducts }: Basket): boolean => [categories, products, excludedCategories, excludedProducts].some((names) => names !== undefined)

/**
 * The money of an order that counts, in fen: what was paid in money, by the share that the lines that count have of all lines,
 * rounded down. An order without lines counts whole, unless only certain goods do.
 */
export function fenThatCount(basket: Basket, event: OrderEvent): number {
  if (!isInStore(basket, event)) return 0
  if (!namesGoods(basket)) return event.amountFen
  if (event.items === undefined) return basket.categories === undefined && basket.products === undefined ? event.amountFen : 0
  const all = fenOf(event.items)
  return all === 0 ? 0 : Number((BigInt(Math.min(event.amountFen, all)) * BigInt(fenOf(itemsThatCount(basket, event.items)))) / BigInt(all))
}

const fenOf = (items: readonly OrderItem[]): number => items.reduce((sum, { amountFen }) => sum + amountFen, 0)
