import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { CampaignId, MemberId, OperationId, StaffId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { type Approval, decide } from '../../shared/campaigns/approval'
import type { approvalsApi, ApprovalView } from '../../shared/earning/approvals.api'
import { membersDeskApi } from '../../shared/earning/members-desk.api'
import { eventsApi } from '../../shared/earning/events.api'
import { marketingApi } from '../../shared/campaigns/marketing.api'
import { CampaignTurns } from '../campaigns/campaign-turns'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit, type Write } from '../database/write'
import { GrantBook } from '../earning/grant-book'
import { cursorOf, placeIn } from '../http/cursor'
import type { ClerkCaller } from '../http/request'
import { AdjustmentBook } from '../points/adjustment-book'
import { AuditRepository } from '../stores/audit.repository'
import { noteChange } from '../stores/changes'
import type { StaffMember } from '../stores/staff.repository'
import { ApprovalViews } from './approval.views'
import { type Approved, ApprovalsRepository, type StoredLimits } from './approvals.repository'

type Decide = InputOf<typeof approvalsApi.decideApproval>
const called = { adjustPoints: membersDeskApi.adjustPoints, grantPoints: eventsApi.grantPoints, launchCampaign: marketingApi.launchCampaign }

/** Deeds above what one person may do alone: asked for by one, approved by another, done in the same step and once. */
@Injectable()
export class ApprovalsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ApprovalsRepository) private readonly approvals: ApprovalsRepository,
    @Inject(ApprovalViews) private readonly views: ApprovalViews,
    @Inject(AdjustmentBook) private readonly adjustments: AdjustmentBook,
    @Inject(GrantBook) private readonly grants: GrantBook,
    @Inject(CampaignTurns) private readonly turns: CampaignTurns,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  limits(): Promise<StoredLimits> {
    return this.approvals.limits()
  }

  setLimits({ revision, ...limits }: InputOf<typeof approvalsApi.setLimits>): Promise<StoredLimits> {
    return again(async () => {
      const before = await this.approvals.limits()
      if (before.revision === revision + 1 && JSON.stringify({ ...limits, revision: before.revision }) === JSON.stringify(before)) return before
      if (before.revision !== revision) throw new Refusal('revision_stale', { revision: before.revision, current: before })
      const { revision: _revision, ...there } = before
      noteChange({ before: there, after: limits, isPersonal: false })
      await commit(this.database, [this.approvals.setLimits(before, limits)])
      return { ...limits, revision: revision + 1 }
    })
  }

  async list({ staff }: ClerkCaller, { state, order, cursor, limit }: InputOf<typeof approvalsApi.listApprovals>): Promise<Page<ApprovalView>> {
    const { approvals, last } = await this.approvals.page(state, placeIn(cursor, /^apr_[0-9A-Z]{26}$/, order), limit, this.clock.now(), order)
    return { items: await this.views.all(approvals, staff), next: last === undefined ? null : cursorOf(last, order) }
  }

  /** The same verdict of the same person again gets the first answer, also where only the answer was lost. */
  async decide({ staff }: ClerkCaller, input: Decide, requestId: string): Promise<ApprovalView> {
    try {
      return await again(() => this.decideOnce(staff, input, requestId))
    } catch (error) {
      const now = error instanceof Refusal ? await this.approvals.byId(input.approvalId) : undefined
      if (now === undefined || !isDone(now, staff.id, input.verdict)) throw error
      return this.views.one(now, staff)
    }
  }

  private async decideOnce(staff: StaffMember, { approvalId, verdict, note }: Decide, requestId: string): Promise<ApprovalView> {
    const before = await this.approvals.byId(approvalId)
    if (before === undefined) throw new Refusal('not_found')
    if (isDone(before, staff.id, verdict)) return this.views.one(before, staff)
    const after = decide(before, verdict, staff, note, this.clock.now())
    const write = this.approvals.decided(after)
    if (verdict === 'decline') await commit(this.database, [write])
    else await this.carryOut(before, { askedBy: before.askedBy, by: staff.id, writes: [write, await this.record(before, staff.id, requestId)] })
    return this.views.one(after, staff)
  }

  private async carryOut({ wanted }: Approval, approved: Approved): Promise<void> {
    switch (wanted.type) {
      case 'adjustPoints':
        return this.adjustments.approved({ ...wanted, memberId: MemberId.parse(wanted.memberId), id: OperationId.parse(wanted.id) }, approved)
      case 'grantPoints':
        return this.grants.approved({ ...wanted, memberId: MemberId.parse(wanted.memberId), id: OperationId.parse(wanted.id) }, approved)
      case 'launchCampaign':
        return this.turns.launchApproved({ campaignId: CampaignId.parse(wanted.campaignId), revision: wanted.revision }, approved)
    }
  }

  /** The deed itself in the audit trail, as that of the asker, with the name of who approved it. */
  private record({ id, wanted, askedBy }: Approval, approvedBy: string, requestId: string): Promise<Write> {
    const { type, ...input } = wanted
    const target = wanted.type === 'launchCampaign' ? wanted.campaignId : wanted.memberId
    return this.audit.done({ staffId: StaffId.parse(askedBy), named: { name: type, call: called[type] }, input: { ...input, approvalId: id, approvedBy }, requestId, target })
  }
}

const isDone = ({ state, decided }: Approval, staffId: string, verdict: Decide['verdict']): boolean => decided?.by === staffId && (state === 'approved') === (verdict === 'approve')
