import * as z from 'zod'
import { StoreId } from '../../api/ids'
import { capped, rule, whole } from './rule'

const Terms = z.strictObject({
  fenPerStep: z.number().int().min(1).max(10_000_000).describe('the amount that earns once, in fen; what is left over earns nothing'),
  pointsPerStep: z.number().int().min(1).max(10_000),
  minimumFen: z.number().int().min(0).max(100_000_000).default(0),
  pointsPerOrder: z.number().int().min(1).max(10_000_000).optional().describe('cap for one order'),
  pendingDays: z.number().int().min(0).max(180).default(0).describe('days until the return window has closed'),
  stores: z.array(StoreId).min(1).max(200).optional().describe('only in these stores; everywhere when left out'),
})
export type PerAmountTerms = z.output<typeof Terms>

/** A purchase earns by its amount, rounded down to whole steps. */
export const perAmount = rule({
  name: 'per_amount',
  title: { zh: '消费得积分', en: 'Points for purchases' },
  terms: Terms,
  pay: (terms, event: { amountFen: number }) => {
    if (event.amountFen < terms.minimumFen) return whole(0)
    const points = Math.floor(event.amountFen / terms.fenPerStep) * terms.pointsPerStep
    return terms.pointsPerOrder === undefined ? whole(points) : capped(whole(points), 'points_per_order', terms.pointsPerOrder)
  },
  sentence: (terms) => ({
    zh: `每消费 ${terms.fenPerStep / 100} 元得 ${terms.pointsPerStep} 积分${terms.pendingDays > 0 ? `，${terms.pendingDays} 天后到账` : ''}`,
    en: `${terms.pointsPerStep} points per ¥${terms.fenPerStep / 100}${terms.pendingDays > 0 ? `, usable after ${terms.pendingDays} days` : ''}`,
  }),
  examples: [
    { terms: { fenPerStep: 100, pointsPerStep: 1 }, event: { amountFen: 2933 }, points: 29 },
    { terms: { fenPerStep: 1000, pointsPerStep: 3 }, event: { amountFen: 2999 }, points: 6 },
    { terms: { fenPerStep: 100, pointsPerStep: 1, minimumFen: 1000 }, event: { amountFen: 999 }, points: 0 },
    { terms: { fenPerStep: 100, pointsPerStep: 1, pointsPerOrder: 50 }, event: { amountFen: 9900 }, points: 50 },
  ],
})
