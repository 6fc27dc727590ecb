import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { refusalOf } from '../../shared/vouchers/redeem'
import { handleOf } from '../../shared/vouchers/code'
import { refundVoucher } from '../../shared/vouchers/exchange'
import { stateAt } from '../../shared/vouchers/voucher'
import type { vouchersDeskApi } from '../../shared/vouchers/vouchers-desk.api'
import type { Moment } from '../../shared/points/decide'
import type { VoucherDetail, VoucherView, vouchersApi } from '../../shared/vouchers/vouchers.api'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import type { MemberCaller } from '../http/request'
import { aboutMember, type OpenAccount, PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { StaffRepository } from '../stores/staff.repository'
import { cancelIdOf, cancelledWrite, voucherOf } from './voucher.items'
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

  private async page({ memberId, absorbed }: OpenAccount, input: InputOf<typeof vouchersApi.listVouchers>, moment: Moment): Promise<Page<VoucherView>> {
    const all = await this.vouchers.ofMember(memberId, absorbed)
    const fitting = all.filter((voucher) => input.state === undefined || (stateAt(voucher, moment.now) === 'issued') === (input.state === 'usable'))
    const place = placeIn(input.cursor, /^vou_[0-9A-Z]{26}$/)
    const from = place === undefined ? 0 : fitting.findIndex((voucher) => voucher.id === place) + 1
    const page = fitting.slice(from, from + input.limit)
    const last = page.at(-1)
    const items = await Promise.all(page.map((voucher) => this.views.view(voucher, moment)))
    return { items, next: last === undefined || from + page.length >= fitting.length ? null : cursorOf(last.id) }
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
