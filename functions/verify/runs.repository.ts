import { deserialize, serialize } from 'node:v8'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { LastCheck } from '../../shared/insight/insight.api'
import { instant } from '../../shared/points/decide'
import type { Database } from '../database/client'
import { checkParts, keys } from '../database/keys'
import { getAll, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { commit, LostRace, type Write } from '../database/write'
import { CHECK_EDITION, type CheckState } from './check'

/** DynamoDB takes items of 400 KB. */
const PART_BYTES = 380_000
/** So much a check may know, compressed: 24 MB. */
const PARTS_MAX = 64
const KEPT_SECONDS = 7 * 86_400

/** A check of the whole table under way: who holds it, and what it knew when it was stopped. */
export interface Run {
  /** Goes up with every write: nobody writes who has not seen the last. */
  readonly turn: number
  /** Until then it is in somebody's hand, as an instant. */
  readonly heldUntil: string
  readonly begunAt: string
  /** What it knew when it was stopped, as so many parts that were kept in a turn. */
  readonly kept?: { readonly turn: number; readonly parts: number; readonly edition: number } | undefined
}

/** What the night's check finds when it comes. */
export interface Standing {
  readonly last: LastCheck | undefined
  readonly run: Run | undefined
  readonly timeZone: string
  /** Goes up also over checks. */
  readonly turn: number
}

/** The check of the books from night to night: one at a time, in pieces. Written are these few items and nothing else. */
export class RunsRepository {
  constructor(private readonly database: Database) {}

  async standing(): Promise<Standing> {
    const [last, item, programme] = await getAll(this.database, [keys.lastCheck(), keys.checkRun(), keys.programme()])
    const { isUnderWay, ...run } = item === undefined ? { isUnderWay: false, turn: 0, heldUntil: '', begunAt: '' } : stored<Run & { isUnderWay: boolean }>(item)
    const timeZone = programme?.['timeZone']
    return { last: last && stored<LastCheck>(last), run: isUnderWay ? run : undefined, turn: run.turn, timeZone: typeof timeZone === 'string' ? timeZone : 'UTC' }
  }

  /** Takes the check in hand, unless somebody has it or takes it at the same moment. */
  async take({ run, turn }: Standing, now: number, until: number): Promise<Run | undefined> {
    if (run !== undefined && run.heldUntil > instant(now)) return undefined
    const mine: Run = { begunAt: instant(now), ...run, turn: turn + 1, heldUntil: instant(until) }
    return (await this.isWritten([this.write(mine, turn, true)])) ? mine : undefined
  }

  /** What it knew when it was stopped; undefined when it has to begin. */
  async kept({ kept }: Run): Promise<CheckState | undefined> {
    if (kept?.edition !== CHECK_EDITION) return undefined
    const items = await this.parts(kept.turn)
    if (items.length !== kept.parts) return undefined
    // Written by `stop` of the same edition and by nobody else.
    const state: CheckState = deserialize(gunzipSync(Buffer.concat(items.map((item) => bytesOf(item)))))
    return state
  }

  /** Keeps what it knows and lets go of it. @returns false when it is no longer in this hand */
  async stop(run: Run, state: CheckState, now: number): Promise<boolean> {
    const bytes = gzipSync(serialize(state))
    const parts = Math.ceil(bytes.length / PART_BYTES)
    if (parts > PARTS_MAX) throw new Error(`what the check knows takes ${bytes.length} bytes, more than can be kept`)
    const ttl = Math.floor(now / 1000) + KEPT_SECONDS
    for (let part = 0; part < parts; part++) {
      await commit(this.database, [{ type: 'put', item: { ...keys.checkPart(run.turn, part), bytes: bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES), ttl } }])
    }
    const stopped = { ...run, turn: run.turn + 1, heldUntil: instant(now), kept: { turn: run.turn, parts, edition: CHECK_EDITION } }
    return this.isWritten([this.write(stopped, run.turn, true)])
  }

  /** Ends it and records what it has found. @returns false when it is no longer in this hand */
  end({ kept: _kept, ...run }: Run, check: LastCheck): Promise<boolean> {
    const ended = this.write({ ...run, turn: run.turn + 1, heldUntil: check.at }, run.turn, false)
    return this.isWritten([ended, { type: 'put', item: { ...keys.lastCheck(), ...check } }])
  }

  private write(run: Run, before: number, isUnderWay: boolean): Write {
    return { type: 'put', item: { ...keys.checkRun(), ...run, isUnderWay }, condition: 'attribute_not_exists(pk) OR turn = :before', values: { ':before': before } }
  }

  private async isWritten(writes: readonly Write[]): Promise<boolean> {
    try {
      await commit(this.database, writes)
      return true
    } catch (error) {
      if (error instanceof LostRace) return false
      throw error
    }
  }

  private async parts(turn: number): Promise<readonly Item[]> {
    const found: Item[] = []
    let after: string | undefined
    do {
      const page = await range(this.database, { pk: keys.checkRun().pk, beginsWith: checkParts(turn), after })
      found.push(...page.items)
      after = page.last
    } while (after !== undefined)
    return found
  }
}

function bytesOf(item: Item): Uint8Array {
  const { bytes } = item
  if (!(bytes instanceof Uint8Array)) throw new Error('a part of a check holds no bytes')
  return bytes
}
