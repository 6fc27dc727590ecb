import { Inject, Injectable } from '@nestjs/common'
import type { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { MemberRef } from '../../shared/earning/earning.api'
import { checkCode, readCode } from '../../shared/vouchers/code'
import { Clock } from '../clock'
import { MembersRepository } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { Secrets } from '../secrets'

/** Finds the member an integrator means. */
@Injectable()
export class MemberRefs {
  constructor(
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Refuses with `member_not_found`. */
  async find(ref: MemberRef): Promise<MemberId> {
    if ('memberId' in ref) return ref.memberId
    const memberId = await this.lookUp(ref)
    if (memberId === undefined) throw new Refusal('member_not_found')
    return memberId
  }

  private lookUp(ref: Exclude<MemberRef, { memberId: MemberId }>): Promise<MemberId | undefined> {
    if ('phone' in ref) return this.members.byIdentity('phone', this.personalData.hash('phone', ref.phone.replace(/^\+86/, '')))
    if ('customer' in ref) return this.members.byIdentity('customer', ref.customer)
    const scanned = readCode(ref.code)
    if (scanned.type !== 'member') throw new Refusal('code_unreadable')
    checkCode(this.secrets.codeKey, scanned, this.clock.now())
    return this.members.byCard(scanned.cardNo)
  }
}
