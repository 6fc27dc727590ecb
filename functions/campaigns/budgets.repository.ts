import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { stored } from '../database/stored'
import { commit, LostRace, tried } from '../database/write'

/** Points reserved for a payment of which it is not yet known whether it went through. */
export interface Flight {
  readonly points: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly memberId: string
  /** The version of the account that the payment was decided on: it can only become the next one. */
  readonly version: number
}

/** A budget on one shard, in points. What must always hold: initial = available + in flight + spent. */
export interface Budget {
  readonly budget: string
  readonly shard: number
  readonly initial: number
  readonly available: number
  readonly spent: number
  readonly inFlight: Readonly<Record<string, Flight>>
  /** Which revision of its campaign or version of the programme opened it. */
  readonly revision?: number
}

/** A budget over all its shards, in points. */
export interface Level {
  readonly initial: number
  readonly left: number
  readonly spent: number
  readonly inFlight: number
}

export interface Taken {
  readonly budget: string
  readonly shard: number
  readonly points: number
}

/** More reservations in flight on one shard than this wait: it keeps the item small. */
const IN_FLIGHT_MAX = 150
/** A shard that others take from meanwhile is tried so often; each time there is less left to try for. */
const TRIES = 20
/** A shard found empty, with nothing in flight that could come back, is not asked again for so long. */
const EMPTY_FOR_MS = 5_000
/** At most so many empty shards are remembered. */
const EMPTY_MAX = 1_000

/** Single-item conditional writes only: whatever many members share is never in a transaction. */
@Injectable()
export class BudgetsRepository {
  private readonly empty = new Map<string, number>()

  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Puts a budget, evenly over its shards; harmless when it is there already. One that nothing was ever taken from is replaced by
   * that of a later revision: the launch that opened it was not finished.
   */
  async open(budget: string, points: number, shards: number, revision = 1): Promise<void> {
    for (let shard = 0; shard < shards; shard++) {
      const initial = Math.floor(points / shards) + (shard < points % shards ? 1 : 0)
      const item: Budget = { budget, shard, initial, available: initial, spent: 0, inFlight: {}, revision }
      await tried(this.database, [
        {
          type: 'put',
          item: { ...keys.budget(budget, shard), ...item },
          condition: 'attribute_not_exists(pk) OR (revision < :revision AND spent = :none AND size(inFlight) = :none AND available = initial)',
          values: { ':revision': revision, ':none': 0 },
        },
      ])
    }
  }

