import type { DynamoDBStreamEvent } from 'aws-lambda'
import { WebhookId } from '../../shared/api/ids'
import { instant } from '../../shared/points/decide'
import { nextStep, type Outcome } from '../../shared/webhooks/delivery'
import { TEST_KIND } from '../../shared/webhooks/kinds'
import type { Ground } from '../app.module'
import { commit, LostRace, type Write } from '../database/write'
import { PersonalData } from '../members/personal-data'
import { DeliveriesRepository, type Due, type Lane, type StoredDelivery } from './deliveries.repository'
import { createDoor, type WebhookDoor } from './door'
import { secretsOf } from './secrets-of'
import { signedHeaders } from './signature'
import { type Health, type StoredWebhook, WebhooksRepository } from './webhooks.repository'

const AT_ONCE = 5
/** A run ends by itself before its function is ended. */
const LONGEST_RUN_MS = 40_000
/** In the hand of a run for so long, a delivery belongs to one that has died; it is sent again, under the same id. */
const DEAD_AFTER_MS = 120_000
/** A webhook that refuses so much in a run is left alone until the next. */
const REFUSALS_MAX = 10
const ATTEMPTS_KEPT = 12

export interface Sent {
  delivered: number
  refused: number
  /** Taken by another run, or ended meanwhile. */
  passed: number
  broken: number
}

type Fate = Exclude<keyof Sent, 'broken'>

/** What the sender stands on; chance makes retries spread out. */
export type SenderGround = Pick<Ground, 'database' | 'clock' | 'log' | 'settings' | 'resolve'> & { readonly chance?: () => number; readonly timeoutMs?: number }

/** Sends what waits to webhooks, at least once each. It runs in a function of its own: a slow receiver holds up nothing but itself. */
export class WebhookSender {
  private readonly webhooks: WebhooksRepository
  private readonly deliveries: DeliveriesRepository
  private readonly personalData: PersonalData
  private readonly door: WebhookDoor

  constructor(private readonly ground: SenderGround) {
    this.webhooks = new WebhooksRepository(ground.database)
    this.deliveries = new DeliveriesRepository(ground.database)
    this.personalData = new PersonalData(ground.settings)
    this.door = createDoor({ mayBeLocal: ground.settings.webhooksMayBeLocal, resolve: ground.resolve, ...(ground.timeoutMs === undefined ? {} : { timeoutMs: ground.timeoutMs }) })
  }

