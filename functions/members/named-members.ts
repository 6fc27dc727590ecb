import { Inject, Injectable } from '@nestjs/common'
import type { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { MemberRef } from '../../shared/earning/earning.api'
import { checkCode, readCode } from '../../shared/vouchers/code'
import { Clock } from '../clock'
import { Secrets } from '../secrets'
import { MembersRepository } from './members.repository'
import { PersonalData } from './personal-data'

/** What a member can be named by, beside their id and the code on their phone. */
interface Names {
  readonly phone?: string | undefined
  readonly customer?: string | undefined
  readonly cardNo?: string | undefined
}

/** Who is meant: by a till, or by staff at a desk. */
@Injectable()
export class NamedMembers {
  constructor(
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @param isRepeated the till sends again what was taken before, so a code may have become old since
   */
  async memberOf(ref: MemberRef, isRepeated = false): Promise<MemberId> {
    if ('memberId' in ref) return ref.memberId
    const memberId = await this.lookUp(ref, isRepeated)
    if (memberId === undefined) throw new Refusal('member_not_found')
    return memberId
  }

  /** Who has this phone number, customer number or card; undefined where nobody has. */
  async find({ phone, customer, cardNo }: Names): Promise<MemberId | undefined> {
    if (phone !== undefined) return this.members.byIdentity('phone', this.personalData.hash('phone', phone.replace(/^\+86/, '')))
    if (customer !== undefined) return this.members.byIdentity('customer', customer)
    return cardNo === undefined ? undefined : this.members.byCard(cardNo)
  }

  private async lookUp(ref: Exclude<MemberRef, { memberId: MemberId }>, isRepeated: boolean): Promise<MemberId | undefined> {
    if (!('code' in ref)) return this.find(ref)
    const scanned = readCode(ref.code)
    if (scanned.type !== 'member') throw new Refusal('code_unreadable')
    if (!isRepeated) checkCode(this.secrets.codeKey, scanned, this.clock.now())
    return this.find(scanned)
  }
}
