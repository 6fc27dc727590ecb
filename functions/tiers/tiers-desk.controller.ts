import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { membersDeskApi } from '../../shared/earning/members-desk.api'
import { tiersApi } from '../../shared/tiers/tiers.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { TiersService } from './tiers.service'

@Controller()
export class TiersDeskController {
  constructor(@Inject(TiersService) private readonly tiers: TiersService) {}

  @Call(tiersApi.giveTier)
  give(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof tiersApi.giveTier>) {
    return this.tiers.give(caller, input)
  }

  @Call(tiersApi.liftTier)
  lift(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof tiersApi.liftTier>) {
    return this.tiers.lift(caller, input)
  }

  @Call(membersDeskApi.memberTierHistory)
  history(@Input() input: InputOf<typeof membersDeskApi.memberTierHistory>) {
    return this.tiers.historyOf(input)
  }
}
