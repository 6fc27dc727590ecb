import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { MemberId, StoreId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { earningApi, MemberRef, OrderReply } from '../../shared/earning/earning.api'
import { type Order, payOrder, refundedFen, refundOrder } from '../../shared/earning/order'
import { instant } from '../../shared/points/decide'
import { checkCode, readCode } from '../../shared/vouchers/code'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, getAll } from '../database/read'
import { again, commit } from '../database/write'
import type { ClerkCaller, TillCaller } from '../http/request'
import { MembersRepository } from '../members/members.repository'
import { maskName, PersonalData } from '../members/personal-data'
import { PointsRepository } from '../points/points.repository'
import { Secrets } from '../secrets'
import { StoresRepository } from '../stores/stores.repository'
import { checkStore } from '../stores/staff.rules'
import { Tickets } from '../stores/tickets'
import { OrdersRepository, type RecordedBy } from './orders.repository'
import { ProgrammeRepository } from './programme.repository'

interface Report {
  readonly source: string
  readonly orderNo: string
  readonly amountFen: number
  readonly paidAt?: string | undefined
  readonly storeId?: StoreId | undefined
}

@Injectable()
export class OrdersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(OrdersRepository) private readonly orders: OrdersRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Tickets) private readonly tickets: Tickets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A till reports an order. */
  async paid({ till }: TillCaller, input: InputOf<typeof earningApi.reportOrderPaid>): Promise<OrderReply> {
    if (input.storeId !== undefined && till.storeIds.length > 0 && !till.storeIds.includes(input.storeId)) throw new Refusal('store_not_yours')
    const memberId = await this.memberOf(input.member)
    return this.pay({ source: till.source, ...input }, memberId)
  }

  /** A clerk records a purchase for the member whose code was scanned. The clerk's operation is the order number. */
  async record({ staff }: ClerkCaller, input: InputOf<typeof earningApi.recordPurchase>) {
    const store = await checkStore(this.stores, staff, input.storeId)
    const { memberId } = this.tickets.read('member', input.ticket, staff.id)
    const member = await this.members.active(memberId)
    const { moment } = await this.programmes.now()
    const recordedBy = { staffId: staff.id, storeName: store.name, cardNo: member.cardNo, at: instant(moment.now), day: moment.today }
    const reply = await this.pay({ source: `staff.${staff.id}`, orderNo: input.id, amountFen: input.amountFen, storeId: store.id }, member.id, recordedBy)
    const nickname = member.personal === undefined ? '' : this.personalData.open(member.id, member.personal).nickname
    return { ...reply, memberNickname: maskName(nickname) }
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

  private pay(report: Report, memberId: MemberId, recordedBy?: RecordedBy): Promise<OrderReply> {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const [orderItem, accountItem] = await getAll(this.database, [this.orders.key(report.source, report.orderNo), keys.account(memberId)])
      const before = this.orders.read(orderItem)
      const fingerprint = JSON.stringify([memberId, report.amountFen, report.storeId ?? null, report.paidAt ?? null])
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

  private async memberOf(ref: MemberRef): Promise<MemberId> {
    if ('memberId' in ref) return ref.memberId
    const memberId = await this.lookUp(ref)
    if (memberId === undefined) throw new Refusal('member_not_found')
    return memberId
  }

  private lookUp(ref: Exclude<MemberRef, { memberId: MemberId }>): Promise<MemberId | undefined> {
    if ('phone' in ref) return this.members.byIdentity('phone', this.personalData.hash('phone', ref.phone.replace(/^\+86/, '')))
    if ('customer' in ref) return this.members.byIdentity('customer', ref.customer)
    const scanned = readCode(ref.code)
    if (scanned.type !== 'member') throw new Refusal('code_unreadable')
    checkCode(this.secrets.codeKey, scanned, this.clock.now())
    return this.members.byCard(scanned.cardNo)
  }
}

function replyOf(order: Order, replayed: boolean): OrderReply {
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
