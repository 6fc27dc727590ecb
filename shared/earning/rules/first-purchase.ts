import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({ points: z.number().int().min(1).max(100_000), minimumFen: z.number().int().min(0).max(100_000_000).default(0) })

/** The first purchase of a member earns something extra. */
export const firstPurchase = rule({
  name: 'first_purchase',
  title: { zh: '首单礼', en: 'First purchase' },
  on: ['order_paid'],
  terms: Terms,
  pay: (terms, event) => (event.isFirst && event.amountFen >= terms.minimumFen ? terms.points : 0),
  sentence: (terms) => ({
    zh: `首次消费${terms.minimumFen > 0 ? `满 ${terms.minimumFen / 100} 元` : ''}再得 ${terms.points} 积分`,
    en: `${terms.points} more points with your first purchase${terms.minimumFen > 0 ? ` of ¥${terms.minimumFen / 100}` : ''}`,
  }),
  examples: [
    { terms: { points: 50 }, event: { type: 'order_paid', amountFen: 1, isFirst: true, wasInvited: false }, points: 50 },
    { terms: { points: 50 }, event: { type: 'order_paid', amountFen: 1, isFirst: false, wasInvited: false }, points: 0 },
    { terms: { points: 50, minimumFen: 100 }, event: { type: 'order_paid', amountFen: 99, isFirst: true, wasInvited: false }, points: 0 },
  ],
})
