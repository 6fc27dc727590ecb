import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { approvalsApi } from '../../shared/earning/approvals.api'
import { Call, Caller, Input, RequestId } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { ApprovalsService } from './approvals.service'

@Controller()
export class ApprovalsController {
  constructor(@Inject(ApprovalsService) private readonly approvals: ApprovalsService) {}

  @Call(approvalsApi.limits)
  limits(@Input() _nothing: InputOf<typeof approvalsApi.limits>) {
    return this.approvals.limits()
  }

  @Call(approvalsApi.setLimits)
  setLimits(@Input() input: InputOf<typeof approvalsApi.setLimits>) {
    return this.approvals.setLimits(input)
  }

  @Call(approvalsApi.listApprovals)
  list(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof approvalsApi.listApprovals>) {
    return this.approvals.list(caller, input)
  }

  @Call(approvalsApi.decideApproval)
  decide(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof approvalsApi.decideApproval>, @RequestId() requestId: string) {
    return this.approvals.decide(caller, input, requestId)
  }
}
