import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { messagesDeskApi } from '../../shared/messages/messages-desk.api'
import { Call, Input } from '../http/call.decorators'
import { MessagesService } from './messages.service'

@Controller()
export class MessagesDeskController {
  constructor(@Inject(MessagesService) private readonly messages: MessagesService) {}

  @Call(messagesDeskApi.memberMessages)
  listOf(@Input() input: InputOf<typeof messagesDeskApi.memberMessages>) {
    return this.messages.listOf(input)
  }
}
