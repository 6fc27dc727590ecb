import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { Page, SortOrder } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { refusalOf } from '../../shared/vouchers/redeem'
import { handleOf } from '../../shared/vouchers/code'
import { refundVoucher } from '../../shared/vouchers/exchange'
import { stateAt, type Voucher } from '../../shared/vouchers/voucher'
import type { vouchersDeskApi } from '../../shared/vouchers/vouchers-desk.api'
import type { Moment } from '../../shared/points/decide'
import type { VoucherDetail, VoucherView, vouchersApi } from '../../shared/vouchers/vouchers.api'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { MemberCaller } from '../http/request'
import { aboutMember, type OpenAccount, PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { StaffRepository } from '../stores/staff.repository'
import { cancelIdOf, cancelledWrite, voucherOf } from './voucher.items'
import { voucherPage } from './voucher-page'
import { VoucherViews } from './voucher.views'
import { VouchersRepository } from './vouchers.repository'

@Injectable()
export class VouchersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(VouchersRepository) private readonly vouchers: VouchersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(VoucherViews) private readonly views: VoucherViews,
  ) {}

  async list(caller: MemberCaller, input: InputOf<typeof vouchersApi.listVouchers>): Promise<Page<VoucherView>> {
    const { moment } = await this.programmes.now()
    return this.page(await this.points.openLiving(caller.memberId, moment), input, moment)
  }

  /** The same for staff. */
  async listOf(input: InputOf<typeof vouchersDeskApi.memberVouchers>): Promise<Page<VoucherView>> {
    const { moment } = await this.programmes.now()
    return this.page(await this.points.openReadable(input.memberId, moment), input, moment)
  }

  private async page({ memberId, absorbed }: OpenAccount, input: InputOf<typeof vouchersApi.listVouchers> & { readonly order?: SortOrder }, moment: Moment): Promise<Page<VoucherView>> {
    const all = await this.vouchers.ofMember(memberId, absorbed)
    const fits = (voucher: Voucher) => input.state === undefined || (stateAt(voucher, moment.now) === 'issued') === (input.state === 'usable')
    const { page, next } = voucherPage(all, fits, input)
    return { items: await Promise.all(page.map((voucher) => this.views.view(voucher, moment))), next }
  }

  async one(caller: MemberCaller, input: InputOf<typeof vouchersApi.voucher>): Promise<VoucherDetail> {
    const { moment } = await this.programmes.now()
    const { absorbed } = await this.points.openLiving(caller.memberId, moment)
    const voucher = await this.vouchers.among([caller.memberId, ...absorbed], handleOf(input.voucherId), input.voucherId)
    if (voucher === undefined) throw new Refusal('voucher_not_found')
    return this.views.detail(voucher, moment)
  }

  /** Points go back with this write; the unit of stock is owed to the mall and brought back by the stream. */
  cancel(caller: MemberCaller, input: InputOf<typeof vouchersApi.cancelVoucher>) {
    return again(async () => {
      const { moment } = await this.programmes.now()
      const [accountItem, own] = await getAll(this.database, [keys.account(caller.memberId), keys.voucher(caller.memberId, handleOf(input.voucherId))])
      const open = await this.points.openFrom(caller.memberId, accountItem, moment)
      const others = own?.['id'] === input.voucherId ? [] : await getAll(this.database, open.absorbed.map((memberId) => keys.voucher(memberId, handleOf(input.voucherId))))
      const item = [own, ...others].find((one) => one?.['id'] === input.voucherId)
      if (item === undefined) throw new Refusal('voucher_not_found')
      const voucher = voucherOf(item)
      if (cancelIdOf(item) === input.id) return { voucher: await this.views.detail(voucher, moment), account: accountView(open.now, moment), replayed: true }
      const refusal = refusalOf(await this.staff.withClerk(voucher), moment)
      if (refusal !== undefined) throw refusal
      const booked = this.points.book(open, [aboutMember(voucher.memberId, caller.memberId, refundVoucher(open.now, voucher, 'cancelled', input.id, moment))])
      await commit(this.database, [...booked.writes, cancelledWrite(voucher, input.id, moment)])
      const ended = { ...voucher, state: 'cancelled' as const }
      return { voucher: await this.views.detail(ended, moment), account: accountView(booked.account, moment), replayed: false }
    })
  }
}
