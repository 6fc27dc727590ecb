import * as z from 'zod'
import { eventTypes } from '../../events/event'
import { rule } from './rule'

const Step = z.strictObject({
  event: z.enum(eventTypes),
  /** Which custom event, where it is one. */
  name: z.string().max(40).optional(),
  times: z.number().int().min(1).max(1_000),
  minimumFen: z.number().int().min(0).max(100_000_000).default(0).describe('of an order'),
})
export type ChallengeStep = z.output<typeof Step>

const Terms = z.strictObject({
  title: z.strictObject({ zh: z.string().min(1).max(30), en: z.string().min(1).max(60) }),
  points: z.number().int().min(1).max(100_000),
  steps: z.array(Step).min(1).max(5),
  inOrder: z.boolean().default(false).describe('whether each step begins when the one before is done'),
  /** `days` counts from the first step; the others are those of the calendar. */
  within: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('days'), days: z.number().int().min(1).max(366) }),
    z.strictObject({ type: z.literal('week') }),
    z.strictObject({ type: z.literal('month') }),
    z.strictObject({ type: z.literal('ever') }),
  ]),
  repeats: z.number().int().min(1).max(1_000).default(1).describe('how often it can be completed, ever'),
})
export type ChallengeTerms = z.output<typeof Terms>

/** So many events of some kinds within a window. What it pays is decided by `advance`, which knows how far the member is. */
export const challenge = rule({
  name: 'challenge',
  title: { zh: '挑战任务', en: 'Challenge' },
  on: [],
  terms: Terms,
  pay: () => 0,
  sentence: (terms) => ({ zh: `完成“${terms.title.zh}”得 ${terms.points} 积分`, en: `${terms.points} points for completing “${terms.title.en}”` }),
  examples: [],
})
