import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { Sessions } from '../members/sessions'
import { mayCall, mayStandIn } from '../../shared/stores/roles'
import { isOpenTo, scopeFor } from '../../shared/stores/scopes'
import { DeskSessionsRepository } from '../stores/desk-sessions.repository'
import { StaffRepository } from '../stores/staff.repository'
import { TillsRepository } from '../stores/tills.repository'
import { apiCallOf } from './call.decorators'
import { RateLimit } from './rate-limit'
import type { AnyCaller, ApiCall, ClerkCaller } from './request'

/** Proves who is calling before anything else runs, and slows down who calls too often. Nothing is allowed by default. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(DeskSessionsRepository) private readonly deskSessions: DeskSessionsRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(TillsRepository) private readonly tills: TillsRepository,
    @Inject(RateLimit) private readonly rateLimit: RateLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const call = apiCallOf(context)
    call.caller = await this.callerOf(call)
    return true
  }

  /** Staff on a phone are asked for once, those at a desk in two requests; then the table of roles decides. */
  private async staffCaller(call: ApiCall): Promise<AnyCaller> {
    const caller = await this.knownStaff(call)
    if (!mayCall(caller.staff.role, call)) throw new Refusal('not_allowed')
    const storeId = call.raw['storeId']
    if (typeof storeId === 'string' && !mayStandIn(caller.staff, storeId)) throw new Refusal('store_not_yours')
    return caller
  }

  private async knownStaff(call: ApiCall): Promise<ClerkCaller> {
    const token = bearer(call)
    if (this.deskSessions.isToken(token)) {
      this.rateLimit.take(`desk ${call.address}`, 'desk')
      const { session, staff } = await this.deskSessions.read(token)
      return { type: 'clerk', memberId: staff.memberId, staff, desk: session }
    }
    const { memberId } = await this.sessions.read(token)
    this.rateLimit.take(memberId, 'member')
    const staff = await this.staff.ofMember(memberId)
    if (staff === undefined || staff.removedAt !== undefined) throw new Refusal('staff_removed')
    return { type: 'clerk', memberId, staff }
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
      case 'owner':
        return this.staffCaller(call)
      case 'till': {
        const till = await this.tills.byKey(bearer(call))
        this.rateLimit.take(till.id, 'till')
        if (!isOpenTo(till.scopes, call.name)) throw new Refusal('scope_missing', { scope: scopeFor(call.name) ?? call.name })
        void this.tills.noteUse(till.id)
        return { type: 'till', till }
      }
    }
  }
}

function bearer(call: ApiCall): string {
  const match = /^Bearer ([\w.~+/=-]{10,2000})$/.exec(call.event.headers['authorization'] ?? '')
  if (match?.[1] === undefined) throw new Refusal('signed_out')
  return match[1]
}
