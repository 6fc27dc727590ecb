import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { pointsApi } from '../../shared/points/points.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { MemberCaller } from '../http/request'
import { PointsService } from './points.service'

@Controller()
export class PointsController {
  constructor(@Inject(PointsService) private readonly points: PointsService) {}

  @Call(pointsApi.account)
  account(@Caller() caller: MemberCaller) {
    return this.points.account(caller)
  }

  @Call(pointsApi.entries)
  entries(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof pointsApi.entries>) {
    return this.points.entries(caller, input)
  }
}
