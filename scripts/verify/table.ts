import type { Database } from '../../functions/database/client'
import { Check, type Checked, type Watcher } from '../../functions/verify/check'
import { language, text } from './text'

/** What a check has found, in the language of the terminal. */
export interface Verified extends Omit<Checked, 'breaches' | 'more'> {
  /** One sentence each; the last counts the rest when there are very many. */
  readonly breaches: readonly string[]
  /** The same in every language, as it is recorded. */
  readonly found: Checked
}

/** Checks a whole table at once, with the code that checks it every night. */
export async function verifyTable(database: Database, watcher: Omit<Watcher, 'mayGoOn'> = {}): Promise<Verified> {
  const found = await (await Check.begin(database)).goOn(watcher)
  if (found === undefined) throw new Error('nothing stops a check that may always go on')
  const { breaches, more, ...counts } = found
  return { ...counts, found, breaches: [...breaches.map((breach) => breach[language]), ...(more > 0 ? [text.more(more)] : [])] }
}
