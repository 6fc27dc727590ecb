import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { isAbove } from '../../shared/campaigns/approval'
import type { membersDeskApi } from '../../shared/earning/members-desk.api'
import { ADJUST_TALLY } from '../../shared/points/adjust'
import { approvalIdOf, ApprovalsRepository, waitingOf } from '../approvals/approvals.repository'
import { again } from '../database/write'
import type { ClerkCaller } from '../http/request'
import { livingMember } from '../members/members.repository'
import { AdjustmentBook } from './adjustment-book'
import type { StoredAdjustment } from './adjustments.repository'
import { accountView } from './views'

type Adjust = InputOf<typeof membersDeskApi.adjustPoints>

/** Points corrected by hand. Nobody corrects their own, but the owner. Above the limit a second person is asked for. */
@Injectable()
export class AdjustmentsService {
  constructor(
    @Inject(AdjustmentBook) private readonly book: AdjustmentBook,
    @Inject(ApprovalsRepository) private readonly approvals: ApprovalsRepository,
  ) {}

  adjust(caller: ClerkCaller, input: Adjust) {
    const { staff } = caller
    return again(async () => {
      const { memberId, id, points } = input
      if (memberId === staff.memberId && staff.role !== 'owner') throw new Refusal('not_allowed')
      const [one, { adjustPoints }] = await Promise.all([this.book.read(input), this.approvals.limits()])
      const { open, moment } = one
      if (one.before !== undefined) {
        if (!isSame(one.before, { ...input, by: staff.id })) throw new Refusal('idempotency_conflict')
        return { points, entry: one.before.entry, account: accountView(open.now, moment), replayed: true, approval: null }
      }
      livingMember(one.memberItem)
      if (!isAbove(adjustPoints, points, ADJUST_TALLY, open.now, moment.today)) return { ...(await this.book.book(input, one, staff.id)), approval: null }
      if (points < 0 && open.now.available < -points) throw new Refusal('adjust_too_much', { availablePoints: open.now.available })
      const approval = await this.approvals.ask(caller, approvalIdOf(id), { type: 'adjustPoints', ...input }, moment.now)
      return { points, entry: null, account: accountView(open.now, moment), replayed: false, approval: waitingOf(approval, moment.now) }
    })
  }
}

type Asked = Pick<StoredAdjustment, 'memberId' | 'points' | 'reason' | 'text' | 'by'>

const isSame = (a: Asked, b: Asked): boolean => a.memberId === b.memberId && a.points === b.points && a.reason === b.reason && a.text === b.text && a.by === b.by
