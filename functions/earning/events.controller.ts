import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { eventsApi } from '../../shared/earning/events.api'
import { tillApi } from '../../shared/earning/till.api'
import { Call, Caller, Input } from '../http/call.decorators'
import { Language } from '../http/language.decorator'
import type { TillCaller } from '../http/request'
import { EventsService } from './events.service'
import { TillService } from './till.service'

@Controller()
export class EventsController {
  constructor(
    @Inject(EventsService) private readonly events: EventsService,
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
}
