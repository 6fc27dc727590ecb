import { Inject, Injectable } from '@nestjs/common'
import type { Person } from '../../shared/members/person'
import { dayOf } from '../../shared/time/day'
import type { Member } from './members.repository'
import { PersonalData } from './personal-data'

/** What rules and audiences may know of a member. */
@Injectable()
export class Persons {
  constructor(@Inject(PersonalData) private readonly personalData: Pick<PersonalData, 'open'>) {}

  of(member: Pick<Member, 'id' | 'joinedAt' | 'personal' | 'lists' | 'invitedBy'>, timeZone: string): Person {
    const birthday = member.personal === undefined ? undefined : this.personalData.open(member.id, member.personal).birthday
    return { memberId: member.id, joinedOn: dayOf(Date.parse(member.joinedAt), timeZone), birthday, lists: member.lists ?? [], invitedBy: member.invitedBy }
  }
}
