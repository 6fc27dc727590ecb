import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { ahead, calendar, checkInDraft, isCheckedIn, makeUp, nextStreak } from '../../shared/earning/check-in'
import type { CheckInMonth, earningApi } from '../../shared/earning/earning.api'
import type { Programme } from '../../shared/earning/programme'
import { leftTodayOf } from '../../shared/earning/tasks'
import type { Moment } from '../../shared/points/decide'
import type { Account } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import { dayOf } from '../../shared/time/day'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit } from '../database/write'
import type { MemberCaller } from '../http/request'
import { activeMember, type Member } from '../members/members.repository'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { accountView, entryView } from '../points/views'
import { checkFrozen, Guard } from '../risk/guard'
import { Awards } from './awards'
import { ProgrammeRepository } from './programme.repository'
import { Questions } from './questions'

/** A repeated call is looked for among this many of the newest entries. */
const REPLAY_ENTRIES = 50

@Injectable()
export class CheckInService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Questions) private readonly questions: Questions,
    @Inject(Awards) private readonly awards: Awards,
    @Inject(Guard) private readonly guard: Guard,
  ) {}

  async month(caller: MemberCaller, input: InputOf<typeof earningApi.checkInMonth>): Promise<CheckInMonth> {
    const { programme, moment } = await this.programmes.now()
    const { member, open } = await this.read(caller, moment)
    return calendar(programme, open.now, dayOf(Date.parse(member.joinedAt), moment.timeZone), input.month, moment)
  }

  checkIn(caller: MemberCaller, input: InputOf<typeof earningApi.checkIn>, address: string) {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const { member, open } = await this.read(caller, moment)
      if (isCheckedIn(open.now.runs, input.day)) {
        const before = await this.bookedBy(caller, input)
        if (before === undefined) throw new Refusal('already_checked_in')
        return reply(before, open.now, programme, moment, true)
      }
      const { streak } = nextStreak(open.now, input.day, moment)
      checkFrozen(member)
      const doubts = await this.guard.doubts({ name: `check_in.${input.day}`, member, from: { member, device: member.devices?.[0], address } }, programme.risk, moment)
      const question = { ...(await this.questions.about(member, moment.now, moment)), doubts }
      return this.awards.pay(open, { ...question, event: { type: 'checked_in', streak } }, async (granted) => {
        const draft = checkInDraft({ ...question, account: open.now }, granted.award, { day: input.day, streak, operationId: input.id }, granted.budgets)
        const booked = this.points.book(open, [draft])
        await commit(this.database, booked.writes)
        return reply(booked.entries, booked.account, programme, moment, false)
      })
    })
  }

  makeUp(caller: MemberCaller, input: InputOf<typeof earningApi.makeUpCheckIn>) {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const { member, open } = await this.read(caller, moment)
      const before = await this.bookedBy(caller, input)
      if (before !== undefined) return reply(before, open.now, programme, moment, true)
      checkFrozen(member)
      const joinedOn = dayOf(Date.parse(member.joinedAt), moment.timeZone)
      const booked = this.points.book(open, makeUp(open.now, programme, input.day, input.id, joinedOn, moment))
      await commit(this.database, booked.writes)
      return reply(booked.entries, booked.account, programme, moment, false)
    })
  }

  /** The member and the account in one request. */
  private async read({ memberId }: MemberCaller, moment: Moment): Promise<{ member: Member; open: OpenAccount }> {
    const [memberItem, accountItem] = await getAll(this.database, [keys.member(memberId), keys.account(memberId)])
    return { member: activeMember(memberItem), open: await this.points.openFrom(memberId, accountItem, moment) }
  }

  /** What this very call has booked before, when its answer got lost. Read after the account, so that its version fences out a twin of the call. */
  private async bookedBy(caller: MemberCaller, input: { id: string; day: string }): Promise<readonly Entry[] | undefined> {
    const { entries } = await this.points.entries(caller.memberId, { limit: REPLAY_ENTRIES })
    const mine = entries.filter((entry) => entry.operationId === input.id).reverse()
    if (mine.some((entry) => entry.source.id !== input.day)) throw new Refusal('idempotency_conflict')
    return mine.length === 0 ? undefined : mine
  }
}

function reply(entries: readonly Entry[], account: Account, programme: Programme, moment: Moment, replayed: boolean) {
  return {
    entries: entries.map((entry) => entryView(entry)),
    account: accountView(account, moment),
    streak: ahead(programme, account.runs, moment.today),
    leftToday: leftTodayOf(programme, account, moment),
    replayed,
  }
}
