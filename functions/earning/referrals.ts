import { Inject, Injectable } from '@nestjs/common'
import type { Award } from '../../shared/earning/award'
import { type Order, refundedFen } from '../../shared/earning/order'
import type { Programme } from '../../shared/earning/programme'
import { type Referral, windowClosesOn } from '../../shared/earning/referral'
import { doubtAbout } from '../../shared/earning/share'
import type { ReferralDoubt } from '../../shared/earning/task-kinds'
import type { Account } from '../../shared/points/account'
import { dayOf } from '../../shared/time/day'
import type { Write } from '../database/write'
import { type Member, MembersRepository } from '../members/members.repository'
import { type Kept, ReferralsRepository } from './referrals.repository'
import { SharesRepository } from './shares.repository'

/** What is known of an invitation when the friend buys for the first time. */
export interface Invitation {
  readonly inviterId: string
  readonly friendId: string
  readonly before: Kept<Referral> | undefined
  readonly doubt?: ReferralDoubt
}

/** The friend's side of an invitation: written with the friend's own orders. */
@Injectable()
export class Referrals {
  constructor(
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(SharesRepository) private readonly shares: SharesRepository,
    @Inject(ReferralsRepository) private readonly referrals: ReferralsRepository,
  ) {}

  /** The invitation that the next order of a friend answers; undefined for whoever came alone or has bought before. */
  async open(friend: Member, account: Account): Promise<Invitation | undefined> {
    const { id: friendId, invitedBy: inviterId } = friend
    if (inviterId === undefined || (account.tallies['orders']?.times ?? 0) > 0) return undefined
    const [before, inviter] = await Promise.all([this.referrals.referral(friendId), this.heir(inviterId)])
    const doubt = await this.doubt(friend, inviter)
    return { inviterId, friendId, before, ...(doubt === undefined ? {} : { doubt }) }
  }

  /** The first purchase, for the inviter's side to follow. An order that was refunded before it was known is none. */
  purchased({ inviterId, friendId, before, doubt }: Invitation, order: Order, award: Award, programme: Programme): readonly Write[] {
    const { paid } = order
    if (paid === undefined || refundedFen(order) >= paid.amountFen) return []
    const { amountFen, paidAt } = paid
    const dueOn = windowClosesOn(programme, award, dayOf(Date.parse(paidAt), programme.timeZone))
    const referral: Referral = { inviterId, friendId, attempt: (before?.attempt ?? 0) + 1, order: nameOf(order), amountFen, paidAt, dueOn, state: 'purchased', ...(doubt === undefined ? {} : { doubt }) }
    return [this.referrals.saveReferral(referral, before)]
  }

  /** A first purchase that is now refunded in full is none any more. */
  async refunded(order: Order): Promise<readonly Write[]> {
    const { paid } = order
    if (paid === undefined || refundedFen(order) < paid.amountFen) return []
    const before = await this.referrals.referral(paid.memberId)
    if (before === undefined || before.state === 'reversed' || before.order !== nameOf(order)) return []
    return [this.referrals.saveReferral({ ...before, state: 'reversed' }, before)]
  }

  /** The inviter, or who they go on as. */
  private async heir(inviterId: string): Promise<Member | undefined> {
    const inviter = await this.members.byId(inviterId)
    return inviter?.merged === undefined ? inviter : this.heir(inviter.merged.into)
  }

  private async doubt(friend: Member, inviter: Member | undefined): Promise<ReferralDoubt | undefined> {
    if (inviter?.state !== 'active' || inviter.id === friend.id) return 'inviter_gone'
    const friendBroughtSharer = await this.shares.hasBrought(friend.id, inviter)
    const doubt = doubtAbout({ sharer: tracesOf(inviter), friend: tracesOf(friend), friendBroughtSharer })
    return doubt === 'paid' || doubt === 'daily_cap' || doubt === 'refused' ? undefined : doubt
  }
}

const nameOf = ({ source, orderNo }: Order): string => `${source}/${orderNo}`

const tracesOf = ({ id, devices = [], phoneHash }: Member) => ({ id, devices, ...(phoneHash === undefined ? {} : { phoneHash }) })
