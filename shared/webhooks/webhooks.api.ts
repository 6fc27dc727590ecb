import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { OperationId, WebhookId } from '../api/ids'
import { pageInput, pageOf, sortedInput } from '../api/page'
import { Instant } from '../time/day'
import { deliveryStates, failures } from './delivery'
import { TEST_KIND, webhookKinds } from './kinds'

export const WEBHOOKS_MAX = 20
export const GRACE_HOURS_MAX = 168
const URL_CHARS_MAX = 500

export const webhookStates = ['active', 'failing', 'paused'] as const
export const pauseReasons = ['staff', 'failing', 'gone'] as const

/** An address that is told of happenings. */
export const Webhook = z.object({
  id: WebhookId,
  name: z.string(),
  url: z.string(),
  kinds: z.array(z.enum(webhookKinds)),
  /** `failing`: what was sent last was not taken, and is tried again. */
  state: z.enum(webhookStates),
  pausedBecause: z.enum(pauseReasons).nullable(),
  since: Instant.nullable().describe('since when it fails or is paused'),
  lastDeliveredAt: Instant.nullable().describe('exact to ten minutes'),
  graceUntil: Instant.nullable().describe('until then everything is signed with the secret before the last rotation too'),
  revision: z.number().int(),
  createdAt: Instant,
})
export type Webhook = z.infer<typeof Webhook>

const Attempt = z.object({
  at: Instant,
  status: z.number().int().nullable(),
  failure: z.enum(failures).nullable(),
  durationMs: z.number().int(),
  head: z.string().describe('how the answer began'),
})
const DeliveryId = z.string().regex(/^\d{13}_[\w-]{1,120}$/)

/** One happening for one webhook. Its id is the `webhook-id` that is sent along, the same at every try. */
export const Delivery = z.object({
  id: DeliveryId,
  kind: z.enum([...webhookKinds, TEST_KIND]),
  at: Instant.describe('when it happened'),
  state: z.enum(deliveryStates),
  dueAt: Instant.nullable().describe('when it is tried next'),
  attempts: z.array(Attempt).describe('the last ones, the oldest first'),
  payload: z.string(),
})
export type Delivery = z.infer<typeof Delivery>

const terms = {
  name: z.string().trim().min(1).max(30),
  url: z.url().max(URL_CHARS_MAX).describe('https, port 443 or 8443, in public reach'),
  kinds: z.array(z.enum(webhookKinds)).min(1).max(webhookKinds.length),
}
const revision = z.number().int().min(1).describe('the revision that the caller saw; another one by now is refused')
const one = z.strictObject({ webhookId: WebhookId, revision })
const Shown = z.object({ webhook: Webhook, secret: z.string().nullable().describe('whsec_…, shown this once; null when the same was asked before') })

/** What the owner does with webhooks. */
export const webhooksApi = {
  createWebhook: endpoint({
    method: 'POST',
    path: '/webhooks',
    who: 'owner',
    summary: 'A new webhook under an id of the caller, with a secret that is shown this once. Private and local addresses are refused.',
    input: z.strictObject({ id: WebhookId, ...terms }),
    reply: Shown,
    refusals: ['idempotency_conflict', 'webhook_url_refused', 'webhook_host_unknown', 'webhook_too_many'],
  }),
  listWebhooks: endpoint({
    method: 'GET',
    path: '/webhooks',
    who: 'owner',
    summary: `All webhooks, at most ${WEBHOOKS_MAX}, the newest first.`,
    input: z.strictObject({}),
    reply: z.object({ items: z.array(Webhook) }),
    refusals: [],
  }),
  webhook: endpoint({ method: 'GET', path: '/webhooks/{webhookId}', who: 'owner', summary: 'One webhook.', input: z.strictObject({ webhookId: WebhookId }), reply: Webhook, refusals: ['webhook_unknown'] }),
  editWebhook: endpoint({
    method: 'POST',
    path: '/webhooks/{webhookId}',
    who: 'owner',
    summary: 'Another name, address or choice of kinds. What waits goes to the new address.',
    input: z.strictObject({ webhookId: WebhookId, revision, ...terms }),
    reply: Webhook,
    refusals: ['webhook_unknown', 'revision_stale', 'webhook_url_refused', 'webhook_host_unknown'],
  }),
  pauseWebhook: endpoint({ method: 'POST', path: '/webhooks/{webhookId}/pause', who: 'owner', summary: 'Nothing is sent until it is resumed; what happens meanwhile waits, for 30 days at most.', input: one, reply: Webhook, refusals: ['webhook_unknown', 'revision_stale'] }),
  resumeWebhook: endpoint({ method: 'POST', path: '/webhooks/{webhookId}/resumption', who: 'owner', summary: 'Sends on, and what has waited within minutes.', input: one, reply: Webhook, refusals: ['webhook_unknown', 'revision_stale'] }),
  removeWebhook: endpoint({ method: 'DELETE', path: '/webhooks/{webhookId}', who: 'owner', summary: 'Removes a webhook and what waits for it.', input: z.strictObject({ webhookId: WebhookId }), reply: z.object({ removed: z.literal(true) }), refusals: ['webhook_unknown'] }),
  rotateWebhookSecret: endpoint({
    method: 'POST',
    path: '/webhooks/{webhookId}/rotation',
    who: 'owner',
    summary: 'A new secret, shown this once. For the hours given everything is signed with both.',
    input: z.strictObject({ webhookId: WebhookId, revision, graceHours: z.number().int().min(0).max(GRACE_HOURS_MAX).default(24) }),
    reply: Shown,
    refusals: ['webhook_unknown', 'revision_stale'],
  }),
  testWebhook: endpoint({
    method: 'POST',
    path: '/webhooks/{webhookId}/tests',
    who: 'owner',
    summary: 'Sends a test event, once, also while it is paused. The log tells what came of it.',
    input: z.strictObject({ webhookId: WebhookId, id: OperationId }),
    reply: Delivery,
    refusals: ['webhook_unknown'],
  }),
  webhookDeliveries: endpoint({
    method: 'GET',
    path: '/webhooks/{webhookId}/deliveries',
    who: 'owner',
    summary: 'The log of 30 days by when things happened, with every try.',
    input: z.strictObject({ webhookId: WebhookId, ...sortedInput('newest'), state: z.enum(deliveryStates).optional() }),
    reply: pageOf(Delivery),
    refusals: ['webhook_unknown'],
  }),
  replayDelivery: endpoint({
    method: 'POST',
    path: '/webhooks/{webhookId}/deliveries/{deliveryId}/replay',
    who: 'owner',
    summary: 'Sends one again, under the same `webhook-id`, with all its tries before it.',
    input: z.strictObject({ webhookId: WebhookId, deliveryId: DeliveryId, id: OperationId }),
    reply: Delivery,
    refusals: ['webhook_unknown', 'delivery_unknown'],
  }),
  replaySince: endpoint({
    method: 'POST',
    path: '/webhooks/{webhookId}/replays',
    who: 'owner',
    summary: 'Sends again what happened since an instant: what has failed, or all. A hundred at a time: ask again with `next` until it is null.',
    input: z.strictObject({ webhookId: WebhookId, id: OperationId, since: Instant, which: z.enum(['failed', 'all']), cursor: pageInput.cursor }),
    reply: z.object({ replayed: z.number().int(), next: z.string().nullable() }),
    refusals: ['webhook_unknown'],
  }),
}
