import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { MemberId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { refusalSentence } from '../../shared/api/errors'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import { checkCode, readCode } from '../../shared/vouchers/code'
import { redeemRefusal } from '../../shared/vouchers/redeem'
import type { Redeemed, Voucher } from '../../shared/vouchers/voucher'
import type { vouchersDeskApi } from '../../shared/vouchers/vouchers-desk.api'
import type { Deed, Look, vouchersApi } from '../../shared/vouchers/vouchers.api'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'
import { type Member, MembersRepository } from '../members/members.repository'
import { maskName, maskPhone, PersonalData } from '../members/personal-data'
import { Secrets } from '../secrets'
import { checkStore } from '../stores/staff.rules'
import { StaffRepository } from '../stores/staff.repository'
import { StoresRepository } from '../stores/stores.repository'
import { Tickets } from '../stores/tickets'
import { deedCursor, deedOf, deedPlace } from './deeds'
import { redeemedWrite } from './voucher.items'
import { pictureOf } from './voucher.views'
import { VouchersRepository } from './vouchers.repository'

@Injectable()
export class ClerkService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(VouchersRepository) private readonly vouchers: VouchersRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Tickets) private readonly tickets: Tickets,
  ) {}

  /** What a code is. A forged or outdated one is refused before the database is asked anything. */
  async look({ staff }: ClerkCaller, input: InputOf<typeof vouchersApi.look>): Promise<Look> {
    const { moment } = await this.programmes.now()
    const scanned = readCode(input.code)
    checkCode(this.secrets.codeKey, scanned, moment.now)
    const store = await checkStore(this.stores, staff, input.storeId)
    const memberId = await this.members.byCard(scanned.cardNo)
    if (memberId === undefined) throw new Refusal(scanned.type === 'member' ? 'member_not_found' : 'voucher_not_found')
    const member = await this.members.active(memberId)
    if (scanned.type === 'member') return { type: 'member', ticket: this.tickets.issue('member', staff.id, memberId, member.cardNo), member: this.masked(member) }
    const voucher = await this.known(memberId, scanned.handle)
    const refusal = redeemRefusal(voucher, store.id, await this.storeNames(voucher), moment)
    return {
      type: 'voucher',
      ticket: this.tickets.issue('voucher', staff.id, memberId, scanned.handle),
      title: voucher.title,
      picture: pictureOf(voucher),
      expiresAt: voucher.expiresAt,
      member: this.masked(member),
      refusal: refusal === undefined ? null : { code: refusal.code, zh: refusalSentence(refusal.code, refusal.details, 'zh'), en: refusalSentence(refusal.code, refusal.details, 'en') },
    }
  }

  /** Redeems once: the condition of the one write is the rule. The same operation sent again gets the first answer. */
  async redeem({ staff }: ClerkCaller, input: InputOf<typeof vouchersApi.redeem>) {
    const store = await checkStore(this.stores, staff, input.storeId)
    const { memberId, name: handle } = this.tickets.read('voucher', input.ticket, staff.id)
    return again(async () => {
      const { moment } = await this.programmes.now()
      const voucher = await this.known(memberId, handle)
      if (voucher.redeemed?.operationId === input.id && voucher.redeemed.staffId === staff.id) return redemption(voucher, voucher.redeemed, true)
      const refusal = redeemRefusal(voucher, store.id, await this.storeNames(voucher), moment)
      if (refusal !== undefined) throw refusal
      const redeemed: Redeemed = { at: instant(moment.now), operationId: input.id, staffId: staff.id, clerkName: staff.name, storeId: store.id, storeName: store.name }
      await commit(this.database, [redeemedWrite(voucher, redeemed, moment.today)])
      return redemption(voucher, redeemed, false)
    })
  }

  today({ staff }: ClerkCaller, input: InputOf<typeof vouchersApi.today>): Promise<Page<Deed>> {
    return this.deedsOf({ ...input, staffId: staff.id, order: 'newest' })
  }

  async deedsOf({ staffId, day, order, cursor, limit }: InputOf<typeof vouchersDeskApi.redemptionsOf>): Promise<Page<Deed>> {
    const on = day ?? (await this.programmes.now()).moment.today
    const { items, last } = await this.vouchers.deedsOf(staffId, on, order, limit, deedPlace(cursor, staffId, on, order))
    return { items: items.map(deedOf), next: last === undefined ? null : deedCursor(last, order) }
  }

  private async known(memberId: MemberId, handle: string): Promise<Voucher> {
    const voucher = await this.vouchers.redeemable(memberId, handle)
    if (voucher === undefined) throw new Refusal('voucher_not_found')
    return this.staff.withClerk(voucher)
  }

  private async storeNames(voucher: Voucher): Promise<readonly string[]> {
    return (await this.stores.named(voucher.stores)).map((store) => store.name)
  }

  private masked(member: Member): Extract<Look, { type: 'member' }>['member'] {
    const personal = member.personal === undefined ? undefined : this.personalData.open(member.id, member.personal)
    return {
      nicknameMasked: personal === undefined || personal.nickname === '' ? '' : maskName(personal.nickname),
      phoneMasked: personal?.phone === undefined ? null : maskPhone(personal.phone),
      cardNo: member.cardNo,
    }
  }
}

function redemption(voucher: Voucher, redeemed: Redeemed, replayed: boolean) {
  return { title: voucher.title, picture: pictureOf(voucher), redeemedAt: redeemed.at, storeName: redeemed.storeName, clerkName: redeemed.clerkName, replayed }
}

