import * as z from 'zod'

/** Paying part of a bill with points (积分抵现). */
export const CashOffTerms = z.strictObject({
  /** What `stepPoints` take off the bill, in fen. */
  fenPerStep: z.number().int().min(1).max(1_000_000),
  stepPoints: z.number().int().min(1).max(1_000_000),
  /** The most of a bill that points may pay, in percent. */
  mostPercent: z.number().int().min(1).max(100),
  minimumFen: z.number().int().min(0).max(100_000_000).default(0).describe('smaller bills take no points'),
  holdMinutes: z.number().int().min(1).max(1_440).default(10),
})
export type CashOffTerms = z.output<typeof CashOffTerms>
