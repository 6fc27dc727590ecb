import { Inject, Injectable } from '@nestjs/common'
import { ApprovalId, CampaignId, MemberId, StaffId } from '../../shared/api/ids'
import { type Approval, approvalState, type Decider, isAsker } from '../../shared/campaigns/approval'
import type { ApprovalView } from '../../shared/earning/approvals.api'
import { ProgrammeRepository } from '../earning/programme.repository'
import { MemberCards } from '../members/member-cards'
import { MembersRepository } from '../members/members.repository'
import { PointsRepository } from '../points/points.repository'
import { StaffRepository } from '../stores/staff.repository'

/** Requests as a desk sees them: names instead of ids, and whose points as they are now. */
@Injectable()
export class ApprovalViews {
  constructor(
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(MemberCards) private readonly cards: MemberCards,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  async one(approval: Approval, viewer: Decider): Promise<ApprovalView> {
    const names = new Map((await this.staff.list()).map(({ id, name }) => [String(id), name]))
    return this.view(approval, viewer, names)
  }

  async all(approvals: readonly Approval[], viewer: Decider): Promise<ApprovalView[]> {
    const names = new Map((await this.staff.list()).map(({ id, name }) => [String(id), name]))
    return Promise.all(approvals.map((approval) => this.view(approval, viewer, names)))
  }

  private async view(approval: Approval, viewer: Decider, names: ReadonlyMap<string, string>): Promise<ApprovalView> {
    const { moment } = await this.programmes.now()
    const { wanted, decided } = approval
    const state = approvalState(approval, moment.now)
    const member = wanted.type === 'launchCampaign' ? undefined : await this.members.byId(wanted.memberId)
    const isOpen = state === 'waiting' && member?.state === 'active'
    const available = isOpen ? (await this.points.open(member.id, moment)).now.available : 0
    const somebody = (id: string) => ({ id: StaffId.parse(id), name: names.get(id) || `#${id.slice(-4)}` })
    return {
      id: ApprovalId.parse(approval.id),
      state,
      wanted: wantedView(wanted),
      why: wanted.type === 'launchCampaign' ? '' : wanted.reason,
      askedBy: somebody(approval.askedBy),
      askedAt: approval.askedAt,
      expiresAt: approval.expiresAt,
      decided: decided === undefined ? null : { by: somebody(decided.by), at: decided.at, note: decided.note },
      member: member?.state === 'active' ? this.cards.of(member, moment.timeZone) : null,
      balance: isOpen && wanted.type !== 'launchCampaign' ? { now: available, after: available + wanted.points } : null,
      isMine: isAsker(approval, viewer),
    }
  }
}

function wantedView(wanted: Approval['wanted']): ApprovalView['wanted'] {
  if (wanted.type !== 'launchCampaign') return { type: wanted.type, memberId: MemberId.parse(wanted.memberId), points: wanted.points, text: wanted.text }
  return { type: wanted.type, campaignId: CampaignId.parse(wanted.campaignId), name: wanted.name, budgetPoints: wanted.budgetPoints, budgetFen: wanted.budgetFen }
}
