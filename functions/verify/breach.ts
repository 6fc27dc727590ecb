import { breachesEn, type Sentences } from './breaches.en'
import { breachesZh } from './breaches.zh'

/** What is wrong, in one sentence of each language: whoever reads it need not speak the language of the machine that found it. */
export interface Breach {
  readonly zh: string
  readonly en: string
}

/** @param sentence says it by the sentences of one language; `of` gives what was told before, in that language, to be said inside */
export const told = (sentence: (say: Sentences, of: (part: Breach) => string) => string): Breach => ({
  zh: sentence(breachesZh, ({ zh }) => zh),
  en: sentence(breachesEn, ({ en }) => en),
})

const KEPT_MAX = 10_000

/** All that was found: the first breaches by their sentences, the others by their number. */
export class Breaches {
  constructor(
    readonly kept: Breach[] = [],
    private rest = 0,
  ) {}

  readonly add = (...found: readonly Breach[]): void => {
    const room = KEPT_MAX - this.kept.length
    this.kept.push(...found.slice(0, room))
    this.rest += Math.max(0, found.length - room)
  }

  /** How many there are beyond those that were kept. */
  get more(): number {
    return this.rest
  }
}
