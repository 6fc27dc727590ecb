import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { earningApi, OrderReply } from '../../shared/earning/earning.api'
import { instant } from '../../shared/points/decide'
import type { ClerkCaller, TillCaller } from '../http/request'
import { NamedMembers } from '../members/named-members'
import { StoresRepository } from '../stores/stores.repository'
import { checkStore } from '../stores/staff.rules'
import { Tickets } from '../stores/tickets'
import { OrderBook } from './order-book'
import { ProgrammeRepository } from './programme.repository'

@Injectable()
export class OrdersService {
  constructor(
    @Inject(OrderBook) private readonly book: OrderBook,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(NamedMembers) private readonly named: NamedMembers,
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
    return this.book.pay({ source: `staff.${staff.id}`, orderNo: input.id, amountFen: input.amountFen, storeId: store.id }, memberId, { recordedBy })
  }

  /** A refund of an order, which may not have been reported yet. */
  refunded({ till }: TillCaller, input: InputOf<typeof earningApi.reportOrderRefunded>): Promise<OrderReply> {
    return this.book.refund(till.source, input)
  }
}
