import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { GRANT_TALLY } from '../../shared/campaigns/approval'
import type { eventsApi } from '../../shared/earning/events.api'
import { type Programme, rulesOf } from '../../shared/earning/programme'
import type { ProgrammeRule } from '../../shared/earning/rules/list'
import { leftOf } from '../../shared/points/caps'
import { instant } from '../../shared/points/decide'
import type { Approved } from '../approvals/approvals.repository'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import type { Write } from '../database/write'
import { livingMember } from '../members/members.repository'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { EventBook } from './event-book'
import { EventsRepository, type StoredEvent } from './events.repository'
import { ProgrammeRepository } from './programme.repository'

/** Grants are numbered by the operation of whoever gives. */
const SOURCE = 'staff'
const TYPE = 'granted'

type Grant = InputOf<typeof eventsApi.grantPoints>

/** What a deed of two people writes and says beside what one person's does. */
interface Beside {
  readonly facts: Readonly<Record<string, string>>
  readonly writes: readonly Write[]
}

const nothing: Beside = { facts: {}, writes: [] }

/** Books points that the shop gives. To be called inside `again`. */
@Injectable()
export class GrantBook {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(EventsRepository) private readonly stored: EventsRepository,
    @Inject(EventBook) private readonly book: EventBook,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  /** What somebody asked for and another person approves, in one step with the writes of the approval. */
  async approved(input: Grant, { askedBy, by, writes }: Approved): Promise<void> {
    const one = await this.read(input)
    if (one.before !== undefined) throw new Refusal('approval_decided')
    await this.give(input, one, askedBy, true, { facts: { askedBy, approvedBy: by }, writes })
  }

  async read({ memberId, id }: Grant) {
    const { programme, moment } = await this.programmes.now()
    const [item, memberItem, accountItem] = await getAll(this.database, [this.stored.key(SOURCE, TYPE, id), keys.member(memberId), keys.account(memberId)])
    const before = this.stored.read(item)
    const member = before === undefined ? livingMember(memberItem) : undefined
    return { programme, moment, before, member, open: await this.points.openFrom(memberId, accountItem, moment) }
  }

  async give(input: Grant, { programme, moment, member, open }: Awaited<ReturnType<GrantBook['read']>>, staffId: string, isCounted: boolean, also: Beside = nothing) {
    const { memberId, id, points, reason, text } = input
    if (member === undefined) throw new Refusal('member_not_found')
    const rule = ruleFor(programme, points, open, moment.today)
    const tallies = isCounted ? [{ key: GRANT_TALLY, period: moment.today, points, times: 1 }] : []
    const happening = {
      event: { type: 'granted' as const, points }, at: moment.now, source: { kind: 'event' as const, id: `${SOURCE}/${TYPE}/${id}` }, operationId: id,
      facts: { text, ...also.facts }, tallies, terms: (terms: Programme) => only(terms, rule.id),
    }
    const granted = (usableFrom: string | undefined, all: number): StoredEvent =>
      ({ source: SOURCE, type: TYPE, eventNo: id, memberId, fingerprint: fingerprintOf(input), at: instant(moment.now), points: all, ...(usableFrom === undefined ? {} : { usableFrom }), grant: { staffId, reason, text } })
    const award = await this.book.book(member, open, happening, moment, ({ parts, lots, points: all }) => {
      const given = parts.find((part) => part.id === rule.id)?.points ?? 0
      if (given < points) throw new Refusal('grant_too_much', { mostPoints: given })
      return [this.stored.record(granted(lots[0]?.usableFrom, all)), ...also.writes]
    })
    return replyOf(memberId, granted(award.lots[0]?.usableFrom, award.points), false)
  }
}

/** Tells a repeated grant from another one under the same id. */
export const fingerprintOf = ({ memberId, points, reason, text }: Grant): string => JSON.stringify([memberId, points, reason, text])

/** The first rule that lets so many points be granted. Refuses with the most that any of them still allows. */
export function ruleFor(programme: Programme, points: number, { now }: OpenAccount, today: string): ProgrammeRule {
  const rules = rulesOf(programme, 'manual_grant')
  if (rules.length === 0) throw new Refusal('grant_not_offered')
  const offers = rules.map((rule) => ({ rule, most: Math.min(rule.terms.mostPoints, ...leftOf(rule.id, rule.caps, now.tallies, today).map(({ left }) => left)) }))
  const fitting = offers.find(({ most }) => most >= points)
  if (fitting === undefined) throw new Refusal('grant_too_much', { mostPoints: Math.max(...offers.map(({ most }) => most)) })
  return fitting.rule
}

/** The terms with one rule for grants only. */
const only = (programme: Programme, ruleId: string): Programme => ({ ...programme, rules: programme.rules.filter(({ id, kind }) => kind !== 'manual_grant' || id === ruleId) })

export const replyOf = (memberId: Grant['memberId'], { points, usableFrom }: StoredEvent, replayed: boolean) => ({ memberId, points, usableFrom: usableFrom ?? null, replayed })
