import * as z from 'zod'
import { rule } from './rule'

const STEPS_MAX = 10

const Terms = z.strictObject({
  points: z.number().int().min(0).max(10_000).describe('for every check-in'),
  steps: z
    .array(z.strictObject({ days: z.number().int().min(2).max(366), bonus: z.number().int().min(1).max(100_000) }))
    .max(STEPS_MAX)
    .describe('extra points on reaching so many days in a row'),
  cycleDays: z.number().int().min(2).max(366).optional().describe('after so many days the steps begin again'),
  makeUp: z
    .strictObject({
      pricePoints: z.number().int().min(0).max(10_000),
      windowDays: z.number().int().min(1).max(31).describe('how many days back can be made up'),
      monthlyLimit: z.number().int().min(1).max(31),
    })
    .optional(),
})
export type CheckInTerms = z.output<typeof Terms>

/** Daily check-in with rewards for days in a row. `streak` counts the day checked in. */
export const checkIn = rule({
  name: 'check_in',
  title: { zh: '每日签到', en: 'Daily check-in' },
  on: ['checked_in'],
  terms: Terms,
  pay: (terms, event) => terms.points + stepBonus(terms, event.streak),
  sentence: (terms) => ({
    zh: [`每天签到得 ${terms.points} 积分`, ...terms.steps.map((step) => `连签 ${step.days} 天再得 ${step.bonus}`)].join('，'),
    en: [`${terms.points} points a day`, ...terms.steps.map((step) => `${step.bonus} more on day ${step.days} in a row`)].join(', '),
  }),
  examples: [
    { terms: { points: 5, steps: [{ days: 7, bonus: 30 }] }, event: { type: 'checked_in', streak: 1 }, points: 5 },
    { terms: { points: 5, steps: [{ days: 7, bonus: 30 }] }, event: { type: 'checked_in', streak: 7 }, points: 35 },
    { terms: { points: 5, steps: [{ days: 7, bonus: 30 }] }, event: { type: 'checked_in', streak: 14 }, points: 5 },
    { terms: { points: 5, steps: [{ days: 7, bonus: 30 }], cycleDays: 7 }, event: { type: 'checked_in', streak: 14 }, points: 35 },
  ],
})

/** The day of the step cycle a streak stands on, from 1. */
export const cycleDay = (terms: CheckInTerms, streak: number): number => (terms.cycleDays === undefined ? streak : ((streak - 1) % terms.cycleDays) + 1)

export function stepBonus(terms: CheckInTerms, streak: number): number {
  return terms.steps.find((step) => step.days === cycleDay(terms, streak))?.bonus ?? 0
}
