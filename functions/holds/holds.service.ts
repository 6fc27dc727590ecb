import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { HoldReply, holdsApi, HoldView } from '../../shared/earning/holds.api'
import type { Programme } from '../../shared/earning/programme'
import type { CashOffTerms } from '../../shared/points/cash-off'
import type { Moment } from '../../shared/points/decide'
import type { Draft } from '../../shared/points/entry'
import { cancelHold, confirmHold, type Hold, holdState, type HoldState, openHold, quote, refundedPoints, refundHold } from '../../shared/points/hold'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { TillCaller } from '../http/request'
import { MembersRepository } from '../members/members.repository'
import { NamedMembers } from '../members/named-members'
import { aboutMember, type OpenAccount, PointsRepository } from '../points/points.repository'
import { checkFrozen } from '../risk/guard'
import { HoldsRepository, type StoredHold } from './holds.repository'

type Decision = (hold: StoredHold, open: OpenAccount, moment: Moment) => { hold: Hold; drafts: readonly Draft[] } | 'done'

/** Points that pay part of a bill at a till. */
@Injectable()
export class HoldsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HoldsRepository) private readonly holds: HoldsRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(NamedMembers) private readonly named: NamedMembers,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  async quote(_caller: TillCaller, input: InputOf<typeof holdsApi.quoteHold>) {
    const { programme, moment } = await this.programmes.now()
    const terms = termsOf(programme)
    const memberId = await this.named.memberOf(input.member)
    const [{ now }, member] = await Promise.all([this.points.openLiving(memberId, moment), this.members.active(memberId)])
    checkFrozen(member)
    const { mostPoints, offFen, payFen, limitedBy } = quote(terms, now, input.billFen)
    const { stepPoints, fenPerStep, holdMinutes } = terms
    return { memberId, available: now.available, mostPoints, offFen, payFen, stepPoints, fenPerStep, limitedBy, holdMinutes }
  }

  open({ till }: TillCaller, input: InputOf<typeof holdsApi.openHold>): Promise<HoldReply> {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const { id, billFen, points } = input
      const before = await this.holds.byId(id)
      const memberId = await this.named.memberOf(input.member, before !== undefined)
      const open = await this.points.open(memberId, moment)
      if (before !== undefined) {
        const isSame = before.source === till.source && (before.memberId === memberId || (await this.points.goesOnAs(before.memberId, memberId, moment))) && before.billFen === billFen && before.points === points
        if (!isSame) throw new Refusal('idempotency_conflict')
        const known = await this.notBehind(before, open)
        return replyOf(known, holdState(known, open.now, moment.now), true)
      }
      checkFrozen(await this.members.active(memberId))
      const { hold, draft } = openHold(termsOf(programme), open.now, { id, source: till.source, memberId, billFen, points }, moment)
      const booked = this.points.book(open, [draft])
      await commit(this.database, [...booked.writes, this.holds.open(hold, booked.account.version)])
      return replyOf(hold, 'open', false)
    })
  }

  async look({ till }: TillCaller, { holdId }: InputOf<typeof holdsApi.hold>): Promise<HoldView> {
    const { moment } = await this.programmes.now()
    const { hold, open } = await this.mine(till.source, holdId, moment)
    return viewOf(hold, holdState(hold, open.now, moment.now))
  }

  confirm(caller: TillCaller, { holdId, orderNo }: InputOf<typeof holdsApi.confirmHold>): Promise<HoldReply> {
    return this.end(caller, holdId, (hold, open, moment) => {
      if (hold.state !== 'confirmed') return confirmHold(hold, open.now, orderNo, moment)
      if (orderNo !== hold.orderNo) throw new Refusal('idempotency_conflict')
      return 'done'
    })
  }

  /** An expired hold has nothing left to give back: its points are with the member. */
  cancel(caller: TillCaller, { holdId }: InputOf<typeof holdsApi.cancelHold>): Promise<HoldReply> {
    return this.end(caller, holdId, (hold, open, moment) => {
      const state = holdState(hold, open.now, moment.now)
      return state === 'cancelled' || state === 'expired' ? 'done' : cancelHold(hold, open.now, moment)
    })
  }

  refund(caller: TillCaller, { holdId, refundId, points }: InputOf<typeof holdsApi.refundHold>): Promise<HoldReply> {
    return this.end(caller, holdId, (hold, open, moment) => {
      const known = hold.refunds.find((refund) => refund.refundId === refundId)
      if (known === undefined) return refundHold(hold, open.now, { refundId, points }, moment)
      if (known.points !== points) throw new Refusal('idempotency_conflict')
      return 'done'
    })
  }

  /** Moves a hold on, once: its own revision and the account's version must be what was read. */
  private end({ till }: TillCaller, holdId: string, decide: Decision): Promise<HoldReply> {
    return again(async () => {
      const { moment } = await this.programmes.now()
      const { hold: before, open } = await this.mine(till.source, holdId, moment)
      const decided = decide(before, open, moment)
      if (decided === 'done') return replyOf(before, holdState(before, open.now, moment.now), true)
      const { writes, account } = this.points.book(open, decided.drafts.map((draft) => aboutMember(before.memberId, open.memberId, draft)))
      await commit(this.database, [...writes, this.holds.change(before, decided.hold)])
      return replyOf(decided.hold, holdState(decided.hold, account, moment.now), false)
    })
  }

  private async mine(source: string, holdId: string, moment: Moment): Promise<{ hold: StoredHold; open: OpenAccount }> {
    const hold = await this.holds.byId(holdId)
    if (hold === undefined || hold.source !== source) throw new Refusal('hold_not_found')
    const open = await this.points.openHeir(hold.memberId, moment)
    return { hold: await this.notBehind(hold, open), open }
  }

  /** A hold that the account no longer knows may have ended between the two reads; one read after the account tells this from one that has freed itself. */
  private async notBehind(hold: StoredHold, open: OpenAccount): Promise<StoredHold> {
    if (hold.state !== 'open' || open.stored.holds[hold.id] !== undefined) return hold
    return (await this.holds.byId(hold.id)) ?? hold
  }
}

function termsOf({ cashOff }: Programme): CashOffTerms {
  if (cashOff === undefined) throw new Refusal('cash_off_not_offered')
  return cashOff
}

function viewOf(hold: Hold, state: HoldState): HoldView {
  const { id, memberId, billFen, points, offFen, expiresAt, orderNo = null } = hold
  return { id, memberId, state, billFen, points, offFen, payFen: billFen - offFen, expiresAt, orderNo, refundedPoints: refundedPoints(hold) }
}

const replyOf = (hold: Hold, state: HoldState, replayed: boolean): HoldReply => ({ hold: viewOf(hold, state), replayed })
