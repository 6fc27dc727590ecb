import { prefixes } from '../database/keys'
import type { Item } from '../database/read'
import { type Breach, told } from './breach'

/** A cause is told once, and WeChat's permissions are never overdrawn. */
export function messageBreaches(memberId: string, items: readonly Item[]): Breach[] {
  const letters = items.filter(({ sk }) => String(sk).startsWith(prefixes.message))
  const quota = Object.entries(items.find(({ sk }) => sk === 'MESSAGING')?.['quota'] ?? {})
  return [
    ...repeated(letters.map(({ cause }) => String(cause))).map((cause) => told((say) => say.toldTwice(memberId, cause))),
    ...quota.filter(([, count]) => !Number.isSafeInteger(count) || Number(count) < 0).map(([template, count]) => told((say) => say.negative(memberId, `quota ${template}`, String(count)))),
  ]
}

/** A cause goes to WeChat once. */
export function parcelBreaches(items: readonly Item[]): Breach[] {
  return repeated(items.map(({ memberId, cause }) => `${String(memberId)} ${String(cause)}`)).map((name) => told((say) => say.toldTwice(name.split(' ')[0] ?? '', name.split(' ')[1] ?? '')))
}

const repeated = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name, place) => names.indexOf(name) !== place))]
