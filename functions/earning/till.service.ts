import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { tillApi } from '../../shared/earning/till.api'
import { tierOf } from '../../shared/tiers/terms'
import { MembersRepository } from '../members/members.repository'
import { NamedMembers } from '../members/named-members'
import { PointsRepository } from '../points/points.repository'
import { ProgrammeRepository } from './programme.repository'

/** What tills and other systems read. */
@Injectable()
export class TillService {
  constructor(
    @Inject(NamedMembers) private readonly named: NamedMembers,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  async member({ member: ref }: InputOf<typeof tillApi.tillMember>): Promise<ReplyOf<typeof tillApi.tillMember>> {
    const { programme, moment } = await this.programmes.now()
    const memberId = await this.named.memberOf(ref)
    const [member, { now }] = await Promise.all([this.members.byId(memberId), this.points.open(memberId, moment)])
    if (member === undefined) throw new Refusal('member_not_found')
    if (member.state !== 'active') throw new Refusal('account_closed')
    const tier = tierOf(programme.tiers, now.tier?.id)
    return { memberId, availablePoints: now.available, pendingPoints: now.pending, tier: tier === undefined ? null : { id: tier.id, name: tier.name } }
  }
}
