import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { holdsApi } from '../../shared/earning/holds.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { TillCaller } from '../http/request'
import { HoldsService } from './holds.service'

@Controller()
export class HoldsController {
  constructor(@Inject(HoldsService) private readonly holds: HoldsService) {}

  @Call(holdsApi.quoteHold)
  quote(@Caller() caller: TillCaller, @Input() input: InputOf<typeof holdsApi.quoteHold>) {
    return this.holds.quote(caller, input)
  }

  @Call(holdsApi.openHold)
  open(@Caller() caller: TillCaller, @Input() input: InputOf<typeof holdsApi.openHold>) {
    return this.holds.open(caller, input)
  }

  @Call(holdsApi.hold)
  look(@Caller() caller: TillCaller, @Input() input: InputOf<typeof holdsApi.hold>) {
    return this.holds.look(caller, input)
  }

  @Call(holdsApi.confirmHold)
  confirm(@Caller() caller: TillCaller, @Input() input: InputOf<typeof holdsApi.confirmHold>) {
    return this.holds.confirm(caller, input)
  }

  @Call(holdsApi.cancelHold)
  cancel(@Caller() caller: TillCaller, @Input() input: InputOf<typeof holdsApi.cancelHold>) {
    return this.holds.cancel(caller, input)
  }

  @Call(holdsApi.refundHold)
  refund(@Caller() caller: TillCaller, @Input() input: InputOf<typeof holdsApi.refundHold>) {
    return this.holds.refund(caller, input)
  }
}
