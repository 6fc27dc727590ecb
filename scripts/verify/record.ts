import type { Database } from '../../functions/database/client'
import { ChecksRepository } from '../../functions/insight/checks.repository'
import type { Checked } from '../../functions/verify/check'
import { lastCheckOf } from '../../functions/verify/last-check'

/** Leaves what a check has found where the console shows it. `at`: when it was done, as an instant. */
export const recordCheck = (database: Database, checked: Checked, at: string): Promise<void> => new ChecksRepository(database).record(lastCheckOf(checked, at))
