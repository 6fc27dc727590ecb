import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({
  points: z.number().int().min(1).max(100_000),
  period: z.enum(['day', 'week', 'month']).default('day').describe('paid on the day, or at the beginning of its week (Monday) or month'),
})
export type BirthdayTerms = z.output<typeof Terms>

/** A birthday present, once a year. Those born on 29 February have theirs on the 28th in other years. */
export const birthday = rule({
  name: 'birthday',
  title: { zh: '生日礼', en: 'Birthday' },
  on: ['birthday'],
  terms: Terms,
  pay: (terms) => terms.points,
  sentence: (terms) => ({
    zh: `${{ day: '生日当天', week: '生日当周', month: '生日当月' }[terms.period]}得 ${terms.points} 积分`,
    en: `${terms.points} points ${{ day: 'on your birthday', week: 'in the week of your birthday', month: 'in the month of your birthday' }[terms.period]}`,
  }),
  examples: [{ terms: { points: 50 }, event: { type: 'birthday' }, points: 50 }],
})
