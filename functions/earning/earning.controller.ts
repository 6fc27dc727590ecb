import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { earningApi } from '../../shared/earning/earning.api'
import { Address, Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller, MemberCaller, TillCaller } from '../http/request'
import { CheckInService } from './check-in.service'
import { OrdersService } from './orders.service'
import { ShareService } from './share.service'

@Controller()
export class EarningController {
  constructor(
    @Inject(CheckInService) private readonly checkIns: CheckInService,
    @Inject(ShareService) private readonly shares: ShareService,
    @Inject(OrdersService) private readonly orders: OrdersService,
  ) {}

  @Call(earningApi.checkInMonth)
  month(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof earningApi.checkInMonth>) {
    return this.checkIns.month(caller, input)
  }

  @Call(earningApi.checkIn)
  checkIn(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof earningApi.checkIn>, @Address() address: string) {
    return this.checkIns.checkIn(caller, input, address)
  }

  @Call(earningApi.makeUpCheckIn)
  makeUp(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof earningApi.makeUpCheckIn>) {
    return this.checkIns.makeUp(caller, input)
  }

  @Call(earningApi.myShare)
  myShare(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof earningApi.myShare>) {
    return this.shares.mine(caller, input)
  }

  @Call(earningApi.openShare)
  openShare(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof earningApi.openShare>, @Address() address: string) {
    return this.shares.open(caller, input, address)
  }

  @Call(earningApi.reportOrderPaid)
  orderPaid(@Caller() caller: TillCaller, @Input() input: InputOf<typeof earningApi.reportOrderPaid>) {
    return this.orders.paid(caller, input)
  }

  @Call(earningApi.reportOrderRefunded)
  orderRefunded(@Caller() caller: TillCaller, @Input() input: InputOf<typeof earningApi.reportOrderRefunded>) {
    return this.orders.refunded(caller, input)
  }

  @Call(earningApi.recordPurchase)
  recordPurchase(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof earningApi.recordPurchase>) {
    return this.orders.record(caller, input)
  }
}
