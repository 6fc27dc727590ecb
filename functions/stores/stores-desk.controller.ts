import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { storesDeskApi } from '../../shared/stores/stores-desk.api'
import { Call, Input } from '../http/call.decorators'
import { StoresDeskService } from './stores-desk.service'

@Controller()
export class StoresDeskController {
  constructor(@Inject(StoresDeskService) private readonly stores: StoresDeskService) {}

  @Call(storesDeskApi.createStore)
  create(@Input() input: InputOf<typeof storesDeskApi.createStore>) {
    return this.stores.create(input)
  }

  @Call(storesDeskApi.editStore)
  edit(@Input() input: InputOf<typeof storesDeskApi.editStore>) {
    return this.stores.edit(input)
  }

  @Call(storesDeskApi.deskStores)
  list(@Input() input: InputOf<typeof storesDeskApi.deskStores>) {
    return this.stores.list(input)
  }
}
