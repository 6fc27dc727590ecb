import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { deskApi } from '../../shared/stores/desk.api'
import { Address, Call, Caller, Input, RequestId } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { AccessService } from './access.service'
import { DeskService } from './desk.service'
import { ScansService } from './scans.service'

@Controller()
export class DeskController {
  constructor(
    @Inject(DeskService) private readonly desk: DeskService,
    @Inject(ScansService) private readonly scans: ScansService,
    @Inject(AccessService) private readonly access: AccessService,
  ) {}

  @Call(deskApi.deskState)
  state() {
    return this.desk.state()
  }

  @Call(deskApi.makeOwner)
  makeOwner(@Input() input: InputOf<typeof deskApi.makeOwner>, @Address() address: string, @RequestId() requestId: string) {
    return this.desk.makeOwner(input, { address, requestId })
  }

  @Call(deskApi.passwordSignIn)
  signIn(@Input() input: InputOf<typeof deskApi.passwordSignIn>, @Address() address: string, @RequestId() requestId: string) {
    return this.desk.signIn(input, { address, requestId })
  }

  @Call(deskApi.beginScan)
  beginScan() {
    return this.scans.begin()
  }

  @Call(deskApi.scanState)
  scanState(@Input() input: InputOf<typeof deskApi.scanState>, @RequestId() requestId: string) {
    return this.scans.state(input, requestId)
  }

  @Call(deskApi.confirmScan)
  confirmScan(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof deskApi.confirmScan>) {
    return this.scans.confirm(caller, input)
  }

  @Call(deskApi.deskMe)
  me(@Caller() caller: ClerkCaller) {
    return this.access.me(caller)
  }

  @Call(deskApi.deskSignOut)
  signOut(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof deskApi.deskSignOut>) {
    return this.access.signOut(caller, input)
  }

  @Call(deskApi.setPassword)
  setPassword(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof deskApi.setPassword>) {
    return this.access.setPassword(caller, input)
  }

  @Call(deskApi.beginSecondFactor)
  beginSecondFactor(@Caller() caller: ClerkCaller) {
    return this.access.beginSecondFactor(caller)
  }

  @Call(deskApi.confirmSecondFactor)
  confirmSecondFactor(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof deskApi.confirmSecondFactor>) {
    return this.access.confirmSecondFactor(caller, input)
  }

  @Call(deskApi.resetAccess)
  reset(@Input() input: InputOf<typeof deskApi.resetAccess>) {
    return this.access.reset(input)
  }
}
