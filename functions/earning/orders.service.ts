import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { earningApi, OrderReply } from '../../shared/earning/earning.api'
import { refundOrder } from '../../shared/earning/order'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { get } from '../database/read'
import { again, commit } from '../database/write'
import type { ClerkCaller, TillCaller } from '../http/request'
import { NamedMembers } from '../members/named-members'
import { PointsRepository } from '../points/points.repository'
import { StoresRepository } from '../stores/stores.repository'
import { checkStore } from '../stores/staff.rules'
import { Tickets } from '../stores/tickets'
import { OrderBook, replyOf } from './order-book'
import { OrdersRepository } from './orders.repository'
import { ProgrammeRepository } from './programme.repository'

@Injectable()
export class OrdersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(OrdersRepository) private readonly orders: OrdersRepository,
    @Inject(OrderBook) private readonly book: OrderBook,
    @Inject(NamedMembers) private readonly named: NamedMembers,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Tickets) private readonly tickets: Tickets,
  ) {}

  /** A till reports an order. */
  async paid({ till }: TillCaller, input: InputOf<typeof earningApi.reportOrderPaid>): Promise<OrderReply> {
    if (input.storeId !== undefined && till.storeIds.length > 0 && !till.storeIds.includes(input.storeId)) throw new Refusal('store_not_yours')
    const memberId = await this.named.memberOf(input.member)
    return this.book.pay({ source: till.source, ...input }, memberId)
  }

  /** A clerk records a purchase for the member whose code was scanned. The clerk's operation is the order number. */
  async record({ staff }: ClerkCaller, input: InputOf<typeof earningApi.recordPurchase>): Promise<OrderReply> {
    const store = await checkStore(this.stores, staff, input.storeId)
    const { memberId, name: cardNo } = this.tickets.read('member', input.ticket, staff.id)
    const { moment } = await this.programmes.now()
    const recordedBy = { staffId: staff.id, storeName: store.name, cardNo, at: instant(moment.now), day: moment.today }
    return this.book.pay({ source: `staff.${staff.id}`, orderNo: input.id, amountFen: input.amountFen, storeId: store.id }, memberId, recordedBy)
  }

  /** A refund of an order, which may not have been reported yet. */
  refunded({ till }: TillCaller, input: InputOf<typeof earningApi.reportOrderRefunded>): Promise<OrderReply> {
    return again(async () => {
      const { moment } = await this.programmes.now()
      const before = this.orders.read(await get(this.database, this.orders.key(till.source, input.orderNo)))
      const known = before?.refunds.find((refund) => refund.refundId === input.refundId)
      if (before !== undefined && known !== undefined) {
        if (known.amountFen !== input.amountFen) throw new Refusal('order_conflict', { orderNo: input.orderNo })
        return replyOf(before, true)
      }
      const open = before?.paid === undefined ? undefined : await this.points.open(before.paid.memberId, moment)
      const living = open?.isClosed === true ? undefined : open
      const key = { source: till.source, orderNo: input.orderNo }
      const { order, drafts } = refundOrder(living?.now, before, key, { refundId: input.refundId, amountFen: input.amountFen }, `${input.orderNo}/${input.refundId}`, moment)
      const booked = living === undefined || drafts.length === 0 ? [] : this.points.book(living, drafts).writes
      await commit(this.database, [...booked, this.orders.save(order, before)])
      return replyOf(order, false)
    })
  }
}
