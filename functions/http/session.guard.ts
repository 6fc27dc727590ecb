import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { Sessions } from '../members/sessions'
import { type StaffMember, StaffRepository } from '../stores/staff.repository'
import { TillsRepository } from '../stores/tills.repository'
import { apiCallOf } from './call.decorators'
import { RateLimit } from './rate-limit'
import type { AnyCaller, ApiCall } from './request'

/** Proves who is calling before anything else runs, and slows down who calls too often. Nothing is allowed by default. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(TillsRepository) private readonly tills: TillsRepository,
    @Inject(RateLimit) private readonly rateLimit: RateLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const call = apiCallOf(context)
    call.caller = await this.callerOf(call)
    return true
  }

  private async callerOf(call: ApiCall): Promise<AnyCaller> {
    switch (call.call.who) {
      case 'anyone':
        this.rateLimit.take(`address ${call.address}`, 'anyone')
        return { type: 'anyone' }
      case 'member': {
        const session = await this.sessions.read(bearer(call))
        this.rateLimit.take(session.memberId, 'member')
        return { type: 'member', ...session }
      }
      case 'clerk':
      case 'marketer':
      case 'owner': {
        const { memberId } = await this.sessions.read(bearer(call))
        this.rateLimit.take(memberId, 'member')
        const staff = await this.staff.ofMember(memberId)
        if (staff === undefined || staff.removedAt !== undefined) throw new Refusal('staff_removed')
        if (!mayCall(staff.role, call.call.who)) throw new Refusal('not_allowed')
        return { type: 'clerk', memberId, staff }
      }
      case 'till': {
        const till = await this.tills.byKey(bearer(call))
        this.rateLimit.take(till.id, 'till')
        return { type: 'till', till }
      }
    }
  }
}

/** The owner may do everything; a marketer nothing at the counter, a clerk only that. */
function mayCall(role: StaffMember['role'], who: 'clerk' | 'marketer' | 'owner'): boolean {
  return role === 'owner' || role === who
}

function bearer(call: ApiCall): string {
  const match = /^Bearer ([\w.~+/=-]{10,2000})$/.exec(call.event.headers['authorization'] ?? '')
  if (match?.[1] === undefined) throw new Refusal('signed_out')
  return match[1]
}
