import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { CampaignId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { Campaign, type CampaignStage, CampaignTerms, stageOf } from '../../shared/campaigns/campaign'
import { budgetPointsOf, contradictionsIn, fixedFieldsChanged, sorted, unfitIn } from '../../shared/campaigns/fitness'
import type { CampaignView, marketingApi } from '../../shared/campaigns/marketing.api'
import { type Overlap, overlapsOf } from '../../shared/campaigns/overlaps'
import { instant } from '../../shared/points/decide'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import { MallRepository } from '../mall/mall.repository'
import { noteChange } from '../stores/changes'
import { StoresRepository } from '../stores/stores.repository'
import { CampaignViews } from './campaign.views'
import { CampaignsRepository, REMEMBERED_MS } from './campaigns.repository'
import { Launching } from './launching'

interface Turn {
  readonly campaignId: CampaignId
  readonly revision: number
}

interface Change {
  readonly from: readonly CampaignStage[]
  /** Whether a campaign is what the change makes of it. */
  readonly isDone: (campaign: Campaign) => boolean
  readonly change: (before: Campaign, stage: CampaignStage, now: number) => Campaign | Promise<Campaign>
}

/** What marketers do with campaigns. People decide states; what time can decide, time does. */
@Injectable()
export class MarketingService {
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

  create(input: InputOf<typeof marketingApi.createCampaign>): Promise<CampaignView> {
    return again(async () => {
      const draft: Campaign = { ...checked(input), id: input.id, state: 'draft', revision: 1 }
      const before = await this.campaigns.byId(input.id)
      if (before !== undefined && !isSame(termsOf(before), termsOf(draft))) throw new Refusal('idempotency_conflict')
      if (before === undefined) await this.save(draft)
      return this.views.of(before ?? draft)
    })
  }

  edit(input: InputOf<typeof marketingApi.editCampaign>): Promise<CampaignView> {
    const { campaignId, revision, ...terms } = input
    return this.turn({ campaignId, revision }, {
      from: ['draft', 'scheduled', 'running', 'paused'],
      isDone: (now) => isSame(termsOf(now), checked(terms)),
      change: async (before, stage, now) => {
        const fixed = stage === 'draft' ? [] : fixedFieldsChanged(before, checked(terms), now)
        if (fixed.length > 0) throw new Refusal('campaign_fixed', { fields: fixed })
        const after = { ...checked(terms), ...decidedOf(before) }
        if (stage !== 'draft') await this.refuseConflicts(after, now)
        return after
      },
    })
  }

  async list(input: InputOf<typeof marketingApi.listCampaigns>): Promise<Page<CampaignView>> {
    const now = this.clock.now()
    const place = placeIn(input.cursor, /^cmp_[0-9A-Z]{26}$/)
    const all = (await this.campaigns.read()).filter((one) => (input.stage === undefined || stageOf(one, now) === input.stage) && (place === undefined || one.id < place))
    const items = [...all].sort((a, b) => (a.id > b.id ? -1 : 1)).slice(0, input.limit)
    const last = items.at(-1)
    return { items: await this.views.ofAll(items), next: last === undefined || items.length === all.length ? null : cursorOf(last.id) }
  }

  async one({ campaignId }: { campaignId: CampaignId }): Promise<CampaignView> {
    return this.views.of(await this.found(campaignId))
  }

  async overlaps({ campaignId }: { campaignId: CampaignId }): Promise<{ items: Overlap[] }> {
    const [campaign, others] = await Promise.all([this.found(campaignId), this.campaigns.read()])
    return { items: [...overlapsOf(campaign, others, this.clock.now())] }
  }

  /** Never reaches into the past: it starts when everybody knows of it, or later. What it shares is opened before its state changes. */
  launch(input: Turn): Promise<CampaignView> {
    return this.turn(input, {
      from: ['draft'],
      isDone: ({ state }) => state === 'launched',
      change: async (before, _, now) => {
        const next = await this.launched(before, now)
        await this.refuseConflicts(next, now)
        await this.launching.prepare({ ...next, revision: before.revision + 1 })
        return next
      },
    })
  }

  pause(input: Turn): Promise<CampaignView> {
    return this.turn(input, { from: ['scheduled', 'running'], isDone: ({ state }) => state === 'paused', change: (before) => ({ ...before, state: 'paused' }) })
  }

  resume(input: Turn): Promise<CampaignView> {
    const change = async (before: Campaign, _: CampaignStage, now: number): Promise<Campaign> => {
      await this.refuseConflicts(before, now)
      return { ...before, state: 'launched' }
    }
    return this.turn(input, { from: ['paused'], isDone: ({ state }) => state === 'launched', change })
  }

  /** A running one ends by its time, so that what happened before is still paid when it is reported late. */
  end(input: Turn): Promise<CampaignView> {
    return this.turn(input, {
      from: ['running', 'paused'],
      isDone: ({ endedAt }) => endedAt !== undefined,
      change: (before, stage, now) => ({ ...before, ...(stage === 'paused' ? { state: 'ended' } : {}), endsAt: instant(now), endedAt: instant(now) }),
    })
  }

  cancel(input: Turn): Promise<CampaignView> {
    return this.turn(input, { from: ['draft', 'scheduled'], isDone: ({ state }) => state === 'cancelled', change: (before) => ({ ...before, state: 'cancelled' }) })
  }

  async copy({ campaignId, id }: { campaignId: CampaignId; id: CampaignId }): Promise<CampaignView> {
    return this.create({ ...termsOf(await this.found(campaignId)), id })
  }

  /** A draft as it would be launched now. Refuses what cannot be. */
  private async launched(draft: Campaign, now: number): Promise<Campaign> {
    const [{ programme }, rewards, stores] = await Promise.all([this.programmes.now(), this.mall.all(), this.stores.all()])
    const budgetPoints = budgetPointsOf(draft.budget, programme.costFenPer100Points)
    const startsAt = instant(Math.max(Date.parse(draft.startsAt), now + REMEMBERED_MS))
    const next: Campaign = { ...draft, startsAt, state: 'launched', launchedAt: instant(now), ...(budgetPoints === undefined ? {} : { budgetPoints }) }
    const known = { tiers: (programme.tiers?.levels ?? []).map(({ id }) => id), rules: programme.rules.map(({ id }) => id), rewards: rewards.map(({ id }) => id), stores: stores.map(({ id }) => id) }
    const problems = unfitIn(next, budgetPoints, known, now)
    if (problems.length > 0) throw new Refusal('campaign_unfit', { problems })
    return next
  }

  private async refuseConflicts(campaign: Campaign, now: number): Promise<void> {
    const conflicts = overlapsOf(campaign, await this.campaigns.read(), now).filter(({ isConflict }) => isConflict)
    if (conflicts.length === 0) return
    throw new Refusal('campaign_conflict', { conflicts: conflicts.map(({ sentence }) => `${sentence.zh} ${sentence.en}`), campaigns: conflicts.map(({ campaignId }) => campaignId) })
  }

  /** One change of a campaign that is in one of these stages and still as the caller saw it. The same turn again gives what it made. */
  private turn({ campaignId, revision }: Turn, { from, isDone, change }: Change): Promise<CampaignView> {
    return again(async () => {
      const now = this.clock.now()
      const before = await this.found(campaignId)
      if (before.revision === revision + 1 && isDone(before)) return this.views.of(before)
      if (before.revision !== revision) throw new Refusal('revision_stale', { revision: before.revision, current: before })
      const stage = stageOf(before, now)
      if (!from.includes(stage)) throw new Refusal('campaign_stage', { stage })
      const after = Campaign.parse({ ...(await change(before, stage, now)), revision: revision + 1 })
      noteChange({ title: after.name.zh, before, after, isPersonal: false })
      await this.save(after)
      return this.views.of(after)
    })
  }

  private async save(campaign: Campaign): Promise<void> {
    await commit(this.database, [this.campaigns.save(campaign)])
    this.campaigns.forget()
  }

  private async found(campaignId: CampaignId): Promise<Campaign> {
    const campaign = await this.campaigns.byId(campaignId)
    if (campaign === undefined) throw new Refusal('campaign_not_found')
    return campaign
  }
}

function checked<Terms extends CampaignTerms>(terms: Terms): Terms {
  const wrong = contradictionsIn(terms)
  if (wrong.length > 0) throw new Refusal('invalid_input', { field: wrong.join('; ') })
  return terms
}

/** What people and the launch have decided beside the terms. */
function decidedOf({ id, state, revision, budgetPoints, launchedAt, endedAt }: Campaign) {
  return { id, state, revision, ...(budgetPoints === undefined ? {} : { budgetPoints }), ...(launchedAt === undefined ? {} : { launchedAt }), ...(endedAt === undefined ? {} : { endedAt }) }
}

function termsOf(campaign: Campaign): CampaignTerms {
  const { id: _i, state: _s, revision: _r, budgetPoints: _b, launchedAt: _l, endedAt: _e, ...terms } = campaign
  return CampaignTerms.parse(terms)
}

const isSame = (a: object, b: object): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
