import type { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { expiresOn } from '../../shared/earning/expiry'
import type { Programme } from '../../shared/earning/programme'
import { type Batch, rowName } from '../../shared/imports/batch'
import { broughtGrowth, broughtPoints, meant } from '../../shared/imports/decide'
import type { RowAnswer } from '../../shared/imports/imports.api'
import type { BalanceRow, MemberRow, Named, OrderRow, ReadRow } from '../../shared/imports/rows'
import { instant, type Moment } from '../../shared/points/decide'
import { startOfDay } from '../../shared/time/day'
import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit, mayPass } from '../database/write'
import type { OrderBook } from '../earning/order-book'
import type { OrdersRepository } from '../earning/orders.repository'
import type { ProgrammeRepository } from '../earning/programme.repository'
import type { CustomersService } from '../members/customers.service'
import { type Member, memberOf, type MembersRepository } from '../members/members.repository'
import type { PersonalData } from '../members/personal-data'
import { adjustmentOf, type AdjustmentsRepository } from '../points/adjustments.repository'
import type { PointsRepository } from '../points/points.repository'
import type { BlocksRepository } from '../risk/blocks.repository'
import type { Secrets } from '../secrets'
import { known, refused, rowBooked } from './answers'
import { reportOf } from './checking'
import type { Whose } from './whose'

/** What rows are booked with. */
export interface RowTools {
  readonly database: Database
  readonly programmes: ProgrammeRepository
  readonly members: MembersRepository
  readonly points: PointsRepository
  readonly adjustments: AdjustmentsRepository
  readonly orders: OrdersRepository
  readonly orderBook: OrderBook
  readonly customers: CustomersService
  readonly blocks: BlocksRepository
  readonly personalData: PersonalData
  readonly secrets: Secrets
  readonly whose: Whose
}

/** Books single rows, each once however often it is tried: a row that was booked before by the same batch is answered as booked. */
export class RowBook {
  constructor(private readonly tools: RowTools) {}

  /** Refusals are answers; what may pass by itself (`unavailable`, `busy`) and bugs fly on. */
  async book(batch: Batch, line: number, row: ReadRow): Promise<RowAnswer> {
    try {
      if (row.type === 'members') return await this.member(batch, line, row)
      if (row.type === 'balances') return await this.balance(batch, line, row)
      return await this.order(batch, line, row)
    } catch (error) {
      if (!(error instanceof Refusal) || mayPass(error)) throw error
      return refused(line, error.code, detailsOf(error))
    }
  }

  /** A member as a shop knows them: no consent, no welcome points; the growth they had elsewhere. */
  private member(batch: Batch, line: number, row: MemberRow): Promise<RowAnswer> {
    const { members, points, programmes, database, adjustments } = this.tools
    return again(async () => {
      const whose = await this.whose(row)
      if (whose !== 'nobody' && 'code' in whose) return refused(line, whose.code)
      if (whose !== 'nobody') return this.madeBefore(batch, line, whose.memberId)
      const phoneHash = row.phone === undefined ? undefined : this.tools.whose.hashOf(row.phone)
      if (phoneHash !== undefined && (await this.tools.blocks.some([{ kind: 'phone', hash: phoneHash }]))) return refused(line, 'blocked')
      const { programme, moment } = await programmes.now()
      const member = this.memberOf(row, phoneHash, moment)
      const open = await points.openFrom(member.id, undefined, moment)
      const operationId = rowName(batch.id, line)
      const growth = row.growth === undefined || programme.tiers === undefined ? [] : [broughtGrowth({ staffId: batch.by, operationId, growth: row.growth }, programme.tiers, moment)]
      const booked = points.book({ ...open, ladder: { ...open.ladder, joinedOn: row.joinedOn ?? moment.today } }, growth)
      const [entry] = booked.entries
      const identities = [...(phoneHash === undefined ? [] : [{ kind: 'phone' as const, value: phoneHash }]), ...(row.customer === undefined ? [] : [{ kind: 'customer' as const, value: row.customer }])]
      const made = { ...member, importedBy: { importId: batch.id, line, entries: booked.made.length } }
      await commit(database, [
        ...members.join(made, ...identities),
        ...booked.writes,
        ...(entry === undefined ? [] : [adjustments.record({ id: operationId, memberId: member.id, points: 0, reason: batch.id, text: '', by: batch.by, at: instant(moment.now), entry: entry.number })]),
      ])
      return rowBooked(line, member.id, { isNewMember: true })
    })
  }

