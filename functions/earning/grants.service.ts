import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { eventsApi } from '../../shared/earning/events.api'
import { type Programme, rulesOf } from '../../shared/earning/programme'
import type { ProgrammeRule } from '../../shared/earning/rules/list'
import { leftOf } from '../../shared/points/caps'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again } from '../database/write'
import type { ClerkCaller } from '../http/request'
import { memberOf } from '../members/members.repository'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { EventBook } from './event-book'
import { EventsRepository, type StoredEvent } from './events.repository'
import { ProgrammeRepository } from './programme.repository'

/** Grants are numbered by the operation of whoever gives. */
const SOURCE = 'staff'
const TYPE = 'granted'

type Grant = InputOf<typeof eventsApi.grantPoints>

@Injectable()
export class GrantsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(EventsRepository) private readonly stored: EventsRepository,
    @Inject(EventBook) private readonly book: EventBook,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  /** Gives all of it or nothing: who grants must know what the member gets. */
  grant({ staff }: ClerkCaller, input: Grant) {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const { memberId, id, points, reason, text } = input
      const [item, memberItem, accountItem] = await getAll(this.database, [this.stored.key(SOURCE, TYPE, id), keys.member(memberId), keys.account(memberId)])
      const before = this.stored.read(item)
      const fingerprint = JSON.stringify([memberId, points, reason, text])
      if (before !== undefined) {
        if (before.fingerprint !== fingerprint) throw new Refusal('idempotency_conflict')
        return replyOf(memberId, before, true)
      }
      if (memberItem === undefined) throw new Refusal('member_not_found')
      const member = memberOf(memberItem)
      if (member.state !== 'active') throw new Refusal('account_closed')
      const open = await this.points.openFrom(memberId, accountItem, moment)
      const rule = ruleFor(programme, points, open, moment.today)
      const eventId = `${SOURCE}/${TYPE}/${id}`
      const happening = { event: { type: 'granted' as const, points }, at: moment.now, source: { kind: 'event' as const, id: eventId }, operationId: id, facts: { text }, terms: (terms: Programme) => only(terms, rule.id) }
      const granted = (usableFrom: string | undefined, all: number): StoredEvent =>
        ({ source: SOURCE, type: TYPE, eventNo: id, memberId, fingerprint, at: instant(moment.now), points: all, ...(usableFrom === undefined ? {} : { usableFrom }), grant: { staffId: staff.id, reason, text } })
      const award = await this.book.book(member, open, happening, moment, ({ parts, lots, points: all }) => {
        const given = parts.find((part) => part.id === rule.id)?.points ?? 0
        if (given < points) throw new Refusal('grant_too_much', { mostPoints: given })
        return [this.stored.record(granted(lots[0]?.usableFrom, all))]
      })
      return replyOf(memberId, granted(award.lots[0]?.usableFrom, award.points), false)
    })
  }
}

/** The first rule that lets so many points be granted. Refuses with the most that any of them still allows. */
function ruleFor(programme: Programme, points: number, { now }: OpenAccount, today: string): ProgrammeRule {
  const rules = rulesOf(programme, 'manual_grant')
  if (rules.length === 0) throw new Refusal('grant_not_offered')
  const offers = rules.map((rule) => ({ rule, most: Math.min(rule.terms.mostPoints, ...leftOf(rule.id, rule.caps, now.tallies, today).map(({ left }) => left)) }))
  const fitting = offers.find(({ most }) => most >= points)
  if (fitting === undefined) throw new Refusal('grant_too_much', { mostPoints: Math.max(...offers.map(({ most }) => most)) })
  return fitting.rule
}

/** The terms with one rule for grants only. */
const only = (programme: Programme, ruleId: string): Programme => ({ ...programme, rules: programme.rules.filter(({ id, kind }) => kind !== 'manual_grant' || id === ruleId) })

const replyOf = (memberId: Grant['memberId'], { points, usableFrom }: StoredEvent, replayed: boolean) => ({ memberId, points, usableFrom: usableFrom ?? null, replayed })
