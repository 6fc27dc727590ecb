import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { refusalSentence } from '../../shared/api/errors'
import { Refusal } from '../../shared/api/refusal'
import type { TierTerms } from '../../shared/tiers/terms'
import { checkMergeable, merge, MERGED_MAX } from '../../shared/tiers/merge'
import type { mergeApi, MergePreview } from '../../shared/earning/merge.api'
import { instant, type Moment } from '../../shared/points/decide'
import { applyAll } from '../../shared/points/ledger'
import { growthIn, tierSteps } from '../../shared/tiers/standing'
import { dayOf } from '../../shared/time/day'
import { stateAt } from '../../shared/vouchers/voucher'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit, LostRace } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'
import { MessagesRepository } from '../messages/messages.repository'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { StaffRepository } from '../stores/staff.repository'
import { tierHeld } from '../tiers/tiers.views'
import { VouchersRepository } from '../vouchers/vouchers.repository'
import { endedMember, joinedMember, joinedPersonal } from './joined'
import { MemberCards } from './member-cards'
import { livingMember, type Member, MembersRepository, pointersOf } from './members.repository'
import { PersonalData } from './personal-data'

type Merge = InputOf<typeof mergeApi.mergeMembers>
type Pair = Pick<Merge, 'memberId' | 'into'>

/** Both members as they are now. */
interface Both {
  readonly source: Member
  readonly target: Member
  readonly from: OpenAccount
  readonly to: OpenAccount
  readonly isStaff: boolean
  readonly terms: TierTerms | undefined
  readonly moment: Moment
}

/**
 * Two accounts of one person become one, in one transaction: so nothing is lost or doubled wherever it stops, and whoever writes to either at the
 * same time has either written before or reads again. What lies with the one who ends (vouchers, orders, holds, friends) stays there; what comes of it later is booked for
 * the one who goes on.
 */
