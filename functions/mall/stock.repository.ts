import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import type { MovedShard } from '../../shared/mall/stock-move'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, getAll, type Item } from '../database/read'
import { stored } from '../database/stored'
import { commit, create, LostRace, tried } from '../database/write'

/**
 * The stock of a reward, or of a flash exchange, on one shard; `rewardId` is the id of either. What must always hold: initial + moved = available + in flight + issued − returned.
 * `inFlight`: voucher key → the attempt that reserved it, while it is not known whether its exchange went through.
 * `returning`: voucher keys whose unit has come back and is not yet marked so on the voucher; `returns` counts changes of it.
 * `move`: what an addition or withdrawal by hand has put down here, at most one at a time; units of a withdrawal are in flight with it.
 * `turns` counts changes of `move`. Stocks that were never moved have none of the three.
 */
export interface Stock {
  readonly rewardId: string
  readonly shard: number
  readonly initial: number
  readonly available: number
  readonly issued: number
  readonly returned: number
  readonly inFlight: Readonly<Record<string, string>>
  readonly returning: Readonly<Record<string, number>>
  readonly returns: number
  readonly moved?: number
  readonly move?: NonNullable<MovedShard['move']>
  readonly turns?: number
}

/** More reservations in flight on one shard than this wait: it keeps the item small. */
const IN_FLIGHT_MAX = 100

/** Words that DynamoDB keeps for itself must be named apart. */
const reserved = { '#returns': 'returns', '#returning': 'returning' } as const

/** Single-item conditional writes only: whatever many members share is never in a transaction. */
@Injectable()
export class StockRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async shards(rewardId: string, count: number): Promise<readonly Stock[]> {
    return stocksOf(await getAll(this.database, this.keysOf(rewardId, count)))
  }

  async shard(rewardId: string, shard: number): Promise<Stock | undefined> {
    const item = await get(this.database, keys.stock(rewardId, shard))
    return item && stored<Stock>(item)
  }

  keysOf(rewardId: string, count: number) {
    return Array.from({ length: count }, (_, shard) => keys.stock(rewardId, shard))
  }

  /** Puts the first stock of a reward, evenly over its shards; harmless when it is there already. */
  async open(rewardId: string, count: number, shards: number): Promise<void> {
    for (let shard = 0; shard < shards; shard++) {
      const initial = Math.floor(count / shards) + (shard < count % shards ? 1 : 0)
      const stock: Stock = { rewardId, shard, initial, available: initial, issued: 0, returned: 0, inFlight: {}, returning: {}, returns: 0 }
      await commit(this.database, [create({ ...keys.stock(rewardId, shard), ...stock }, () => new Refusal('idempotency_conflict'))]).catch(ignoreThere)
    }
  }

  /**
   * Takes one unit for an attempt. A unit that the same voucher already has in flight is taken over: the attempt that made it may be dead.
   * @returns the attempt that holds the unit; `none` when this shard has no unit left, `full` when too many wait on it to be cleared
   */
  async reserve(rewardId: string, shard: number, voucher: string, attempt: string): Promise<{ readonly holder: string } | 'none' | 'full'> {
    try {
      await commit(this.database, [
        {
          type: 'update',
          key: keys.stock(rewardId, shard),
          set: 'SET available = available - :one, inFlight.#voucher = :attempt',
          condition: 'available >= :one AND attribute_not_exists(inFlight.#voucher) AND size(inFlight) < :most',
          names: { '#voucher': voucher },
          values: { ':one': 1, ':attempt': attempt, ':most': IN_FLIGHT_MAX },
        },
      ])
      return { holder: attempt }
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
      const stock = error.old && stored<Stock>(error.old)
      const holder = stock?.inFlight[voucher]
      if (holder !== undefined) return { holder }
      return stock !== undefined && stock.available > 0 ? 'full' : 'none'
    }
  }

  /** Counts reservations as issued: their exchanges have gone through. What was cleared before stays as it is. */
  async clear(rewardId: string, shard: number, done: readonly { voucher: string; attempt: string }[]): Promise<void> {
    const wrote = await this.settle(rewardId, shard, done, 'issued')
    if (!wrote && done.length > 1) for (const one of done) await this.settle(rewardId, shard, [one], 'issued')
  }

  /** Gives a reserved unit back. Only when the voucher's key is taken by something that does not use this attempt. */
  async release(rewardId: string, shard: number, voucher: string, attempt: string): Promise<void> {
    await this.settle(rewardId, shard, [{ voucher, attempt }], 'available')
  }

  private async settle(rewardId: string, shard: number, done: readonly { voucher: string; attempt: string }[], to: 'issued' | 'available'): Promise<boolean> {
    const names = Object.fromEntries(done.map(({ voucher }, i) => [`#v${i}`, voucher]))
    const values = Object.fromEntries(done.map(({ attempt }, i) => [`:a${i}`, attempt]))
    return tried(this.database, [{
      type: 'update',
      key: keys.stock(rewardId, shard),
      set: `SET ${to} = ${to} + :count REMOVE ${done.map((_, i) => `inFlight.#v${i}`).join(', ')}`,
      condition: done.map((_, i) => `inFlight.#v${i} = :a${i}`).join(' AND '),
      names,
      values: { ...values, ':count': done.length },
    }])
  }

  /**
   * Brings back the unit of an ended voucher, first half. `seen` must have been read before the voucher was: its `returns` fences
   * out anyone who acts on an older sight.
   */
  async takeBack(seen: Stock, voucher: string, now: number): Promise<boolean> {
    return tried(this.database, [{
      type: 'update',
      key: keys.stock(seen.rewardId, seen.shard),
      set: 'SET available = available + :one, returned = returned + :one, #returns = #returns + :one, #returning.#voucher = :now',
      condition: '#returns = :returns AND attribute_not_exists(#returning.#voucher)',
      names: { ...reserved, '#voucher': voucher },
      values: { ':one': 1, ':returns': seen.returns, ':now': now },
    }])
  }

  /** Second half, after the voucher has been marked: forgets the mark. */
  async forgetReturn(rewardId: string, shard: number, voucher: string): Promise<void> {
    await tried(this.database, [{
      type: 'update',
      key: keys.stock(rewardId, shard),
      set: 'SET #returns = #returns + :one REMOVE #returning.#voucher',
      condition: 'attribute_exists(#returning.#voucher)',
      names: { ...reserved, '#voucher': voucher },
      values: { ':one': 1 },
    }])
  }
}

export const stocksOf = (items: readonly (Item | undefined)[]): readonly Stock[] => items.filter((item) => item !== undefined).map((item) => stored<Stock>(item))

export const stockLeft = (shards: readonly Stock[]): number => shards.reduce((left, shard) => left + shard.available, 0)

/** Units of a shard that are reserved for something unfinished: exchanges, and a withdrawal by hand. */
export const inFlightOn = ({ inFlight, move }: Pick<Stock, 'inFlight' | 'move'>): number => Object.keys(inFlight).length + (move?.kind === 'withdraw' ? move.units : 0)

/** The name of an attempt carries its time, so that the sweeper knows which are dead. */
export const attemptAt = (now: number, nonce: string): string => `${now.toString(36)}.${nonce}`

export const attemptedAt = (attempt: string): number => Number.parseInt(attempt, 36)

function ignoreThere(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'idempotency_conflict')) throw error
}
