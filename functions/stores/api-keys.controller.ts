import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { apiKeysApi } from '../../shared/stores/api-keys.api'
import { Call, Input } from '../http/call.decorators'
import { ApiKeysService } from './api-keys.service'

@Controller()
export class ApiKeysController {
  constructor(@Inject(ApiKeysService) private readonly keys: ApiKeysService) {}

  @Call(apiKeysApi.createApiKey)
  create(@Input() input: InputOf<typeof apiKeysApi.createApiKey>) {
    return this.keys.create(input)
  }

  @Call(apiKeysApi.listApiKeys)
  list(@Input() input: InputOf<typeof apiKeysApi.listApiKeys>) {
    return this.keys.list(input)
  }

  @Call(apiKeysApi.editApiKey)
  edit(@Input() input: InputOf<typeof apiKeysApi.editApiKey>) {
    return this.keys.edit(input)
  }

  @Call(apiKeysApi.rotateApiKey)
  rotate(@Input() input: InputOf<typeof apiKeysApi.rotateApiKey>) {
    return this.keys.rotate(input)
  }

  @Call(apiKeysApi.revokeApiKey)
  revoke(@Input() input: InputOf<typeof apiKeysApi.revokeApiKey>) {
    return this.keys.revoke(input)
  }
}
