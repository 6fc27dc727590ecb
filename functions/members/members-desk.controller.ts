import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { membersDeskApi } from '../../shared/earning/members-desk.api'
import { Call, Input } from '../http/call.decorators'
import { MembersDeskService } from './members-desk.service'

@Controller()
export class MembersDeskController {
  constructor(@Inject(MembersDeskService) private readonly members: MembersDeskService) {}

  @Call(membersDeskApi.findMembers)
  find(@Input() input: InputOf<typeof membersDeskApi.findMembers>) {
    return this.members.find(input)
  }

  @Call(membersDeskApi.memberDetail)
  detail(@Input() input: InputOf<typeof membersDeskApi.memberDetail>) {
    return this.members.detail(input)
  }

  @Call(membersDeskApi.unmaskMember)
  unmask(@Input() input: InputOf<typeof membersDeskApi.unmaskMember>) {
    return this.members.unmask(input)
  }
}
