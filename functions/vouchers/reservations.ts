import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import type { Voucher } from '../../shared/vouchers/voucher'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { commit, LostRace } from '../database/write'
import { StockRepository } from '../mall/stock.repository'
import { isVoid, voucherOf } from './voucher.items'
import { splitStockName, VouchersRepository } from './vouchers.repository'

/** How an unfinished reservation ended. */
export type Settled = 'issued' | 'released'

/**
 * Ends reservations and brings back units of ended vouchers, exactly once, however often and by however many it is tried. One law:
 * a unit goes back only when the voucher's key is taken by something that does not use it.
 */
@Injectable()
export class Reservations {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StockRepository) private readonly stock: StockRepository,
    @Inject(VouchersRepository) private readonly vouchers: VouchersRepository,
  ) {}

  /** Settles one reservation whose exchange has failed or died: voids the voucher's key if it is free, then counts or releases the unit. */
  async settle(rewardId: string, shard: number, name: string, attempt: string): Promise<Settled> {
    const { memberId, handle } = splitStockName(name)
    const holder = await this.holderOf(memberId, handle)
    if (holder?.reservation.attempt === attempt && holder.reservation.shard === shard) {
      await this.stock.clear(rewardId, shard, [{ voucher: name, attempt }])
      return 'issued'
    }
    await this.stock.release(rewardId, shard, name, attempt)
    return 'released'
  }

  /** The voucher at a key, after making sure that nothing can be put there any more. */
  private async holderOf(memberId: string, handle: string): Promise<Voucher | undefined> {
    try {
      await commit(this.database, [this.vouchers.void(memberId, handle)])
      return undefined
    } catch (error) {
      if (!(error instanceof LostRace) || error.old === undefined) throw error
      return isVoid(error.old) ? undefined : voucherOf(error.old)
    }
  }

  /**
   * Brings the unit of a cancelled or expired voucher back. The stock is read before the voucher: who acts on an older sight of
   * it is fenced out by its count of returns.
   */
  async bringBack(rewardId: string, shard: number, name: string, now: number): Promise<void> {
    const { memberId, handle } = splitStockName(name)
    for (let attempt = 0; attempt < BRING_BACK_TRIES; attempt++) {
      const seen = await this.stock.shard(rewardId, shard)
      if (seen === undefined) return
      const item = await get(this.database, keys.voucher(memberId, handle))
      const isOwed = item?.['stockOwed'] === true
      if (isOwed && seen.returning[name] === undefined && !(await this.stock.takeBack(seen, name, now))) continue
      if (isOwed) await this.markReturned(memberId, handle)
      if (isOwed || seen.returning[name] !== undefined) await this.stock.forgetReturn(rewardId, shard, name)
      return
    }
    throw new Refusal('busy')
  }

  private async markReturned(memberId: string, handle: string): Promise<void> {
    try {
      await commit(this.database, [this.vouchers.stockReturned(memberId, handle)])
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
    }
  }
}

const BRING_BACK_TRIES = 10
