import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({ points: z.number().int().min(0).max(100_000) })

/** Welcome points, once, when a member joins. */
export const signUp = rule({
  name: 'sign_up',
  title: { zh: '入会礼', en: 'Welcome points' },
  on: ['signed_up'],
  terms: Terms,
  pay: (terms) => terms.points,
  sentence: (terms) => ({ zh: `入会即得 ${terms.points} 积分`, en: `${terms.points} points when you join` }),
  examples: [{ terms: { points: 100 }, event: { type: 'signed_up' }, points: 100 }],
})