  private async madeBefore({ id }: Batch, line: number, memberId: MemberId): Promise<RowAnswer> {
    const by = (await this.tools.members.byId(memberId))?.importedBy
    return by?.importId === id && by.line === line ? rowBooked(line, memberId, { isNewMember: true }) : known(line, memberId)
  }

  private memberOf(row: MemberRow, phoneHash: string | undefined, { now, timeZone }: Moment): Member {
    const { secrets, personalData } = this.tools
    const id = secrets.newId('member')
    const { nickname = '', birthday, phone, customer, joinedOn } = row
    const isKnown = nickname !== '' || birthday !== undefined || phone !== undefined
    return {
      id,
      cardNo: secrets.newCardNo(),
      state: 'active',
      epoch: 0,
      revision: 0,
      joinedAt: instant(joinedOn === undefined ? now : Math.min(now, startOfDay(joinedOn, timeZone))),
      ...(isKnown ? { personal: personalData.seal(id, { nickname, ...(birthday === undefined ? {} : { birthday }), ...(phone === undefined ? {} : { phone }) }) } : {}),
      ...(phoneHash === undefined ? {} : { phoneHash }),
      ...(customer === undefined ? {} : { customer }),
    }
  }

  private balance(batch: Batch, line: number, row: BalanceRow): Promise<RowAnswer> {
    const { database, points, programmes, adjustments } = this.tools
    return again(async () => {
      const whose = await this.whose(row)
      if (whose === 'nobody') return refused(line, 'member_not_found')
      if ('code' in whose) return refused(line, whose.code)
      const { memberId } = whose
      const id = rowName(batch.id, line)
      const [item, memberItem, accountItem] = await getAll(database, [keys.adjustment(id), keys.member(memberId), keys.account(memberId)])
      if (item !== undefined) return rowBooked(line, adjustmentOf(item).memberId, { points: adjustmentOf(item).points })
      if (memberItem === undefined || memberOf(memberItem).state !== 'active') return refused(line, 'member_not_found')
      const { programme, moment } = await programmes.now()
      const open = await points.openFrom(memberId, accountItem, moment)
      const text = row.text ?? batch.text ?? ''
      const until = goodUntil(row, programme, moment)
      if (until === undefined) return refused(line, 'expired')
      const booked = points.book(open, [broughtPoints(open.now, { staffId: batch.by, operationId: id, points: row.points, expiresOn: until, text }, moment)])
      const entry = booked.entries[0]?.number ?? 0
      await commit(database, [...booked.writes, adjustments.record({ id, memberId, points: row.points, reason: batch.id, text, by: batch.by, at: instant(moment.now), entry })])
      return rowBooked(line, memberId, { points: row.points })
    })
  }

  /** An order as a till would have reported it; a customer whom nobody knows yet becomes a member. */
  private async order(batch: Batch, line: number, row: OrderRow): Promise<RowAnswer> {
    const { customers, orderBook, orders, database } = this.tools
    const whose = await this.whose(row)
    if (whose !== 'nobody' && 'code' in whose) return refused(line, whose.code)
    if (whose === 'nobody' && row.customer === undefined) return refused(line, 'member_not_found')
    const { memberId, isNew } = whose === 'nobody' ? await customers.findOrJoin(row.customer ?? '') : { memberId: whose.memberId, isNew: false }
    const report = reportOf(row, batch.source)
    const { earnedPoints, replayed } = await orderBook.pay(report, memberId, { importedBy: { importId: batch.id, line } })
    const booked = rowBooked(line, memberId, { points: earnedPoints, isNewMember: isNew })
    if (!replayed) return booked
    const [item] = await getAll(database, [orders.key(batch.source, row.orderNo)])
    const by = orders.read(item)?.importedBy
    return by?.importId === batch.id && by.line === line ? booked : known(line, memberId)
  }

  private async whose(row: Named) {
    const [found = {}] = await this.tools.whose.of([row])
    return meant(found)
  }
}

/** Until when brought points are good; undefined where that has passed since the row was checked. */
function goodUntil({ expiresOn: told }: BalanceRow, { expiry }: Programme, { today }: Moment) {
  const until = told ?? expiresOn(expiry, today)
  return /^\d/.test(until) && until < today ? undefined : until
}

const detailsOf = ({ details }: Refusal): RowAnswer['details'] =>
  Object.fromEntries(Object.entries(details).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [])))
