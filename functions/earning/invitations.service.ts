import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import { rulesOf } from '../../shared/earning/programme'
import type { Invited } from '../../shared/earning/referral'
import { sentenceOf } from '../../shared/earning/rules/list'
import { shareIdOf } from '../../shared/earning/share-id'
import type { tasksApi } from '../../shared/earning/tasks.api'
import type { Moment } from '../../shared/points/decide'
import { type BusinessDay, dayOf } from '../../shared/time/day'
import { cursorOf, placeIn } from '../http/cursor'
import type { MemberCaller } from '../http/request'
import { type Member, MembersRepository } from '../members/members.repository'
import { maskName, PersonalData } from '../members/personal-data'
import { WechatDoor } from '../members/wechat.door'
import { Secrets } from '../secrets'
import { ProgrammeRepository } from './programme.repository'
import { ReferralsRepository } from './referrals.repository'

/** Totals look at so many of the latest friends. */
const TOTALS_FRIENDS_MAX = 1_000
/** Pictures of codes that this function remembers; each is some 100 KB at most. */
const PICTURES_MAX = 50
const SHARE_PAGE = 'pages/share/index'

type Page = ReplyOf<typeof tasksApi.myInvitations>
type Picture = NonNullable<ReplyOf<typeof tasksApi.invitationPoster>['picture']>

@Injectable()
export class InvitationsService {
  private readonly pictures = new Map<string, Picture>()

  constructor(
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(ReferralsRepository) private readonly referrals: ReferralsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(WechatDoor) private readonly wechat: WechatDoor,
  ) {}

  async mine(caller: MemberCaller, input: InputOf<typeof tasksApi.myInvitations>): Promise<Page> {
    const { programme, moment } = await this.programmes.now()
    await this.members.active(caller.memberId)
    const after = placeIn(input.cursor, /^mem_[0-9A-Z]{26}$/)
    const { friends, last } = await this.referrals.invitedBy(caller.memberId, after, input.limit)
    const known = await this.members.several(friends.map(({ friendId }) => friendId))
    const rule = rulesOf(programme, 'referral')[0]
    return {
      items: friends.map((friend, place) => this.view(friend, known[place], moment)),
      next: last === undefined ? null : cursorOf(last),
      sentence: rule === undefined ? { zh: '', en: '' } : sentenceOf(rule, programme.pointsWords),
      totals: input.cursor === undefined ? await this.totals(caller.memberId, moment) : null,
    }
  }

  async poster(caller: MemberCaller) {
    await this.members.active(caller.memberId)
    const shareId = shareIdOf(this.secrets.codeKey, caller.cardNo)
    return { shareId, path: `/${SHARE_PAGE}?share=${shareId}`, picture: await this.picture(shareId) }
  }

  /** The code of a share id, asked of WeChat once; null where it gives none, and then the link still does. */
  private async picture(shareId: string): Promise<Picture | null> {
    const known = this.pictures.get(shareId)
    if (known !== undefined) return known
    const bytes = await this.wechat.codeOf(shareId, SHARE_PAGE)
    if (bytes === undefined) return null
    const picture: Picture = { type: bytes[0] === 0x89 ? 'image/png' : 'image/jpeg', base64: Buffer.from(bytes).toString('base64') }
    const [oldest] = this.pictures.keys()
    if (this.pictures.size >= PICTURES_MAX && oldest !== undefined) this.pictures.delete(oldest)
    this.pictures.set(shareId, picture)
    return picture
  }

  private async totals(memberId: string, { today }: Moment): Promise<NonNullable<Page['totals']>> {
    const { friends, last } = await this.referrals.invitedBy(memberId, undefined, TOTALS_FRIENDS_MAX)
    const pointsOf = (isWanted: (friend: Invited) => boolean) => friends.filter(isWanted).reduce((sum, { paid }) => sum + (paid?.points ?? 0), 0)
    return {
      friends: friends.length,
      waitingPoints: pointsOf((friend) => isWaiting(friend, today)),
      paidPoints: pointsOf((friend) => friend.state === 'paid' && !isWaiting(friend, today)),
      isCut: last !== undefined,
    }
  }

  private view(friend: Invited, member: Member | undefined, moment: Moment): Page['items'][number] {
    const { state, paid, reason = null } = friend
    const nickname = member?.personal === undefined ? '' : this.personalData.open(member.id, member.personal).nickname
    return {
      nameMasked: nickname === '' ? '' : maskName(nickname),
      joinedOn: member === undefined ? null : dayOf(Date.parse(member.joinedAt), moment.timeZone),
      state: isWaiting(friend, moment.today) ? 'purchased' : state,
      points: paid?.points ?? 0,
      usableFrom: usableFrom(friend) ?? null,
      reason,
    }
  }
}

const usableFrom = ({ paid }: Invited): BusinessDay | undefined => paid?.lots.map((lot) => lot.usableFrom).sort().at(-1)

/** Booked, and not usable until the friend's return window has closed. */
const isWaiting = (friend: Invited, today: BusinessDay): boolean => friend.state === 'paid' && (usableFrom(friend) ?? today) > today
