import type { ProgrammeRule } from '../../../shared/earning/rules/list'
import { useNames } from '../campaigns/names'
import { useText } from '../language'

/** What narrows a rule down beside its sentence: stores, caps, the return window. */
export function useNarrowing(): (rule: ProgrammeRule | undefined) => string {
  const text = useText()
  const { stores } = useNames()
  return (rule) => {
    if (rule === undefined) return ''
    const only = 'stores' in rule.terms ? rule.terms.stores : undefined
    const caps = Object.entries(rule.caps ?? {}).map(([cap, most]) => `${text.rules.fields[cap] ?? cap} ≤ ${String(most)}`)
    return [only === undefined ? '' : stores.filter(({ id }) => only.includes(id)).map(({ name }) => name).join('、'), ...caps, rule.pendingDays === 0 ? '' : text.rules.pending(rule.pendingDays)].filter((part) => part !== '').join(' · ')
  }
}
