import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { riskApi } from '../../shared/risk/risk.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { QueueService } from './queue.service'
import { ReviewsService } from './reviews.service'
import { StandingsService } from './standings.service'

@Controller()
export class RiskController {
  constructor(
    @Inject(QueueService) private readonly queue: QueueService,
    @Inject(ReviewsService) private readonly reviews: ReviewsService,
    @Inject(StandingsService) private readonly standings: StandingsService,
  ) {}

  @Call(riskApi.listReviews)
  listReviews(@Input() input: InputOf<typeof riskApi.listReviews>) {
    return this.queue.list(input)
  }

  @Call(riskApi.releaseReview)
  release(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof riskApi.releaseReview>) {
    return this.reviews.release(caller, input)
  }

  @Call(riskApi.reverseReview)
  reverse(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof riskApi.reverseReview>) {
    return this.reviews.reverse(caller, input)
  }

  @Call(riskApi.freezeMember)
  freeze(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof riskApi.freezeMember>) {
    return this.standings.freeze(caller, input)
  }

  @Call(riskApi.thawMember)
  thaw(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof riskApi.thawMember>) {
    return this.standings.thaw(caller, input)
  }

  @Call(riskApi.memberRisk)
  memberRisk(@Input() input: InputOf<typeof riskApi.memberRisk>) {
    return this.standings.risk(input)
  }

  @Call(riskApi.addBlocks)
  addBlocks(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof riskApi.addBlocks>) {
    return this.standings.addBlocks(caller, input)
  }

  @Call(riskApi.listBlocks)
  listBlocks(@Input() input: InputOf<typeof riskApi.listBlocks>) {
    return this.standings.listBlocks(input)
  }

  @Call(riskApi.removeBlock)
  removeBlock(@Input() input: InputOf<typeof riskApi.removeBlock>) {
    return this.standings.removeBlock(input)
  }
}
