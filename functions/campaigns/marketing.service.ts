import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import type { CampaignId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { type Campaign, type CampaignStage, CampaignTerms, stageOf } from '../../shared/campaigns/campaign'
import { isCampaignAbove } from '../../shared/campaigns/approval'
import { budgetPointsOf, contradictionsIn, costOf, fixedFieldsChanged, sorted } from '../../shared/campaigns/fitness'
import type { CampaignView, marketingApi } from '../../shared/campaigns/marketing.api'
import { type Overlap, overlapsOf } from '../../shared/campaigns/overlaps'
import { instant } from '../../shared/points/decide'
import { ApprovalsRepository, launchApprovalId, waitingOf } from '../approvals/approvals.repository'
import { Clock } from '../clock'
import { again } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'
import { campaignPage } from './campaign-page'
import { CampaignTurns, type Turn } from './campaign-turns'
import { CampaignViews } from './campaign.views'
import { CampaignsRepository } from './campaigns.repository'

/** What marketers do with campaigns. People decide states; what time can decide, time does. */
@Injectable()
export class MarketingService {
  constructor(
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(CampaignViews) private readonly views: CampaignViews,
    @Inject(CampaignTurns) private readonly turns: CampaignTurns,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ApprovalsRepository) private readonly approvals: ApprovalsRepository,
  ) {}

  create(input: InputOf<typeof marketingApi.createCampaign>): Promise<CampaignView> {
    return again(async () => {
      const draft: Campaign = { ...checked(input), id: input.id, state: 'draft', revision: 1 }
      const before = await this.campaigns.byId(input.id)
      if (before !== undefined && !isSame(termsOf(before), termsOf(draft))) throw new Refusal('idempotency_conflict')
      if (before === undefined) await this.turns.save(draft)
      return this.views.of(before ?? draft)
    })
  }

  edit(input: InputOf<typeof marketingApi.editCampaign>): Promise<CampaignView> {
    const { campaignId, revision, ...terms } = input
    return this.turns.turn({ campaignId, revision }, {
      from: ['draft', 'scheduled', 'running', 'paused'],
      isDone: (now) => isSame(termsOf(now), checked(terms)),
      change: async (before, stage, now) => {
        const fixed = stage === 'draft' ? [] : fixedFieldsChanged(before, checked(terms), now)
        if (fixed.length > 0) throw new Refusal('campaign_fixed', { fields: fixed })
        const after = { ...checked(terms), ...decidedOf(before) }
        if (stage !== 'draft') await this.turns.refuseConflicts(after, now)
        return after
      },
    })
  }

  async list(input: InputOf<typeof marketingApi.listCampaigns>): Promise<Page<CampaignView>> {
    const now = this.clock.now()
    const fitting = (await this.campaigns.read()).filter((one) => input.stage === undefined || stageOf(one, now) === input.stage)
    const { items, next } = campaignPage(fitting, input)
    return { items: await this.views.ofAll(items), next }
  }

  async one({ campaignId }: { campaignId: CampaignId }): Promise<CampaignView> {
    return this.views.of(await this.turns.found(campaignId))
  }

  async overlaps({ campaignId }: { campaignId: CampaignId }): Promise<{ items: Overlap[] }> {
    const [campaign, others] = await Promise.all([this.turns.found(campaignId), this.campaigns.read()])
    return { items: [...overlapsOf(campaign, others, this.clock.now())] }
  }

  /** Never reaches into the past: it starts when everybody knows of it, or later. What it shares is opened before its state changes. */
  async launch(caller: ClerkCaller, input: Turn): Promise<ReplyOf<typeof marketingApi.launchCampaign>> {
    const [before, limits, { programme }] = await Promise.all([this.turns.found(input.campaignId), this.approvals.limits(), this.programmes.now()])
    const budgetPoints = budgetPointsOf(before.budget, programme.costFenPer100Points)
    const isAbove = before.state === 'draft' && before.revision === input.revision && isCampaignAbove({ effect: before.effect, budgetPoints }, limits, programme.costFenPer100Points)
    if (!isAbove) return { ...(await this.turns.turn(input, this.turns.launchTurn())), approval: null }
    const now = this.clock.now()
    await this.turns.refuseConflicts(await this.turns.launched(before, now), now)
    const budgetFen = budgetPoints === undefined ? null : costOf(budgetPoints, programme.costFenPer100Points)
    const approval = await this.approvals.ask(caller, launchApprovalId(before.id, before.revision), { type: 'launchCampaign', ...input, name: before.name, budgetPoints: budgetPoints ?? null, budgetFen }, now)
    return { ...(await this.views.of(before)), approval: waitingOf(approval, now) }
  }

  pause(input: Turn): Promise<CampaignView> {
    return this.turns.turn(input, { from: ['scheduled', 'running'], isDone: ({ state }) => state === 'paused', change: (before) => ({ ...before, state: 'paused' }) })
  }

  resume(input: Turn): Promise<CampaignView> {
    const change = async (before: Campaign, _: CampaignStage, now: number): Promise<Campaign> => {
      await this.turns.refuseConflicts(before, now)
      return { ...before, state: 'launched' }
    }
    return this.turns.turn(input, { from: ['paused'], isDone: ({ state }) => state === 'launched', change })
  }

  /** A running one ends by its time, so that what happened before is still paid when it is reported late. */
  end(input: Turn): Promise<CampaignView> {
    return this.turns.turn(input, {
      from: ['running', 'paused'],
      isDone: ({ endedAt }) => endedAt !== undefined,
      change: (before, stage, now) => ({ ...before, ...(stage === 'paused' ? { state: 'ended' } : {}), endsAt: instant(now), endedAt: instant(now) }),
    })
  }

  cancel(input: Turn): Promise<CampaignView> {
    return this.turns.turn(input, { from: ['draft', 'scheduled'], isDone: ({ state }) => state === 'cancelled', change: (before) => ({ ...before, state: 'cancelled' }) })
  }

  async copy({ campaignId, id }: { campaignId: CampaignId; id: CampaignId }): Promise<CampaignView> {
    return this.create({ ...termsOf(await this.turns.found(campaignId)), id })
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