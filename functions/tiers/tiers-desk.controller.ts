import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { memberPagesApi } from '../../shared/tiers/member-pages.api'
import { tiersApi } from '../../shared/tiers/tiers.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { MemberPagesService } from './member-pages.service'
import { TiersService } from './tiers.service'

@Controller()
export class TiersDeskController {
  constructor(
    @Inject(TiersService) private readonly tiers: TiersService,
    @Inject(MemberPagesService) private readonly pages: MemberPagesService,
  ) {}

  @Call(tiersApi.giveTier)
  give(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof tiersApi.giveTier>) {
    return this.tiers.give(caller, input)
  }

  @Call(tiersApi.liftTier)
  lift(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof tiersApi.liftTier>) {
    return this.tiers.lift(caller, input)
  }

  @Call(memberPagesApi.findMember)
  find(@Input() input: InputOf<typeof memberPagesApi.findMember>) {
    return this.pages.find(input)
  }

  @Call(memberPagesApi.memberPage)
  page(@Input() input: InputOf<typeof memberPagesApi.memberPage>) {
    return this.pages.page(input)
  }
}
