import { roster } from '../database/keys'
import { onRoster } from '../database/read'
import { again, commit } from '../database/write'
import type { Tools } from './jobs'

const AT_ONCE = 10

/**
 * Writes down what the calendar has made due: pending points become available, lots and vouchers lapse. Nothing relies on it (reads
 * and writes do the same for themselves); it brings the books and the stock of sleeping members up to date.
 */
export async function settleAccounts(tools: Tools): Promise<{ looked: number; settled: number; failed: number }> {
  const done = { looked: 0, settled: 0, failed: 0 }
  for (let shard = 0; shard < roster.shards; shard++) {
    let after: string | undefined
    do {
      const page = await onRoster(tools.database, shard, after)
      for (let from = 0; from < page.memberIds.length; from += AT_ONCE) {
        await Promise.all(page.memberIds.slice(from, from + AT_ONCE).map((memberId) => settleOne(tools, memberId, done)))
      }
      after = page.last
    } while (after !== undefined)
  }
  tools.log.info('settled', done)
  return done
}

async function settleOne(tools: Tools, memberId: string, done: { looked: number; settled: number; failed: number }): Promise<void> {
  done.looked += 1
  try {
    const wrote = await again(async () => {
      const { moment } = await tools.programmes.now()
      const open = await tools.points.open(memberId, moment)
      if (open.isClosed || (open.due.length === 0 && open.dueWrites.length === 0)) return false
      await commit(tools.database, tools.points.book(open, []).writes)
      return true
    })
    if (wrote) done.settled += 1
  } catch (error) {
    done.failed += 1
    tools.log.error('settle failed', error, { memberId })
  }
}
