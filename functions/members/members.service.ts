import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import type { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { membersDeskApi } from '../../shared/earning/members-desk.api'
import type { membersApi, Profile } from '../../shared/members/members.api'
import { usualWords } from '../../shared/api/points-words'
import { codeKey } from '../../shared/vouchers/code'
import { Database } from '../database/client'
import { again, commit, type Write } from '../database/write'
import { EventBook } from '../earning/event-book'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import type { MemberCaller } from '../http/request'
import { MessagesRepository } from '../messages/messages.repository'
import { PointsRepository } from '../points/points.repository'
import { BlocksRepository } from '../risk/blocks.repository'
import { Secrets } from '../secrets'
import { SettingsRepository } from '../settings/settings.repository'
import { AccessRepository } from '../stores/access.repository'
import { StaffRepository } from '../stores/staff.repository'
import { Joining, obstaclesOf } from './joining'
import { type Member, MembersRepository, notMerged, pointersOf } from './members.repository'
import { type Personal, PersonalData } from './personal-data'
import { profileOf } from './profile'
import { WechatDoor } from './wechat.door'

/** Why two members were merged, where nobody at a desk wrote it. */
const PHONE_LINKED = '会员绑定手机号 · phone linked'

@Injectable()
export class MembersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(AccessRepository) private readonly access: AccessRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(WechatDoor) private readonly wechat: WechatDoor,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(EventBook) private readonly events: EventBook,
    @Inject(BlocksRepository) private readonly blocks: BlocksRepository,
    @Inject(MessagesRepository) private readonly messages: MessagesRepository,
    @Inject(SettingsRepository) private readonly settings: SettingsRepository,
    @Inject(Joining) private readonly joining: Joining,
  ) {}

  /** What is in force, and so what the consent of who signs in must name. */
  async notice(): Promise<ReplyOf<typeof membersApi.privacyNotice>> {
    const { programme } = await this.programmes.now()
    const { version, zh, en } = await this.settings.notice(programme.noticeVersion)
    return { version, zh, en, pointsWords: programme.pointsWords ?? usualWords }
  }

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

  /** Links a phone number; one number belongs to one member. Whom the shop brought in under it from elsewhere goes on as its owner. */
  async linkPhone(caller: MemberCaller, input: InputOf<typeof membersApi.linkPhone>): Promise<Profile> {
    const phone = await this.wechat.phoneNumber(input.code)
    const phoneHash = this.personalData.hash('phone', phone)
    if (await this.blocks.some([{ kind: 'phone', hash: phoneHash }])) throw new Refusal('joining_blocked')
    await this.claim(phoneHash, caller.memberId)
    return again(async () => {
      const { aliases = [], ...member } = await this.members.active(caller.memberId)
      const old = member.phoneHash
      const writes: Write[] = [this.members.claim('phone', phoneHash, member.id, new Refusal('phone_taken'))]
      if (old !== undefined && old !== phoneHash) writes.push(this.members.forget('phone', old))
      const others = aliases.filter(({ kind, value }) => kind !== 'phone' || value !== phoneHash)
      return this.tell(member, { ...member, ...(others.length === 0 ? {} : { aliases: others }), phoneHash }, { ...this.open(member), phone }, writes)
    })
  }

  /** WeChat vouches for the number, so a member without anybody's WeChat who has it is the same person. What would have to be settled first, a clerk settles. */
  private claim(phoneHash: string, memberId: MemberId): Promise<void> {
    return again(async () => {
      const known = await this.members.byIdentity('phone', phoneHash)
      if (known === undefined || known === memberId) return
      const other = await this.members.byId(known)
      if (other === undefined || other.standing?.state === 'frozen' || pointersOf(other).some(({ kind }) => kind === 'openid')) throw new Refusal('phone_taken')
      const both = await this.joining.read({ memberId: known, into: memberId })
      if (obstaclesOf(both).length > 0) throw new Refusal('phone_taken')
      await this.joining.join(both, { id: this.secrets.newId('operation'), reason: PHONE_LINKED }, memberId)
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
    return this.page(await this.members.active(caller.memberId), input.cursor)
  }

  /** The same, handed out by staff for a reason. */
  async exportOf({ memberId, reason, cursor }: InputOf<typeof membersDeskApi.exportMember>) {
    if (reason === '') throw new Refusal('reason_needed')
    return this.page(await this.members.living(memberId), cursor)
  }

  /** A page of the member's own items, then of those of members who were merged into them. */
  private async page(member: Member, cursor: string | undefined) {
    const { absorbed } = await this.points.open(member.id, (await this.programmes.now()).moment)
    const [, place = '0', after] = /^(\d{1,2}) (.*)$/.exec(placeIn(cursor, /^\d{1,2} ([A-Z]+(#[\w.:-]+)*)?$/) ?? '') ?? []
    const partitions = [member.id, ...absorbed]
    const { items, last } = await this.members.everything(partitions[Number(place)] ?? member.id, after === '' ? undefined : after)
    const readable = items.map(({ pk: _pk, personal: _personal, openidHash: _openid, phoneHash: _phone, aliases: _aliases, roster: _roster, listed: _listed, ...rest }) => rest)
    const profile = cursor === undefined ? { ...(await this.profile(member)), ...this.open(member) } : null
    const next = last !== undefined ? `${place} ${last}` : Number(place) + 1 < partitions.length ? `${Number(place) + 1} ` : undefined
    return { profile, items: readable, next: next === undefined ? null : cursorOf(next) }
  }

  /** Erases a member who has asked the shop to. Staff are removed first, so that nobody loses their access by it unseen. */
  async eraseOf({ memberId, reason }: InputOf<typeof membersDeskApi.eraseMember>): Promise<{ erased: true }> {
    if (reason === '') throw new Refusal('reason_needed')
    const member = await this.members.byId(memberId)
    if (member === undefined) throw new Refusal('member_not_found')
    notMerged(member)
    const staff = await this.staff.ofMember(memberId)
    if (staff !== undefined && staff.removedAt === undefined) throw new Refusal('erase_staff')
    return this.erase({ memberId: member.id })
  }

  /** Erases the person and closes the account. Entries hold no personal data and stay, so the sums of the ledger do not change. */
  erase({ memberId }: Pick<MemberCaller, 'memberId'>): Promise<{ erased: true }> {
    return again(async () => {
      const member = await this.members.byId(memberId)
      if (member === undefined || member.state === 'erased') return { erased: true }
      if (member.state === 'merged') throw new Refusal('signed_out')
      const [staff, { moment }] = await Promise.all([this.staff.ofMember(member.id), this.programmes.now()])
      const access = staff && (await this.access.of(staff.id))
      const erased = { id: member.id, cardNo: member.cardNo, state: 'erased' as const, epoch: member.epoch + 1, joinedAt: member.joinedAt }
      await commit(this.database, [
        this.members.change(member, erased),
        this.points.close(member.id, moment.today),
        this.messages.forget(member.id),
        ...this.members.forgetPointers(member),
        ...(staff === undefined ? [] : this.staff.forget(staff)),
        ...this.access.forget(access),
      ])
      return { erased: true }
    })
  }

  private changePersonal(caller: MemberCaller, change: (personal: Personal) => Personal): Promise<Profile> {
    return again(async () => {
      const member = await this.members.active(caller.memberId)
      return this.tell(member, member, change(this.open(member)), [])
    })
  }

  /** Writes what is known of the person; the first time that nickname, birthday and phone number are all told, that is paid with it. */
  private async tell(before: Member, after: Member, personal: Personal, beside: readonly Write[]): Promise<Profile> {
    const told = { ...after, personal: this.personalData.seal(before.id, personal) }
    const isComplete = personal.nickname !== '' && personal.birthday !== undefined && personal.phone !== undefined
    if (!isComplete || before.profilePaid === true) {
      await commit(this.database, [this.members.change(before, told), ...beside])
      return this.profile(told)
    }
    const { moment } = await this.programmes.now()
    const happening = { event: { type: 'profile_completed' as const }, at: moment.now, source: { kind: 'event' as const, id: 'profile_completed' }, operationId: `profile.${before.id}` }
    await this.events.book(told, await this.points.openLiving(before.id, moment), happening, moment, ({ points, tallies }) => {
      const counts = points > 0 || tallies.length > 0
      return [this.members.change(before, counts ? { ...told, profilePaid: true } : told), ...beside]
    })
    return this.profile(told)
  }

  private open(member: Member): Personal {
    return member.personal === undefined ? { nickname: '' } : this.personalData.open(member.id, member.personal)
  }

  private async profile(member: Member): Promise<Profile> {
    const { moment } = await this.programmes.now()
    return profileOf(member, this.personalData, await this.staff.ofMember(member.id), moment.timeZone)
  }
}
