import { budgetOfRule } from '../../shared/earning/award'
import type { Programme } from '../../shared/earning/programme'
import { type Flight } from '../campaigns/budgets.repository'
import { commit, LostRace } from '../database/write'
import type { Tools } from './jobs'

/** A payment that has not finished by then is dead: a function runs ten seconds at most. */
const DEAD_AFTER_MS = 60_000
/** The entry of a payment is among so many that follow the version it was decided on: one transaction holds no more. */
const ENTRIES_OF_ONE_WRITE = 99
/** Versions of the programme that are looked through, newest first. */
const VERSIONS_MAX = 50

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
  if (ended.spent + ended.released + ended.failed > 0) tools.log.info('budgets swept', ended)
  return ended
}

/** Of every campaign, and of every rule that has ever had one: late events are paid by the terms of their time. */
async function openBudgets({ campaigns, programmes }: Tools): Promise<readonly { budget: string; shards: number }[]> {
  const { programme } = await programmes.now()
  const versions: Programme[] = [programme]
  for (let version = programme.version - 1; version > Math.max(0, programme.version - VERSIONS_MAX); version--) {
    const before = await programmes.version(version)
    if (before !== undefined) versions.push(before)
  }
  const rules = new Set(versions.flatMap(({ rules }) => rules.flatMap(({ id, budgetPoints }) => (budgetPoints === undefined ? [] : [budgetOfRule(id)]))))
  return [
    ...(await campaigns.all()).flatMap(({ id, budget }) => (budget === undefined ? [] : [{ budget: id, shards: budget.shards }])),
    ...[...rules].map((budget) => ({ budget, shards: 1 })),
  ]
}

/** After the account is stirred, the payment can no longer be written; then its entry is there or will never be. */
async function settle({ database, points, budgets }: Tools, place: { budget: string; shard: number }, attempt: string, flight: Flight): Promise<'spent' | 'released'> {
  try {
    await commit(database, [points.stir(flight.memberId)])
  } catch (error) {
    // Nobody pays from budgets before there is an account.
    if (!(error instanceof LostRace)) throw error
  }
  const entries = await points.entriesAfter(flight.memberId, flight.version, ENTRIES_OF_ONE_WRITE)
  const taken = entries.flatMap((entry) => (entry.budgets?.attempt === attempt ? entry.budgets.from : []))
  const isWritten = taken.some(({ budget, shard }) => budget === place.budget && shard === place.shard)
  if (isWritten) await budgets.clear(place.budget, place.shard, [{ attempt, points: flight.points }])
  else await budgets.release([{ ...place, points: flight.points }], attempt)
  return isWritten ? 'spent' : 'released'
}
