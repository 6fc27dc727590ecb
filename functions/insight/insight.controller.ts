import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { insightApi } from '../../shared/insight/insight.api'
import { Call, Input } from '../http/call.decorators'
import { InsightService } from './insight.service'

@Controller()
export class InsightController {
  constructor(@Inject(InsightService) private readonly insight: InsightService) {}

  @Call(insightApi.figureDefinitions)
  definitions(@Input() _nothing: InputOf<typeof insightApi.figureDefinitions>) {
    return this.insight.definitions()
  }

  @Call(insightApi.insightToday)
  today(@Input() _nothing: InputOf<typeof insightApi.insightToday>) {
    return this.insight.today()
  }

  @Call(insightApi.figures)
  figures(@Input() input: InputOf<typeof insightApi.figures>) {
    return this.insight.figures(input)
  }

  @Call(insightApi.campaignResult)
  campaignResult(@Input() input: InputOf<typeof insightApi.campaignResult>) {
    return this.insight.campaignResult(input)
  }
}
