import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { eventsApi } from '../../shared/earning/events.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { GrantsService } from './grants.service'

@Controller()
export class GrantsController {
  constructor(@Inject(GrantsService) private readonly grants: GrantsService) {}

  @Call(eventsApi.grantPoints)
  grant(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof eventsApi.grantPoints>) {
    return this.grants.grant(caller, input)
  }
}
