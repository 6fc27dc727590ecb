import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { campaignsApi } from '../../shared/campaigns/campaigns.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { MemberCaller } from '../http/request'
import { CampaignsService } from './campaigns.service'

@Controller()
export class CampaignsController {
  constructor(@Inject(CampaignsService) private readonly campaigns: CampaignsService) {}

  @Call(campaignsApi.myCampaigns)
  mine(@Caller() caller: MemberCaller) {
    return this.campaigns.mine(caller)
  }

  @Call(campaignsApi.campaignPage)
  page(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof campaignsApi.campaignPage>) {
    return this.campaigns.page(caller, input)
  }
}
