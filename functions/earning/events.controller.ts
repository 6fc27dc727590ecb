import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { eventsApi } from '../../shared/earning/events.api'
import { tillApi } from '../../shared/earning/till.api'
import { Call, Caller, Input } from '../http/call.decorators'
import { Language } from '../http/language.decorator'
import type { ClerkCaller, TillCaller } from '../http/request'
import { EventsService } from './events.service'
import { GrantsService } from './grants.service'
import { TillService } from './till.service'

@Controller()
export class EventsController {
  constructor(
    @Inject(EventsService) private readonly events: EventsService,
    @Inject(GrantsService) private readonly grants: GrantsService,
    @Inject(TillService) private readonly tills: TillService,
  ) {}

  @Call(eventsApi.reportEvents)
  report(@Caller() caller: TillCaller, @Input() input: InputOf<typeof eventsApi.reportEvents>, @Language() language: 'zh' | 'en') {
    return this.events.report(caller, input, language)
  }

  @Call(tillApi.tillMember)
  member(@Input() input: InputOf<typeof tillApi.tillMember>) {
    return this.tills.member(input)
  }

  @Call(eventsApi.grantPoints)
  grant(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof eventsApi.grantPoints>) {
    return this.grants.grant(caller, input)
  }
}
