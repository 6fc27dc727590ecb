import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { auditApi } from '../../shared/stores/audit.api'
import { Call, Input } from '../http/call.decorators'
import { AuditService } from './audit.service'

@Controller()
export class AuditController {
  constructor(@Inject(AuditService) private readonly audit: AuditService) {}

  @Call(auditApi.listAudit)
  list(@Input() input: InputOf<typeof auditApi.listAudit>) {
    return this.audit.list(input)
  }
}
