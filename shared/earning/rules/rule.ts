import type * as z from 'zod'
import type { Event, EventType } from '../../events/event'

/** Sentences of a rule for the member, in both languages. */
export interface Sentences {
  readonly zh: string
  readonly en: string
}

/** An event of one of these types. */
export type EventOf<Type extends EventType> = Extract<Event, { readonly type: Type }>

/**
 * A kind of promise. `name` is stored with every entry it pays and never changes.
 * `pay` is pure: terms and event in, whole points out, 0 where it does not apply; it neither reads a clock nor does I/O.
 * Caps, return windows and expiry are common to all kinds and live beside the terms.
 */
export interface Rule<Name extends string = string, Terms extends z.ZodType = z.ZodType, Type extends EventType = EventType> {
  readonly name: Name
  readonly title: Sentences
  /** The events it looks at. */
  readonly on: readonly Type[]
  readonly terms: Terms
  /** Of several rules of this kind only the first that pays does; one that names stores comes before one that does not. */
  readonly isExclusive?: true
  readonly pay: (terms: z.output<Terms>, event: EventOf<Type>) => number
  readonly sentence: (terms: z.output<Terms>) => Sentences
  /** Worked examples; each is run as a test. */
  readonly examples: readonly { readonly terms: z.input<Terms>; readonly event: EventOf<Type>; readonly points: number }[]
}

export function rule<Name extends string, Terms extends z.ZodType, Type extends EventType>(it: Rule<Name, Terms, Type>): Rule<Name, Terms, Type> {
  return it
}
