import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { mergeApi } from '../../shared/earning/merge.api'
import { instant, type Moment } from '../../shared/points/decide'
import { checkMergeable, merge, MERGED_MAX } from '../../shared/tiers/merge'
import type { TierTerms } from '../../shared/tiers/terms'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { commit, LostRace } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { MessagesRepository } from '../messages/messages.repository'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { StaffRepository } from '../stores/staff.repository'
import { endedMember, joinedMember, joinedPersonal } from './joined'
import { livingMember, type Member, MembersRepository, pointersOf } from './members.repository'
import { PersonalData } from './personal-data'

type Pair = Pick<InputOf<typeof mergeApi.mergeMembers>, 'memberId' | 'into'>

/** Both members as they are now. */
export interface Both {
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
export class Joining {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(MessagesRepository) private readonly messages: MessagesRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async read({ memberId, into }: Pair): Promise<Both> {
    if (memberId === into) throw new Refusal('merge_same')
    const { programme, moment } = await this.programmes.now()
    const [sourceItem, targetItem, sourceAccount, targetAccount] = await getAll(this.database, [keys.member(memberId), keys.member(into), keys.account(memberId), keys.account(into)])
    const [source, target] = [livingMember(sourceItem), livingMember(targetItem)]
    const [from, to, staff] = await Promise.all([this.points.openFrom(memberId, sourceAccount, moment), this.points.openFrom(into, targetAccount, moment), this.staff.ofMember(memberId)])
    return { source, target, from, to, isStaff: staff !== undefined && staff.removedAt === undefined, terms: programme.tiers, moment }
  }

  /** Refuses what would have to be settled first. */
  async join(both: Both, { id, reason }: Pick<InputOf<typeof mergeApi.mergeMembers>, 'id' | 'reason'>, by: string) {
    const [obstacle] = obstaclesOf(both)
    if (obstacle !== undefined) throw obstacle
    await this.settled(both)
    const { source, target, from, to, terms, moment } = both
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

  /** What the calendar has made due is booked first, however much it is, so that the merge itself stays small. */
  private async settled({ from, to }: Both): Promise<void> {
    const behind = [from, to].filter(({ due, dueWrites }) => due.length + dueWrites.length > 0)
    for (const open of behind) await commit(this.database, this.points.book(open, []).writes)
    if (behind.length > 0) throw new LostRace(undefined)
  }

  private personalOf(target: Member, source: Member): string | undefined {
    if (source.personal === undefined) return target.personal
    const known = this.personalData.open(source.id, source.personal)
    const own = target.personal === undefined ? { nickname: '' } : this.personalData.open(target.id, target.personal)
    return this.personalData.seal(target.id, joinedPersonal(own, known))
  }
}

/** Everything that would have to be settled first. */
export function obstaclesOf({ from, to, isStaff }: Both): readonly Refusal[] {
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
