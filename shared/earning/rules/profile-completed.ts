import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({ points: z.number().int().min(1).max(100_000) })

/** Nickname, birthday and phone number are all told, once. */
export const profileCompleted = rule({
  name: 'profile_completed',
  title: { zh: '完善资料', en: 'Complete your profile' },
  on: ['profile_completed'],
  terms: Terms,
  pay: (terms) => terms.points,
  sentence: (terms) => ({ zh: `填好昵称、生日和手机号得 ${terms.points} 积分`, en: `${terms.points} points for a nickname, a birthday and a phone number` }),
  examples: [{ terms: { points: 30 }, event: { type: 'profile_completed' }, points: 30 }],
})
