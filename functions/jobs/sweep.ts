import { flashPoolOf } from '../../shared/mall/flash'
import { attemptedAt } from '../mall/stock.repository'
import type { Tools } from './jobs'

/** An exchange that has not finished by then is dead: a function runs ten seconds at most. */
const DEAD_AFTER_MS = 60_000

/** Settles reservations of exchanges that died half-way, and returns and moves of stock that stopped half-way. */
export async function sweep(tools: Tools): Promise<{ issued: number; released: number; returned: number; moved: number; failed: number }> {
  const ended = { issued: 0, released: 0, returned: 0, moved: 0, failed: 0 }
  const now = tools.clock.now()
  for (const pool of await pools(tools)) {
    const moves = new Set<string>()
    for (const stock of await tools.stock.shards(pool.id, pool.shards)) {
      for (const [name, attempt] of Object.entries(stock.inFlight)) {
        if (now - attemptedAt(attempt) < DEAD_AFTER_MS) continue
        await tried(tools, ended, async () => {
          ended[await tools.reservations.settle(pool.id, stock.shard, name, attempt)] += 1
        })
      }
      for (const [name, since] of Object.entries(stock.returning)) {
        if (now - since < DEAD_AFTER_MS) continue
        await tried(tools, ended, async () => {
          await tools.reservations.bringBack(pool.id, stock.shard, name, now)
          ended.returned += 1
        })
      }
      if (stock.move !== undefined && now - stock.move.since >= DEAD_AFTER_MS) moves.add(stock.move.id)
    }
    for (const id of moves) {
      await tried(tools, ended, async () => {
        await tools.mover.carry(pool.id, pool.shards, id)
        ended.moved += 1
      })
    }
  }
  if (ended.issued + ended.released + ended.returned + ended.moved + ended.failed > 0) tools.log.info('swept', ended)
  return ended
}

/** Every pool of stock: that of each reward, and that of each flash exchange, however long it is over. */
async function pools({ mall, campaigns }: Tools): Promise<readonly { id: string; shards: number }[]> {
  const own = (await mall.all()).map(({ id, stockShards }) => ({ id, shards: stockShards }))
  return [...own, ...(await campaigns.all()).flatMap((campaign) => flashPoolOf(campaign) ?? [])]
}

/** One that fails does not keep the others waiting; the next run tries it again. */
async function tried(tools: Tools, ended: { failed: number }, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    ended.failed += 1
    tools.log.error('sweep failed', error)
  }
}
