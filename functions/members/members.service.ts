import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { membersApi, Profile } from '../../shared/members/members.api'
import { codeKey } from '../../shared/vouchers/code'
import { Database } from '../database/client'
import { again, commit, type Write } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import type { MemberCaller } from '../http/request'
import { MessagesRepository } from '../messages/messages.repository'
import { PointsRepository } from '../points/points.repository'
import { Secrets } from '../secrets'
import { StaffRepository } from '../stores/staff.repository'
import { type Member, MembersRepository } from './members.repository'
import { type Personal, PersonalData } from './personal-data'
import { profileOf } from './profile'
import { WechatDoor } from './wechat.door'

@Injectable()
export class MembersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(WechatDoor) private readonly wechat: WechatDoor,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(MessagesRepository) private readonly messages: MessagesRepository,
  ) {}

  async me(caller: MemberCaller): Promise<Profile> {
    return this.profile(await this.members.active(caller.memberId))
  }

  update(caller: MemberCaller, { nickname, birthday }: InputOf<typeof membersApi.updateMe>): Promise<Profile> {
    return this.changePersonal(caller, (personal) => {
      const { birthday: before, ...rest } = personal
      const day = birthday === undefined ? before : (birthday ?? undefined)
      return { ...rest, ...(nickname === undefined ? {} : { nickname }), ...(day === undefined ? {} : { birthday: day }) }
    })
  }

  /** Links a phone number; one number belongs to one member. */
  async linkPhone(caller: MemberCaller, input: InputOf<typeof membersApi.linkPhone>): Promise<Profile> {
    const phone = await this.wechat.phoneNumber(input.code)
    const phoneHash = this.personalData.hash('phone', phone)
    return again(async () => {
      const member = await this.members.active(caller.memberId)
      const old = member.phoneHash
      const writes: Write[] = [this.members.claim('phone', phoneHash, member.id, new Refusal('phone_taken'))]
      if (old !== undefined && old !== phoneHash) writes.push(this.members.forget('phone', old))
      const after = { ...member, phoneHash, personal: this.personalData.seal(member.id, { ...this.open(member), phone }) }
      await commit(this.database, [this.members.change(member, after), ...writes])
      return this.profile(after)
    })
  }

  async code(caller: MemberCaller): Promise<{ cardNo: string; key: string }> {
    await this.members.active(caller.memberId)
    return { cardNo: caller.cardNo, key: codeKey(this.secrets.codeKey, caller.cardNo) }
  }

  /** Ends every session: renewal tokens of older epochs no longer work. */
  endSessions(caller: MemberCaller): Promise<{ ended: true }> {
    return again(async () => {
      const member = await this.members.active(caller.memberId)
      await commit(this.database, [this.members.change(member, { ...member, epoch: member.epoch + 1 })])
      return { ended: true }
    })
  }

  /** All that is held about the member; keyed hashes and keys say nothing to a person and stay out. */
  async export(caller: MemberCaller, input: InputOf<typeof membersApi.exportMe>) {
    const member = await this.members.active(caller.memberId)
    const { items, last } = await this.members.everything(member.id, placeIn(input.cursor, /^[A-Z]+(#[\w.:-]+)*$/))
    const readable = items.map(({ pk: _pk, personal: _personal, openidHash: _openid, phoneHash: _phone, roster: _roster, ...rest }) => rest)
    const profile = input.cursor === undefined ? { ...(await this.profile(member)), ...this.open(member) } : null
    return { profile, items: readable, next: last === undefined ? null : cursorOf(last) }
  }

  /** Erases the person and closes the account. Entries hold no personal data and stay, so the sums of the ledger do not change. */
  erase(caller: MemberCaller): Promise<{ erased: true }> {
    return again(async () => {
      const member = await this.members.byId(caller.memberId)
      if (member === undefined || member.state === 'erased') return { erased: true }
      const staff = await this.staff.ofMember(member.id)
      const erased = { id: member.id, cardNo: member.cardNo, state: 'erased' as const, epoch: member.epoch + 1, joinedAt: member.joinedAt }
      await commit(this.database, [
        this.members.change(member, erased),
        this.points.close(member.id),
        this.messages.forget(member.id),
        this.members.forgetCard(member.cardNo),
        ...(member.openidHash === undefined ? [] : [this.members.forget('openid', member.openidHash)]),
        ...(member.phoneHash === undefined ? [] : [this.members.forget('phone', member.phoneHash)]),
        ...(member.customer === undefined ? [] : [this.members.forget('customer', member.customer)]),
        ...(staff === undefined ? [] : this.staff.forget(staff)),
      ])
      return { erased: true }
    })
  }

  private changePersonal(caller: MemberCaller, change: (personal: Personal) => Personal): Promise<Profile> {
    return again(async () => {
      const member = await this.members.active(caller.memberId)
      const after = { ...member, personal: this.personalData.seal(member.id, change(this.open(member))) }
      await commit(this.database, [this.members.change(member, after)])
      return this.profile(after)
    })
  }

  private open(member: Member): Personal {
    return member.personal === undefined ? { nickname: '' } : this.personalData.open(member.id, member.personal)
  }

  private async profile(member: Member): Promise<Profile> {
    const { moment } = await this.programmes.now()
    return profileOf(member, this.personalData, await this.staff.ofMember(member.id), moment.timeZone)
  }
}
