import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { membersApi } from '../../shared/members/members.api'
import { Address, Call, Caller, Input } from '../http/call.decorators'
import type { MemberCaller } from '../http/request'
import { MembersService } from './members.service'
import { SignInService } from './sign-in.service'

@Controller()
export class MembersController {
  constructor(
    @Inject(SignInService) private readonly sessions: SignInService,
    @Inject(MembersService) private readonly members: MembersService,
  ) {}

  @Call(membersApi.signIn)
  signIn(@Input() input: InputOf<typeof membersApi.signIn>, @Address() address: string) {
    return this.sessions.signIn(input, address)
  }

  @Call(membersApi.renewSession)
  renew(@Input() input: InputOf<typeof membersApi.renewSession>) {
    return this.sessions.renew(input.renewal)
  }

  @Call(membersApi.signOutEverywhere)
  signOutEverywhere(@Caller() caller: MemberCaller) {
    return this.members.endSessions(caller)
  }

  @Call(membersApi.privacyNotice)
  privacyNotice() {
    return this.members.notice()
  }

  @Call(membersApi.me)
  me(@Caller() caller: MemberCaller) {
    return this.members.me(caller)
  }

  @Call(membersApi.updateMe)
  update(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof membersApi.updateMe>) {
    return this.members.update(caller, input)
  }

  @Call(membersApi.linkPhone)
  linkPhone(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof membersApi.linkPhone>) {
    return this.members.linkPhone(caller, input)
  }

  @Call(membersApi.memberCode)
  code(@Caller() caller: MemberCaller) {
    return this.members.code(caller)
  }

  @Call(membersApi.exportMe)
  export(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof membersApi.exportMe>) {
    return this.members.export(caller, input)
  }

  @Call(membersApi.eraseMe)
  erase(@Caller() caller: MemberCaller) {
    return this.members.erase(caller)
  }
}
