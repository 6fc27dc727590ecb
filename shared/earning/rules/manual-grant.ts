import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({ mostPoints: z.number().int().min(1).max(1_000_000).describe('for one grant') })

/** Points that staff give with a reason. More than the most is cut to nothing: the caller refuses first. */
export const manualGrant = rule({
  name: 'manual_grant',
  title: { zh: '赠送积分', en: 'Granted by the shop' },
  on: ['granted'],
  terms: Terms,
  pay: (terms, event) => (event.points <= terms.mostPoints ? event.points : 0),
  sentence: () => ({ zh: '门店赠送的积分', en: 'Points given by the shop' }),
  examples: [
    { terms: { mostPoints: 100 }, event: { type: 'granted', points: 100 }, points: 100 },
    { terms: { mostPoints: 100 }, event: { type: 'granted', points: 101 }, points: 0 },
  ],
})
