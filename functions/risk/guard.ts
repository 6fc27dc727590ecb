import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { whenOf } from '../../shared/events/when'
import { instant, type Moment } from '../../shared/points/decide'
import { asksRank, judge, type Judgement, networkOf, noDoubt, type Signals, type Velocity } from '../../shared/risk/judge'
import type { RiskTerms } from '../../shared/risk/terms'
import { Database } from '../database/client'
import { commit, LostRace, type Write } from '../database/write'
import { type Member, MembersRepository } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { WechatDoor } from '../members/wechat.door'
import { CountersRepository } from './counters.repository'
import { RefusedRepository } from './refused.repository'

/** An event that would earn, before it is paid. */
export interface Attempt {
  /** What it is, with its natural number: the same for every repetition, which then counts once. Letters, digits and `._-`. */
  readonly name: string
  /** Who would earn. */
  readonly member: Pick<Member, 'id' | 'standing' | 'wechatRank' | 'openidHash'>
  /** Whose phone it came from; none for what a till reports. */
  readonly from?: { readonly member: Pick<Member, 'id' | 'openidHash'>; readonly device?: string | undefined; readonly address: string }
  /** Who brought the one it came from. */
  readonly inviterId?: string | undefined
}

const RANK_KEPT_MS = 24 * 3_600_000
const DEVICE_KEPT_DAYS = 90
const DAY_SECONDS = 86_400
const MIDNIGHT_MINUTES = 60
const NAME_CHARS = 12

