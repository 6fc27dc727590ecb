import { Inject, Injectable } from '@nestjs/common'
import type { Award, Question } from '../../shared/earning/award'
import { awardDraft } from '../../shared/earning/award'
import type { Programme } from '../../shared/earning/programme'
import type { Event } from '../../shared/events/event'
import type { Moment } from '../../shared/points/decide'
import type { Source, TallyMove } from '../../shared/points/entry'
import { applyAll } from '../../shared/points/ledger'
import { tierSteps } from '../../shared/tiers/standing'
import { Database } from '../database/client'
import { commit, type Write } from '../database/write'
import type { Member } from '../members/members.repository'
import { aboutMember, type OpenAccount, PointsRepository } from '../points/points.repository'
import { Awards } from './awards'
import { Questions } from './questions'

/** What a member did beside ordering, and what its entry shall say. */
export interface Happening {
  readonly event: Event
  /** When it happened, in milliseconds since 1970. */
  readonly at: number
  readonly source: Source
  readonly operationId: string
  readonly facts?: Readonly<Record<string, string | number>>
  /** Whose thing it is, where that may be a member merged into this one since. */
  readonly of?: string
  /** Counters of its own, beside those of the rules. */
  readonly tallies?: readonly TallyMove[]
  /** The terms it is paid by, where they differ from those in force. */
  readonly terms?: (programme: Programme) => Programme
}

/** What to write in the same transaction, from what the event earns; may refuse. */
export type Beside = (award: Award) => readonly Write[]

/** Books what a member did, in one transaction with whatever fences it. Orders have a book of their own. */
@Injectable()
export class EventBook {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(Questions) private readonly questions: Questions,
    @Inject(Awards) private readonly awards: Awards,
  ) {}

  /** To be called inside `again`, with an account read there. An event that changes nothing of the account leaves no entry. */
  async book(member: Member, open: OpenAccount, happening: Happening, moment: Moment, beside: Beside): Promise<Award> {
    const about = await this.questions.about(member, happening.at, moment)
    const question = { ...about, programme: happening.terms?.(about.programme) ?? about.programme, event: happening.event }
    return this.awards.pay(open, question, async ({ award, budgets }) => {
      const counted = { ...award, tallies: [...award.tallies, ...(happening.tallies ?? [])] }
      const drafts = isEmpty(counted) ? [] : this.drafts(open, counted, question, happening, budgets)
      const booked = drafts.length === 0 ? [] : this.points.book(open, drafts).writes
      await commit(this.database, [...booked, ...beside(counted)])
      return counted
    })
  }

  private drafts(open: OpenAccount, award: Award, question: Omit<Question, 'account'>, { source, operationId, facts, of = open.memberId }: Happening, budgets: Parameters<typeof awardDraft>[3]['budgets']) {
    const draft = aboutMember(of, open.memberId, awardDraft(open.now, award, question, { source, operationId, ...(facts === undefined ? {} : { facts }), ...(budgets === undefined ? {} : { budgets }) }))
    return [draft, ...tierSteps(applyAll(open.now, [draft]).account, question.programme.tiers, question.person.joinedOn, question.moment)]
  }
}

const isEmpty = ({ points, cappedBy, tallies, growth, marks }: Award): boolean =>
  points === 0 && cappedBy.length === 0 && tallies.length === 0 && growth.length === 0 && Object.keys(marks).length === 0
