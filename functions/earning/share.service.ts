import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { earningApi } from '../../shared/earning/earning.api'
import { rulesOf } from '../../shared/earning/programme'
import { sentenceOf } from '../../shared/earning/rules/list'
import { doubtAbout, sharedToday, type ShareOpened, type ShareOutcome, sharePaid } from '../../shared/earning/share'
import { cardOfShare, shareIdOf } from '../../shared/earning/share-id'
import type { Moment } from '../../shared/points/decide'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { Log } from '../log'
import type { MemberCaller } from '../http/request'
import { type Member, MembersRepository } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { Secrets } from '../secrets'
import { Guard } from '../risk/guard'
import { Awards } from './awards'
import { ProgrammeRepository } from './programme.repository'
import { Questions } from './questions'
import { type Opened, SharesRepository } from './shares.repository'

/** Who shared, who opened, and from where. */
interface Opening {
  readonly sharer: Member
  readonly friend: Member
  readonly address: string
}

@Injectable()
export class ShareService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(SharesRepository) private readonly shares: SharesRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Questions) private readonly questions: Questions,
    @Inject(Awards) private readonly awards: Awards,
    @Inject(Guard) private readonly guard: Guard,
    @Inject(Log) private readonly log: Log,
  ) {}

  async mine(caller: MemberCaller, input: InputOf<typeof earningApi.myShare>) {
    const { programme, moment } = await this.programmes.now()
    const { now } = await this.points.openLiving(caller.memberId, moment)
    const rule = rulesOf(programme, 'share_opened')[0]
    const shareId = shareIdOf(this.secrets.codeKey, caller.cardNo)
    const reward = input.rewardId === undefined ? '' : `&rewardId=${input.rewardId}`
    return {
      shareId,
      path: `/pages/share/index?share=${shareId}${reward}`,
      ...sharedToday(programme, now, moment.today),
      sentence: rule === undefined ? { zh: '', en: '' } : sentenceOf(rule, programme.pointsWords),
    }
  }

  /** The friend's opening is recorded once, with why it paid or not; only one turned away by the daily cap may count on a later day. */
  async open(caller: MemberCaller, input: InputOf<typeof earningApi.openShare>, address: string): Promise<{ outcome: ShareOutcome; sharerNickname: string; replayed: boolean }> {
    const sharerId = await this.members.byCard(cardOfShare(this.secrets.codeKey, input.shareId))
    if (sharerId === undefined) throw new Refusal('share_unknown')
    return again(async () => {
      const { moment } = await this.programmes.now()
      const [sharer, friend] = await this.members.several([sharerId, caller.memberId])
      if (sharer?.state !== 'active') throw new Refusal('share_unknown')
      if (friend?.state !== 'active') throw new Refusal(friend?.state === 'merged' ? 'signed_out' : 'account_closed')
      const sharerNickname = this.nicknameOf(sharer)
      const before = await this.shares.opened(friend.id, sharer.id)
      const isFinal = before !== undefined && (before.outcome !== 'daily_cap' || before.day === moment.today)
      if (isFinal) return { outcome: before.outcome, sharerNickname, replayed: true }
      const open = await this.points.open(sharer.id, moment)
      const friendBroughtSharer = await this.shares.hasBrought(friend.id, sharer)
      const opened = { sharer: traces(sharer), friend: traces(friend), friendBroughtSharer }
      const outcome = await this.pay({ sharer, friend, address }, open, opened, moment, before)
      if (outcome !== 'paid') this.log.info('share not paid', { outcome, sharerId: sharer.id, friendId: friend.id })
      return { outcome, sharerNickname, replayed: false }
    })
  }

  private async pay({ sharer, friend, address }: Opening, open: OpenAccount, opened: ShareOpened, moment: Moment, before: Opened | undefined): Promise<ShareOutcome> {
    const friendId = opened.friend.id
    const record = (outcome: ShareOutcome) => this.shares.record({ friendId, sharerId: sharer.id, outcome, day: moment.today }, before)
    const doubt = doubtAbout(opened)
    if (doubt !== undefined) {
      await commit(this.database, [record(doubt)])
      return doubt
    }
    const { programme } = await this.programmes.now()
    const attempt = { name: `share.${friendId}`, member: sharer, from: { member: friend, device: friend.devices?.[0], address }, inviterId: sharer.id }
    const judged = await this.guard.judge(attempt, programme.risk, moment)
    if (judged.verdict === 'refuse') {
      await commit(this.database, [record('refused'), this.guard.refusedWrite(attempt, judged, moment)])
      return 'refused'
    }
    const question = { ...(await this.questions.about(sharer, moment.now, moment)), doubts: judged.reasons }
    return this.awards.pay(open, { ...question, event: { type: 'share_opened' } }, async ({ award, budgets }) => {
      const { outcome, drafts } = sharePaid(friendId, award, `share.${friendId}`, { ...question, account: open.now }, budgets)
      const booked = drafts.length === 0 ? [] : [...this.points.book(open, drafts).writes, this.shares.notYetTheOtherWay(friendId, sharer.id)]
      await commit(this.database, [...booked, record(outcome)])
      return outcome
    })
  }

  private nicknameOf(member: Member): string {
    return member.personal === undefined ? '' : this.personalData.open(member.id, member.personal).nickname
  }
}

const traces = (member: Member) => ({ id: member.id, devices: member.devices ?? [], ...(member.phoneHash === undefined ? {} : { phoneHash: member.phoneHash }) })
