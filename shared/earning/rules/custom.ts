import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({
  event: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/).describe('a kind of event that the owner has declared'),
  points: z.number().int().min(0).max(100_000).default(0).describe('each time it happens'),
  pointsPerCount: z.number().int().min(0).max(10_000).default(0).describe('for each of its count, such as minutes or pieces'),
})

/** Whatever else the shop reports of its members earns, such as a class attended or a bottle returned. */
export const custom = rule({
  name: 'custom',
  title: { zh: '其他行为', en: 'Other activities' },
  on: ['custom'],
  terms: Terms,
  pay: (terms, event) => (event.name === terms.event ? terms.points + terms.pointsPerCount * event.count : 0),
  sentence: (terms) => ({ zh: `每次得 ${terms.points + terms.pointsPerCount} 积分`, en: `${terms.points + terms.pointsPerCount} points each time` }),
  examples: [
    { terms: { event: 'bottle_returned', pointsPerCount: 2 }, event: { type: 'custom', name: 'bottle_returned', count: 3, amountFen: 0 }, points: 6 },
    { terms: { event: 'class_attended', points: 10 }, event: { type: 'custom', name: 'bottle_returned', count: 3, amountFen: 0 }, points: 0 },
  ],
})
