import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { timeOfId, type WebhookId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import { testHappening } from '../../shared/webhooks/happenings'
import { TEST_KIND } from '../../shared/webhooks/kinds'
import type { Delivery, webhooksApi } from '../../shared/webhooks/webhooks.api'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { cursorOf, placeIn } from '../http/cursor'
import { DeliveriesRepository, keptUntil, newDelivery, type StoredDelivery } from './deliveries.repository'
import { deliveryView } from './webhook.views'
import { WebhooksRepository } from './webhooks.repository'

const PLACE = /^\d{13}_[\w-]{1,120}$/
const REPLAYED_AT_ONCE = 100
const IN_PARALLEL = 10

/** The log of deliveries, and what is sent by hand. Nothing is sent here: it is put into the queue. */
@Injectable()
export class DeliveriesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WebhooksRepository) private readonly webhooks: WebhooksRepository,
    @Inject(DeliveriesRepository) private readonly deliveries: DeliveriesRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The same test again is the same delivery: its id and its time come from the operation. */
  test({ webhookId, id }: InputOf<typeof webhooksApi.testWebhook>): Promise<Delivery> {
    return again(async () => {
      await this.checkThere(webhookId)
      const now = this.clock.now()
      const made = newDelivery(webhookId, testHappening(id, instant(Math.min(now, timeOfId(id)))), now)
      const before = await this.deliveries.byId(webhookId, made.id)
      if (before === undefined) await commit(this.database, this.deliveries.create(made))
      return deliveryView(before ?? made)
    })
  }

  async log({ webhookId, order, cursor, limit, state }: InputOf<typeof webhooksApi.webhookDeliveries>): Promise<Page<Delivery>> {
    await this.checkThere(webhookId)
    const { deliveries, last } = await this.deliveries.page(webhookId, order, placeIn(cursor, PLACE, order), limit, state)
    return { items: deliveries.map(deliveryView), next: last === undefined ? null : cursorOf(last, order) }
  }

  async replay({ webhookId, deliveryId, id }: InputOf<typeof webhooksApi.replayDelivery>): Promise<Delivery> {
    await this.checkThere(webhookId)
    const replayed = await this.again(webhookId, deliveryId, id)
    if (replayed === undefined) throw new Refusal('delivery_unknown')
    return deliveryView(replayed)
  }

  /** From the latest back, a page at a time. */
  async replaySince({ webhookId, id, since, which, cursor }: InputOf<typeof webhooksApi.replaySince>): Promise<{ replayed: number; next: string | null }> {
    await this.checkThere(webhookId)
    const { deliveries, last } = await this.deliveries.page(webhookId, 'newest', placeIn(cursor, PLACE), REPLAYED_AT_ONCE, undefined)
    const recent = deliveries.filter(({ at }) => Date.parse(at) >= Date.parse(since))
    const wanted = recent.filter(({ kind, state }) => kind !== TEST_KIND && (which === 'all' ? state !== 'waiting' : state === 'failed'))
    for (let from = 0; from < wanted.length; from += IN_PARALLEL) await Promise.all(wanted.slice(from, from + IN_PARALLEL).map((one) => this.again(webhookId, one.id, id)))
    return { replayed: wanted.length, next: last === undefined || recent.length < deliveries.length ? null : cursorOf(last) }
  }

  /** Puts a delivery into the queue again, due now, with all its tries before it. One that is being sent this moment is left to it. */
  private again(webhookId: WebhookId, deliveryId: string, operationId: string): Promise<StoredDelivery | undefined> {
    return again(async () => {
      const before = await this.deliveries.byId(webhookId, deliveryId)
      if (before === undefined || before.replayedBy === operationId || before.sendingSince !== undefined) return before
      const now = this.clock.now()
      const { beganAt: _began, version: _version, ...rest } = before
      const after = { ...rest, state: 'waiting' as const, dueAt: instant(now), tries: 0, replayedBy: operationId, ttl: keptUntil(now) }
      await commit(this.database, this.deliveries.change(before, after))
      return { ...after, version: before.version + 1 }
    })
  }

  private async checkThere(webhookId: WebhookId): Promise<void> {
    if ((await this.webhooks.byId(webhookId)).webhook === undefined) throw new Refusal('webhook_unknown')
  }
}
