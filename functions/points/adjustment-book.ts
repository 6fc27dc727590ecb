import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { expiresOn } from '../../shared/earning/expiry'
import type { membersDeskApi } from '../../shared/earning/members-desk.api'
import { adjust } from '../../shared/points/adjust'
import { instant } from '../../shared/points/decide'
import type { Approved } from '../approvals/approvals.repository'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { commit, type Write } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { livingMember } from '../members/members.repository'
import { adjustmentOf, AdjustmentsRepository } from './adjustments.repository'
import { PointsRepository } from './points.repository'
import { accountView } from './views'

type Adjust = InputOf<typeof membersDeskApi.adjustPoints>

/** What a deed of two people writes and says beside what one person's does. */
interface Beside {
  readonly facts: Readonly<Record<string, string>>
  readonly writes: readonly Write[]
}

const nothing: Beside = { facts: {}, writes: [] }

/** Books corrections by hand. To be called inside `again`. */
@Injectable()
export class AdjustmentBook {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(AdjustmentsRepository) private readonly adjustments: AdjustmentsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  /** What somebody asked for and another person approves, in one step with the writes of the approval. */
  async approved(input: Adjust, { askedBy, by, writes }: Approved): Promise<void> {
    const one = await this.read(input)
    livingMember(one.memberItem)
    if (one.before !== undefined) throw new Refusal('approval_decided')
    await this.book(input, one, askedBy, { facts: { askedBy, approvedBy: by }, writes })
  }

  async read({ memberId, id }: Adjust) {
    const { programme, moment } = await this.programmes.now()
    const [item, memberItem, accountItem] = await getAll(this.database, [keys.adjustment(id), keys.member(memberId), keys.account(memberId)])
    return { programme, moment, before: item && adjustmentOf(item), memberItem, open: await this.points.openFrom(memberId, accountItem, moment) }
  }

  async book(input: Adjust, { programme, moment, open }: Awaited<ReturnType<AdjustmentBook['read']>>, staffId: string, also: Beside = nothing) {
    const { memberId, id, points, reason, text } = input
    const draft = adjust(open.now, { operationId: id, staffId, points, text, expiresOn: expiresOn(programme.expiry, moment.today) }, moment)
    const booked = this.points.book(open, [{ ...draft, facts: { ...draft.facts, ...also.facts } }])
    const entry = booked.entries[0]?.number ?? 0
    await commit(this.database, [...booked.writes, this.adjustments.record({ id, memberId, points, reason, text, by: staffId, at: instant(moment.now), entry }), ...also.writes])
    return { points, entry, account: accountView(booked.account, moment), replayed: false }
  }
}
