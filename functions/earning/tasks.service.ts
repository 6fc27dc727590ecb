import { Inject, Injectable } from '@nestjs/common'
import { tasksOf } from '../../shared/earning/tasks'
import type { MemberCaller } from '../http/request'
import { MembersRepository } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { PointsRepository } from '../points/points.repository'
import { ProgrammeRepository } from './programme.repository'

@Injectable()
export class TasksService {
  constructor(
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async mine(caller: MemberCaller) {
    const { programme, moment } = await this.programmes.now()
    const [member, open] = await Promise.all([this.members.active(caller.memberId), this.points.open(caller.memberId, moment)])
    const personal = member.personal === undefined ? { nickname: '' } : this.personalData.open(member.id, member.personal)
    const doer = { hasNickname: personal.nickname !== '', hasBirthday: personal.birthday !== undefined, hasPhone: personal.phone !== undefined, isProfilePaid: member.profilePaid === true }
    return { today: moment.today, tasks: tasksOf(programme, open.now, doer, moment) }
  }
}
