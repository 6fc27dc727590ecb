import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { Page, SortOrder } from '../../shared/api/page'
import type { Programme } from '../../shared/earning/programme'
import { rules as ruleKinds, titleOf } from '../../shared/earning/rules/list'
import type { membersDeskApi } from '../../shared/earning/members-desk.api'
import type { Entry } from '../../shared/points/entry'
import type { AccountView, EntryView, pointsApi } from '../../shared/points/points.api'
import { CampaignsRepository } from '../campaigns/campaigns.repository'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import type { MemberCaller } from '../http/request'
import { ReviewsRepository } from '../risk/reviews.repository'
import { StaffRepository } from '../stores/staff.repository'
import { PointsRepository } from './points.repository'
import { accountView, entryView, type PartNames } from './views'

/** With a filter a page may need several looks; after so many it ends early, and its cursor goes on. */
const LOOKS_MAX = 5

@Injectable()
export class PointsService {
  constructor(
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(ReviewsRepository) private readonly reviews: ReviewsRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
  ) {}

  async account(caller: MemberCaller): Promise<AccountView> {
    const { moment } = await this.programmes.now()
    const open = await this.points.openLiving(caller.memberId, moment)
    return accountView(open.now, moment)
  }

  async entries(caller: MemberCaller, input: InputOf<typeof pointsApi.entries>): Promise<Page<EntryView>> {
    await this.points.openLiving(caller.memberId, (await this.programmes.now()).moment)
    return this.page(caller.memberId, input, ({ facts: { askedBy: _asked, approvedBy: _approved, ...facts }, ...entry }) => ({ ...entry, facts }))
  }

  /** The same for staff, with the names of who asked for and who approved what needed two. */
  async entriesOf(input: InputOf<typeof membersDeskApi.memberEntries>): Promise<Page<EntryView>> {
    await this.points.openReadable(input.memberId, (await this.programmes.now()).moment)
    const staff = new Map((await this.staff.list()).map(({ id, name }) => [String(id), name]))
    return this.page(input.memberId, input, (entry) => ({ ...entry, facts: { ...entry.facts, ...named(entry.facts, 'askedBy', staff), ...named(entry.facts, 'approvedBy', staff) } }))
  }

  private async page(memberId: string, { order = 'newest', cursor, limit, direction }: InputOf<typeof pointsApi.entries> & { readonly order?: SortOrder }, show: (entry: EntryView) => EntryView): Promise<Page<EntryView>> {
    const { programme } = await this.programmes.now()
    const names = await this.names(programme)
    const place = placeIn(cursor, /^[1-9]\d{0,9}$/, order)
    let behind = place === undefined ? undefined : Number(place)
    const found: EntryView[] = []
    for (let look = 0; look < LOOKS_MAX; look++) {
      const page = await this.points.entries(memberId, { order, behind, limit })
      const fitting = (await this.shown(memberId, page.entries, names)).map(show).filter(({ points }) => direction === undefined || (direction === 'in' ? points > 0 : points < 0))
      found.push(...fitting.slice(0, limit - found.length))
      const cut = found.length === limit && fitting.at(-1) !== found.at(-1)
      behind = cut ? found.at(-1)?.number : page.entries.at(-1)?.number
      if (page.isLast && !cut) return { items: found, next: null }
      if (found.length === limit) break
    }
    return { items: found, next: behind === undefined ? null : cursorOf(String(behind), order) }
  }

  /** What rules, tiers and campaigns are called; all of it is remembered. */
  private async names({ rules, tiers, pointsWords }: Programme): Promise<PartNames> {
    const campaigns = await this.campaigns.all()
    return new Map([
      ...ruleKinds.map(({ name }) => [`kind ${name}`, titleOf(name, pointsWords)] as const),
      ...rules.map(({ id, kind }) => [`rule ${id}`, titleOf(kind, pointsWords)] as const),
      ...(tiers?.levels ?? []).map(({ id, name }) => [`tier ${id}`, name] as const),
      ...campaigns.map(({ id, name }) => [`campaign ${id}`, name] as const),
    ])
  }

  /** Entries with what was decided of the doubted ones among them. */
  private async shown(memberId: string, entries: readonly Entry[], names: PartNames): Promise<readonly EntryView[]> {
    const doubted = entries.filter(({ review }) => review !== undefined).map(({ number }) => number)
    const decisions = doubted.length === 0 ? [] : await this.reviews.decisions(memberId, doubted)
    return entries.map((entry) => entryView(entry, names, decisions[doubted.indexOf(entry.number)]?.state))
  }
}

function named(facts: EntryView['facts'], who: 'askedBy' | 'approvedBy', staff: ReadonlyMap<string, string>): EntryView['facts'] {
  const id = facts[who]
  return id === undefined ? {} : { [`${who}Name`]: staff.get(String(id)) || `#${String(id).slice(-4)}` }
}
