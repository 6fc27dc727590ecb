import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { vouchersDeskApi } from '../../shared/vouchers/vouchers-desk.api'
import { Call, Input } from '../http/call.decorators'
import { ClerkService } from './clerk.service'
import { VouchersDeskService } from './vouchers-desk.service'
import { VouchersService } from './vouchers.service'

@Controller()
export class VouchersDeskController {
  constructor(
    @Inject(VouchersService) private readonly vouchers: VouchersService,
    @Inject(ClerkService) private readonly clerks: ClerkService,
    @Inject(VouchersDeskService) private readonly desk: VouchersDeskService,
  ) {}

  @Call(vouchersDeskApi.findVouchers)
  find(@Input() input: InputOf<typeof vouchersDeskApi.findVouchers>) {
    return this.desk.find(input)
  }

  @Call(vouchersDeskApi.memberVouchers)
  listOf(@Input() input: InputOf<typeof vouchersDeskApi.memberVouchers>) {
    return this.vouchers.listOf(input)
  }

  @Call(vouchersDeskApi.redemptionsOf)
  deedsOf(@Input() input: InputOf<typeof vouchersDeskApi.redemptionsOf>) {
    return this.clerks.deedsOf(input)
  }
}
