import { type RefusalCode, refusals } from './errors'

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

  get status(): number {
    return refusals[this.code].status
  }
}

/** The sentence of a refusal in a language, its details filled in: `还差 {missing} 积分` → `还差 80 积分`. */
export function refusalSentence(code: RefusalCode, details: RefusalDetails, language: 'zh' | 'en'): string {
  return refusals[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
}
