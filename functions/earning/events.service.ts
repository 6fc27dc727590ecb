import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { MemberId } from '../../shared/api/ids'
import { refusalSentence } from '../../shared/api/errors'
import { Refusal } from '../../shared/api/refusal'
import type { OrderReply } from '../../shared/earning/earning.api'
import { EventRow, type eventsApi, type ReportedEvent, type RowAnswer } from '../../shared/earning/events.api'
import { checkEventAge, eventOf, numberOf } from '../../shared/earning/reported'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again } from '../database/write'
import type { TillCaller } from '../http/request'
import { Log } from '../log'
import { memberOf } from '../members/members.repository'
import { PointsRepository } from '../points/points.repository'
import type { Till } from '../stores/tills.repository'
import { EventBook } from './event-book'
import { EventsRepository, type StoredEvent } from './events.repository'
import { NamedMembers } from '../members/named-members'
import { OrderBook } from './order-book'
import { ProgrammeRepository } from './programme.repository'

const FIELDS_NAMED_MAX = 5

/** The one door through which a shop tells what its members did. */
@Injectable()
export class EventsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(EventsRepository) private readonly stored: EventsRepository,
    @Inject(EventBook) private readonly book: EventBook,
    @Inject(OrderBook) private readonly orders: OrderBook,
    @Inject(NamedMembers) private readonly refs: NamedMembers,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Row after row, so that those of one member do not race each other. What is wrong with one row stays with it. */
  async report({ till }: TillCaller, { rows }: InputOf<typeof eventsApi.reportEvents>, language: 'zh' | 'en'): Promise<{ rows: readonly RowAnswer[] }> {
    const answers: RowAnswer[] = []
    for (const row of rows) answers.push(await this.answer(till, row, language))
    return { rows: answers }
  }

  private async answer(till: Till, row: unknown, language: 'zh' | 'en'): Promise<RowAnswer> {
    try {
      return await this.one(till, rowOf(row))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('broken')
      if (refusal.code === 'broken') this.log.error('row failed', error, { till: till.id })
      return { outcome: 'refused', memberId: null, earnedPoints: 0, reversedPoints: 0, usableFrom: null, code: refusal.code, message: refusalSentence(refusal.code, refusal.details, language) }
    }
  }

  private async one(till: Till, row: EventRow): Promise<RowAnswer> {
    if (row.type === 'order_refunded') return orderAnswer(await this.orders.refund(till.source, row))
    const memberId = await this.refs.memberOf(row.member)
    if (row.type !== 'order_paid') return this.other(till, row, memberId)
    if (row.storeId !== undefined && till.storeIds.length > 0 && !till.storeIds.includes(row.storeId)) throw new Refusal('store_not_yours')
    const { type: _type, member: _member, ...report } = row
    return orderAnswer(await this.orders.pay({ source: till.source, ...report }, memberId))
  }

  /** A review or custom event, booked with the item that fences it. */
  private other({ source }: Pick<Till, 'source'>, row: ReportedEvent, memberId: MemberId): Promise<RowAnswer> {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const { type, eventNo } = numberOf(row)
      const [item, memberItem, accountItem] = await getAll(this.database, [this.stored.key(source, type, eventNo), keys.member(memberId), keys.account(memberId)])
      const before = this.stored.read(item)
      const fingerprint = fingerprintOf(row, memberId)
      if (before !== undefined) {
        if (before.fingerprint !== fingerprint && !(await this.isOfAnother(before, row, memberId))) throw new Refusal('event_conflict', { eventNo })
        return eventAnswer(before, 'replayed')
      }
      const event = eventOf(programme, row)
      if (memberItem === undefined) throw new Refusal('member_not_found')
      const member = memberOf(memberItem)
      if (member.merged !== undefined) return this.other({ source }, row, member.merged.into)
      if (member.state !== 'active') throw new Refusal('account_closed')
      const at = row.at ?? instant(moment.now)
      checkEventAge(programme, Date.parse(at), moment)
      const open = await this.points.openFrom(memberId, accountItem, moment)
      const id = `${source}/${type}/${eventNo}`
      const facts = row.type === 'custom' ? { name: row.name, count: row.count } : { orderNo: row.orderNo }
      const happening = { event, at: Date.parse(at), source: { kind: 'event' as const, id }, operationId: id, facts }
      const eventWith = (points: number, usableFrom: string | undefined): StoredEvent => ({ source, type, eventNo, memberId, fingerprint, at, points, ...(usableFrom === undefined ? {} : { usableFrom }) })
      const award = await this.book.book(member, open, happening, moment, ({ points, lots }) => [this.stored.record(eventWith(points, lots[0]?.usableFrom))])
      return eventAnswer(eventWith(award.points, award.lots[0]?.usableFrom), 'done')
    })
  }

  /** Whether the same was reported of a member who goes on as this one. */
  private async isOfAnother(before: StoredEvent, row: ReportedEvent, memberId: MemberId): Promise<boolean> {
    const { moment } = await this.programmes.now()
    const isSame = before.fingerprint === fingerprintOf(row, before.memberId)
    return isSame && this.points.goesOnAs(before.memberId, memberId, moment)
  }
}

/** Refuses with `invalid_input`, naming the fields of the row. */
function rowOf(row: unknown): EventRow {
  const result = EventRow.safeParse(row)
  if (result.success) return result.data
  const fields = result.error.issues.slice(0, FIELDS_NAMED_MAX).map((issue) => [issue.path.join('.') || 'row', issue.message].join(': '))
  throw new Refusal('invalid_input', { field: fields.join('; ') })
}

/** Tells a repeated report from another one under the same number. */
const fingerprintOf = (row: ReportedEvent, memberId: string): string =>
  JSON.stringify(row.type === 'review_published' ? [memberId, row.words, row.pictures, row.at ?? null] : [memberId, row.count, row.amountFen, row.at ?? null])

const orderAnswer = ({ memberId, earnedPoints, reversedPoints, usableFrom, replayed }: OrderReply): RowAnswer =>
  ({ outcome: replayed ? 'replayed' : 'done', memberId, earnedPoints, reversedPoints, usableFrom, code: null, message: null })

const eventAnswer = ({ memberId, points, usableFrom }: StoredEvent, outcome: 'done' | 'replayed'): RowAnswer =>
  ({ outcome, memberId: MemberId.parse(memberId), earnedPoints: points, reversedPoints: 0, usableFrom: usableFrom ?? null, code: null, message: null })
