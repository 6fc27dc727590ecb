import type { Mutation, Shop } from '../../support/mutations'

/** A law with its check, and every way to take its rule out that the check must see. */
export interface Law {
  readonly law: string
  readonly check: (shop: Shop) => void
  readonly without: readonly Mutation[]
}
