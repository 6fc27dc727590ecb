import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { eventsApi } from '../../shared/earning/events.api'
import { Call, Caller, Input } from '../http/call.decorators'
import { Language } from '../http/language.decorator'
import type { TillCaller } from '../http/request'
import { EventsService } from './events.service'

@Controller()
export class EventsController {
  constructor(@Inject(EventsService) private readonly events: EventsService) {}

  @Call(eventsApi.reportEvents)
  report(@Caller() caller: TillCaller, @Input() input: InputOf<typeof eventsApi.reportEvents>, @Language() language: 'zh' | 'en') {
    return this.events.report(caller, input, language)
  }
}
