import { Inject, Injectable } from '@nestjs/common'
import { MemberId } from '../../shared/api/ids'
import { pointsOf, refundedFen, reversedOf } from '../../shared/earning/order'
import type { Batch } from '../../shared/imports/batch'
import { rowName } from '../../shared/imports/batch'
import { hasLapsed } from '../../shared/imports/decide'
import type { RowAnswer, UndoWeight } from '../../shared/imports/imports.api'
import type { Account } from '../../shared/points/account'
import { pendingKey } from '../../shared/points/account'
import { due, type Moment } from '../../shared/points/decide'
import { applyAll } from '../../shared/points/ledger'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item } from '../database/read'
import { stored } from '../database/stored'
import { OrdersRepository } from '../earning/orders.repository'
import { ProgrammeRepository } from '../earning/programme.repository'
import { adjustmentOf } from '../points/adjustments.repository'
import { accountOf, entryOf } from '../points/points.repository'
import { type Chunk, ImportsRepository } from './imports.repository'

interface Wanted {
  readonly memberId: MemberId
  readonly points: number
  readonly pendingLot: string | null
}

/** Foretells what undoing a chunk would take back; writes nothing. */
@Injectable()
export class Weighing {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ImportsRepository) private readonly imports: ImportsRepository,
    @Inject(OrdersRepository) private readonly orders: OrdersRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  async of(batch: Batch, chunk: Chunk): Promise<{ items: UndoWeight[]; lapsed: number }> {
    const { moment } = await this.programmes.now()
    const booked = (chunk.booked ?? []).filter(({ outcome }) => outcome === 'booked')
    const { wanted, lapsed } = batch.kind === 'balances' ? await this.balances(batch, booked, moment) : batch.kind === 'orders' ? { wanted: await this.ordersOf(batch, chunk, booked), lapsed: 0 } : { wanted: [], lapsed: 0 }
    const members = [...new Set(wanted.map(({ memberId }) => memberId))]
    const items = await getAll(this.database, members.map(keys.account))
    const accounts = new Map(members.map((id, place) => [id, accountNow(items[place], moment)]))
    return {
      lapsed,
      items: wanted.flatMap(({ memberId, points, pendingLot }) => {
        const account = accounts.get(memberId)
        if (account === undefined) return []
        return [{ memberId, points, pendingLot, pendingPoints: pendingLot === null ? 0 : (account.lots.pending[pendingLot] ?? 0), available: account.available }]
      }),
    }
  }

  private async balances(batch: Batch, booked: readonly RowAnswer[], moment: Moment): Promise<{ wanted: Wanted[]; lapsed: number }> {
    const records = (await getAll(this.database, booked.map(({ line }) => keys.adjustment(rowName(batch.id, line))))).flatMap((item) => (item === undefined ? [] : [adjustmentOf(item)]))
    const entries = await getAll(this.database, records.map(({ memberId, entry }) => keys.entry(memberId, entry)))
    const isGone = (place: number) => entries[place] !== undefined && hasLapsed(entryOf(entries[place]), moment)
    return {
      wanted: records.filter((_, place) => !isGone(place)).map(({ memberId, points }) => ({ memberId, points, pendingLot: null })),
      lapsed: records.filter((_, place) => isGone(place)).reduce((sum, { points }) => sum + points, 0),
    }
  }

  /** What each order has left of what it earned, lot by lot. */
  private async ordersOf(batch: Batch, chunk: Chunk, booked: readonly RowAnswer[]): Promise<Wanted[]> {
    const lines = new Set(booked.map(({ line }) => line))
    const numbers = this.imports.rowsOf(chunk).filter(({ line }) => lines.has(line)).map(({ cells }) => (cells.orderNo ?? '').trim())
    const items = await getAll(this.database, numbers.map((orderNo) => this.orders.key(batch.source, orderNo)))
    return items.flatMap((item) => {
      const order = this.orders.read(item)
      if (order?.paid === undefined || order.importedBy?.importId !== batch.id) return []
      const { earned, amountFen, memberId } = order.paid
      const gone = reversedOf(earned, amountFen, refundedFen(order))
      const all = reversedOf(earned, amountFen, amountFen)
      return all.map((lot, place) => ({ memberId: MemberId.parse(memberId), points: lot.points - pointsOf(gone.slice(place, place + 1)), pendingLot: pendingKey(lot.usableFrom, lot.expiresOn) })).filter(({ points }) => points > 0)
    })
  }
}

/** An account as its points are now; undefined where there is none, or it was closed. */
function accountNow(item: Item | undefined, moment: Moment): Account | undefined {
  if (item === undefined || item['closed'] === true) return undefined
  const account = accountOf(stored<Account>(item))
  return applyAll(account, due(account, moment)).account
}