@Injectable()
export class MergesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(VouchersRepository) private readonly vouchers: VouchersRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(MessagesRepository) private readonly messages: MessagesRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(MemberCards) private readonly cards: MemberCards,
  ) {}

  async preview(pair: Pair): Promise<MergePreview> {
    const both = await this.read(pair)
    const { source, target, from, to, terms, moment } = both
    const obstacles = obstaclesOf(both)
    const vouchers = await this.vouchers.ofMember(source.id, from.absorbed)
    const side = (member: Member, { now, ladder }: OpenAccount) =>
      ({ card: this.cards.of(member, moment.timeZone), account: accountView(now, moment), tier: tierHeld(terms, now.tier?.id), growth: terms === undefined ? 0 : growthIn(now, terms, ladder.joinedOn, moment.today) })
    return {
      source: side(source, from),
      target: side(target, to),
      after: obstacles.length > 0 ? null : afterOf(both),
      openVouchers: vouchers.filter((voucher) => stateAt(voucher, moment.now) === 'issued').length,
      finds: [...new Set(pointersOf(source).map(({ kind }) => kind))],
      becomesFrozen: source.standing?.state === 'frozen' && target.standing?.state !== 'frozen',
      obstacles: obstacles.map(({ code, details }) => ({ code, zh: refusalSentence(code, details, 'zh'), en: refusalSentence(code, details, 'en') })),
    }
  }

  /** Nobody merges their own account, but the owner. */
  merge({ staff }: ClerkCaller, input: Merge) {
    return again(async () => {
      const { memberId, into } = input
      if ((memberId === staff.memberId || into === staff.memberId) && staff.role !== 'owner') throw new Refusal('not_allowed')
      const before = await this.members.byId(memberId)
      if (before?.merged?.operationId === input.id && before.merged.into === into) return this.replay(before.merged)
      const both = await this.read(input)
      const [obstacle] = obstaclesOf(both)
      if (obstacle !== undefined) throw obstacle
      await this.settled(both)
      return this.join(both, input, staff.id)
    })
  }

  private async replay({ into, points, at }: NonNullable<Member['merged']>) {
    const { moment } = await this.programmes.now()
    return { into, points, at, account: accountView((await this.points.openHeir(into, moment)).now, moment), replayed: true }
  }

  private async read({ memberId, into }: Pair): Promise<Both> {
    if (memberId === into) throw new Refusal('merge_same')
    const { programme, moment } = await this.programmes.now()
    const [sourceItem, targetItem, sourceAccount, targetAccount] = await getAll(this.database, [keys.member(memberId), keys.member(into), keys.account(memberId), keys.account(into)])
    const [source, target] = [livingMember(sourceItem), livingMember(targetItem)]
    const [from, to, staff] = await Promise.all([this.points.openFrom(memberId, sourceAccount, moment), this.points.openFrom(into, targetAccount, moment), this.staff.ofMember(memberId)])
    return { source, target, from, to, isStaff: staff !== undefined && staff.removedAt === undefined, terms: programme.tiers, moment }
  }

  /** What the calendar has made due is booked first, however much it is, so that the merge itself stays small. */
  private async settled({ from, to }: Both): Promise<void> {
    const behind = [from, to].filter(({ due, dueWrites }) => due.length + dueWrites.length > 0)
    for (const open of behind) await commit(this.database, this.points.book(open, []).writes)
    if (behind.length > 0) throw new LostRace(undefined)
  }

  private async join({ source, target, from, to, terms, moment }: Both, { id, reason }: Merge, by: string) {
    const drafts = merge(from.now, to.now, { sourceId: source.id, targetId: target.id, operationId: id }, terms, moment)
    const out = this.points.book(from, [drafts.out], { mergedInto: target.id })
    const arrived = this.points.book(to, [drafts.in, ...(drafts.tier === undefined ? [] : [drafts.tier])], { vouchersDueOn: from.vouchersDueOn, absorbed: [...to.absorbed, source.id, ...from.absorbed] })
    const at = instant(moment.now)
    const points = arrived.entries[0]?.points ?? 0
    await commit(this.database, [
      ...out.writes,
      ...arrived.writes,
      this.members.change(source, endedMember(source, { into: target.id, cardNo: target.cardNo, by, at, reason, operationId: id, points })),
      this.members.change(target, joinedMember(target, source, this.personalOf(target, source))),
      ...pointersOf(source).map((pointer) => this.members.repoint(pointer, source.id, target.id)),
      this.messages.forget(source.id),
    ])
    return { into: target.id, points, at, account: accountView(arrived.account, moment), replayed: false }
  }

  private personalOf(target: Member, source: Member): string | undefined {
    if (source.personal === undefined) return target.personal
    const known = this.personalData.open(source.id, source.personal)
    const own = target.personal === undefined ? { nickname: '' } : this.personalData.open(target.id, target.personal)
    return this.personalData.seal(target.id, joinedPersonal(own, known))
  }
}

/** Everything that would have to be settled first. */
function obstaclesOf({ from, to, isStaff }: Both): readonly Refusal[] {
  const found: Refusal[] = []
  if (isStaff) found.push(new Refusal('merge_staff'))
  if (from.absorbed.length + to.absorbed.length + 1 > MERGED_MAX) found.push(new Refusal('merge_too_many', { most: MERGED_MAX }))
  try {
    checkMergeable(from.now)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    found.push(error)
  }
  return found
}

function afterOf({ source, target, from, to, terms, moment }: Both): MergePreview['after'] {
  const drafts = merge(from.now, to.now, { sourceId: source.id, targetId: target.id, operationId: '' }, terms, moment)
  const joined = applyAll(to.now, [drafts.in, ...(drafts.tier === undefined ? [] : [drafts.tier])]).account
  const joinedOn = dayOf(Date.parse(target.joinedAt), moment.timeZone)
  const end = applyAll(joined, tierSteps(joined, terms, joinedOn, moment)).account
  return { available: end.available, pending: end.pending, debt: end.debt, tier: tierHeld(terms, end.tier?.id), growth: terms === undefined ? 0 : growthIn(end, terms, joinedOn, moment.today) }
}
