import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { refusalSentence } from '../../shared/api/errors'
import { Refusal } from '../../shared/api/refusal'
import { merge } from '../../shared/tiers/merge'
import type { mergeApi, MergePreview } from '../../shared/earning/merge.api'
import { applyAll } from '../../shared/points/ledger'
import { growthIn, tierSteps } from '../../shared/tiers/standing'
import { dayOf } from '../../shared/time/day'
import { stateAt } from '../../shared/vouchers/voucher'
import { again } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { tierHeld } from '../tiers/tiers.views'
import { VouchersRepository } from '../vouchers/vouchers.repository'
import { type Both, Joining, obstaclesOf } from './joining'
import { MemberCards } from './member-cards'
import { type Member, MembersRepository, pointersOf } from './members.repository'

type Merge = InputOf<typeof mergeApi.mergeMembers>
type Pair = Pick<Merge, 'memberId' | 'into'>

/** Merging at a desk: what it would do, and doing it. */
@Injectable()
export class MergesService {
  constructor(
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(VouchersRepository) private readonly vouchers: VouchersRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Joining) private readonly joining: Joining,
    @Inject(MemberCards) private readonly cards: MemberCards,
  ) {}

  async preview(pair: Pair): Promise<MergePreview> {
    const both = await this.joining.read(pair)
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
      const both = await this.joining.read(input)
      return this.joining.join(both, input, staff.id)
    })
  }

  private async replay({ into, points, at }: NonNullable<Member['merged']>) {
    const { moment } = await this.programmes.now()
    return { into, points, at, account: accountView((await this.points.openHeir(into, moment)).now, moment), replayed: true }
  }

}

function afterOf({ source, target, from, to, terms, moment }: Both): MergePreview['after'] {
  const drafts = merge(from.now, to.now, { sourceId: source.id, targetId: target.id, operationId: '' }, terms, moment)
  const joined = applyAll(to.now, [drafts.in, ...(drafts.tier === undefined ? [] : [drafts.tier])]).account
  const joinedOn = dayOf(Date.parse(target.joinedAt), moment.timeZone)
  const end = applyAll(joined, tierSteps(joined, terms, joinedOn, moment)).account
  return { available: end.available, pending: end.pending, debt: end.debt, tier: tierHeld(terms, end.tier?.id), growth: terms === undefined ? 0 : growthIn(end, terms, joinedOn, moment.today) }
}
