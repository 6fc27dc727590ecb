import { Inject, Injectable } from '@nestjs/common'
import type { WebhookId } from '../../shared/api/ids'
import { instant } from '../../shared/points/decide'
import type { WebhookKind } from '../../shared/webhooks/kinds'
import type { pauseReasons } from '../../shared/webhooks/webhooks.api'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { getAll, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { commit, create, LostRace, type Write } from '../database/write'

/** A webhook as stored. Secrets are encrypted, bound to its id. */
export interface StoredWebhook {
  readonly id: WebhookId
  readonly name: string
  readonly url: string
  readonly kinds: readonly WebhookKind[]
  readonly revision: number
  readonly createdAt: string
  /** What it was made of, by which a creation that is sent again is known. */
  readonly createdAs: string
  readonly secret: string
  /** The secret before the last rotation, and until when (milliseconds since 1970) it signs too. */
  readonly before?: { readonly secret: string; readonly until: number }
  readonly paused?: { readonly because: (typeof pauseReasons)[number]; readonly at: string }
}

/** How a webhook takes what it is sent. */
export interface Health {
  /** Since when nothing was taken; none while all is well. */
  readonly failingSince?: string
  /** Exact to ten minutes. */
  readonly deliveredAt?: string
}

const DELIVERED_NOTED_MS = 600_000

@Injectable()
export class WebhooksRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** All of them, the newest first. */
  async all(): Promise<readonly StoredWebhook[]> {
    const { items } = await range(this.database, { pk: keys.webhook('').pk, beginsWith: prefixes.webhook, newestFirst: true })
    return items.map(webhookOf)
  }

  async byId(webhookId: WebhookId): Promise<{ webhook: StoredWebhook | undefined; health: Health }> {
    const [webhook, health] = await getAll(this.database, [keys.webhook(webhookId), keys.webhookHealth(webhookId)])
    return { webhook: webhook && webhookOf(webhook), health: healthOf(health) }
  }

  async healthOf(webhookIds: readonly WebhookId[]): Promise<readonly Health[]> {
    return (await getAll(this.database, webhookIds.map(keys.webhookHealth))).map(healthOf)
  }

  /** Replaces a webhook if nobody else changed it since it was read; without one before, it must not be there. */
  save(before: StoredWebhook | undefined, after: StoredWebhook): Write {
    const item = { ...keys.webhook(after.id), ...after }
    return before === undefined ? create(item) : { type: 'put', item, condition: 'revision = :revision', values: { ':revision': before.revision } }
  }

  remove(webhookId: WebhookId): readonly Write[] {
    return [{ type: 'delete', key: keys.webhook(webhookId) }, { type: 'delete', key: keys.webhookHealth(webhookId) }]
  }

  /** Something was taken: written where it is news. */
  async noteDelivered(webhookId: WebhookId, { failingSince, deliveredAt }: Health, now: number): Promise<void> {
    if (failingSince === undefined && deliveredAt !== undefined && now - Date.parse(deliveredAt) < DELIVERED_NOTED_MS) return
    await commit(this.database, [{ type: 'update', key: keys.webhookHealth(webhookId), set: 'SET deliveredAt = :now REMOVE failingSince', values: { ':now': instant(now) } }])
  }

  async noteFailed(webhookId: WebhookId, now: number): Promise<void> {
    try {
      await commit(this.database, [{ type: 'update', key: keys.webhookHealth(webhookId), set: 'SET failingSince = :now', condition: 'attribute_not_exists(failingSince)', values: { ':now': instant(now) } }])
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
    }
  }
}

function webhookOf(item: Item): StoredWebhook {
  const { pk: _pk, sk: _sk, ...webhook } = item
  return stored<StoredWebhook>(webhook)
}

function healthOf(item: Item | undefined): Health {
  if (item === undefined) return {}
  const { pk: _pk, sk: _sk, ...health } = item
  return stored<Health>(health)
}
