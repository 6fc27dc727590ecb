import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { vouchersApi } from '../../shared/vouchers/vouchers.api'
import { Address, Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller, MemberCaller } from '../http/request'
import { ClerkService } from './clerk.service'
import { ExchangeService } from './exchange.service'
import { VouchersService } from './vouchers.service'

@Controller()
export class VouchersController {
  constructor(
    @Inject(ExchangeService) private readonly exchanges: ExchangeService,
    @Inject(VouchersService) private readonly vouchers: VouchersService,
    @Inject(ClerkService) private readonly clerks: ClerkService,
  ) {}

  @Call(vouchersApi.exchange)
  exchange(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof vouchersApi.exchange>, @Address() address: string) {
    return this.exchanges.exchange(caller, input, address)
  }

  @Call(vouchersApi.listVouchers)
  list(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof vouchersApi.listVouchers>) {
    return this.vouchers.list(caller, input)
  }

  @Call(vouchersApi.voucher)
  voucher(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof vouchersApi.voucher>) {
    return this.vouchers.one(caller, input)
  }

  @Call(vouchersApi.cancelVoucher)
  cancel(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof vouchersApi.cancelVoucher>) {
    return this.vouchers.cancel(caller, input)
  }

  @Call(vouchersApi.look)
  look(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof vouchersApi.look>) {
    return this.clerks.look(caller, input)
  }

  @Call(vouchersApi.redeem)
  redeem(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof vouchersApi.redeem>) {
    return this.clerks.redeem(caller, input)
  }

  @Call(vouchersApi.today)
  today(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof vouchersApi.today>) {
    return this.clerks.today(caller, input)
  }
}
