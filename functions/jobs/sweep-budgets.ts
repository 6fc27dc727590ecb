import { budgetOfRule } from '../../shared/earning/award'
import { type Flight } from '../campaigns/budgets.repository'
import { commit, LostRace } from '../database/write'
import type { Tools } from './jobs'

/** A payment that has not finished by then is dead: a function runs ten seconds at most. */
const DEAD_AFTER_MS = 60_000
/** The entry of a payment is among so many that follow the version it was decided on: one transaction holds no more. */
const ENTRIES_OF_ONE_WRITE = 99

/** Settles what dead payments have reserved of budgets: nothing stays stranded, and nothing is spent twice. */
export async function sweepBudgets(tools: Tools): Promise<{ spent: number; released: number; failed: number }> {
  const ended = { spent: 0, released: 0, failed: 0 }
  for (const { budget, shards } of await openBudgets(tools)) {
    for (const { shard, inFlight } of await tools.budgets.shards(budget, shards)) {
      for (const [attempt, flight] of Object.entries(inFlight)) {
        if (tools.clock.now() - flight.at < DEAD_AFTER_MS) continue
        try {
          ended[await settle(tools, { budget, shard }, attempt, flight)] += 1
        } catch (error) {
          ended.failed += 1
          tools.log.error('budget sweep failed', error, { budget, shard })
        }
      }
    }
  }
  return ended
}

async function openBudgets({ campaigns, programmes }: Tools): Promise<readonly { budget: string; shards: number }[]> {
  const { programme } = await programmes.now()
  return [
    ...(await campaigns.all()).flatMap(({ id, budget }) => (budget === undefined ? [] : [{ budget: id, shards: budget.shards }])),
    ...programme.rules.flatMap(({ id, budgetPoints }) => (budgetPoints === undefined ? [] : [{ budget: budgetOfRule(id), shards: 1 }])),
  ]
}

/** After the account is stirred, the payment can no longer be written; then its entry is there or will never be. */
async function settle({ database, points, budgets }: Tools, place: { budget: string; shard: number }, attempt: string, flight: Flight): Promise<'spent' | 'released'> {
  try {
    await commit(database, [points.stir(flight.memberId)])
  } catch (error) {
    if (!(error instanceof LostRace)) throw error
  }
  const entries = await points.entriesAfter(flight.memberId, flight.version, ENTRIES_OF_ONE_WRITE)
  const isWritten = entries.some((entry) => entry.budgets?.attempt === attempt)
  if (isWritten) await budgets.clear(place.budget, place.shard, [{ attempt, points: flight.points }])
  else await budgets.release([{ ...place, points: flight.points }], attempt)
  return isWritten ? 'spent' : 'released'
}
