import type { Item } from './read'

/**
 * Reads an item as the noun it holds. Guarantee: an item's key is written only by the repository that reads it here, with
 * exactly the fields of `T`; what clients send never becomes an item without passing a schema first.
 */
export function stored<T>(item: Item): T {
  return item as T
}
