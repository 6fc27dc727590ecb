import { Inject, Injectable } from '@nestjs/common'
import type { CampaignId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { Campaign, type CampaignStage, stageOf } from '../../shared/campaigns/campaign'
import { budgetPointsOf, unfitIn } from '../../shared/campaigns/fitness'
import type { CampaignView } from '../../shared/campaigns/marketing.api'
import { overlapsOf } from '../../shared/campaigns/overlaps'
import { instant } from '../../shared/points/decide'
import type { Approved } from '../approvals/approvals.repository'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit, type Write } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { MallRepository } from '../mall/mall.repository'
import { noteChange } from '../stores/changes'
import { StoresRepository } from '../stores/stores.repository'
import { CampaignViews } from './campaign.views'
import { CampaignsRepository, REMEMBERED_MS } from './campaigns.repository'
import { Launching } from './launching'

export interface Turn {
  readonly campaignId: CampaignId
  readonly revision: number
}

export interface Change {
  readonly from: readonly CampaignStage[]
  /** Whether a campaign is what the change makes of it. */
  readonly isDone: (campaign: Campaign) => boolean
  readonly change: (before: Campaign, stage: CampaignStage, now: number) => Campaign | Promise<Campaign>
}

/** Changes of a campaign's state, each from what the caller saw. */
@Injectable()
export class CampaignTurns {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(CampaignViews) private readonly views: CampaignViews,
    @Inject(Launching) private readonly launching: Launching,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What somebody asked for and another person approves, in one step with the writes of the approval. */
  async launchApproved(input: Turn, { writes }: Approved): Promise<void> {
    await this.turn(input, this.launchTurn(), writes)
  }

  launchTurn(): Change {
    return {
      from: ['draft'],
      isDone: ({ state }) => state === 'launched',
      change: async (before, _, now) => {
        const next = await this.launched(before, now)
        await this.refuseConflicts(next, now)
        await this.launching.prepare({ ...next, revision: before.revision + 1 })
        return next
      },
    }
  }

  /** A draft as it would be launched now. Refuses what cannot be. */
  async launched(draft: Campaign, now: number): Promise<Campaign> {
    const [{ programme }, rewards, stores] = await Promise.all([this.programmes.now(), this.mall.all(), this.stores.all()])
    const budgetPoints = budgetPointsOf(draft.budget, programme.costFenPer100Points)
    const startsAt = instant(Math.max(Date.parse(draft.startsAt), now + REMEMBERED_MS))
    const next: Campaign = { ...draft, startsAt, state: 'launched', launchedAt: instant(now), ...(budgetPoints === undefined ? {} : { budgetPoints }) }
    const known = { tiers: (programme.tiers?.levels ?? []).map(({ id }) => id), rules: programme.rules.map(({ id }) => id), rewards: rewards.map(({ id }) => id), stores: stores.map(({ id }) => id) }
    const problems = unfitIn(next, budgetPoints, known, now)
    if (problems.length > 0) throw new Refusal('campaign_unfit', { problems })
    return next
  }

  async refuseConflicts(campaign: Campaign, now: number): Promise<void> {
    const conflicts = overlapsOf(campaign, await this.campaigns.read(), now).filter(({ isConflict }) => isConflict)
    if (conflicts.length === 0) return
    throw new Refusal('campaign_conflict', { conflicts: conflicts.map(({ sentence }) => `${sentence.zh} ${sentence.en}`), campaigns: conflicts.map(({ campaignId }) => campaignId) })
  }

  /** One change of a campaign that is in one of these stages and still as the caller saw it. The same turn again gives what it made. */
  turn({ campaignId, revision }: Turn, { from, isDone, change }: Change, beside: readonly Write[] = []): Promise<CampaignView> {
    return again(async () => {
      const now = this.clock.now()
      const before = await this.found(campaignId)
      if (before.revision === revision + 1 && isDone(before) && beside.length === 0) return this.views.of(before)
      if (before.revision !== revision) throw new Refusal('revision_stale', { revision: before.revision, current: before })
      const stage = stageOf(before, now)
      if (!from.includes(stage)) throw new Refusal('campaign_stage', { stage })
      const after = Campaign.parse({ ...(await change(before, stage, now)), revision: revision + 1 })
      noteChange({ title: after.name.zh, before, after, isPersonal: false })
      await this.save(after, beside)
      return this.views.of(after)
    })
  }

  async save(campaign: Campaign, beside: readonly Write[] = []): Promise<void> {
    await commit(this.database, [this.campaigns.save(campaign), ...beside])
    this.campaigns.forget()
  }

  async found(campaignId: CampaignId): Promise<Campaign> {
    const campaign = await this.campaigns.byId(campaignId)
    if (campaign === undefined) throw new Refusal('campaign_not_found')
    return campaign
  }
}
