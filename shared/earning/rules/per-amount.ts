import * as z from 'zod'
import { basketTerms, fenThatCount } from './basket'
import { rule } from './rule'

const Terms = z.strictObject({
  fenPerStep: z.number().int().min(1).max(10_000_000).describe('the amount that earns once, in fen'),
  pointsPerStep: z.number().int().min(1).max(10_000),
  rounding: z.enum(['whole_steps', 'down', 'half_up']).default('whole_steps').describe('whole steps only, or parts of a step too, with the points rounded down or to the nearest'),
  minimumFen: z.number().int().min(0).max(100_000_000).default(0),
  ...basketTerms,
})
export type PerAmountTerms = z.output<typeof Terms>

/** A purchase earns by its amount in money. */
export const perAmount = rule({
  name: 'per_amount',
  title: { zh: '消费得积分', en: 'Points for purchases' },
  on: ['order_paid'],
  isExclusive: true,
  terms: Terms,
  pay: (terms, event) => {
    const fen = fenThatCount(terms, event)
    if (fen < terms.minimumFen) return 0
    if (terms.rounding === 'whole_steps') return Math.floor(fen / terms.fenPerStep) * terms.pointsPerStep
    const exact = fen * terms.pointsPerStep
    return terms.rounding === 'down' ? Math.floor(exact / terms.fenPerStep) : Math.floor((2 * exact + terms.fenPerStep) / (2 * terms.fenPerStep))
  },
  sentence: (terms) => ({
    zh: `每消费 ${terms.fenPerStep / 100} 元得 ${terms.pointsPerStep} 积分${terms.minimumFen > 0 ? `，满 ${terms.minimumFen / 100} 元起` : ''}`,
    en: `${terms.pointsPerStep} points per ¥${terms.fenPerStep / 100}${terms.minimumFen > 0 ? `, from ¥${terms.minimumFen / 100}` : ''}`,
  }),
  examples: [
    { terms: { fenPerStep: 100, pointsPerStep: 1 }, event: { type: 'order_paid', amountFen: 2933, isFirst: false, wasInvited: false }, points: 29 },
    { terms: { fenPerStep: 1000, pointsPerStep: 3 }, event: { type: 'order_paid', amountFen: 2999, isFirst: false, wasInvited: false }, points: 6 },
    { terms: { fenPerStep: 1000, pointsPerStep: 3, rounding: 'down' }, event: { type: 'order_paid', amountFen: 2999, isFirst: false, wasInvited: false }, points: 8 },
    { terms: { fenPerStep: 1000, pointsPerStep: 3, rounding: 'half_up' }, event: { type: 'order_paid', amountFen: 2999, isFirst: false, wasInvited: false }, points: 9 },
    { terms: { fenPerStep: 100, pointsPerStep: 1, minimumFen: 1000 }, event: { type: 'order_paid', amountFen: 999, isFirst: false, wasInvited: false }, points: 0 },
    {
      terms: { fenPerStep: 100, pointsPerStep: 1, excludedCategories: ['tobacco'] },
      event: { type: 'order_paid', amountFen: 9_000, isFirst: false, wasInvited: false, items: [{ product: 'a', category: 'tobacco', quantity: 1, amountFen: 5_000 }, { product: 'b', quantity: 1, amountFen: 5_000 }] },
      points: 45,
    },
  ],
})
