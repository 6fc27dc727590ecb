import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { memberListApi } from '../../shared/earning/member-list.api'
import { Call, Input } from '../http/call.decorators'
import { MemberListService } from './member-list.service'

@Controller()
export class MemberListController {
  constructor(@Inject(MemberListService) private readonly members: MemberListService) {}

  @Call(memberListApi.listMembers)
  list(@Input() input: InputOf<typeof memberListApi.listMembers>) {
    return this.members.list(input)
  }
}
