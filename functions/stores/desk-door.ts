import { Inject, Injectable } from '@nestjs/common'
import type { ReplyOf } from '../../shared/api/endpoint'
import { deskApi } from '../../shared/stores/desk.api'
import { Database } from '../database/client'
import { type Write, commit } from '../database/write'
import { AuditRepository } from './audit.repository'
import { DeskSessionsRepository } from './desk-sessions.repository'
import type { StaffMember } from './staff.repository'
import { StaffViews } from './staff.views'

type DeskSession = ReplyOf<typeof deskApi.makeOwner>

/** How somebody came in. */
interface Entering {
  readonly staff: StaffMember
  readonly epoch: number
  readonly by: 'makeOwner' | 'passwordSignIn' | 'scanState'
  readonly requestId: string
}

/** Lets somebody in: the session, what allowed it, and the line in the audit trail are written at once, or none. */
@Injectable()
export class DeskDoor {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DeskSessionsRepository) private readonly sessions: DeskSessionsRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(StaffViews) private readonly views: StaffViews,
  ) {}

  async letIn({ staff, epoch, by, requestId }: Entering, beside: readonly Write[]): Promise<DeskSession> {
    const { token, expiresAt, write } = this.sessions.open(staff, epoch)
    const deed = await this.audit.done({ staffId: staff.id, named: { name: by, call: deskApi[by] }, input: {}, requestId, target: staff.id })
    await commit(this.database, [...beside, write, deed])
    return { token, expiresAt, staff: await this.views.of(staff) }
  }
}
