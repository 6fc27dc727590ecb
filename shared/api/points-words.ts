import * as z from 'zod'

/** What the programme calls its points: a word in Chinese, and in English for one and for many, as in the middle of a sentence. */
export const PointsWords = z.strictObject({
  zh: z.string().regex(/^[\u4e00-\u9fffA-Za-z0-9]{1,6}$/),
  one: z.string().regex(/^[A-Za-z][A-Za-z' -]{0,19}$/),
  many: z.string().regex(/^[A-Za-z][A-Za-z' -]{0,19}$/),
})
export type PointsWords = z.infer<typeof PointsWords>

/** What our own sentences call them, and every programme that chose nothing else. */
export const usualWords: PointsWords = { zh: '积分', one: 'point', many: 'points' }

/** Whether sentences can stay as they are written. */
export const isUsual = ({ zh, one, many }: PointsWords): boolean => zh === usualWords.zh && one === usualWords.one && many === usualWords.many

/** What stands in quotation marks is somebody's own title and stays as it is; `20 分` are points, `20 分钟` and `20 分钱` are not. */
const callings = /“[^”]*”|积分|\d 分(?![钟钱])|\bpoints?\b/gi

/** A sentence of ours as the programme says it: `用 80 积分兑换` → `用 80 星星兑换`. */
export function worded(sentence: string, words: PointsWords = usualWords): string {
  if (isUsual(words)) return sentence
  return sentence.replace(callings, (found) => {
    if (found.startsWith('“')) return found
    if (found === usualWords.zh) return words.zh
    if (found.endsWith(' 分')) return found.slice(0, 2) + words.zh
    const word = /s$/i.test(found) ? words.many : words.one
    return found.startsWith('P') ? word.charAt(0).toUpperCase() + word.slice(1) : word
  })
}

/** The same in both languages. */
export const wordedBoth = ({ zh, en }: { readonly zh: string; readonly en: string }, words?: PointsWords) => ({ zh: worded(zh, words), en: worded(en, words) })

/** Invisible, and taken out again: keeps what a sentence is filled in with from being taken for its own words. */
const MARK = '\u2060'
const marked = (given: unknown): unknown => (typeof given === 'string' ? given.replace(/积分|points?/gi, (found) => found[0] + MARK + found.slice(1)) : given)

type Speaker = <Sentences extends object>(sentences: Sentences) => Sentences

/** Gives sentences as the programme says them, whole tables of them; what is in a table is the same object each time. */
export function speaker(words: PointsWords): Speaker {
  const known = new WeakMap<object, object>()
  const say = (value: unknown): unknown => {
    if (typeof value === 'string') return worded(value, words).replaceAll(MARK, '')
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value
    const made = known.get(value) ?? (Array.isArray(value) ? value.map(say) : spoken(value))
    known.set(value, made)
    return made
  }
  const spoken: Speaker = (sentences) =>
    new Proxy(sentences, {
      get: (of, name) => (typeof of === 'function' ? Reflect.get(of, name) : say(Reflect.get(of, name))),
      apply: (of, self, given: unknown[]) => typeof of === 'function' && say(Reflect.apply(of, self, given.map(marked))),
    })
  return spoken
}
