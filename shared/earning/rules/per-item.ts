import * as z from 'zod'
import { basketTerms, isInStore, itemsThatCount } from './basket'
import { rule } from './rule'

const Terms = z.strictObject({ pointsPerItem: z.number().int().min(1).max(100_000), ...basketTerms })

/** Certain goods earn by the piece. */
export const perItem = rule({
  name: 'per_item',
  title: { zh: '指定商品得积分', en: 'Points by the piece' },
  on: ['order_paid'],
  terms: Terms,
  pay: (terms, event) => (isInStore(terms, event) ? itemsThatCount(terms, event.items ?? []).reduce((pieces, { quantity }) => pieces + quantity, 0) * terms.pointsPerItem : 0),
  sentence: (terms) => ({ zh: `指定商品每件得 ${terms.pointsPerItem} 积分`, en: `${terms.pointsPerItem} points for each selected item` }),
  examples: [
    { terms: { pointsPerItem: 5, products: ['mug'] }, event: { type: 'order_paid', amountFen: 100, isFirst: false, wasInvited: false, items: [{ product: 'mug', quantity: 3, amountFen: 90 }, { product: 'tea', quantity: 1, amountFen: 10 }] }, points: 15 },
    { terms: { pointsPerItem: 5, categories: ['cups'] }, event: { type: 'order_paid', amountFen: 100, isFirst: false, wasInvited: false }, points: 0 },
  ],
})
