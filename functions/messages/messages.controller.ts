import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { messagesApi } from '../../shared/messages/messages.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { MemberCaller } from '../http/request'
import { MessagesService } from './messages.service'

@Controller()
export class MessagesController {
  constructor(@Inject(MessagesService) private readonly messages: MessagesService) {}

  @Call(messagesApi.listMessages)
  list(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof messagesApi.listMessages>) {
    return this.messages.list(caller, input)
  }

  @Call(messagesApi.unreadMessages)
  unread(@Caller() caller: MemberCaller) {
    return this.messages.unread(caller)
  }

  @Call(messagesApi.readMessages)
  read(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof messagesApi.readMessages>) {
    return this.messages.read(caller, input)
  }

  @Call(messagesApi.messaging)
  messaging(@Caller() caller: MemberCaller) {
    return this.messages.messaging(caller)
  }

  @Call(messagesApi.changeMessaging)
  change(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof messagesApi.changeMessaging>) {
    return this.messages.change(caller, input)
  }

  @Call(messagesApi.answerSubscriptions)
  subscribe(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof messagesApi.answerSubscriptions>) {
    return this.messages.subscribe(caller, input)
  }

  @Call(messagesApi.remindOfCampaign)
  remind(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof messagesApi.remindOfCampaign>) {
    return this.messages.remind(caller, input)
  }
}
