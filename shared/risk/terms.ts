import * as z from 'zod'

const Count = z.number().int().min(1).max(100_000)
const Answer = z.enum(['hold', 'refuse'])

/** What looks like a bonus hunter, and what is done then. Everything left out is not looked at. */
export const RiskTerms = z.strictObject({
  /** Events that earn, in an hour or on a business day. */
  velocity: z
    .array(z.strictObject({ by: z.enum(['member', 'device', 'address']), per: z.enum(['hour', 'day']), most: Count, then: Answer }))
    .max(10)
    .default([]),
  /** From this of WeChat's ranks (1 to 4) on. */
  wechatRank: z.strictObject({ hold: z.number().int().min(1).max(4).optional(), refuse: z.number().int().min(1).max(4).optional() }).default({}),
  /** Several members on one device. */
  sharedDevice: z.strictObject({ most: Count, then: Answer }).optional(),
  /** Someone's invited friends who come in the hour after midnight. */
  midnightBurst: z.strictObject({ most: Count, then: Answer }).optional(),
})
export type RiskTerms = z.output<typeof RiskTerms>
