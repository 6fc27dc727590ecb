import type { LastCheck } from '../../shared/insight/insight.api'
import type { Checked } from './check'

const BREACHES_TOLD = 5
const BREACH_CHARS_MAX = 300

/** What is kept of a check for whoever looks at the console. `at`: when it was done, as an instant. */
export function lastCheckOf({ members, entries, moving, breaches, more }: Checked, at: string): LastCheck {
  const first = breaches.slice(0, BREACHES_TOLD).map(({ zh, en }) => ({ zh: zh.slice(0, BREACH_CHARS_MAX), en: en.slice(0, BREACH_CHARS_MAX) }))
  return { at, breaches: breaches.length + more, first, members, entries, moving }
}
