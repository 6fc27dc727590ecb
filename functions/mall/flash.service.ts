import { Inject, Injectable } from '@nestjs/common'
import type { FlashList } from '../../shared/mall/mall.api'
import { instant } from '../../shared/points/decide'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { MemberCaller } from '../http/request'
import { MembersRepository } from '../members/members.repository'
import { PointsRepository } from '../points/points.repository'
import { cardOf } from './cards'
import { MallRepository } from './mall.repository'
import { PhotosRepository } from './photos.repository'
import { Offers } from './offers'
import { RemindersRepository } from './reminders.repository'

/** Flash exchanges, and who wants to be told of them. */
@Injectable()
export class FlashService {
  constructor(
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(RemindersRepository) private readonly reminders: RemindersRepository,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(PhotosRepository) private readonly photos: PhotosRepository,
  ) {}

  async list(caller: MemberCaller): Promise<FlashList> {
    const market = await this.market(caller)
    const { asked, rewards, account, moment } = market
    const cards = rewards.map((reward) => cardOf(reward, asked, account.available, this.photos.origin)).filter(({ flash }) => flash !== null && flash.state !== 'over')
    const wished = await this.reminders.wished(caller.memberId, cards.flatMap(({ flash }) => (flash?.state === 'coming' ? [flash.campaignId] : [])))
    const sorted = [...cards].sort((a, b) => order(a.flash) - order(b.flash) || (a.flash?.startsAt ?? '').localeCompare(b.flash?.startsAt ?? '') || (a.id < b.id ? -1 : 1))
    return { items: sorted.map((reward) => ({ reward, isReminded: reward.flash !== null && wished.has(reward.flash.campaignId) })), available: account.available, serverTime: instant(moment.now) }
  }

  private async market({ memberId }: MemberCaller) {
    const { programme, moment } = await this.programmes.now()
    const all = await this.mall.onShelf()
    const campaigns = await this.offers.about(all.map(({ id }) => id), moment.now)
    const rewards = all.filter(({ id }) => campaigns.some(({ effect, variants }) => [effect, ...variants.map((one) => one.effect)].some((one) => one.type === 'flash' && one.rewardId === id)))
    const [member, open, left] = await Promise.all([this.members.active(memberId), this.points.openLiving(memberId, moment), this.offers.left(rewards, campaigns)])
    const account = open.now
    return { rewards, campaigns, account, moment, asked: this.offers.asked({ member, account, programme, campaigns, left, moment }) }
  }
}

const order = (flash: FlashList['items'][number]['reward']['flash']): number => (flash?.state === 'live' ? 0 : flash?.state === 'coming' ? 1 : 2)