  /** Makes a budget on one shard larger, or smaller by what is still available. */
  async resize(budget: string, points: number): Promise<void> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const [before] = await this.shards(budget, 1)
      if (before === undefined) return this.open(budget, points, 1)
      const change = Math.max(points - before.initial, -before.available)
      if (change === 0) return
      const wrote = await tried(this.database, [
        {
          type: 'update',
          key: keys.budget(budget, 0),
          set: 'SET initial = initial + :change, available = available + :change',
          condition: 'initial = :initial AND available >= :least',
          values: { ':change': change, ':initial': before.initial, ':least': Math.max(0, -change) },
        },
      ])
      if (wrote) return
    }
  }

  /** What is left of several budgets, in one request for a hundred shards. */
  async levels(wanted: readonly { readonly budget: string; readonly shards: number }[]): Promise<ReadonlyMap<string, Level>> {
    const places = wanted.flatMap(({ budget, shards }) => Array.from({ length: shards }, (_, shard) => keys.budget(budget, shard)))
    const levels = new Map<string, Level>()
    for (const item of await getAll(this.database, places)) {
      if (item === undefined) continue
      const { budget, initial, available, spent, inFlight } = stored<Budget>(item)
      const before = levels.get(budget) ?? { initial: 0, left: 0, spent: 0, inFlight: 0 }
      const flying = Object.values(inFlight).reduce((sum, { points }) => sum + points, 0)
      levels.set(budget, { initial: before.initial + initial, left: before.left + available, spent: before.spent + spent, inFlight: before.inFlight + flying })
    }
    return levels
  }

  async shards(budget: string, count: number): Promise<readonly Budget[]> {
    const items = await getAll(this.database, Array.from({ length: count }, (_, shard) => keys.budget(budget, shard)))
    return items.filter((item) => item !== undefined).map((item) => stored<Budget>(item))
  }

  /**
   * Takes up to `wanted` points for an attempt, from as many shards as it needs, beginning at one of its own. With `nothing` it
   * takes all or none. A budget that is not there gives nothing. Refuses with `busy`, and has then taken nothing, when too many
   * payments wait to be cleared: points that a member was promised are not lost to a rush.
   */
  async reserve(budget: string, shards: number, attempt: string, flight: Omit<Flight, 'points'>, wanted: number, atEnd: 'nothing' | 'rest'): Promise<readonly Taken[]> {
    const first = attempt.charCodeAt(attempt.length - 1) % shards
    const taken: Taken[] = []
    let rest = wanted
    let isBusy = false
    for (let i = 0; i < shards && rest > 0; i++) {
      const shard = (first + i) % shards
      if (this.isKnownEmpty(budget, shard, flight.at)) continue
      const points = await this.takeFrom(budget, shard, attempt, flight, rest, shards === 1 && atEnd === 'nothing')
      if (points === 'busy') isBusy = true
      else if (points > 0) taken.push({ budget, shard, points })
      rest -= points === 'busy' ? 0 : points
    }
    if (rest === 0 || (atEnd === 'rest' && !isBusy)) return taken
    await this.release(taken, attempt)
    if (isBusy) throw new Refusal('busy')
    return []
  }

  private async takeFrom(budget: string, shard: number, attempt: string, flight: Omit<Flight, 'points'>, wanted: number, isAllOrNone: boolean): Promise<number | 'busy'> {
    let points = wanted
    for (let tries = 0; tries < TRIES; tries++) {
      const old = await this.take(budget, shard, attempt, { ...flight, points })
      if (old === 'taken') return points
      if (old === undefined) return 0
      // The request was sent a second time because its answer got lost.
      const mine = old.inFlight[attempt]
      if (mine !== undefined) return mine.points
      const waiting = Object.keys(old.inFlight).length
      if (old.available === 0 && waiting === 0) this.rememberEmpty(budget, shard, flight.at)
      if (old.available === 0 || (isAllOrNone && old.available < wanted)) return 0
      if (waiting >= IN_FLIGHT_MAX) return 'busy'
      points = Math.min(old.available, wanted)
    }
    return 'busy'
  }

  private isKnownEmpty(budget: string, shard: number, now: number): boolean {
    const since = this.empty.get(`${budget} ${shard}`)
    return since !== undefined && Math.abs(now - since) < EMPTY_FOR_MS
  }

  private rememberEmpty(budget: string, shard: number, now: number): void {
    if (this.empty.size >= EMPTY_MAX) this.empty.clear()
    this.empty.set(`${budget} ${shard}`, now)
  }

  private async take(budget: string, shard: number, attempt: string, flight: Flight): Promise<'taken' | Budget | undefined> {
    try {
      await commit(this.database, [
        {
          type: 'update',
          key: keys.budget(budget, shard),
          set: 'SET available = available - :points, inFlight.#attempt = :flight',
          condition: 'available >= :points AND attribute_not_exists(inFlight.#attempt) AND size(inFlight) < :most',
          names: { '#attempt': attempt },
          values: { ':points': flight.points, ':flight': flight, ':most': IN_FLIGHT_MAX },
        },
      ])
      return 'taken'
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
      return error.old && stored<Budget>(error.old)
    }
  }

  /** Gives reserved points back. Only when it is certain that the attempt has written nothing. */
  async release(taken: readonly Taken[], attempt: string): Promise<void> {
    for (const { budget, shard, points } of taken) await this.settle(budget, shard, [{ attempt, points }], 'available')
  }

  /** Counts reservations as spent: their entries are written. What was cleared before stays as it is. */
  async clear(budget: string, shard: number, done: readonly { attempt: string; points: number }[]): Promise<void> {
    const wrote = await this.settle(budget, shard, done, 'spent')
    if (!wrote && done.length > 1) for (const one of done) await this.settle(budget, shard, [one], 'spent')
  }

  private settle(budget: string, shard: number, done: readonly { attempt: string; points: number }[], to: 'spent' | 'available'): Promise<boolean> {
    const names = Object.fromEntries(done.map(({ attempt }, i) => [`#a${i}`, attempt]))
    return tried(this.database, [
      {
        type: 'update',
        key: keys.budget(budget, shard),
        set: `SET ${to} = ${to} + :points REMOVE ${done.map((_, i) => `inFlight.#a${i}`).join(', ')}`,
        condition: done.map((_, i) => `attribute_exists(inFlight.#a${i})`).join(' AND '),
        names,
        values: { ':points': done.reduce((sum, { points }) => sum + points, 0) },
      },
    ])
  }
}
