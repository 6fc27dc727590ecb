import type { Profile } from '../../shared/members/members.api'
import { dayOf } from '../../shared/time/day'
import type { StaffMember } from '../stores/staff.repository'
import type { Member } from './members.repository'
import { maskPhone, type PersonalData } from './personal-data'

/** What a member sees of themself. */
export function profileOf(member: Member, personalData: PersonalData, staff: StaffMember | undefined, timeZone: string): Profile {
  const personal = member.personal === undefined ? { nickname: '' } : personalData.open(member.id, member.personal)
  return {
    id: member.id,
    cardNo: member.cardNo,
    nickname: personal.nickname,
    birthday: personal.birthday ?? null,
    phoneMasked: personal.phone === undefined ? null : maskPhone(personal.phone),
    joinedOn: dayOf(Date.parse(member.joinedAt), timeZone),
    staffRole: staff === undefined || staff.removedAt !== undefined ? null : staff.role,
    noticeVersion: member.consent?.noticeVersion ?? '',
  }
}
