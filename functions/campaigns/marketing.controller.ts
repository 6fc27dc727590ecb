import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { marketingApi } from '../../shared/campaigns/marketing.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { ListsService } from './lists.service'
import { MarketingService } from './marketing.service'

type Api = typeof marketingApi

@Controller()
export class MarketingController {
  constructor(
    @Inject(MarketingService) private readonly marketing: MarketingService,
    @Inject(ListsService) private readonly lists: ListsService,
  ) {}

  @Call(marketingApi.createCampaign)
  create(@Input() input: InputOf<Api['createCampaign']>) {
    return this.marketing.create(input)
  }

  @Call(marketingApi.editCampaign)
  edit(@Input() input: InputOf<Api['editCampaign']>) {
    return this.marketing.edit(input)
  }

  @Call(marketingApi.listCampaigns)
  list(@Input() input: InputOf<Api['listCampaigns']>) {
    return this.marketing.list(input)
  }

  @Call(marketingApi.campaign)
  one(@Input() input: InputOf<Api['campaign']>) {
    return this.marketing.one(input)
  }

  @Call(marketingApi.campaignOverlaps)
  overlaps(@Input() input: InputOf<Api['campaignOverlaps']>) {
    return this.marketing.overlaps(input)
  }

  @Call(marketingApi.launchCampaign)
  launch(@Caller() caller: ClerkCaller, @Input() input: InputOf<Api['launchCampaign']>) {
    return this.marketing.launch(caller, input)
  }

  @Call(marketingApi.pauseCampaign)
  pause(@Input() input: InputOf<Api['pauseCampaign']>) {
    return this.marketing.pause(input)
  }

  @Call(marketingApi.resumeCampaign)
  resume(@Input() input: InputOf<Api['resumeCampaign']>) {
    return this.marketing.resume(input)
  }

  @Call(marketingApi.endCampaign)
  end(@Input() input: InputOf<Api['endCampaign']>) {
    return this.marketing.end(input)
  }

  @Call(marketingApi.cancelCampaign)
  cancel(@Input() input: InputOf<Api['cancelCampaign']>) {
    return this.marketing.cancel(input)
  }

  @Call(marketingApi.copyCampaign)
  copy(@Input() input: InputOf<Api['copyCampaign']>) {
    return this.marketing.copy(input)
  }

  @Call(marketingApi.changeList)
  changeList(@Input() input: InputOf<Api['changeList']>) {
    return this.lists.change(input)
  }
}
