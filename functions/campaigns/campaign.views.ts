import { Inject, Injectable } from '@nestjs/common'
import { type Campaign, stageOf } from '../../shared/campaigns/campaign'
import { costOf } from '../../shared/campaigns/fitness'
import type { CampaignView } from '../../shared/campaigns/marketing.api'
import { type Names, promiseOf } from '../../shared/campaigns/promise'
import type { Programme } from '../../shared/earning/programme'
import { ProgrammeRepository } from '../earning/programme.repository'
import { MallRepository } from '../mall/mall.repository'
import { StoresRepository } from '../stores/stores.repository'
import { BudgetsRepository, type Level } from './budgets.repository'

/** Campaigns as people read them. */
@Injectable()
export class CampaignViews {
  constructor(
    @Inject(BudgetsRepository) private readonly budgets: BudgetsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
  ) {}

  async of(campaign: Campaign): Promise<CampaignView> {
    const [view] = await this.ofAll([campaign])
    if (view === undefined) throw new Error('a campaign has a view')
    return view
  }

  async ofAll(campaigns: readonly Campaign[]): Promise<CampaignView[]> {
    const [{ programme, moment }, levels] = await Promise.all([this.programmes.now(), this.levels(campaigns)])
    const names = await this.names(programme)
    return campaigns.map((campaign) => {
      const budget = levels.get(campaign.id)
      return { campaign, stage: stageOf(campaign, moment.now), promise: promiseOf(campaign, names), budget: budget ?? null, spentFen: costOf(budget?.spent ?? 0, programme.costFenPer100Points) }
    })
  }

  levels(campaigns: readonly Campaign[]): Promise<ReadonlyMap<string, Level>> {
    return this.budgets.levels(campaigns.flatMap(({ id, budget, state }) => (budget === undefined || state === 'draft' ? [] : [{ budget: id, shards: budget.shards }])))
  }

  /** What tiers, stores and rewards are called; remembered by their repositories. */
  async names(programme: Programme): Promise<Names> {
    const [rewards, stores] = await Promise.all([this.mall.all(), this.stores.all()])
    return {
      tiers: Object.fromEntries((programme.tiers?.levels ?? []).map(({ id, name }) => [id, name])),
      stores: Object.fromEntries(stores.map(({ id, name }) => [id, name])),
      rewards: Object.fromEntries(rewards.map(({ id, title }) => [id, title])),
      points: programme.pointsWords,
    }
  }
}
