import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { storesApi } from '../../shared/stores/stores.api'
import { Call, Caller, Input, RequestId } from '../http/call.decorators'
import type { ClerkCaller, MemberCaller } from '../http/request'
import { StoresService } from './stores.service'

@Controller()
export class StoresController {
  constructor(@Inject(StoresService) private readonly stores: StoresService) {}

  @Call(storesApi.listStores)
  list() {
    return this.stores.list()
  }

  @Call(storesApi.inviteClerk)
  invite(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof storesApi.inviteClerk>) {
    return this.stores.invite(caller, input)
  }

  @Call(storesApi.acceptInvitation)
  accept(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof storesApi.acceptInvitation>, @RequestId() requestId: string) {
    return this.stores.accept(caller, input, requestId)
  }

  @Call(storesApi.listStaff)
  listStaff() {
    return this.stores.listStaff()
  }

  @Call(storesApi.removeClerk)
  remove(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof storesApi.removeClerk>) {
    return this.stores.remove(caller, input.staffId)
  }

  @Call(storesApi.myStaff)
  mine(@Caller() caller: ClerkCaller) {
    return this.stores.mine(caller)
  }
}
