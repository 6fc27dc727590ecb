import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({ points: z.number().int().min(1).max(100_000), perYear: z.number().int().min(0).max(10_000).default(0).describe('more for each year after the first') })

/** Each year of membership earns on its day. */
export const anniversary = rule({
  name: 'anniversary',
  title: { zh: '入会周年礼', en: 'Anniversary' },
  on: ['anniversary'],
  terms: Terms,
  pay: (terms, event) => terms.points + terms.perYear * (event.years - 1),
  sentence: (terms) => ({ zh: `每个入会周年得 ${terms.points} 积分${terms.perYear > 0 ? `，每多一年再加 ${terms.perYear}` : ''}`, en: `${terms.points} points every year of membership${terms.perYear > 0 ? `, and ${terms.perYear} more each year` : ''}` }),
  examples: [
    { terms: { points: 20 }, event: { type: 'anniversary', years: 1 }, points: 20 },
    { terms: { points: 20, perYear: 10 }, event: { type: 'anniversary', years: 3 }, points: 40 },
  ],
})
