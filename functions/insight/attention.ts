import { Inject, Injectable } from '@nestjs/common'
import { STOCK_LOW_PERCENT, STOCK_LOW_UNITS } from '../../shared/insight/insight.api'
import { ApprovalsRepository } from '../approvals/approvals.repository'
import { Database } from '../database/client'
import { getAll } from '../database/read'
import { MallRepository } from '../mall/mall.repository'
import { StockRepository, stocksOf } from '../mall/stock.repository'
import { ReviewsRepository } from '../risk/reviews.repository'
import { viewOf } from '../webhooks/webhook.views'
import { WebhooksRepository } from '../webhooks/webhooks.repository'
import { Clock } from '../clock'

/** Reviews are counted up to so many looked at. */
const REVIEWS_LOOKED_AT = 200

/** What needs a person's attention now. */
@Injectable()
export class Attention {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(StockRepository) private readonly stock: StockRepository,
    @Inject(ReviewsRepository) private readonly queue: ReviewsRepository,
    @Inject(ApprovalsRepository) private readonly asked: ApprovalsRepository,
    @Inject(WebhooksRepository) private readonly receivers: WebhooksRepository,
  ) {}

  /** Rewards on offer of which little is left, the scarcest first. */
  async lowStock() {
    const now = this.clock.now()
    const offered = (await this.mall.onShelf()).filter(({ closesAt }) => closesAt === undefined || Date.parse(closesAt) > now)
    const stocks = stocksOf(await getAll(this.database, offered.flatMap(({ id, stockShards }) => this.stock.keysOf(id, stockShards))))
    const levels = offered.map(({ id, title }) => {
      const mine = stocks.filter(({ rewardId }) => rewardId === id)
      const sum = (of: 'available' | 'initial') => mine.reduce((total, shard) => total + shard[of], 0)
      return { rewardId: id, title, left: sum('available'), initial: sum('initial') }
    })
    return levels.filter(({ left, initial }) => left <= STOCK_LOW_UNITS || left * 100 < initial * STOCK_LOW_PERCENT).sort((a, b) => a.left - b.left || (a.rewardId < b.rewardId ? -1 : 1))
  }

  async approvals(): Promise<{ waiting: number; hasMore: boolean }> {
    const { approvals, last } = await this.asked.page('waiting', undefined, REVIEWS_LOOKED_AT, this.clock.now())
    return { waiting: approvals.length, hasMore: last !== undefined }
  }

  async reviews(): Promise<{ waiting: number; hasMore: boolean }> {
    const { reviews, last } = await this.queue.page(true, undefined, REVIEWS_LOOKED_AT)
    return { waiting: reviews.length, hasMore: last !== undefined }
  }

  /** Webhooks that fail, or were paused because they did. */
  async webhooks() {
    const all = await this.receivers.all()
    const healths = await this.receivers.healthOf(all.map(({ id }) => id))
    return all.flatMap((webhook, place) => {
      const { id: webhookId, name, state, since, pausedBecause } = viewOf(webhook, healths[place] ?? {}, this.clock.now())
      return state === 'active' || pausedBecause === 'staff' || since === null ? [] : [{ webhookId, name, state, since }]
    })
  }
}
