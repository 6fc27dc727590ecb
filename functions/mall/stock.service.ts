import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { RewardId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import type { Reward } from '../../shared/mall/reward'
import type { shelfApi, StockMoveView } from '../../shared/mall/shelf.api'
import { spread, type StockMove } from '../../shared/mall/stock-move'
import { instant } from '../../shared/points/decide'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { cursorOf, placeIn } from '../http/cursor'
import type { ClerkCaller } from '../http/request'
import { MallRepository } from './mall.repository'
import { stockLevel, stockMoveView } from './shelf.views'
import { StockMover } from './stock-mover'
import { StockMovesRepository } from './stock-moves.repository'
import { stockLeft, StockRepository } from './stock.repository'

type Move = InputOf<typeof shelfApi.addStock>

/** Units in and out of a reward's stock by hand. */
@Injectable()
export class StockService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(StockRepository) private readonly stock: StockRepository,
    @Inject(StockMovesRepository) private readonly stockMoves: StockMovesRepository,
    @Inject(StockMover) private readonly mover: StockMover,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  add(caller: ClerkCaller, input: Move) {
    return this.move(caller, input, 'add')
  }

  withdraw(caller: ClerkCaller, input: Move) {
    return this.move(caller, input, 'withdraw')
  }

  async moves({ rewardId, order, cursor, limit }: InputOf<typeof shelfApi.stockMoves>): Promise<Page<StockMoveView>> {
    await this.found(rewardId)
    const { moves, last } = await this.stockMoves.page(rewardId, order, placeIn(cursor, /^op_[0-9A-Z]{26}$/, order))
    const shown = moves.slice(0, limit)
    const next = shown.length < moves.length ? shown.at(-1)?.id : last
    return { items: shown.map(stockMoveView), next: next === undefined ? null : cursorOf(next, order) }
  }

  /** What is more than there is, is refused before anything is written; the record of the move is the fence of its id. */
  private move({ staff }: ClerkCaller, input: Move, kind: StockMove['kind']) {
    return again(async () => {
      const { rewardId, id, units, reason } = input
      const { stockShards } = await this.found(rewardId)
      const before = await this.stockMoves.byId(rewardId, id)
      if (before !== undefined && !isSame(before, { kind, units, reason, by: staff.id })) throw new Refusal('idempotency_conflict')
      if (before === undefined) {
        const shards = await this.stock.shards(rewardId, stockShards)
        if (kind === 'withdraw' && stockLeft(shards) < units) throw new Refusal('stock_short', { availableUnits: stockLeft(shards) })
        await commit(this.database, [this.stockMoves.record({ id, rewardId, kind, units, reason, by: staff.id, at: instant(this.clock.now()), state: 'open', parts: kind === 'add' ? spread(units, shards) : [] })])
      }
      const move = await this.mover.carry(rewardId, stockShards, id)
      const shards = await this.stock.shards(rewardId, stockShards)
      if (move.state === 'short') throw new Refusal('stock_short', { availableUnits: stockLeft(shards) })
      return { move: stockMoveView(move), stock: stockLevel(shards), replayed: before?.state === 'done' }
    })
  }

  private async found(rewardId: RewardId): Promise<Reward> {
    const reward = await this.mall.byId(rewardId)
    if (reward === undefined) throw new Refusal('reward_unknown')
    return reward
  }
}

type Asked = Pick<StockMove, 'kind' | 'units' | 'reason' | 'by'>

const isSame = (a: Asked, b: Asked): boolean => a.kind === b.kind && a.units === b.units && a.reason === b.reason && a.by === b.by
