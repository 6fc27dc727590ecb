import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { MemberPage, memberPagesApi } from '../../shared/tiers/member-pages.api'
import { standing } from '../../shared/tiers/standing'
import { dayOf } from '../../shared/time/day'
import { ProgrammeRepository } from '../earning/programme.repository'
import { MembersRepository } from '../members/members.repository'
import { NamedMembers } from '../members/named-members'
import { PersonalData } from '../members/personal-data'
import { profileOf } from '../members/profile'
import { PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { StaffRepository } from '../stores/staff.repository'

/** Members as staff at a desk find and see them. */
@Injectable()
export class MemberPagesService {
  constructor(
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(NamedMembers) private readonly named: NamedMembers,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async find({ wanted }: InputOf<typeof memberPagesApi.findMember>): Promise<{ memberId: MemberId }> {
    const memberId = wanted.by === 'id' ? (await this.members.byId(wanted.memberId))?.id : await this.named.find(wanted)
    if (memberId === undefined) throw new Refusal('member_not_found')
    return { memberId }
  }

  async page({ memberId }: InputOf<typeof memberPagesApi.memberPage>): Promise<MemberPage> {
    const { programme, moment } = await this.programmes.now()
    const member = await this.members.byId(memberId)
    if (member === undefined) throw new Refusal('member_not_found')
    if (member.state === 'erased') throw new Refusal('account_closed')
    const [open, staff] = await Promise.all([this.points.openLiving(memberId, moment), this.staff.ofMember(memberId)])
    const { noticeVersion: _notice, birthday: _birthday, ...profile } = profileOf(member, this.personalData, staff, moment.timeZone)
    const stands = programme.tiers === undefined ? undefined : standing(open.now, programme.tiers, dayOf(Date.parse(member.joinedAt), moment.timeZone), moment.today)
    return {
      profile,
      lists: [...(member.lists ?? [])],
      customer: member.customer ?? null,
      account: accountView(open.now, moment),
      tier: stands === undefined ? null : { tier: { id: stands.tier.id, name: stands.tier.name }, until: stands.until, isManual: stands.isManual, growth: stands.growth },
    }
  }
}
