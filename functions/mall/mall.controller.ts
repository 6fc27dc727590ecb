import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { mallApi } from '../../shared/mall/mall.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { MemberCaller } from '../http/request'
import { FlashService } from './flash.service'
import { MallService } from './mall.service'

@Controller()
export class MallController {
  constructor(
    @Inject(MallService) private readonly mall: MallService,
    @Inject(FlashService) private readonly flash: FlashService,
  ) {}

  @Call(mallApi.home)
  home(@Caller() caller: MemberCaller) {
    return this.mall.home(caller)
  }

  @Call(mallApi.listRewards)
  list(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof mallApi.listRewards>) {
    return this.mall.list(caller, input)
  }

  @Call(mallApi.reward)
  reward(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof mallApi.reward>) {
    return this.mall.detail(caller, input.rewardId)
  }

  @Call(mallApi.listFlash)
  listFlash(@Caller() caller: MemberCaller) {
    return this.flash.list(caller)
  }
}
