import { Inject, Injectable } from '@nestjs/common'
import type { MemberId, StoreId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { OrderReply } from '../../shared/earning/earning.api'
import { type Order, payOrder, refundedFen } from '../../shared/earning/order'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit } from '../database/write'
import { PointsRepository } from '../points/points.repository'
import { OrdersRepository, type RecordedBy } from './orders.repository'
import { ProgrammeRepository } from './programme.repository'

/** An order as a till, a clerk or an import reports it. */
export interface Report {
  readonly source: string
  readonly orderNo: string
  readonly amountFen: number
  readonly paidAt?: string | undefined
  readonly storeId?: StoreId | undefined
}

/** Books paid orders, once each, whoever reports them. */
@Injectable()
export class OrderBook {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(OrdersRepository) private readonly orders: OrdersRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  pay(report: Report, memberId: MemberId, recordedBy?: RecordedBy): Promise<OrderReply> {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const [orderItem, accountItem] = await getAll(this.database, [this.orders.key(report.source, report.orderNo), keys.account(memberId)])
      const before = this.orders.read(orderItem)
      const fingerprint = fingerprintOf(report, memberId)
      if (before?.paid !== undefined) {
        if (before.fingerprint !== fingerprint) throw new Refusal('order_conflict', { orderNo: report.orderNo })
        return replyOf(before, true)
      }
      if (accountItem === undefined) throw new Refusal('member_not_found')
      const open = await this.points.openFrom(memberId, accountItem, moment)
      const { source, orderNo, amountFen, paidAt = instant(moment.now), storeId } = report
      const paid = { source, orderNo, amountFen, memberId, paidAt, ...(storeId === undefined ? {} : { storeId }) }
      const { order, drafts } = payOrder(open.now, programme, before, paid, `${source}/${orderNo}`, moment)
      const booked = this.points.book(open, drafts).writes
      await commit(this.database, [...(drafts.length === 0 ? [] : booked), this.orders.save(order, before, { fingerprint, ...(recordedBy === undefined ? {} : { recordedBy }) })])
      return replyOf(order, false)
    })
  }
}

/** Tells a repeated report from another one under the same number. */
export const fingerprintOf = (report: Report, memberId: string): string => JSON.stringify([memberId, report.amountFen, report.storeId ?? null, report.paidAt ?? null])

export function replyOf(order: Order, replayed: boolean): OrderReply {
  const { paid } = order
  return {
    orderNo: order.orderNo,
    memberId: paid?.memberId ?? null,
    earnedPoints: paid?.earned.points ?? 0,
    reversedPoints: order.reversedPoints,
    refundedFen: refundedFen(order),
    usableFrom: paid?.earned.usableFrom ?? null,
    replayed,
  }
}
