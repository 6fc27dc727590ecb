import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { MemberId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import type { MemberCard, MemberDetail, membersDeskApi } from '../../shared/earning/members-desk.api'
import { standing } from '../../shared/tiers/standing'
import { Database } from '../database/client'
import { keys, roster } from '../database/keys'
import { getAll, onRoster } from '../database/read'
import { ProgrammeRepository } from '../earning/programme.repository'
import { ReferralsRepository } from '../earning/referrals.repository'
import { cursorOf, placeIn } from '../http/cursor'
import { PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { tierStanding } from '../tiers/tiers.views'
import { MemberCards } from './member-cards'
import { type Member, memberOf, MembersRepository, notMerged } from './members.repository'
import { NamedMembers } from './named-members'
import { type Personal, PersonalData } from './personal-data'

const INVITATIONS_SHOWN = 20

type Find = InputOf<typeof membersDeskApi.findMembers>

/** Members as the desk sees them: masked, but for a reason. */
@Injectable()
export class MembersDeskService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(NamedMembers) private readonly named: NamedMembers,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ReferralsRepository) private readonly referrals: ReferralsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(MemberCards) private readonly memberCards: MemberCards,
  ) {}

  /** Two requests: who is meant, and their own items. */
  async find(input: Find): Promise<Page<MemberCard>> {
    const { phone, cardNo, memberId, customer } = input
    const said = [phone, cardNo, memberId, customer].filter((one) => one !== undefined)
    if (said.length > 1) throw new Refusal('invalid_input', { field: 'phone, cardNo, memberId, customer' })
    if (said.length === 0) return this.everyone(input)
    const meant = memberId === undefined ? await this.named.find(input) : await this.heirOf(memberId)
    return { items: meant === undefined ? [] : await this.cards([meant]), next: null }
  }

  /** Who was merged is found as whom they go on as. */
  private async heirOf(memberId: MemberId): Promise<MemberId> {
    const member = await this.members.byId(memberId)
    return member?.merged === undefined ? memberId : this.heirOf(member.merged.into)
  }

  /** Three requests: the member and account, the friends, and what the tier's window may need. */
  async detail({ memberId }: InputOf<typeof membersDeskApi.memberDetail>): Promise<MemberDetail> {
    const { programme, moment } = await this.programmes.now()
    const [[memberItem, accountItem], { friends, last }] = await Promise.all([
      getAll(this.database, [keys.member(memberId), keys.account(memberId)]),
      this.referrals.invitedBy(memberId, undefined, INVITATIONS_SHOWN),
    ])
    const member = living(memberItem && memberOf(memberItem))
    const { now: account, absorbed } = await this.points.openFrom(memberId, accountItem, moment)
    const card = this.memberCards.of(member, moment.timeZone)
    const tier = programme.tiers && standing(account, programme.tiers, card.joinedOn, moment.today)
    return {
      ...card,
      hasBirthday: this.open(member).birthday !== undefined,
      isOnWechat: member.openidHash !== undefined,
      customer: member.customer ?? null,
      lists: [...(member.lists ?? [])],
      standing: member.standing ?? null,
      absorbed: await this.absorbed(absorbed),
      account: accountView(account, moment),
      tier: programme.tiers === undefined || tier === undefined ? null : tierStanding(tier, programme.tiers, card.joinedOn, moment.today),
      invitations: {
        invitedBy: member.invitedBy === undefined ? null : MemberId.parse(member.invitedBy),
        latest: friends.map(({ friendId, state, paid, at }) => ({ friendId: MemberId.parse(friendId), state, points: paid?.points ?? 0, at })),
        isCut: last !== undefined,
      },
    }
  }

  private async absorbed(memberIds: readonly string[]): Promise<MemberDetail['absorbed']> {
    const found = memberIds.length === 0 ? [] : await this.members.several(memberIds)
    return found.flatMap((member) => (member?.merged === undefined ? [] : [{ memberId: member.id, cardNo: member.cardNo, at: member.merged.at, points: member.merged.points, reason: member.merged.reason }]))
  }

  async unmask({ memberId, reason }: InputOf<typeof membersDeskApi.unmaskMember>) {
    if (reason === '') throw new Refusal('reason_needed')
    const { nickname, phone, birthday } = this.open(living(await this.members.byId(memberId)))
    return { nickname, phone: phone ?? null, birthday: birthday ?? null }
  }

  /** A page of one shard of the roster. */
  private async everyone({ cursor, limit }: Find): Promise<Page<MemberCard>> {
    const [shard = '0', after] = placeIn(cursor, /^(\d|1[0-5])( mem_[0-9A-Z]{26})?$/)?.split(' ') ?? []
    const page = await onRoster(this.database, Number(shard), after, limit)
    const goOn = page.last !== undefined ? `${shard} ${page.last}` : Number(shard) + 1 < roster.shards ? String(Number(shard) + 1) : undefined
    return { items: await this.cards(page.memberIds), next: goOn === undefined ? null : cursorOf(goOn) }
  }

  private async cards(memberIds: readonly string[]): Promise<MemberCard[]> {
    const { timeZone } = (await this.programmes.now()).moment
    const found = await this.members.several(memberIds)
    return found.flatMap((member) => (member?.state === 'active' ? [this.memberCards.of(member, timeZone)] : []))
  }

  private open(member: Member): Personal {
    return member.personal === undefined ? { nickname: '' } : this.personalData.open(member.id, member.personal)
  }
}

function living(member: Member | undefined): Member {
  if (member === undefined || member.state === 'erased') throw new Refusal('member_not_found')
  return notMerged(member)
}
