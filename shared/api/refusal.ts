import type { RefusalCode } from './errors'

export interface RefusalText {
  readonly status: number
  readonly zh: string
  readonly en: string
}

export type RefusalDetails = Readonly<Record<string, string | number | boolean | readonly string[] | object>>

/** An expected no. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(code)
    this.name = 'Refusal'
  }
}

/** A sentence with its gaps filled: `{name}` becomes the detail of that name, nothing where there is none. */
export const filledIn = (sentence: string, details: RefusalDetails): string => sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
