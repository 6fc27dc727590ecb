import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { RewardId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { calendar } from '../../shared/earning/check-in'
import { shareLeftToday, waysToEarn } from '../../shared/earning/ways'
import type { Home, mallApi, RewardDetail } from '../../shared/mall/mall.api'
import { priceFor } from '../../shared/mall/price'
import { isOnShelf } from '../../shared/mall/reward'
import type { Account } from '../../shared/points/account'
import { instant, type Moment } from '../../shared/points/decide'
import { usualWords } from '../../shared/api/points-words'
import { dayOf } from '../../shared/time/day'
import { exchangedTimes } from '../../shared/vouchers/exchange'
import { Showcase } from '../campaigns/showcase'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import type { MemberCaller } from '../http/request'
import { activeMember, type Member } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { profileOf } from '../members/profile'
import { PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { StaffRepository } from '../stores/staff.repository'
import { StoresRepository } from '../stores/stores.repository'
import { cardOf, isOpenTo } from './cards'
import { MallRepository } from './mall.repository'
import { PhotosRepository } from './photos.repository'
import { Offers } from './offers'
import { RemindersRepository } from './reminders.repository'
import { arranged, nearly } from './shelf'
import { tierHeld } from '../tiers/tiers.views'

const HOME_CARDS = 6

@Injectable()
export class MallService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(PhotosRepository) private readonly photos: PhotosRepository,
    @Inject(RemindersRepository) private readonly reminders: RemindersRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Showcase) private readonly showcase: Showcase,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async list(caller: MemberCaller, input: InputOf<typeof mallApi.listRewards>) {
    const { programme, moment } = await this.programmes.now()
    const rewards = await this.mall.onShelf()
    const fitting = rewards.filter((reward) => input.category === undefined || reward.category === input.category)
    const campaigns = await this.offers.about(fitting.map(({ id }) => id), moment.now)
    const [{ member, account }, left] = await Promise.all([this.reader(caller, moment), this.offers.left(fitting, campaigns)])
    const { available } = account
    const asked = this.offers.asked({ member, account, programme, campaigns, left, moment })
    const cards = fitting.map((reward) => cardOf(reward, asked, available, this.photos.origin))
    const shown = arranged(cards, rewards, input.sort).filter((card) => card.availability !== 'closed' && (!input.affordable || (isOpenTo(card) && card.missingPoints === 0)))
    const place = placeIn(input.cursor, /^rwd_[0-9A-Z]{26}$/)
    const from = place === undefined ? 0 : shown.findIndex((card) => card.id === place) + 1
    const items = shown.slice(from, from + input.limit)
    const last = items.at(-1)
    return { items, available, next: last === undefined || from + items.length >= shown.length ? null : cursorOf(last.id) }
  }

  async detail(caller: MemberCaller, rewardId: RewardId): Promise<RewardDetail> {
    const { programme, moment } = await this.programmes.now()
    const [reward, { member, account }, campaigns] = await Promise.all([this.mall.byId(rewardId), this.reader(caller, moment), this.offers.about([rewardId], moment.now)])
    if (reward === undefined || !isOnShelf(reward)) throw new Refusal('reward_not_found')
    const { available } = account
    const [left, stores] = await Promise.all([this.offers.left([reward], campaigns), this.stores.named(reward.stores)])
    const asked = this.offers.asked({ member, account, programme, campaigns, left, moment })
    const card = cardOf(reward, asked, available, this.photos.origin)
    const coming = card.flash?.state === 'coming' ? [card.flash.campaignId] : []
    const { description, voucherDays, refundOnExpiry } = reward
    return {
      ...card,
      description, voucherDays, refundOnExpiry, available,
      stores: [...stores],
      exchangedTimes: exchangedTimes(account, reward, priceFor(reward, asked)),
      isReminded: (await this.reminders.wished(caller.memberId, coming)).size > 0,
      waysToEarn: [...waysToEarn(programme, account, moment.today)],
    }
  }

  /** The first screen, in three reads of the database: the member's own items, the mall, its stock. */
  async home(caller: MemberCaller): Promise<Home> {
    const { programme, moment } = await this.programmes.now()
    const [[memberItem, accountItem, staffItem], rewards] = await Promise.all([
      getAll(this.database, [keys.member(caller.memberId), keys.account(caller.memberId), keys.staff(caller.memberId)]),
      this.mall.onShelf(),
    ])
    const member = activeMember(memberItem)
    const campaigns = await this.offers.about(rewards.map(({ id }) => id), moment.now)
    const [{ now: account }, left] = await Promise.all([this.points.openFrom(member.id, accountItem, moment), this.offers.left(rewards, campaigns)])
    const asked = this.offers.asked({ member, account, programme, campaigns, left, moment })
    const cards = rewards.map((reward) => cardOf(reward, asked, account.available, this.photos.origin)).filter(isOpenTo)
    return {
      profile: profileOf(member, this.personalData, this.staff.read(staffItem), moment.timeZone),
      account: accountView(account, moment),
      tier: tierHeld(programme.tiers, account.tier?.id),
      checkIn: calendar(programme, account, dayOf(Date.parse(member.joinedAt), moment.timeZone), undefined, moment),
      shareLeftToday: shareLeftToday(programme, account, moment.today),
      canHave: arranged(cards.filter((card) => card.missingPoints === 0), rewards, 'dearest').slice(0, HOME_CARDS),
      nearly: nearly(cards).slice(0, HOME_CARDS),
      campaigns: await this.showcase.banners(member, account, programme, moment),
      programmeName: programme.name,
      pointsWords: programme.pointsWords ?? usualWords,
      serverTime: instant(moment.now),
    }
  }

  /** The member who looks, and the account, in one request. */
  private async reader({ memberId }: MemberCaller, moment: Moment): Promise<{ member: Member; account: Account }> {
    const [memberItem, accountItem] = await getAll(this.database, [keys.member(memberId), keys.account(memberId)])
    const member = activeMember(memberItem)
    return { member, account: (await this.points.openFrom(memberId, accountItem, moment)).now }
  }
}