  /** Sends at once what the stream says has just been put into the queue. */
  follow(event: DynamoDBStreamEvent): Promise<Sent> {
    const named = event.Records.map(({ dynamodb }) => WebhookId.safeParse(/^DUE#(.+)#(event|test)$/.exec(dynamodb?.Keys?.['pk']?.S ?? '')?.[1]))
    return this.send([...new Set(named.flatMap(({ data }) => data ?? []))])
  }

  /** Sends whatever is due. */
  async sendAll(): Promise<Sent> {
    return this.send((await this.webhooks.all()).map(({ id }) => id))
  }

  private async send(webhookIds: readonly WebhookId[]): Promise<Sent> {
    const sent: Sent = { delivered: 0, refused: 0, passed: 0, broken: 0 }
    const until = this.ground.clock.elapsed() + LONGEST_RUN_MS
    await Promise.all(webhookIds.map((webhookId) => this.sendTo(webhookId, sent, until)))
    if (Object.values(sent).some((count) => count > 0)) this.ground.log.info('webhooks sent', { ...sent })
    return sent
  }

  private async sendTo(webhookId: WebhookId, sent: Sent, until: number): Promise<void> {
    for (const lane of ['test', 'event'] as const) {
      let after: string | undefined
      let refused = 0
      do {
        const page = await this.deliveries.due(webhookId, lane, this.ground.clock.now(), after)
        for (let from = 0; from < page.due.length && refused < REFUSALS_MAX && this.ground.clock.elapsed() < until; from += AT_ONCE) {
          const { webhook, health } = await this.webhooks.byId(webhookId)
          if (webhook === undefined || (webhook.paused !== undefined && lane === 'event')) return
          const fates = await Promise.all(page.due.slice(from, from + AT_ONCE).map((due) => this.sendOne(webhook, health, lane, due)))
          for (const fate of fates) sent[fate] += 1
          refused = fates.includes('delivered') ? 0 : refused + fates.filter((fate) => fate === 'refused').length
        }
        after = page.last
      } while (after !== undefined && refused < REFUSALS_MAX && this.ground.clock.elapsed() < until)
    }
  }

  private async sendOne(webhook: StoredWebhook, health: Health, lane: Lane, due: Due): Promise<keyof Sent> {
    try {
      const taken = await this.take(webhook, lane, due)
      if (taken === undefined) return 'passed'
      const began = this.ground.clock.elapsed()
      const at = this.ground.clock.now()
      const outcome = await this.door.post(webhook.url, this.headersOf(webhook, taken, at), taken.payload)
      return await this.finish(webhook, health, taken, outcome, { at, durationMs: Math.round(this.ground.clock.elapsed() - began) })
    } catch (error) {
      if (error instanceof LostRace) return 'passed'
      this.ground.log.error('webhook not sent', error, { webhookId: webhook.id, deliveryId: due.deliveryId })
      return 'broken'
    }
  }

  private headersOf(webhook: StoredWebhook, { id, payload }: StoredDelivery, at: number): Readonly<Record<string, string>> {
    return { 'content-type': 'application/json', 'user-agent': 'dianjin-webhooks/1', ...signedHeaders(secretsOf(this.personalData, webhook, at), id, payload, at) }
  }

  /** Takes a delivery in hand, so that no other run sends it meanwhile. */
  private async take({ id: webhookId }: StoredWebhook, lane: Lane, due: Due): Promise<StoredDelivery | undefined> {
    const { clock, database } = this.ground
    const before = await this.deliveries.byId(webhookId, due.deliveryId)
    if (before === undefined || before.state !== 'waiting' || before.dueAt !== due.dueAt) {
      await commit(database, [this.deliveries.forgetDue(webhookId, lane, due)])
      return undefined
    }
    const now = clock.now()
    if (before.sendingSince !== undefined && now - before.sendingSince < DEAD_AFTER_MS) return undefined
    const taken = { ...before, sendingSince: now, beganAt: before.beganAt ?? instant(now) }
    await commit(database, this.deliveries.change(before, taken))
    return { ...taken, version: before.version + 1 }
  }

  /** Writes down what came of it, and what that means for the webhook. */
  private async finish(webhook: StoredWebhook, health: Health, taken: StoredDelivery, outcome: Outcome, { at, durationMs }: { at: number; durationMs: number }): Promise<Fate> {
    const { clock, database, chance = Math.random } = this.ground
    const now = clock.now()
    const { sendingSince: _hand, ...before } = taken
    const isTest = before.kind === TEST_KIND
    const step = nextStep(outcome, before.tries + 1, isTest, now, chance())
    const said = 'status' in outcome ? { status: outcome.status, failure: null, head: outcome.head } : { status: null, failure: outcome.failure, head: '' }
    const attempts = [...before.attempts, { at: instant(at), durationMs, ...said }].slice(-ATTEMPTS_KEPT)
    const dueAt = step.state === 'waiting' ? instant(step.dueAt) : before.dueAt
    await commit(database, this.deliveries.change(taken, { ...before, state: step.state, tries: before.tries + 1, attempts, dueAt }))
    if (isTest) return step.state === 'delivered' ? 'delivered' : 'refused'
    if (step.state === 'delivered') {
      await this.webhooks.noteDelivered(webhook.id, health, now)
      return 'delivered'
    }
    await this.webhooks.noteFailed(webhook.id, now)
    if (step.state === 'failed') await this.giveUp(webhook.id, before, step.isGone)
    return 'refused'
  }

  /** A delivery has failed for good. Unless others were taken meanwhile, the webhook is paused and the alarm rings. */
  private async giveUp(webhookId: WebhookId, { id: deliveryId, beganAt = '' }: StoredDelivery, isGone: boolean): Promise<void> {
    const { log, clock, database } = this.ground
    const { webhook, health } = await this.webhooks.byId(webhookId)
    if (webhook === undefined || webhook.paused !== undefined) return
    if (!isGone && health.deliveredAt !== undefined && health.deliveredAt > beganAt) return log.warn('webhook delivery given up', { webhookId, deliveryId })
    const because = isGone ? 'gone' as const : 'failing' as const
    const pause: Write = this.webhooks.save(webhook, { ...webhook, revision: webhook.revision + 1, paused: { because, at: instant(clock.now()) } })
    await commit(database, [pause])
    // The alarm of the stage listens for these very words.
    log.error('webhook paused', undefined, { webhookId, because })
  }
}
