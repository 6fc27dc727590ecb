import type { ProgrammeTerms } from './programme'
import { titleOf } from './rules/list'
import type { Sentences } from './rules/rule'

/** One place where two versions of the terms differ. `path` names rules by their ids: `rules.purchase.terms.pointsPerStep`. */
export interface Difference {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: unknown
  readonly after?: unknown
  readonly sentence: Sentences
}

/** Where terms differ, place by place, in the order of the terms. */
export function differences(before: ProgrammeTerms, after: ProgrammeTerms): readonly Difference[] {
  const titles = new Map([...before.rules, ...after.rules].map(({ id, kind }) => [id, titleOf(kind)]))
  return differ(named(before), named(after), []).map((one) => ({ ...one, sentence: sentenceOf(one, titles) }))
}

type Bare = Omit<Difference, 'sentence'>

/** Rules, tiers and declared events by their ids, so that moving one in its list is no change. */
function named({ rules, tiers, customEvents, ...terms }: ProgrammeTerms): object {
  return {
    ...terms,
    rules: Object.fromEntries(rules.map(({ id, ...rule }) => [id, rule])),
    customEvents: Object.fromEntries(customEvents.map(({ name, title }) => [name, title])),
    ...(tiers === undefined ? {} : { tiers: { ...tiers, levels: Object.fromEntries(tiers.levels.map(({ id, ...level }) => [id, level])) } }),
  }
}

const isMap = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

function differ(before: unknown, after: unknown, path: readonly string[]): readonly Bare[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const at = path.join('.')
  if (before === undefined) return [{ path: at, kind: 'added', after }]
  if (after === undefined) return [{ path: at, kind: 'removed', before }]
  if (!isMap(before) || !isMap(after)) return [{ path: at, kind: 'changed', before, after }]
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) => differ(Reflect.get(before, key), Reflect.get(after, key), [...path, key]))
}

function sentenceOf({ path, kind, before, after }: Bare, titles: ReadonlyMap<string, Sentences>): Sentences {
  const [first = '', id = '', ...rest] = path.split('.')
  const title = first === 'rules' ? titles.get(id) : undefined
  const place = title === undefined ? { zh: path, en: path } : { zh: [`「${title.zh}」(${id})`, ...rest].join(' · '), en: [`“${title.en}” (${id})`, ...rest].join(' · ') }
  switch (kind) {
    case 'added':
      return { zh: `新增 ${place.zh}${plain(after)}`, en: `Added ${place.en}${plain(after)}` }
    case 'removed':
      return { zh: `去掉 ${place.zh}${plain(before)}`, en: `Removed ${place.en}${plain(before)}` }
    case 'changed':
      return { zh: `${place.zh}：${shown(before)} → ${shown(after)}`, en: `${place.en}: ${shown(before)} → ${shown(after)}` }
  }
}

const SHOWN_CHARS_MAX = 120
const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}…` : text
}
const plain = (value: unknown): string => (typeof value === 'object' ? '' : `: ${shown(value)}`)
