import { Inject, Injectable } from '@nestjs/common'
import type { WebhookId } from '../../shared/api/ids'
import type { SortOrder } from '../../shared/api/page'
import { instant } from '../../shared/points/decide'
import type { DeliveryState } from '../../shared/webhooks/delivery'
import { type Happening, payloadOf } from '../../shared/webhooks/happenings'
import { type DeliveryKind, TEST_KIND } from '../../shared/webhooks/kinds'
import type { Delivery } from '../../shared/webhooks/webhooks.api'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { create, type Write } from '../database/write'

/** One happening for one webhook, as stored. While it waits, an item of the queue points to it. */
export interface StoredDelivery {
  readonly id: string
  readonly webhookId: WebhookId
  readonly kind: DeliveryKind
  readonly at: string
  readonly payload: string
  readonly state: DeliveryState
  /** When it is tried next; RFC 3339 UTC. Kept when it has ended. */
  readonly dueAt: string
  /** How often it was tried since it was made or replayed, and when that began. */
  readonly tries: number
  readonly beganAt?: string
  readonly attempts: Delivery['attempts']
  /** Compared on every write. */
  readonly version: number
  /** Since when a run has been at it, in milliseconds since 1970. */
  readonly sendingSince?: number
  /** The operation that replayed it last. */
  readonly replayedBy?: string
  readonly ttl: number
}

export type Lane = 'event' | 'test'
export interface Due {
  readonly deliveryId: string
  readonly dueAt: string
}

const KEPT_S = 30 * 86_400
const DUE_PER_PAGE = 50

export const laneOf = (kind: DeliveryKind): Lane => (kind === TEST_KIND ? 'test' : 'event')

/** A delivery that is to be sent as soon as can be. */
export const newDelivery = (webhookId: WebhookId, happening: Happening, now: number): StoredDelivery => ({
  id: happening.id, webhookId, kind: happening.kind, at: happening.at, payload: payloadOf(happening),
  state: 'waiting', dueAt: instant(now), tries: 0, attempts: [], version: 1, ttl: keptUntil(now),
})

export const keptUntil = (now: number): number => Math.floor(now / 1_000) + KEPT_S

@Injectable()
export class DeliveriesRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byId(webhookId: WebhookId, deliveryId: string): Promise<StoredDelivery | undefined> {
    const item = await get(this.database, keys.delivery(webhookId, deliveryId))
    return item && deliveryOf(item)
  }

  /** A delivery that must not be there yet, and its place in the queue. */
  create(delivery: StoredDelivery): readonly Write[] {
    return [create({ ...keys.delivery(delivery.webhookId, delivery.id), ...delivery }), create(dueItem(delivery))]
  }

  /** The next version of a delivery, if nobody else wrote since it was read, and its place in the queue. */
  change(before: StoredDelivery, change: Omit<StoredDelivery, 'version'>): readonly Write[] {
    const after = { ...change, version: before.version + 1 }
    const put: Write = { type: 'put', item: { ...keys.delivery(after.webhookId, after.id), ...after }, condition: '#version = :version', names: { '#version': 'version' }, values: { ':version': before.version } }
    const [was, is] = [before, after].map((one) => (one.state === 'waiting' ? dueItem(one) : undefined))
    if (was?.sk === is?.sk) return [put]
    return [put, ...(was === undefined ? [] : [{ type: 'delete', key: { pk: was.pk, sk: was.sk } } as const]), ...(is === undefined ? [] : [{ type: 'put', item: is } as const])]
  }

  /** Takes out of the queue what points to nothing that waits. */
  forgetDue(webhookId: WebhookId, lane: Lane, { dueAt, deliveryId }: Due): Write {
    return { type: 'delete', key: keys.dueDelivery(webhookId, lane, dueAt, deliveryId) }
  }

  /** What is due, the soonest first, behind the place `after`. */
  async due(webhookId: WebhookId, lane: Lane, now: number, after: string | undefined): Promise<{ due: readonly Due[]; last: string | undefined }> {
    const { items, last } = await range(this.database, { pk: keys.dueDelivery(webhookId, lane, '', '').pk, after, limit: DUE_PER_PAGE })
    const all = items.map((item) => stored<Due>(item))
    const due = all.filter(({ dueAt }) => dueAt <= instant(now))
    return { due, last: due.length < all.length ? undefined : last }
  }

  /** The log, behind the delivery `after`; read up to `limit` before filtering. */
  async page(webhookId: WebhookId, order: SortOrder, after: string | undefined, limit: number, state: DeliveryState | undefined): Promise<{ deliveries: readonly StoredDelivery[]; last: string | undefined }> {
    const filter = state === undefined ? {} : { filter: { expression: '#state = :state', names: { '#state': 'state' }, values: { ':state': state } } }
    const { items, last } = await range(this.database, { pk: keys.delivery(webhookId, '').pk, after, limit, newestFirst: order === 'newest', ...filter })
    return { deliveries: items.map(deliveryOf), last }
  }
}

const dueItem = ({ webhookId, kind, dueAt, id, ttl }: StoredDelivery) => ({ ...keys.dueDelivery(webhookId, laneOf(kind), dueAt, id), deliveryId: id, dueAt, ttl })

function deliveryOf(item: Item): StoredDelivery {
  const { pk: _pk, sk: _sk, ...delivery } = item
  return stored<StoredDelivery>(delivery)
}
