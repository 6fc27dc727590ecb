import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { membersDeskApi } from '../../shared/earning/members-desk.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { AdjustmentsService } from './adjustments.service'
import { PointsService } from './points.service'

@Controller()
export class PointsDeskController {
  constructor(
    @Inject(PointsService) private readonly points: PointsService,
    @Inject(AdjustmentsService) private readonly adjustments: AdjustmentsService,
  ) {}

  @Call(membersDeskApi.memberEntries)
  entriesOf(@Input() input: InputOf<typeof membersDeskApi.memberEntries>) {
    return this.points.entriesOf(input)
  }

  @Call(membersDeskApi.adjustPoints)
  adjust(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof membersDeskApi.adjustPoints>) {
    return this.adjustments.adjust(caller, input)
  }
}
