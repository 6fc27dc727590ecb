import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { tiersApi } from '../../shared/tiers/tiers.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { MemberCaller } from '../http/request'
import { TiersService } from './tiers.service'

@Controller()
export class TiersController {
  constructor(@Inject(TiersService) private readonly tiers: TiersService) {}

  @Call(tiersApi.myTier)
  mine(@Caller() caller: MemberCaller) {
    return this.tiers.mine(caller)
  }

  @Call(tiersApi.tierHistory)
  history(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof tiersApi.tierHistory>) {
    return this.tiers.history(caller, input)
  }
}
