import { Inject, Injectable } from '@nestjs/common'
import type { MemberCard } from '../../shared/earning/members-desk.api'
import { dayOf } from '../../shared/time/day'
import type { Member } from './members.repository'
import { maskName, maskPhone, PersonalData } from './personal-data'

/** Members as a desk sees them in a list: masked. */
@Injectable()
export class MemberCards {
  constructor(@Inject(PersonalData) private readonly personalData: PersonalData) {}

  of(member: Member, timeZone: string): MemberCard {
    const { nickname, phone } = member.personal === undefined ? { nickname: '' } : this.personalData.open(member.id, member.personal)
    return {
      id: member.id,
      cardNo: member.cardNo,
      nicknameMasked: nickname === '' ? '' : maskName(nickname),
      phoneMasked: phone === undefined ? null : maskPhone(phone),
      joinedOn: dayOf(Date.parse(member.joinedAt), timeZone),
      isFrozen: member.standing?.state === 'frozen',
    }
  }
}
