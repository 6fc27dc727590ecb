import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { endOf, inTurn, type StockMove } from '../../shared/mall/stock-move'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit, LostRace } from '../database/write'
import { StockMovesRepository } from './stock-moves.repository'
import { type Stock, StockRepository } from './stock.repository'

/** How many moves that were left half-way are finished on the way to one. */
const HELPED_MAX = 5

/**
 * Carries out moves of stock, exactly once, however often and by however many it is tried: an open move puts its units down on shards,
 * then it ends, in one write, and only then are they taken up. Who stops half-way is helped by whoever comes next.
 */
@Injectable()
export class StockMover {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StockRepository) private readonly stock: StockRepository,
    @Inject(StockMovesRepository) private readonly moves: StockMovesRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Carries a recorded move to its end, and gives it as it ended. */
  carry(rewardId: string, shardCount: number, id: string, helped = 0): Promise<StockMove> {
    return again(async () => {
      // The shards before the move: nothing of a move that is still open then has been taken up from a shard as it was seen.
      const shards = await this.stock.shards(rewardId, shardCount)
      const move = await this.moves.byId(rewardId, id)
      if (move === undefined) throw new Error(`stock: there is no move ${id}`)
      if (move.state === 'open') {
        await this.help(shards, move, shardCount, helped)
        await this.step(shards, move)
        // Go on from a fresh sight.
        throw new LostRace(undefined)
      }
      await this.takeUp(shards, move)
      return move
    })
  }

  /** Finishes other moves that are in the way: a shard holds one at a time. */
  private async help(shards: readonly Stock[], move: StockMove, shardCount: number, helped: number): Promise<void> {
    const other = shards.find((shard) => shard.move !== undefined && shard.move.id !== move.id)?.move
    if (other === undefined) return
    if (helped >= HELPED_MAX) throw new Refusal('busy')
    await this.carry(move.rewardId, shardCount, other.id, helped + 1)
    throw new LostRace(undefined)
  }

  /** Puts down what is still to be put down; when there is no more, ends the move. */
  private async step(shards: readonly Stock[], move: StockMove): Promise<void> {
    const wanted = inTurn(move, shards)
    for (const { shard, units } of wanted) {
      const seen = shards.find((one) => one.shard === shard)
      if (seen === undefined || !(await this.moves.putDown(seen, move, units, this.clock.now()))) return
    }
    if (wanted.length === 0) await commit(this.database, [this.moves.end(move, endOf(move, shards))])
  }

  private async takeUp(shards: readonly Stock[], move: StockMove): Promise<void> {
    for (const seen of shards) if (seen.move?.id === move.id) await this.moves.takeUp(seen, move, seen.move.units)
  }
}
