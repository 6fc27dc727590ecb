import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { Campaign } from '../../shared/campaigns/campaign'
import type { CampaignCard, CampaignPage, campaignsApi } from '../../shared/campaigns/campaigns.api'
import { type Names, promiseOf, rulesOfCampaign } from '../../shared/campaigns/promise'
import { type Shown, shownTo } from '../../shared/campaigns/shown'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { commit, create, LostRace } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { MemberCaller } from '../http/request'
import { RemindersRepository } from '../mall/reminders.repository'
import { activeMember } from '../members/members.repository'
import { PointsRepository } from '../points/points.repository'
import type { Level } from './budgets.repository'
import { CampaignViews } from './campaign.views'
import { CampaignsRepository } from './campaigns.repository'
import { Showcase } from './showcase'

const SHOWN_MAX = 20

/** Campaigns as members see them. */
@Injectable()
export class CampaignsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(Showcase) private readonly showcase: Showcase,
    @Inject(CampaignViews) private readonly views: CampaignViews,
    @Inject(RemindersRepository) private readonly reminders: RemindersRepository,
  ) {}

  async mine(caller: MemberCaller): Promise<ReplyOf<typeof campaignsApi.myCampaigns>> {
    const { seen, programme, now } = await this.look(caller)
    const next = await this.showcase.told(seen, SHOWN_MAX)
    const [levels, names] = await Promise.all([this.views.levels(next.map(({ campaign }) => campaign)), this.views.names(programme)])
    return { items: next.map(({ campaign, shown }) => cardOf(campaign, shown, levels.get(campaign.id), names)), serverTime: instant(now) }
  }

  async page(caller: MemberCaller, { campaignId }: InputOf<typeof campaignsApi.campaignPage>): Promise<CampaignPage> {
    const [{ seen, programme, now, exposure }, campaign] = await Promise.all([this.look(caller, campaignId), this.campaigns.byId(campaignId)])
    const shown = campaign && shownTo(campaign, seen)
    if (campaign === undefined || shown === undefined) throw new Refusal('campaign_not_found')
    const isSeen = shown.stage === 'running' || shown.stage === 'coming'
    const [levels, names, wished] = await Promise.all([
      this.views.levels([campaign]),
      this.views.names(programme),
      this.reminders.wished(caller.memberId, shown.stage === 'coming' ? [campaignId] : []),
      isSeen && exposure === undefined ? this.expose(caller, campaign, shown.arm, now) : undefined,
    ])
    return {
      ...cardOf(campaign, shown, levels.get(campaign.id), names),
      description: campaign.description,
      rules: [...rulesOfCampaign({ ...campaign, effect: shown.effect }, programme.timeZone, programme.pointsWords)],
      isReminded: wished.has(campaignId),
      serverTime: instant(now),
    }
  }

  /** The member as audiences see them, in one read. */
  private async look({ memberId }: MemberCaller, campaignId?: string) {
    const { programme, moment } = await this.programmes.now()
    const wanted = [keys.member(memberId), keys.account(memberId), ...(campaignId === undefined ? [] : [keys.exposure(memberId, campaignId)])]
    const [memberItem, accountItem, exposure] = await getAll(this.database, wanted)
    const member = activeMember(memberItem)
    const { now: account } = await this.points.openFrom(memberId, accountItem, moment)
    return { seen: this.showcase.seen(member, account, programme, moment), programme, now: moment.now, exposure }
  }

  /** Writes down once that the member saw it: what is compared later is who saw what. */
  private async expose({ memberId }: MemberCaller, { id }: Campaign, arm: string, now: number): Promise<void> {
    try {
      await commit(this.database, [create({ ...keys.exposure(memberId, id), campaign: id, arm, at: instant(now) })])
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
    }
  }
}

function cardOf(campaign: Campaign, { stage, isNow, effect }: Shown, level: Level | undefined, names: Names): CampaignCard {
  return {
    id: campaign.id,
    name: campaign.name,
    promise: promiseOf({ ...campaign, effect }, names),
    stage,
    isNow,
    startsAt: campaign.startsAt,
    endsAt: campaign.endsAt,
    isUsedUp: level !== undefined && level.left === 0,
    rewardId: 'rewardId' in effect ? effect.rewardId : null,
  }
}
