import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { settingsApi } from '../../shared/settings/settings.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { SettingsService } from './settings.service'

@Controller()
export class SettingsController {
  constructor(@Inject(SettingsService) private readonly settings: SettingsService) {}

  @Call(settingsApi.settings)
  all(@Input() _nothing: InputOf<typeof settingsApi.settings>) {
    return this.settings.all()
  }

  @Call(settingsApi.editSettings)
  edit(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof settingsApi.editSettings>) {
    return this.settings.edit(caller, input)
  }

  @Call(settingsApi.publishNotice)
  publishNotice(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof settingsApi.publishNotice>) {
    return this.settings.publishNotice(caller, input)
  }

  @Call(settingsApi.setWechatSecret)
  setWechatSecret(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof settingsApi.setWechatSecret>) {
    return this.settings.setWechatSecret(caller, input)
  }
}
