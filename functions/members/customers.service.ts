import { Inject, Injectable } from '@nestjs/common'
import type { MemberId } from '../../shared/api/ids'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { PointsRepository } from '../points/points.repository'
import { Secrets } from '../secrets'
import { type Member, MembersRepository } from './members.repository'

/** Members whom a shop knows only by its own customer number, without WeChat: no personal data, no consent, no welcome points. */
@Injectable()
export class CustomersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** The member of a customer number, made one if there is none. */
  findOrJoin(customer: string): Promise<{ memberId: MemberId; isNew: boolean }> {
    return again(async () => {
      const known = await this.members.byIdentity('customer', customer)
      if (known !== undefined) return { memberId: known, isNew: false }
      const { moment } = await this.programmes.now()
      const id = this.secrets.newId('member')
      const member: Member = { id, cardNo: this.secrets.newCardNo(), state: 'active', epoch: 0, revision: 0, joinedAt: instant(moment.now), customer }
      const open = await this.points.openFrom(id, undefined, moment)
      await commit(this.database, [...this.members.join(member, { kind: 'customer', value: customer }), ...this.points.book(open, []).writes])
      return { memberId: id, isNew: true }
    })
  }
}
