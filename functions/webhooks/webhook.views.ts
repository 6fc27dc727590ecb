import { instant } from '../../shared/points/decide'
import type { Delivery, Webhook } from '../../shared/webhooks/webhooks.api'
import type { StoredDelivery } from './deliveries.repository'
import type { Health, StoredWebhook } from './webhooks.repository'

/** A webhook as the desk sees it, without its secret. */
export function viewOf({ id, name, url, kinds, revision, createdAt, paused, before }: StoredWebhook, { failingSince, deliveredAt }: Health, now: number): Webhook {
  const state = paused !== undefined ? 'paused' : failingSince !== undefined ? 'failing' : 'active'
  return {
    id, name, url, kinds: [...kinds], state, pausedBecause: paused?.because ?? null, since: paused?.at ?? failingSince ?? null, lastDeliveredAt: deliveredAt ?? null,
    graceUntil: before !== undefined && before.until > now ? instant(before.until) : null, revision, createdAt,
  }
}

export const deliveryView = ({ id, kind, at, state, dueAt, attempts, payload }: StoredDelivery): Delivery => ({ id, kind, at, state, dueAt: state === 'waiting' ? dueAt : null, attempts: [...attempts], payload })
