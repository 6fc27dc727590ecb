import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { signUpPoints } from '../../shared/earning/sign-up'
import { cardOfShare } from '../../shared/earning/share-id'
import type { membersApi } from '../../shared/members/members.api'
import { type Account, emptyAccount } from '../../shared/points/account'
import { instant } from '../../shared/points/decide'
import { inReview } from '../../shared/risk/review'
import { usualWords } from '../../shared/api/points-words'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { Questions } from '../earning/questions'
import { PointsRepository } from '../points/points.repository'
import { BlocksRepository } from '../risk/blocks.repository'
import { Guard } from '../risk/guard'
import { Secrets } from '../secrets'
import { StaffRepository } from '../stores/staff.repository'
import { type Member, MembersRepository } from './members.repository'
import { PersonalData } from './personal-data'
import { profileOf } from './profile'
import { Sessions } from './sessions'
import { WechatDoor } from './wechat.door'

const DEVICES_MAX = 5

type SignIn = InputOf<typeof membersApi.signIn>

/** Somebody who joins, and where they come from. */
interface Newcomer {
  readonly openid: string
  readonly unionid?: string
  readonly openidHash: string
  readonly invitedBy: string | undefined
  readonly deviceId: string
  readonly address: string
}

@Injectable()
export class SignInService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(WechatDoor) private readonly wechat: WechatDoor,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Questions) private readonly questions: Questions,
    @Inject(Guard) private readonly guard: Guard,
    @Inject(BlocksRepository) private readonly blocks: BlocksRepository,
  ) {}

  /** Signs in; the first time joins, with consent and welcome points, all at once. The session key of WeChat is dropped at the door. */
  async signIn(input: SignIn, address: string) {
    const person = await this.wechat.signIn(input.code)
    const openidHash = this.personalData.hash('openid', person.openid)
    const invitedBy = input.shareId === undefined ? undefined : await this.sharer(input.shareId)
    return again(async () => {
      const { programme } = await this.programmes.now()
      const memberId = await this.members.byIdentity('openid', openidHash)
      if (memberId !== undefined) return this.welcomeBack(memberId, input)
      if (input.consent?.noticeVersion !== programme.noticeVersion) throw new Refusal('consent_needed', { noticeVersion: programme.noticeVersion })
      const those = [{ kind: 'openid' as const, hash: openidHash }, { kind: 'device' as const, hash: this.personalData.hash('device', input.deviceId) }]
      if (await this.blocks.some(those)) throw new Refusal('joining_blocked')
      return this.join({ ...person, openidHash, invitedBy, deviceId: input.deviceId, address })
    })
  }

  /** The welcome points are doubted like any others; joining itself is not, for it may be a customer. */
  private async join(newcomer: Newcomer) {
    const { openid, unionid, openidHash, invitedBy, deviceId, address } = newcomer
    const { programme, moment } = await this.programmes.now()
    const rank = await this.guard.rankOfNewcomer(openid, address, programme.risk)
    const id = this.secrets.newId('member')
    const member: Member = {
      id,
      cardNo: this.secrets.newCardNo(),
      state: 'active',
      epoch: 0,
      revision: 0,
      joinedAt: instant(moment.now),
      personal: this.personalData.seal(id, { openid, ...(unionid === undefined ? {} : { unionid }), nickname: '' }),
      openidHash,
      devices: [deviceId],
      consent: { noticeVersion: programme.noticeVersion, at: instant(moment.now) },
      ...(invitedBy === undefined ? {} : { invitedBy }),
      ...(rank === undefined ? {} : { wechatRank: { rank, at: instant(moment.now) } }),
    }
    const attempt = { name: 'sign_up', member, from: { member, device: deviceId, address }, inviterId: invitedBy }
    const judged = await this.guard.judge(attempt, programme.risk, moment, rank)
    const open = await this.points.open(id, moment)
    const question = await this.questions.about(member, moment.now, moment)
    const drafts = judged.verdict === 'refuse' ? [] : signUpPoints(open.now, { ...question, doubts: judged.reasons })
    const refused = judged.verdict === 'refuse' ? [this.guard.refusedWrite(attempt, judged, moment)] : []
    const booked = this.points.book(open, drafts)
    await commit(this.database, [...this.members.join(member, { kind: 'openid', value: openidHash }), ...booked.writes, ...refused])
    return this.answer(member, true, booked.account)
  }

  /** A new pair of tokens for a renewal token that has not been ended. */
  async renew(renewal: string) {
    const { epoch, ...session } = await this.sessions.readRenewal(renewal)
    const member = await this.members.byId(session.memberId)
    if (member?.state !== 'active' || member.epoch !== epoch) throw new Refusal('signed_out')
    return { tokens: await this.sessions.issue(session, epoch) }
  }

  private async welcomeBack(memberId: string, input: SignIn) {
    const { programme, moment } = await this.programmes.now()
    const member = await this.members.active(memberId)
    const isCurrent = member.consent?.noticeVersion === programme.noticeVersion
    if (!isCurrent && input.consent?.noticeVersion !== programme.noticeVersion) throw new Refusal('consent_needed', { noticeVersion: programme.noticeVersion })
    const devices = [input.deviceId, ...(member.devices ?? []).filter((device) => device !== input.deviceId)].slice(0, DEVICES_MAX)
    if (!isCurrent || devices[0] !== member.devices?.[0]) {
      const consent = isCurrent ? member.consent : { noticeVersion: programme.noticeVersion, at: instant(moment.now) }
      await commit(this.database, [this.members.change(member, { ...member, devices, ...(consent === undefined ? {} : { consent }) })])
    }
    return this.answer(member, false, emptyAccount)
  }

  private async answer(member: Member, isNew: boolean, welcome: Account) {
    const { programme, moment } = await this.programmes.now()
    const staff = isNew ? undefined : await this.staff.ofMember(member.id)
    return {
      tokens: await this.sessions.issue({ memberId: member.id, cardNo: member.cardNo }, member.epoch),
      profile: profileOf({ ...member, consent: { noticeVersion: programme.noticeVersion, at: '' } }, this.personalData, staff, moment.timeZone),
      pointsWords: programme.pointsWords ?? usualWords,
      isNew,
      welcomePoints: welcome.available,
      welcomeInReview: inReview(welcome),
    }
  }

  /** Who shared the link a newcomer came by; a broken link never keeps anybody out. */
  private async sharer(shareId: string): Promise<string | undefined> {
    try {
      return await this.members.byCard(cardOfShare(this.secrets.codeKey, shareId))
    } catch (error) {
      if (error instanceof Refusal && error.code === 'share_unknown') return undefined
      throw error
    }
  }
}