/** Looks at events before they are paid: gathers what the programme's terms look at, and nothing else, and lets `judge` decide. */
@Injectable()
export class Guard {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CountersRepository) private readonly counters: CountersRepository,
    @Inject(RefusedRepository) private readonly refused: RefusedRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(WechatDoor) private readonly wechat: WechatDoor,
  ) {}

  /**
   * What to do with an event. Terms that ask for nothing cost nothing. `rank` is WeChat's, where it was asked; without an answer of
   * WeChat an event is judged by the rest, so that newcomers do not wait for another company's outage, and rewards ask again.
   */
  async judge(attempt: Attempt, terms: RiskTerms, moment: Moment, rank?: number): Promise<Judgement> {
    const { member } = attempt
    if (member.standing?.state === 'trusted') return noDoubt
    const [counts, membersOnDevice, friendsAtMidnight] = await Promise.all([
      Promise.all(distinct(terms.velocity).map((one) => this.countOf(one, attempt, moment))),
      this.membersOnDevice(attempt, terms, moment),
      this.friendsAtMidnight(attempt, terms, moment),
    ])
    const signals: Signals = {
      counts: counts.flat(),
      ...(rank === undefined ? {} : { wechatRank: rank }),
      ...(membersOnDevice === undefined ? {} : { membersOnDevice }),
      ...(friendsAtMidnight === undefined ? {} : { friendsAtMidnight }),
      isFrozen: member.standing?.state === 'frozen',
    }
    return judge(terms, signals)
  }

  /** Why an event from a phone shall wait for a person. One that is refused is written down and refused with `not_now`. */
  async doubts(attempt: Attempt, terms: RiskTerms, moment: Moment): Promise<readonly string[]> {
    const judged = await this.judge(attempt, terms, moment)
    if (judged.verdict !== 'refuse') return judged.reasons
    await this.noteRefused(attempt, judged, moment)
    throw new Refusal('not_now')
  }

  /** Why an order of a till shall wait. Money was paid, so it is never refused. */
  async doubtsOfOrder(attempt: Attempt, terms: RiskTerms, moment: Moment): Promise<readonly string[]> {
    return (await this.judge(attempt, terms, moment)).reasons
  }

  /** WeChat's opinion of someone who joins, where the terms ask for it. */
  async rankOfNewcomer(openid: string, address: string, terms: RiskTerms): Promise<number | undefined> {
    return asksRank(terms) ? this.wechat.riskRank(openid, 'sign_up', address) : undefined
  }

  /** Refuses an exchange by a member whom WeChat doubts: it cannot be held, so a clerk has to be asked. */
  async checkExchange(member: Member, address: string, terms: RiskTerms, moment: Moment): Promise<void> {
    checkFrozen(member)
    if (!asksRank(terms) || member.standing?.state === 'trusted') return
    const rank = await this.rankOf(member, address, moment)
    const judged = judge(terms, { counts: [], ...(rank === undefined ? {} : { wechatRank: rank }) })
    if (judged.verdict === 'pay') return
    await this.noteRefused({ name: `exchange.${moment.today}`, member }, judged, moment)
    throw new Refusal('exchange_in_doubt')
  }

  /** Keeps why something was not paid, for the staff whom the member will ask. */
  refusedWrite({ name, member }: Pick<Attempt, 'name' | 'member'>, { reasons }: Judgement, moment: Moment): Write {
    return this.refused.note(member.id, name, reasons, moment)
  }

  async noteRefused(attempt: Pick<Attempt, 'name' | 'member'>, judged: Judgement, moment: Moment): Promise<void> {
    await commit(this.database, [this.refusedWrite(attempt, judged, moment)])
  }

  /** What WeChat said within a day, else what it says now, kept with the member. */
  private async rankOf(member: Member, address: string, moment: Moment): Promise<number | undefined> {
    const known = member.wechatRank
    if (known !== undefined && moment.now - Date.parse(known.at) < RANK_KEPT_MS) return known.rank
    const openid = member.personal === undefined ? undefined : this.personalData.open(member.id, member.personal).openid
    const rank = openid === undefined ? undefined : await this.wechat.riskRank(openid, 'marketing', address)
    if (rank === undefined) return known?.rank
    await commit(this.database, [this.members.change(member, { ...member, wechatRank: { rank, at: instant(moment.now) } })]).catch((error: unknown) => {
      if (!(error instanceof LostRace)) throw error
    })
    return rank
  }

  private async countOf({ by, per }: Velocity, attempt: Attempt, moment: Moment): Promise<Signals['counts']> {
    const subject = this.subjectOf(by, attempt)
    if (subject === undefined) return []
    const { day, minute } = whenOf(moment.now, moment.timeZone)
    const window = per === 'day' ? day : `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}`
    const count = await this.counters.count(by, subject, window, this.nameOf(attempt), inDays(moment, 2))
    return [{ by, per, count }]
  }

  private subjectOf(by: Velocity['by'], { member, from }: Attempt): string | undefined {
    if (by === 'member') return this.personalData.hash('member', personOf(member))
    if (by === 'address') return from && this.personalData.hash('address', networkOf(from.address))
    return from?.device === undefined ? undefined : this.personalData.hash('device', from.device)
  }

  private async membersOnDevice({ from }: Attempt, { sharedDevice }: RiskTerms, moment: Moment): Promise<number | undefined> {
    if (sharedDevice === undefined || from?.device === undefined) return undefined
    return this.counters.count('members_on_device', this.personalData.hash('device', from.device), 'EVER', this.shortOf(personOf(from.member)), inDays(moment, DEVICE_KEPT_DAYS))
  }

  private async friendsAtMidnight({ from, inviterId }: Attempt, { midnightBurst }: RiskTerms, moment: Moment): Promise<number | undefined> {
    const { day, minute } = whenOf(moment.now, moment.timeZone)
    if (midnightBurst === undefined || inviterId === undefined || from === undefined || minute >= MIDNIGHT_MINUTES) return undefined
    return this.counters.count('friends_at_midnight', this.personalData.hash('member', inviterId), day, this.shortOf(personOf(from.member)), inDays(moment, 2))
  }

  private readonly nameOf = ({ name, member, from }: Attempt): string => this.shortOf(`${personOf(member)} ${from === undefined ? '' : personOf(from.member)} ${name}`)
  private readonly shortOf = (text: string): string => this.personalData.hash('member', text).slice(0, NAME_CHARS)
}

/** Refuses a member whom staff have frozen. Reading stays possible. */
export function checkFrozen({ standing }: Pick<Member, 'standing'>): void {
  if (standing?.state === 'frozen') throw new Refusal('member_frozen')
}

/** A newcomer has an id only once they have joined; who they are at WeChat does not change. */
const personOf = ({ id, openidHash }: Pick<Member, 'id' | 'openidHash'>): string => openidHash ?? id

const inDays = (moment: Moment, days: number): number => Math.floor(moment.now / 1_000) + days * DAY_SECONDS

/** Each kind of window is counted once, however many terms look at it. */
const distinct = (terms: readonly Velocity[]): readonly Velocity[] => terms.filter((one, i) => terms.findIndex(({ by, per }) => by === one.by && per === one.per) === i)
