import type { Database } from '../../functions/database/client'
import { ChecksRepository } from '../../functions/insight/checks.repository'
import type { Verified } from './table'

const BREACHES_KEPT = 5
const BREACH_CHARS_MAX = 300

/** Leaves what a check has found where the console shows it. `at`: when it was done, as an instant. */
export async function recordCheck(database: Database, { members, entries, breaches }: Verified, at: string): Promise<void> {
  const first = breaches.slice(0, BREACHES_KEPT).map((breach) => breach.slice(0, BREACH_CHARS_MAX))
  await new ChecksRepository(database).record({ at, breaches: breaches.length, first, members, entries })
}
