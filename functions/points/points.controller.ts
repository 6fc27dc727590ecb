import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { membersDeskApi } from '../../shared/earning/members-desk.api'
import { pointsApi } from '../../shared/points/points.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller, MemberCaller } from '../http/request'
import { AdjustmentsService } from './adjustments.service'
import { PointsService } from './points.service'

@Controller()
export class PointsController {
  constructor(
    @Inject(PointsService) private readonly points: PointsService,
    @Inject(AdjustmentsService) private readonly adjustments: AdjustmentsService,
  ) {}

  @Call(pointsApi.account)
  account(@Caller() caller: MemberCaller) {
    return this.points.account(caller)
  }

  @Call(pointsApi.entries)
  entries(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof pointsApi.entries>) {
    return this.points.entries(caller, input)
  }

  @Call(membersDeskApi.memberEntries)
  entriesOf(@Input() input: InputOf<typeof membersDeskApi.memberEntries>) {
    return this.points.entriesOf(input)
  }

  @Call(membersDeskApi.adjustPoints)
  adjust(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof membersDeskApi.adjustPoints>) {
    return this.adjustments.adjust(caller, input)
  }
}
