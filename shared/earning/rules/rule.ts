import type * as z from 'zod'

/** What a rule would pay before programme-wide matters such as expiry; `cuts` says which cap took how much. */
export interface Payment {
  readonly points: number
  readonly cuts: readonly { readonly cap: string; readonly cutPoints: number }[]
}

/** Sentences of a rule for the member, in both languages. */
export interface Sentences {
  readonly zh: string
  readonly en: string
}

/**
 * A kind of promise. `name` is stored with every entry it pays and never changes.
 * `pay` is pure: terms and event in, points out; it neither reads a clock nor does I/O.
 */
export interface Rule<Name extends string = string, Terms extends z.ZodType = z.ZodType, Event = never> {
  readonly name: Name
  readonly title: Sentences
  readonly terms: Terms
  readonly pay: (terms: z.output<Terms>, event: Event) => Payment
  readonly sentence: (terms: z.output<Terms>) => Sentences
  /** Worked examples; each is run as a test. */
  readonly examples: readonly { readonly terms: z.input<Terms>; readonly event: Event; readonly points: number }[]
}

export function rule<Name extends string, Terms extends z.ZodType, Event>(it: Rule<Name, Terms, Event>): Rule<Name, Terms, Event> {
  return it
}

export const whole = (points: number): Payment => ({ points, cuts: [] })

/** Lets through what a cap still allows and says how much it cut. */
export function capped(payment: Payment, cap: string, left: number): Payment {
  const points = Math.max(0, Math.min(payment.points, left))
  return points === payment.points ? payment : { points, cuts: [...payment.cuts, { cap, cutPoints: payment.points - points }] }
}
