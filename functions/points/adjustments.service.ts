import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { expiresOn } from '../../shared/earning/expiry'
import type { membersDeskApi } from '../../shared/earning/members-desk.api'
import { adjust } from '../../shared/points/adjust'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'
import { adjustmentOf, AdjustmentsRepository, type StoredAdjustment } from './adjustments.repository'
import { PointsRepository } from './points.repository'
import { accountView } from './views'

type Adjust = InputOf<typeof membersDeskApi.adjustPoints>

/** Points corrected by hand. Nobody corrects their own, but the owner. */
@Injectable()
export class AdjustmentsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(AdjustmentsRepository) private readonly adjustments: AdjustmentsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  adjust({ staff }: ClerkCaller, input: Adjust) {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const { memberId, id, points, reason, text } = input
      if (memberId === staff.memberId && staff.role !== 'owner') throw new Refusal('not_allowed')
      const [item, memberItem, accountItem] = await getAll(this.database, [keys.adjustment(id), keys.member(memberId), keys.account(memberId)])
      const open = await this.points.openFrom(memberId, accountItem, moment)
      if (item !== undefined) {
        const before = adjustmentOf(item)
        if (!isSame(before, { ...input, by: staff.id })) throw new Refusal('idempotency_conflict')
        return { points, entry: before.entry, account: accountView(open.now, moment), replayed: true }
      }
      if (memberItem === undefined) throw new Refusal('member_not_found')
      const draft = adjust(open.now, { operationId: id, staffId: staff.id, points, text, expiresOn: expiresOn(programme.expiry, moment.today) }, programme.adjustMostPoints, moment)
      const booked = this.points.book(open, [draft])
      const entry = booked.entries[0]?.number ?? 0
      await commit(this.database, [...booked.writes, this.adjustments.record({ id, memberId, points, reason, text, by: staff.id, at: instant(moment.now), entry })])
      return { points, entry, account: accountView(booked.account, moment), replayed: false }
    })
  }
}

type Asked = Pick<StoredAdjustment, 'memberId' | 'points' | 'reason' | 'text' | 'by'>

const isSame = (a: Asked, b: Asked): boolean => a.memberId === b.memberId && a.points === b.points && a.reason === b.reason && a.text === b.text && a.by === b.by
