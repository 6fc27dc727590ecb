import { instant } from '../../shared/points/decide'
import { chainEnded, type Ended } from './follow-deeds'
import type { Tools } from './jobs'

/** A call that has not ended by then is dead: a function runs fifteen seconds at most. */
const DEAD_AFTER_MS = 60_000
/** The job runs every hour, and once may fail. */
const LOOK_BACK_MS = 3 * 3_600_000

/** Ends deeds whose function died on the way, as `unknown`, and chains what the stream has put aside. */
export async function sweepAudit(tools: Tools): Promise<{ ended: number; chained: number }> {
  const { clock, audit } = tools
  const now = clock.now()
  const done = { ended: 0, chained: 0 }
  const from = now - LOOK_BACK_MS
  for (const day of new Set([await audit.dayAt(from), await audit.dayAt(now)])) await sweepDay(tools, day, instant(from), now - DEAD_AFTER_MS, done)
  if (done.ended + done.chained > 0) tools.log.info('audit swept', done)
  return done
}

async function sweepDay(tools: Tools, day: string, from: string, deadBefore: number, done: { ended: number; chained: number }): Promise<void> {
  let after: string | undefined
  do {
    const { deeds, last } = await tools.audit.since(day, from, after)
    const old = deeds.filter(({ at }) => Date.parse(at) < deadBefore)
    const open = old.filter(({ outcome }) => outcome === undefined)
    for (const deed of open) await tools.audit.end(deed, 'unknown')
    done.ended += open.length
    const loose: Ended = { day, deeds: old.filter(({ link }) => link === undefined).map(({ name, staffId, at }) => ({ name, sequence: '', staffId, at })) }
    if (loose.deeds.length > 0) await chainEnded(tools, loose)
    done.chained += loose.deeds.length
    after = last
  } while (after !== undefined)
}
