import { Inject, Injectable } from '@nestjs/common'
import type { MemberId, StoreId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { OrderReply } from '../../shared/earning/earning.api'
import { checkOrderAge, type Order, orderEvent, payOrder, refundedFen, refundOrder } from '../../shared/earning/order'
import type { OrderItem } from '../../shared/events/event'
import { REVIEW_DAY } from '../../shared/points/account'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, getAll } from '../database/read'
import { again, commit } from '../database/write'
import { memberOf } from '../members/members.repository'
import { aboutMember, PointsRepository } from '../points/points.repository'
import { Guard } from '../risk/guard'
import { Awards } from './awards'
import { type ImportedBy, OrdersRepository, type RecordedBy } from './orders.repository'
import { ProgrammeRepository } from './programme.repository'
import { Questions } from './questions'
import { Referrals } from './referrals'

/** An order as a till, a clerk or an import reports it. */
export interface Report {
  readonly source: string
  readonly orderNo: string
  readonly amountFen: number
  readonly paidAt?: string | undefined
  readonly storeId?: StoreId | undefined
  readonly items?: readonly OrderItem[] | undefined
}

/** Books paid orders, once each, whoever reports them. */
@Injectable()
export class OrderBook {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(OrdersRepository) private readonly orders: OrdersRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Questions) private readonly questions: Questions,
    @Inject(Awards) private readonly awards: Awards,
    @Inject(Referrals) private readonly referrals: Referrals,
    @Inject(Guard) private readonly guard: Pick<Guard, 'doubtsOfOrder'>,
  ) {}

  pay(report: Report, memberId: MemberId, by: { readonly recordedBy?: RecordedBy; readonly importedBy?: ImportedBy } = {}): Promise<OrderReply> {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const [orderItem, accountItem, memberItem] = await getAll(this.database, [this.orders.key(report.source, report.orderNo), keys.account(memberId), keys.member(memberId)])
      const before = this.orders.read(orderItem)
      const fingerprint = fingerprintOf(report, memberId)
      if (before?.paid !== undefined) {
        if (before.fingerprint !== fingerprint && !(await this.isOfAnother(before.paid.memberId, report, memberId, before.fingerprint))) throw new Refusal('order_conflict', { orderNo: report.orderNo })
        return replyOf(before, true)
      }
      if (memberItem === undefined) throw new Refusal('member_not_found')
      const member = memberOf(memberItem)
      if (member.merged !== undefined) return this.pay(report, member.merged.into, by)
      const { source, orderNo, amountFen, paidAt = instant(moment.now), storeId, items } = report
      const at = Date.parse(paidAt)
      checkOrderAge(programme, at, moment)
      const paid = { source, orderNo, amountFen, memberId, paidAt, ...(storeId === undefined ? {} : { storeId }), ...(items === undefined ? {} : { items }) }
      const open = await this.points.openFrom(memberId, accountItem, moment)
      const invitation = await this.referrals.open(member, open.now)
      const event = orderEvent(open.now, paid, invitation !== undefined && invitation.doubt === undefined)
      const doubts = await this.guard.doubtsOfOrder({ name: `order.${source}.${orderNo}`, member }, programme.risk, moment)
      const question = { ...(await this.questions.about(member, at, moment)), doubts }
      return this.awards.pay(open, { ...question, event }, async ({ award, budgets }) => {
        const { order, drafts } = payOrder({ ...question, account: open.now }, award, before, paid, `${source}/${orderNo}`, budgets)
        const booked = this.points.book(open, drafts)
        const referral = invitation === undefined ? [] : this.referrals.purchased(invitation, order, award, question.programme)
        await commit(this.database, [...booked.writes, this.orders.save(order, before, { fingerprint, ...by }), ...referral])
        return replyOf(order, false)
      })
    })
  }

  /** Whether an order was reported with the same content for a member who goes on as this one. */
  private async isOfAnother(ownerId: MemberId, report: Report, memberId: MemberId, fingerprint: string | undefined): Promise<boolean> {
    const { moment } = await this.programmes.now()
    const isSame = fingerprint === fingerprintOf(report, ownerId)
    return isSame && this.points.goesOnAs(ownerId, memberId, moment)
  }

  /** A refund of an order, which may not have been reported yet. */
  refund(source: string, { orderNo, refundId, amountFen }: { readonly orderNo: string; readonly refundId: string; readonly amountFen: number }): Promise<OrderReply> {
    return again(async () => {
      const { moment } = await this.programmes.now()
      const before = this.orders.read(await get(this.database, this.orders.key(source, orderNo)))
      const known = before?.refunds.find((refund) => refund.refundId === refundId)
      if (before !== undefined && known !== undefined) {
        if (known.amountFen !== amountFen) throw new Refusal('order_conflict', { orderNo })
        return replyOf(before, true)
      }
      const ownerId = before?.paid?.memberId
      const open = ownerId === undefined ? undefined : await this.points.openHeir(ownerId, moment)
      const living = open?.isClosed === true ? undefined : open
      const { order, drafts } = refundOrder(living?.now, before, { source, orderNo }, { refundId, amountFen }, `${orderNo}/${refundId}`, moment)
      const booked = living === undefined || ownerId === undefined || drafts.length === 0 ? [] : this.points.book(living, drafts.map((draft) => aboutMember(ownerId, living.memberId, draft))).writes
      await commit(this.database, [...booked, this.orders.save(order, before), ...(await this.referrals.refunded(order))])
      return replyOf(order, false)
    })
  }
}

/** Tells a repeated report from another one under the same number. */
export const fingerprintOf = (report: Report, memberId: string): string => JSON.stringify([memberId, report.amountFen, report.storeId ?? null, report.paidAt ?? null, ...(report.items === undefined ? [] : [report.items])])

export function replyOf(order: Order, replayed: boolean): OrderReply {
  const { paid } = order
  const usableFrom = paid?.earned.lots[0]?.usableFrom
  return {
    orderNo: order.orderNo,
    memberId: paid?.memberId ?? null,
    earnedPoints: paid?.earned.points ?? 0,
    reversedPoints: order.reversedPoints,
    refundedFen: refundedFen(order),
    usableFrom: usableFrom === undefined || usableFrom === REVIEW_DAY ? null : usableFrom,
    isInReview: usableFrom === REVIEW_DAY && paid?.earned.withdrawnPoints === undefined,
    replayed,
  }
}
