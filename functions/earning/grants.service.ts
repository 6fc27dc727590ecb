import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { GRANT_TALLY, isAbove } from '../../shared/campaigns/approval'
import type { eventsApi } from '../../shared/earning/events.api'
import { approvalIdOf, ApprovalsRepository, waitingOf } from '../approvals/approvals.repository'
import { again } from '../database/write'
import type { ClerkCaller } from '../http/request'
import { fingerprintOf, GrantBook, replyOf, ruleFor } from './grant-book'

@Injectable()
export class GrantsService {
  constructor(
    @Inject(GrantBook) private readonly book: GrantBook,
    @Inject(ApprovalsRepository) private readonly approvals: ApprovalsRepository,
  ) {}

  /** Gives all of it or nothing: who grants must know what the member gets. Above the limit a second person is asked for. */
  grant(caller: ClerkCaller, input: InputOf<typeof eventsApi.grantPoints>) {
    return again(async () => {
      const { memberId, points } = input
      const [one, { grantPoints }] = await Promise.all([this.book.read(input), this.approvals.limits()])
      const { before, moment, open } = one
      if (before !== undefined) {
        if (before.fingerprint !== fingerprintOf(input)) throw new Refusal('idempotency_conflict')
        return { ...replyOf(memberId, before, true), approval: null }
      }
      if (!isAbove(grantPoints, points, GRANT_TALLY, open.now, moment.today)) return { ...(await this.book.give(input, one, caller.staff.id, grantPoints !== null)), approval: null }
      ruleFor(one.programme, points, open, moment.today)
      const approval = await this.approvals.ask(caller, approvalIdOf(input.id), { type: 'grantPoints', ...input }, moment.now)
      return { memberId, points, usableFrom: null, replayed: false, approval: waitingOf(approval, moment.now) }
    })
  }
}
