import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { membersDeskApi } from '../../shared/earning/members-desk.api'
import { mergeApi } from '../../shared/earning/merge.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { MembersService } from './members.service'
import { MergesService } from './merges.service'
import { MembersDeskService } from './members-desk.service'

@Controller()
export class MembersDeskController {
  constructor(
    @Inject(MembersDeskService) private readonly members: MembersDeskService,
    @Inject(MergesService) private readonly merges: MergesService,
    @Inject(MembersService) private readonly accounts: MembersService,
  ) {}

  @Call(membersDeskApi.findMembers)
  find(@Input() input: InputOf<typeof membersDeskApi.findMembers>) {
    return this.members.find(input)
  }

  @Call(membersDeskApi.memberDetail)
  detail(@Input() input: InputOf<typeof membersDeskApi.memberDetail>) {
    return this.members.detail(input)
  }

  @Call(mergeApi.mergePreview)
  preview(@Input() input: InputOf<typeof mergeApi.mergePreview>) {
    return this.merges.preview(input)
  }

  @Call(mergeApi.mergeMembers)
  merge(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof mergeApi.mergeMembers>) {
    return this.merges.merge(caller, input)
  }

  @Call(membersDeskApi.exportMember)
  export(@Input() input: InputOf<typeof membersDeskApi.exportMember>) {
    return this.accounts.exportOf(input)
  }

  @Call(membersDeskApi.eraseMember)
  erase(@Input() input: InputOf<typeof membersDeskApi.eraseMember>) {
    return this.accounts.eraseOf(input)
  }

  @Call(membersDeskApi.unmaskMember)
  unmask(@Input() input: InputOf<typeof membersDeskApi.unmaskMember>) {
    return this.members.unmask(input)
  }
}
