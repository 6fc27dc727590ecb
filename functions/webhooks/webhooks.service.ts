import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import type { WebhookId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import { type Webhook, WEBHOOKS_MAX, type webhooksApi } from '../../shared/webhooks/webhooks.api'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { PersonalData } from '../members/personal-data'
import { hostOf } from './addresses'
import { WEBHOOK_DOOR, type WebhookDoor } from './door'
import { newSecret } from './signature'
import { viewOf } from './webhook.views'
import { type Health, type StoredWebhook, WebhooksRepository } from './webhooks.repository'

const HOUR_MS = 3_600_000

type Shown = ReplyOf<typeof webhooksApi.createWebhook>
interface Found {
  readonly webhook: StoredWebhook
  readonly health: Health
}

/** The owner's deeds with webhooks. */
@Injectable()
export class WebhooksService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WebhooksRepository) private readonly webhooks: WebhooksRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(WEBHOOK_DOOR) private readonly door: WebhookDoor,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  create({ id, name, url, kinds }: InputOf<typeof webhooksApi.createWebhook>): Promise<Shown> {
    const createdAs = JSON.stringify([name, url, kinds])
    return again(async () => {
      const all = await this.webhooks.all()
      const before = all.find((one) => one.id === id)
      if (before !== undefined && before.createdAs !== createdAs) throw new Refusal('idempotency_conflict')
      if (before !== undefined) return { webhook: await this.one({ webhookId: id }), secret: null }
      if (all.length >= WEBHOOKS_MAX) throw new Refusal('webhook_too_many', { limit: WEBHOOKS_MAX })
      await this.checkUrl(url)
      const secret = newSecret()
      const webhook: StoredWebhook = { id, name, url, kinds, revision: 1, createdAt: instant(this.clock.now()), createdAs, secret: this.personalData.sealText(id, secret) }
      await commit(this.database, [this.webhooks.save(undefined, webhook)])
      return { webhook: this.view({ webhook, health: {} }), secret }
    })
  }

  async list(): Promise<{ items: Webhook[] }> {
    const all = await this.webhooks.all()
    const healths = await this.webhooks.healthOf(all.map(({ id }) => id))
    return { items: all.map((webhook, place) => this.view({ webhook, health: healths[place] ?? {} })) }
  }

  async one({ webhookId }: InputOf<typeof webhooksApi.webhook>): Promise<Webhook> {
    return this.view(await this.found(webhookId))
  }

  edit({ webhookId, revision, name, url, kinds }: InputOf<typeof webhooksApi.editWebhook>): Promise<Webhook> {
    return this.change(webhookId, revision, async ({ webhook }) => {
      if (url !== webhook.url) await this.checkUrl(url)
      return { ...webhook, name, url, kinds }
    })
  }

  pause({ webhookId, revision }: InputOf<typeof webhooksApi.pauseWebhook>): Promise<Webhook> {
    return this.change(webhookId, revision, ({ webhook }) => ({ ...webhook, paused: webhook.paused ?? { because: 'staff', at: instant(this.clock.now()) } }))
  }

  resume({ webhookId, revision }: InputOf<typeof webhooksApi.resumeWebhook>): Promise<Webhook> {
    return this.change(webhookId, revision, ({ webhook: { paused: _paused, ...webhook } }) => webhook)
  }

  async remove({ webhookId }: InputOf<typeof webhooksApi.removeWebhook>): Promise<{ removed: true }> {
    await this.found(webhookId)
    await commit(this.database, this.webhooks.remove(webhookId))
    return { removed: true }
  }

  rotate({ webhookId, revision, graceHours }: InputOf<typeof webhooksApi.rotateWebhookSecret>): Promise<Shown> {
    return again(async () => {
      const { webhook: { before: _older, ...before }, health } = await this.found(webhookId)
      this.checkRevision({ webhook: before, health }, revision)
      const secret = newSecret()
      const grace = graceHours === 0 ? {} : { before: { secret: before.secret, until: this.clock.now() + graceHours * HOUR_MS } }
      const webhook = { ...before, ...grace, secret: this.personalData.sealText(webhookId, secret), revision: revision + 1 }
      await commit(this.database, [this.webhooks.save(before, webhook)])
      return { webhook: this.view({ webhook, health }), secret }
    })
  }

  /** A change at the revision that the caller saw; the same again gives what it made. */
  private change(webhookId: WebhookId, revision: number, change: (found: Found) => StoredWebhook | Promise<StoredWebhook>): Promise<Webhook> {
    return again(async () => {
      const found = await this.found(webhookId)
      const { webhook: before, health } = found
      const isRepeated = before.revision === revision + 1 && JSON.stringify(this.view({ webhook: await change(found), health })) === JSON.stringify(this.view(found))
      if (isRepeated) return this.view(found)
      this.checkRevision(found, revision)
      const webhook = { ...(await change(found)), revision: revision + 1 }
      await commit(this.database, [this.webhooks.save(before, webhook)])
      return this.view({ webhook, health })
    })
  }

  private async found(webhookId: WebhookId): Promise<Found> {
    const { webhook, health } = await this.webhooks.byId(webhookId)
    if (webhook === undefined) throw new Refusal('webhook_unknown')
    return { webhook, health }
  }

  private checkRevision(found: Found, revision: number): void {
    const { revision: now } = found.webhook
    if (now !== revision) throw new Refusal('revision_stale', { revision: now, current: this.view(found) })
  }

  private async checkUrl(url: string): Promise<void> {
    const said = await this.door.check(url)
    if (said === 'refused') throw new Refusal('webhook_url_refused')
    if (said === 'unknown') throw new Refusal('webhook_host_unknown', { host: hostOf(new URL(url)) })
  }

  private view({ webhook, health }: Found): Webhook {
    return viewOf(webhook, health, this.clock.now())
  }
}
