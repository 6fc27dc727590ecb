import { Inject, Injectable } from '@nestjs/common'
import type { SortOrder } from '../../shared/api/page'
import { type StockMove, takenUp } from '../../shared/mall/stock-move'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { create, tried, type Write } from '../database/write'
import type { Stock } from './stock.repository'

/** Words that DynamoDB keeps for itself, or might, are named apart. */
const names = { '#move': 'move', '#turns': 'turns' } as const

/** Moves of stock by hand, and what they put down on shards: single-item conditional writes only. */
@Injectable()
export class StockMovesRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byId(rewardId: string, id: string): Promise<StockMove | undefined> {
    const item = await get(this.database, keys.stockMove(rewardId, id))
    return item && moveOf(item)
  }

  /** A new move, of which nothing has been carried out. */
  record(move: StockMove): Write {
    return create({ ...keys.stockMove(move.rewardId, move.id), ...move })
  }

  /** Ends a move, once. */
  end({ rewardId, id }: StockMove, { state, parts }: Pick<StockMove, 'state' | 'parts'>): Write {
    return { type: 'update', key: keys.stockMove(rewardId, id), set: 'SET #state = :state, parts = :parts', condition: '#state = :open', names: { '#state': 'state' }, values: { ':state': state, ':parts': parts, ':open': 'open' } }
  }

  /** Moves that were carried out, behind the move `after`. */
  async page(rewardId: string, order: SortOrder, after: string | undefined): Promise<{ moves: readonly StockMove[]; last: string | undefined }> {
    const { pk } = keys.stockMove(rewardId, '')
    const filter = { expression: '#state = :done', names: { '#state': 'state' }, values: { ':done': 'done' } }
    const { items, last } = await range(this.database, { pk, beginsWith: prefixes.stockMove, after: after && prefixes.stockMove + after, newestFirst: order === 'newest', filter })
    return { moves: items.map(moveOf), last: last?.slice(prefixes.stockMove.length) }
  }

  /**
   * Puts units of an open move down on a shard; those of a withdrawal are taken out of what is available. `seen` must have been read
   * before the move was: its `turns` fences out anyone who acts on an older sight. False when somebody else was first.
   */
  putDown(seen: Stock, move: StockMove, units: number, now: number): Promise<boolean> {
    const takes = move.kind === 'withdraw'
    const turns = seen.turns === undefined ? 'attribute_not_exists(#turns)' : '#turns = :turns'
    return tried(this.database, [{
      type: 'update',
      key: keys.stock(seen.rewardId, seen.shard),
      set: `SET #move = :move, #turns = :next${takes ? ', available = available - :units' : ''}`,
      condition: `attribute_exists(pk) AND attribute_not_exists(#move) AND ${turns}${takes ? ' AND available >= :units' : ''}`,
      names,
      values: { ':move': { id: move.id, kind: move.kind, units, since: now }, ':next': (seen.turns ?? 0) + 1, ...(seen.turns === undefined ? {} : { ':turns': seen.turns }), ...(takes ? { ':units': units } : {}) },
    }])
  }

  /** Takes up from a shard what an ended move has put down there: counts what it keeps, gives back the rest. */
  takeUp(seen: Stock, move: StockMove, units: number): Promise<boolean> {
    const change = takenUp(move, seen.shard, units)
    return tried(this.database, [{
      type: 'update',
      key: keys.stock(seen.rewardId, seen.shard),
      set: 'SET available = available + :available, moved = if_not_exists(moved, :none) + :moved, #turns = #turns + :one REMOVE #move',
      condition: '#move.id = :id',
      names,
      values: { ':available': change.available, ':moved': change.moved, ':none': 0, ':one': 1, ':id': move.id },
    }])
  }
}

export function moveOf(item: Item): StockMove {
  const { pk: _pk, sk: _sk, ...move } = item
  return stored<StockMove>(move)
}
