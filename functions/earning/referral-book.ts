import { type Award } from '../../shared/earning/award'
import { type Invited, type Referral, referralId, referralStep, reverseReferral, waitingUntil } from '../../shared/earning/referral'
import type { UnpaidReason } from '../../shared/earning/task-kinds'
import { instant, type Moment } from '../../shared/points/decide'
import { applyAll } from '../../shared/points/ledger'
import { tierSteps } from '../../shared/tiers/standing'
import { dayOf } from '../../shared/time/day'
import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit, LostRace } from '../database/write'
import { type Member, memberOf } from '../members/members.repository'
import { aboutMember, type OpenAccount, type PointsRepository } from '../points/points.repository'
import type { EventBook } from './event-book'
import type { ProgrammeRepository } from './programme.repository'
import type { Kept, ReferralsRepository } from './referrals.repository'

interface Needs {
  readonly database: Database
  readonly points: PointsRepository
  readonly programmes: ProgrammeRepository
  readonly referrals: ReferralsRepository
  readonly events: EventBook
}

interface Side {
  readonly inviter: Member
  readonly open: OpenAccount
  readonly invited: Kept<Invited> | undefined
  readonly moment: Moment
}

/** The inviter's side of an invitation: follows the friend's, in the inviter's own transactions. */
export class ReferralBook {
  constructor(private readonly needs: Needs) {}

  /** A friend has joined by the inviter's link. */
  async joined(inviterId: string, friendId: string): Promise<void> {
    const { moment } = await this.needs.programmes.now()
    try {
      await commit(this.needs.database, [this.needs.referrals.saveInvited({ inviterId, friendId, attempt: 0, state: 'joined', at: instant(moment.now) }, undefined)])
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
    }
  }

  /**
   * Brings the inviter's side to where the friend's stands. The friend's side is read after the inviter's: whoever changes it
   * later makes news of their own, and whoever followed a later change has changed the inviter's revision.
   */
  async follow(inviterId: string, friendId: string): Promise<void> {
    const hasMore = await again(async () => {
      const { programmes, points, referrals } = this.needs
      const { moment } = await programmes.now()
      const { memberItem, accountItem, invited } = await referrals.inviterSide(inviterId, friendId)
      const inviter = memberItem && memberOf(memberItem)
      const referral = await referrals.referral(friendId)
      const found = referral === undefined || inviter === undefined ? undefined : await this.heir({ inviter, open: await points.openFrom(inviterId, accountItem, moment) }, moment)
      if (referral === undefined || found === undefined) return false
      const side = { ...found, invited, moment }
      const step = referralStep(referral, invited)
      if (step === 'pay') await this.pay(side, referral)
      if (step === 'refuse' || step === 'void') await commit(this.needs.database, [this.save(side, referral, step === 'void' ? {} : { reason: referral.doubt })])
      if (step === 'reverse') await this.reverse(side, referral)
      return step === 'reverse' && referral.state === 'purchased'
    })
    if (hasMore) await this.follow(inviterId, friendId)
  }

  /** The member that an inviter, merged since, goes on as; undefined where nobody is left. */
  private async heir(side: Pick<Side, 'inviter' | 'open'>, moment: Moment): Promise<Pick<Side, 'inviter' | 'open'> | undefined> {
    const { inviter } = side
    if (inviter.merged === undefined) return inviter.state === 'active' ? side : undefined
    const [memberItem, accountItem] = await getAll(this.needs.database, [keys.member(inviter.merged.into), keys.account(inviter.merged.into)])
    return memberItem === undefined ? undefined : this.heir({ inviter: memberOf(memberItem), open: await this.needs.points.openFrom(inviter.merged.into, accountItem, moment) }, moment)
  }

  private async pay(side: Side, referral: Referral): Promise<void> {
    const { inviter, open, moment } = side
    const { friendId, attempt, amountFen, paidAt, dueOn } = referral
    const id = referralId(friendId, attempt)
    const happening = {
      event: { type: 'friend_purchased' as const, amountFen },
      at: Date.parse(paidAt),
      source: { kind: 'referral' as const, id },
      operationId: `referral.${id}`,
      of: referral.inviterId,
      terms: (programme: Parameters<typeof waitingUntil>[0]) => waitingUntil(programme, dueOn, dayOf(Date.parse(paidAt), programme.timeZone)),
    }
    await this.needs.events.book(inviter, open, happening, moment, (award) => [this.save(side, referral, award.points > 0 ? { paid: award } : { reason: award.cappedBy.length > 0 ? 'cap' : 'no_points' })])
  }

  private async reverse(side: Side, referral: Referral): Promise<void> {
    const { inviter, open, invited, moment } = side
    if (invited === undefined) return
    const { programme } = await this.needs.programmes.now()
    const draft = aboutMember(invited.inviterId, open.memberId, reverseReferral(open.now, invited, moment))
    const steps = tierSteps(applyAll(open.now, [draft]).account, programme.tiers, dayOf(Date.parse(inviter.joinedAt), moment.timeZone), moment)
    const attempt = referral.state === 'reversed' ? referral.attempt : invited.attempt
    const after: Invited = { ...kept(invited), attempt, state: 'reversed', at: instant(moment.now) }
    await commit(this.needs.database, [...this.needs.points.book(open, [draft, ...steps]).writes, this.needs.referrals.saveInvited(after, invited)])
  }

  private save({ invited, moment }: Side, { inviterId, friendId, attempt, state }: Referral, { paid, reason }: { paid?: Award; reason?: UnpaidReason | undefined }) {
    const after: Invited = {
      inviterId, friendId, attempt,
      state: state === 'reversed' ? 'reversed' : paid === undefined ? 'purchased' : 'paid',
      at: instant(moment.now),
      ...(reason === undefined ? {} : { reason }),
      ...(paid === undefined ? {} : { paid: { points: paid.points, lots: paid.lots, growth: paid.growth } }),
    }
    return this.needs.referrals.saveInvited(after, invited)
  }
}

function kept({ revision: _revision, ...invited }: Kept<Invited>): Invited {
  return invited
}
