import * as z from 'zod'

const Count = z.number().int().min(1).max(100_000)
const Rank = z.number().int().min(1).max(4)
/** Beyond so many names a device is not told apart exactly, so no limit lies there. */
const ON_ONE_DEVICE_MAX = 100
const Answer = z.enum(['hold', 'refuse'])

/** What looks like a bonus hunter, and what is done then. Everything left out is not looked at. */
export const RiskTerms = z.strictObject({
  /** Events that earn, in an hour of the clock or on a business day: the one after `most` is held or refused. */
  velocity: z
    .array(z.strictObject({ by: z.enum(['member', 'device', 'address']), per: z.enum(['hour', 'day']), most: Count, answer: Answer }))
    .max(10)
    .default([]),
  /** From this of WeChat's ranks (1 to 4) on. */
  wechatRank: z.strictObject({ hold: Rank.optional(), refuse: Rank.optional() }).default({}),
  /** Several members on one device. */
  sharedDevice: z.strictObject({ most: Count.max(ON_ONE_DEVICE_MAX), answer: Answer }).optional(),
  /** Someone's invited friends who come in the hour after midnight. */
  midnightBurst: z.strictObject({ most: Count, answer: Answer }).optional(),
})
export type RiskTerms = z.output<typeof RiskTerms>
