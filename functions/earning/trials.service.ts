import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import { type CampaignId, newId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { Campaign, CampaignTerms } from '../../shared/campaigns/campaign'
import { budgetPointsOf, contradictionsIn } from '../../shared/campaigns/fitness'
import { budgetOfRule } from '../../shared/earning/award'
import { Programme } from '../../shared/earning/programme'
import { mergeRehearsals, nothingRehearsed, rehearse, type Rehearsal, resultOf, type Script } from '../../shared/earning/rehearse'
import { simulate } from '../../shared/earning/simulate'
import type { Simulation, trialsApi } from '../../shared/earning/trials.api'
import { eventOf } from '../../shared/earning/tried'
import { whenOf } from '../../shared/events/when'
import { due, instant, momentOf } from '../../shared/points/decide'
import { applyAll } from '../../shared/points/ledger'
import { tierSteps } from '../../shared/tiers/standing'
import { addDays, startOfDay } from '../../shared/time/day'
import { BudgetsRepository } from '../campaigns/budgets.repository'
import { CampaignViews } from '../campaigns/campaign.views'
import { CampaignsRepository } from '../campaigns/campaigns.repository'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { roster } from '../database/keys'
import { onRoster } from '../database/read'
import { cursorOf, placeIn } from '../http/cursor'
import { MembersRepository } from '../members/members.repository'
import { Persons } from '../members/persons'
import { PointsRepository } from '../points/points.repository'
import { Lives } from './lives'
import { ProgrammeDraftsRepository } from './programme-drafts.repository'
import { ProgrammeRepository } from './programme.repository'

/** A part of a rehearsal looks at no more members and takes hardly longer, so that it fits one call. */
const MEMBERS_PER_PART = 400
const PART_MS = 4_000
const AT_ONCE = 8
/** Orders are reported so late at most, as far as the versions of the terms are looked back for. */
const LATE_DAYS = 31

/** Tries terms on real members. Reads only. */
@Injectable()
export class TrialsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(ProgrammeDraftsRepository) private readonly drafts: ProgrammeDraftsRepository,
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(BudgetsRepository) private readonly budgets: BudgetsRepository,
    @Inject(CampaignViews) private readonly views: CampaignViews,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(Persons) private readonly persons: Persons,
    @Inject(Lives) private readonly lives: Lives,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async simulate(input: InputOf<typeof trialsApi.simulate>): Promise<Simulation> {
    const now = this.clock.now()
    const at = input.at === undefined ? now : Date.parse(input.at)
    if (at < now) throw new Refusal('invalid_input', { field: 'at: a moment from now on' })
    const [programme, member, campaigns] = await Promise.all([this.programmeOf(input.programme, at), this.members.byId(input.memberId), this.tried(input)])
    if (member?.state !== 'active') throw new Refusal('member_not_found')
    const moment = momentOf(at, programme.timeZone)
    const person = this.persons.of(member, programme.timeZone)
    const open = await this.points.open(member.id, momentOf(now, programme.timeZone))
    const later = applyAll(open.now, due(open.now, moment)).account
    const account = applyAll(later, tierSteps(later, programme.tiers, person.joinedOn, moment)).account
    const event = eventOf(input.event, account, person, moment)
    const [left, names] = await Promise.all([this.leftOf(campaigns, programme), this.views.names(programme)])
    const { award, ...told } = simulate({ programme, campaigns, account, person, event, when: whenOf(at, programme.timeZone), moment }, left, names)
    return {
      at: instant(at),
      day: moment.today,
      version: input.programme.type === 'draft' ? null : programme.version,
      points: award.points,
      lots: [...award.lots],
      growth: award.growth.reduce((sum, { amount }) => sum + amount, 0),
      parts: [...told.parts],
      cappedBy: [...told.cappedBy],
      campaigns: [...told.campaigns],
      budgets: [...told.budgets],
      account: { available: account.available, pending: account.pending, tier: account.tier?.id ?? null },
    }
  }

  async rehearse({ days, of, cursor }: InputOf<typeof trialsApi.rehearse>): Promise<ReplyOf<typeof trialsApi.rehearse>> {
    const { shard, after, to } = placeOf(cursor) ?? { shard: 0, after: undefined, to: this.clock.now() }
    const { programme, moment } = await this.programmes.now()
    const from = startOfDay(addDays(momentOf(to, moment.timeZone).today, 1 - days), moment.timeZone)
    const draft = await this.draftOf(of)
    const script: Script = { from, to, timeZone: moment.timeZone, programmeAt: await this.historyFrom(from), campaigns: await this.campaigns.launched(), draft }
    const { part, next } = await this.part(script, shard, after)
    const budgetPoints = draft.type === 'campaign' ? budgetPointsOf(draft.campaign.budget, programme.costFenPer100Points) : undefined
    return {
      part: { ...part, days: [...part.days], top: [...part.top] },
      from: instant(from),
      to: instant(to),
      costFenPer100Points: programme.costFenPer100Points,
      budgetPoints: budgetPoints ?? null,
      result: resultOf(part, programme.costFenPer100Points, budgetPoints),
      next: next === undefined ? null : cursorOf(`${to} ${next.shard} ${next.after ?? ''}`),
    }
  }

  /** As many members as fit one call, from a place on the roster on. */
  private async part(script: Script, first: number, behind: string | undefined): Promise<{ part: Rehearsal; next: { shard: number; after: string | undefined } | undefined }> {
    const startedAt = this.clock.elapsed()
    let part = nothingRehearsed
    let [shard, after, looked] = [first, behind, 0]
    while (shard < roster.shards) {
      const page = await onRoster(this.database, shard, after, MEMBERS_PER_PART)
      for (let i = 0; i < page.memberIds.length; i += AT_ONCE) {
        const batch = page.memberIds.slice(i, i + AT_ONCE)
        for (const life of await this.lives.of(batch, script.from, script.timeZone)) part = mergeRehearsals(part, rehearse(script, life))
        after = batch.at(-1)
        looked += batch.length
        if (looked >= MEMBERS_PER_PART || this.clock.elapsed() - startedAt > PART_MS) return { part, next: { shard, after } }
      }
      after = page.last
      if (after === undefined) shard += 1
    }
    return { part, next: undefined }
  }

  private async draftOf(of: InputOf<typeof trialsApi.rehearse>['of']): Promise<Script['draft']> {
    switch (of.type) {
      case 'campaign': {
        const [campaign] = await this.named([of.campaignId])
        if (campaign === undefined) throw new Refusal('campaign_not_found')
        return { type: 'campaign', campaign }
      }
      case 'terms':
        return { type: 'campaign', campaign: asLaunched(of.campaign, this.clock.now()) }
      case 'programme':
        return { type: 'programme', programme: await this.programmeOf({ type: 'draft' }, this.clock.now()) }
      case 'version':
        return { type: 'programme', programme: await this.programmeOf(of, this.clock.now()) }
    }
  }

  /** The terms in force at any instant from a while before `from` on. */
  private async historyFrom(from: number): Promise<Script['programmeAt']> {
    const versions: Programme[] = [await this.programmes.latest()]
    for (;;) {
      const oldest = versions.at(-1)
      const before = oldest?.publishedAt === undefined || Date.parse(oldest.publishedAt) <= from - LATE_DAYS * 86_400_000 ? undefined : await this.programmes.version(oldest.version - 1)
      if (before === undefined) break
      versions.push(before)
    }
    const dated = versions.map((programme) => ({ programme, since: programme.publishedAt === undefined ? 0 : Date.parse(programme.publishedAt) }))
    const [latest] = versions
    return (at) => {
      const found = dated.find(({ since }) => since <= at)?.programme ?? versions.at(-1) ?? latest
      if (found === undefined) throw new Error('the programme has terms')
      return found
    }
  }

  private async programmeOf(which: InputOf<typeof trialsApi.simulate>['programme'], at: number): Promise<Programme> {
    switch (which.type) {
      case 'published':
        return this.programmes.at(at)
      case 'draft': {
        const [draft, published] = await Promise.all([this.drafts.draft(), this.programmes.latest()])
        if (draft === undefined) throw new Refusal('programme_draft_missing')
        return Programme.parse({ ...draft.terms, version: published.version + 1 })
      }
      case 'version': {
        const programme = await this.programmes.version(which.version)
        if (programme === undefined) throw new Refusal('version_not_found', { version: which.version })
        return programme
      }
    }
  }

  /** Campaigns that are launched, and the drafts to be tried among them. */
  private async tried({ drafts, campaign }: InputOf<typeof trialsApi.simulate>): Promise<readonly Campaign[]> {
    const [running, more] = await Promise.all([this.campaigns.launched(), this.named(drafts)])
    const inline = campaign === undefined ? [] : [asLaunched(campaign, this.clock.now())]
    return [...running.filter(({ id }) => !drafts.includes(id)), ...more, ...inline]
  }

  private async named(campaignIds: readonly CampaignId[]): Promise<readonly Campaign[]> {
    return Promise.all(
      campaignIds.map(async (campaignId): Promise<Campaign> => {
        const campaign = await this.campaigns.byId(campaignId)
        if (campaign === undefined) throw new Refusal('campaign_not_found')
        return { ...campaign, state: 'launched' }
      }),
    )
  }

  /** What budgets have left; one that is not open yet has what it would open with. */
  private async leftOf(campaigns: readonly Campaign[], programme: Programme): Promise<ReadonlyMap<string, number>> {
    const planned = [
      ...campaigns.flatMap(({ id, budget }) => (budget === undefined ? [] : [{ budget: String(id), shards: budget.shards, points: budgetPointsOf(budget, programme.costFenPer100Points) ?? 0 }])),
      ...programme.rules.flatMap(({ id, budgetPoints }) => (budgetPoints === undefined ? [] : [{ budget: budgetOfRule(id), shards: 1, points: budgetPoints }])),
    ]
    const levels = await this.budgets.levels(planned)
    return new Map(planned.map(({ budget, points }) => [budget, levels.get(budget)?.left ?? points]))
  }
}

/** Terms that have no campaign yet, under an id that no campaign has. */
function asLaunched(terms: CampaignTerms, now: number): Campaign {
  const wrong = contradictionsIn(terms)
  if (wrong.length > 0) throw new Refusal('invalid_input', { field: wrong.join('; ') })
  return { ...terms, id: newId('campaign', now, []), state: 'launched', revision: 1 }
}

function placeOf(cursor: string | undefined): { to: number; shard: number; after: string | undefined } | undefined {
  const place = placeIn(cursor, /^\d{13} \d{1,2} (mem_[0-9A-Z]{26})?$/)
  if (place === undefined) return undefined
  const [to = '', shard = '', after = ''] = place.split(' ')
  return { to: Number(to), shard: Number(shard), after: after === '' ? undefined : after }
}
