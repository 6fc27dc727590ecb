import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { Page, SortOrder } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import type { Moment } from '../../shared/points/decide'
import type { Account } from '../../shared/points/account'
import type { Draft } from '../../shared/points/entry'
import type { membersDeskApi } from '../../shared/earning/members-desk.api'
import { giveTier, liftTier } from '../../shared/tiers/drafts'
import { standing } from '../../shared/tiers/standing'
import type { TierTerms } from '../../shared/tiers/terms'
import type { TierEvent, tiersApi, TierStanding } from '../../shared/tiers/tiers.api'
import { dayOf } from '../../shared/time/day'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import type { ClerkCaller, MemberCaller } from '../http/request'
import { MembersRepository } from '../members/members.repository'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { noteChange } from '../stores/changes'
import { TierDeeds } from './tier-deeds.repository'
import { tierEvent, tierName, tierStanding } from './tiers.views'

@Injectable()
export class TiersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(TierDeeds) private readonly deeds: TierDeeds,
  ) {}

  async mine(caller: MemberCaller): Promise<TierStanding> {
    const { terms, moment } = await this.now()
    const [member, open] = await Promise.all([this.members.active(caller.memberId), this.points.openLiving(caller.memberId, moment)])
    const joinedOn = dayOf(Date.parse(member.joinedAt), moment.timeZone)
    const stands = standing(open.now, terms, joinedOn, moment.today)
    if (stands === undefined) throw new Refusal('no_tiers')
    return tierStanding(stands, terms, joinedOn, moment.today)
  }

  async history(caller: MemberCaller, input: InputOf<typeof tiersApi.tierHistory>): Promise<Page<TierEvent>> {
    const { terms, moment } = await this.now()
    return this.page(await this.points.openLiving(caller.memberId, moment), input, terms)
  }

  /** The same for staff. */
  async historyOf(input: InputOf<typeof membersDeskApi.memberTierHistory>): Promise<Page<TierEvent>> {
    const { terms, moment } = await this.now()
    return this.page(await this.points.openReadable(input.memberId, moment), input, terms)
  }

  private async page(open: OpenAccount, { order = 'newest', cursor, limit }: InputOf<typeof tiersApi.tierHistory> & { readonly order?: SortOrder }, terms: TierTerms): Promise<Page<TierEvent>> {
    const place = placeIn(cursor, /^[1-9]\d{0,9}$/, order)
    const { entries, last } = await this.points.entriesOfType(open.memberId, 'tier', { order, behind: place === undefined ? undefined : Number(place), limit })
    // What the calendar has changed and no write has booked yet is newer than all that is written.
    const hasNewest = !open.isClosed && (order === 'newest' ? place : last) === undefined
    const coming = hasNewest ? this.points.book(open, []).made.filter(({ type }) => type === 'tier') : []
    const shown = order === 'newest' ? [...coming.reverse(), ...entries] : [...entries, ...coming]
    return { items: shown.flatMap((entry) => tierEvent(entry, terms) ?? []), next: last === undefined ? null : cursorOf(String(last), order) }
  }

  give(caller: ClerkCaller, input: InputOf<typeof tiersApi.giveTier>) {
    const { id: operationId, memberId, tier, until, reason } = input
    const hand = { tier, until, reason, staffId: caller.staff.id, operationId }
    return this.change(memberId, operationId, JSON.stringify(['give', tier, until, reason]), (account, terms, _joinedOn, moment) => giveTier(account, terms, hand, moment))
  }

  lift(caller: ClerkCaller, input: InputOf<typeof tiersApi.liftTier>) {
    const { id: operationId, memberId, reason } = input
    const hand = { reason, staffId: caller.staff.id, operationId }
    return this.change(memberId, operationId, JSON.stringify(['lift', reason]), (account, terms, joinedOn, moment) => liftTier(account, terms, joinedOn, hand, moment))
  }

  /** One change by hand, once: its own item keeps the answer for whoever asks again. */
  private change(memberId: string, operationId: string, fingerprint: string, decide: (account: Account, terms: TierTerms, joinedOn: string, moment: Moment) => Draft) {
    return again(async () => {
      const { terms, moment } = await this.now()
      const before = await this.deeds.find(memberId, operationId)
      if (before !== undefined) {
        if (before.fingerprint !== fingerprint) throw new Refusal('idempotency_conflict')
        return { tier: tierName(terms, before.held.id), since: before.held.since, until: before.held.until, replayed: true }
      }
      const [member, open] = await Promise.all([this.members.living(memberId), this.points.open(memberId, moment)])
      const draft = decide(open.now, terms, dayOf(Date.parse(member.joinedAt), moment.timeZone), moment)
      const booked = this.points.book(open, [draft])
      const held = booked.account.tier
      if (held === undefined) throw new Error('tiers: a change by hand has left no tier')
      noteChange({ before: tierOf(open.now.tier), after: tierOf(held), isPersonal: true })
      await commit(this.database, [...booked.writes, this.deeds.record(memberId, operationId, { fingerprint, held })])
      return { tier: tierName(terms, held.id), since: held.since, until: held.until, replayed: false }
    })
  }

  private async now(): Promise<{ terms: TierTerms; moment: Moment }> {
    const { programme, moment } = await this.programmes.now()
    if (programme.tiers === undefined) throw new Refusal('no_tiers')
    return { terms: programme.tiers, moment }
  }
}

const tierOf = (tier: Account['tier']): object => (tier === undefined ? {} : { tier: tier.id, until: tier.until })
