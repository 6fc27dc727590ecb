import { AsyncLocalStorage } from 'node:async_hooks'
import type { Changed } from '../../shared/stores/audit'

/** Where the call that is running puts what it changes, for the audit trail. */
interface Notes {
  changed?: Changed
}

const notes = new AsyncLocalStorage<Notes>()

/** Runs a call of staff; what it says of its change is asked for when it has ended. */
export async function noting<T>(run: () => Promise<T>, ended: (changed: Changed | undefined) => Promise<void>): Promise<T> {
  const mine: Notes = {}
  const reply = await notes.run(mine, run)
  await ended(mine.changed)
  return reply
}

/** A service says what it is about to change; said again, the later one counts. Outside a call of staff nobody listens. */
export function noteChange(changed: Changed): void {
  const mine = notes.getStore()
  if (mine !== undefined) mine.changed = changed
}
