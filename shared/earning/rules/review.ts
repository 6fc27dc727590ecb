import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({
  points: z.number().int().min(1).max(100_000),
  minimumWords: z.number().int().min(0).max(1_000).default(0),
  pictureBonus: z.number().int().min(0).max(100_000).default(0).describe('more, where it has a picture'),
})

/** A published review earns. */
export const review = rule({
  name: 'review',
  title: { zh: '评价有礼', en: 'Review' },
  on: ['review_published'],
  terms: Terms,
  pay: (terms, event) => (event.words < terms.minimumWords ? 0 : terms.points + (event.pictures > 0 ? terms.pictureBonus : 0)),
  sentence: (terms) => ({
    zh: `${terms.minimumWords > 0 ? `写满 ${terms.minimumWords} 字的` : ''}评价得 ${terms.points} 积分${terms.pictureBonus > 0 ? `，带图再得 ${terms.pictureBonus}` : ''}`,
    en: `${terms.points} points for a review${terms.minimumWords > 0 ? ` of ${terms.minimumWords} words` : ''}${terms.pictureBonus > 0 ? `, ${terms.pictureBonus} more with a picture` : ''}`,
  }),
  examples: [
    { terms: { points: 20, minimumWords: 15 }, event: { type: 'review_published', words: 14, pictures: 0 }, points: 0 },
    { terms: { points: 20, minimumWords: 15, pictureBonus: 5 }, event: { type: 'review_published', words: 15, pictures: 2 }, points: 25 },
  ],
})
