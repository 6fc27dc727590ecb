import type { StaffDeed } from '../../../shared/stores/audit.api'
import { useFormat } from '../format'
import { useText } from '../language'
import { useMe } from '../shell/me'
import { placesFor } from '../shell/places'

type Place = NonNullable<StaffDeed['change']>['places'][number]

/** Deeds and what they changed, as sentences. */
export function useDeedWords() {
  const text = useText()
  const format = useFormat()
  const field = (path: string): string => {
    const parts = path.split('.').map((part) => text.audit.fields[part] ?? part)
    const known = parts.filter((part, i) => part !== path.split('.')[i])
    return known.length === 0 ? path : parts.join(' · ')
  }
  const value = (one: unknown): string => {
    if (one === null || one === undefined) return text.audit.nothing
    if (typeof one === 'number') return format.number(one)
    if (typeof one === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(one)) return format.dateTime(one)
    const word = typeof one === 'string' || typeof one === 'boolean' ? String(one) : JSON.stringify(one)
    return text.audit.states[word] ?? word
  }
  const deed = (call: string): string => text.audit.deeds[call] ?? text.audit.unknownDeed(call)
  const changed = (who: string, title: string, { path, before, after }: Place): string =>
    before === null ? text.audit.set(who, title, field(path), value(after)) : text.audit.changed(who, title, field(path), value(before), value(after))
  const sentence = ({ staff, call, change }: StaffDeed): string => {
    const [first, ...rest] = change?.places ?? []
    const title = change?.title ?? undefined
    if (title === undefined) return text.audit.did(staff.name, deed(call))
    if (first === undefined || !call.startsWith('edit')) return text.audit.did(staff.name, text.audit.titled(deed(call), title))
    const others = rest.length + (change?.more ?? 0)
    return changed(staff.name, title, first) + (others === 0 ? '' : text.audit.more(format.number(others)))
  }
  return { field, value, deed, sentence }
}

const ways = [['mem_', '/members'], ['cmp_', '/campaigns'], ['rwd_', '/mall']] as const

/** Where what a deed was about can be looked at, by who may. */
export function useWayTo(): (target: string) => string | undefined {
  const open = placesFor(useMe().mayCall)
  return (target) => {
    const way = ways.find(([beginning]) => target.startsWith(beginning))?.[1]
    return way !== undefined && open.some(({ path }) => path === way) ? `${way}/${target}` : undefined
  }
}
