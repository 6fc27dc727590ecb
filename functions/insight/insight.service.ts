import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { CHECK_OVERDUE_DAYS, isCheckOverdue } from '../../shared/insight/checking'
import { campaignResult } from '../../shared/insight/campaign-result'
import { figures, sheetOf } from '../../shared/insight/figures'
import { FIGURE_DAYS_MAX, figureNames, RECENT_DAYS, type insightApi } from '../../shared/insight/insight.api'
import { daysFrom, seriesOf, together } from '../../shared/insight/series'
import { instant } from '../../shared/points/decide'
import { addDays, dayOf, daysBetween } from '../../shared/time/day'
import { CampaignsRepository } from '../campaigns/campaigns.repository'
import { ProgrammeRepository } from '../earning/programme.repository'
import { Attention } from './attention'
import { ChecksRepository } from './checks.repository'
import { FiguresRepository } from './figures.repository'

@Injectable()
export class InsightService {
  constructor(
    @Inject(FiguresRepository) private readonly sheets: FiguresRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(ChecksRepository) private readonly checks: ChecksRepository,
    @Inject(Attention) private readonly attention: Attention,
  ) {}

  definitions() {
    return { items: figureNames.map((figure) => ({ figure, ...figures[figure], by: [...figures[figure].by] })) }
  }

  async today() {
    const { moment } = await this.programmes.now()
    const { reading } = await this.sheets.generations()
    const [main, stores, lowStock, reviews, check, webhooks, approvals] = await Promise.all([
      this.sheets.days(reading, sheetOf('all'), undefined, moment.today),
      this.sheets.days(reading, sheetOf('store'), moment.today, moment.today),
      this.attention.lowStock(),
      this.attention.reviews(),
      this.checks.last(),
      this.attention.webhooks(),
      this.attention.approvals(),
    ])
    const days = daysFrom(addDays(moment.today, 1 - RECENT_DAYS), moment.today)
    const told = figureNames.map((figure) => {
      const recent = [...(seriesOf(figure, 'all', days, main)[0]?.values ?? [])]
      return { figure, unit: figures[figure].unit, value: recent.at(-1) ?? 0, recent }
    })
    const redemptionsByStore = seriesOf('redemptions', 'store', [moment.today], stores).map(({ id, total }) => ({ storeId: id ?? '', value: total }))
    // Where there never was a check, one is missed once there have been members for as long.
    const hadMembers = (told.find(({ figure }) => figure === 'members')?.recent.at(-1 - CHECK_OVERDUE_DAYS) ?? 0) > 0
    const checkIsOverdue = check === null ? hadMembers : isCheckOverdue(check.at, moment.now)
    return { day: moment.today, at: instant(moment.now), figures: told, redemptionsByStore, attention: { lowStock, reviews, check, checkIsOverdue, webhooks: [...webhooks], approvals } }
  }

  async figures({ figure, from, to, by }: InputOf<typeof insightApi.figures>) {
    const { unit, kind, by: dimensions } = figures[figure]
    if (by !== 'all' && !dimensions.some((dimension) => dimension === by)) throw new Refusal('invalid_input', { field: 'by' })
    if (to < from || daysBetween(from, to) >= FIGURE_DAYS_MAX) throw new Refusal('invalid_input', { field: 'to' })
    const { reading } = await this.sheets.generations()
    const found = await this.sheets.days(reading, sheetOf(by), kind === 'level' ? undefined : from, to)
    const days = daysFrom(from, to)
    return { figure, unit, kind, by, days, series: seriesOf(figure, by, days, found) }
  }

  async campaignResult({ campaignId }: InputOf<typeof insightApi.campaignResult>) {
    const { programme, moment } = await this.programmes.now()
    const [campaign, { reading }] = await Promise.all([this.campaigns.byId(campaignId), this.sheets.generations()])
    if (campaign === undefined) throw new Refusal('campaign_not_found')
    const sheets = await this.sheets.days(reading, sheetOf('campaign'), dayOf(Date.parse(campaign.startsAt), moment.timeZone), moment.today)
    const result = campaignResult(campaign, together(sheets))
    return { campaignId, costFen: Math.round((result.costPoints * programme.costFenPer100Points) / 100), ...result }
  }
}
