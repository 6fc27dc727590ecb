import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { RewardId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { calendar } from '../../shared/earning/check-in'
import { waysToEarn } from '../../shared/earning/ways'
import type { Home, mallApi, RewardCard, RewardDetail } from '../../shared/mall/mall.api'
import { availabilityOf, type Reward } from '../../shared/mall/reward'
import { instant } from '../../shared/points/decide'
import { dayOf } from '../../shared/time/day'
import { exchangedTimes } from '../../shared/vouchers/exchange'
import { Showcase } from '../campaigns/showcase'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import type { MemberCaller } from '../http/request'
import { memberOf } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { profileOf } from '../members/profile'
import { PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { StaffRepository } from '../stores/staff.repository'
import { StoresRepository } from '../stores/stores.repository'
import { MallRepository } from './mall.repository'
import { type Stock, stockLeft, StockRepository, stocksOf } from './stock.repository'
import { arranged, nearly } from './shelf'
import { tierHeld } from '../tiers/tiers.views'

const HOME_CARDS = 6

@Injectable()
export class MallService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(StockRepository) private readonly stock: StockRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Showcase) private readonly showcase: Showcase,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async list(caller: MemberCaller, input: InputOf<typeof mallApi.listRewards>) {
    const { moment } = await this.programmes.now()
    const rewards = await this.mall.all()
    const { available } = (await this.points.openLiving(caller.memberId, moment)).now
    const fitting = rewards.filter((reward) => (input.category === undefined || reward.category === input.category) && (!input.affordable || reward.pricePoints <= available))
    const left = await this.stockOf(fitting)
    const cards = fitting.map((reward) => cardOf(reward, left.get(reward.id) ?? 0, available, moment.now))
    const shown = arranged(cards, rewards, input.sort).filter((card) => card.availability !== 'closed' && (!input.affordable || card.availability === 'open'))
    const place = placeIn(input.cursor, /^rwd_[0-9A-Z]{26}$/)
    const from = place === undefined ? 0 : shown.findIndex((card) => card.id === place) + 1
    const items = shown.slice(from, from + input.limit)
    const last = items.at(-1)
    return { items, available, next: last === undefined || from + items.length >= shown.length ? null : cursorOf(last.id) }
  }

  async detail(caller: MemberCaller, rewardId: RewardId): Promise<RewardDetail> {
    const { programme, moment } = await this.programmes.now()
    const [reward, open] = await Promise.all([this.mall.byId(rewardId), this.points.openLiving(caller.memberId, moment)])
    if (reward === undefined) throw new Refusal('reward_not_found')
    const { available } = open.now
    const [shards, stores] = await Promise.all([this.stock.shards(reward.id, reward.stockShards), this.stores.named(reward.stores)])
    const { description, voucherDays, refundOnExpiry } = reward
    return {
      ...cardOf(reward, stockLeft(shards), available, moment.now),
      description, voucherDays, refundOnExpiry, available,
      stores: [...stores],
      exchangedTimes: exchangedTimes(open.now, reward),
      waysToEarn: [...waysToEarn(programme, open.now, moment.today)],
    }
  }

  /** The first screen, in three reads of the database: the member's own items, the mall, its stock. */
  async home(caller: MemberCaller): Promise<Home> {
    const { programme, moment } = await this.programmes.now()
    const [[memberItem, accountItem, staffItem], rewards] = await Promise.all([
      getAll(this.database, [keys.member(caller.memberId), keys.account(caller.memberId), keys.staff(caller.memberId)]),
      this.mall.all(),
    ])
    const member = memberItem && memberOf(memberItem)
    if (member?.state !== 'active') throw new Refusal('account_closed')
    const [{ now: account }, left] = await Promise.all([this.points.openFrom(member.id, accountItem, moment), this.stockOf(rewards)])
    const cards = rewards.map((reward) => cardOf(reward, left.get(reward.id) ?? 0, account.available, moment.now)).filter((card) => card.availability === 'open')
    return {
      profile: profileOf(member, this.personalData, this.staff.read(staffItem), moment.timeZone),
      account: accountView(account, moment),
      tier: tierHeld(programme.tiers, account.tier?.id),
      checkIn: calendar(programme, account, dayOf(Date.parse(member.joinedAt), moment.timeZone), undefined, moment),
      canHave: arranged(cards.filter((card) => card.missingPoints === 0), rewards, 'dearest').slice(0, HOME_CARDS),
      nearly: nearly(cards).slice(0, HOME_CARDS),
      campaigns: await this.showcase.banners(member, account, programme, moment),
      programmeName: programme.name,
      serverTime: instant(moment.now),
    }
  }

  private async stockOf(rewards: readonly Reward[]): Promise<ReadonlyMap<string, number>> {
    const items = await getAll(this.database, rewards.flatMap((reward) => this.stock.keysOf(reward.id, reward.stockShards)))
    const shards = new Map<string, Stock[]>()
    for (const shard of stocksOf(items)) shards.set(shard.rewardId, [...(shards.get(shard.rewardId) ?? []), shard])
    return new Map([...shards].map(([rewardId, list]) => [rewardId, stockLeft(list)]))
  }
}

function cardOf(reward: Reward, left: number, available: number, now: number): RewardCard {
  const { id, title, picture, category, pricePoints } = reward
  return {
    id, title, picture, category, pricePoints,
    availability: availabilityOf(reward, left, now),
    opensAt: reward.opensAt ?? null,
    closesAt: reward.closesAt ?? null,
    stockLeft: left,
    limitPerMember: reward.limitPerMember ?? null,
    missingPoints: Math.max(0, pricePoints - available),
  }
}
