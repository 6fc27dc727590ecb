import type { DynamoDBStreamEvent } from 'aws-lambda'
import { Log } from '../../functions/log'
import { type Sent, type SenderGround, WebhookSender } from '../../functions/webhooks/sender'
import { openStream } from '../../scripts/local/stream'
import { type ApiClient, freshId } from '../../scripts/support/in-process'
import type { WebhookId } from '../../shared/api/ids'
import type { WebhookKind } from '../../shared/webhooks/kinds'
import { atDesk } from './desk'
import type { Fault } from './faults'
import { owner } from './people'
import type { Instance, Shop } from './story'
import { type Receiver, startReceiver } from './webhooks'

/** Keeps what was told as an error. */
export class TellingLog extends Log {
  readonly errors: string[] = []

  override info(): void {}
  override warn(): void {}
  override error(message: string): void {
    this.errors.push(message)
  }
}

/** A shop whose webhooks may go to this machine, with an owner at a desk and a server of somebody else. */
export interface Hooked {
  readonly on: Instance
  readonly log: TellingLog
  readonly receiver: Receiver
  /** The owner's calls; signs in anew, as a story may have passed days. */
  boss(): Promise<ApiClient>
  /** A webhook to the receiver, with its secret. */
  webhook(kinds: readonly WebhookKind[], more?: { readonly url?: string; readonly name?: string }): Promise<{ readonly id: WebhookId; readonly secret: string }>
  /** Hands on the stream and sends whatever is due. */
  send(sender?: WebhookSender): Promise<Sent>
  /** What the stream says was put into the queue since the last time. */
  queued(): Promise<DynamoDBStreamEvent>
  sender(faults?: readonly Fault[], more?: Partial<SenderGround>): Promise<WebhookSender>
  close(): Promise<void>
}

export async function hooked(shop: Shop): Promise<Hooked> {
  const settings = { ...shop.settings, webhooksMayBeLocal: true }
  const [log, receiver, on] = [new TellingLog(), await startReceiver(), await shop.instance([], { settings })]
  const sender = async (faults: readonly Fault[] = [], more: Partial<SenderGround> = {}) =>
    new WebhookSender({ database: (await shop.instance(faults)).database, clock: shop.clock, log, settings, chance: () => 0, ...more })
  const own = await sender()
  let records: DynamoDBStreamEvent['Records'] = []
  const handler: Instance['jobs']['follow'] = (event) => {
    records.push(...event.Records.filter(({ eventName, dynamodb }) => eventName === 'INSERT' && dynamodb?.Keys?.['pk']?.S?.startsWith('DUE#') === true))
    return on.jobs.follow(event)
  }
  const reader = await openStream({ clients: shop.table.clients, tableName: shop.table.tableName, handler })
  const drain = async () => {
    while ((await reader.drain()) > 0);
  }
  const boss = async () => (await atDesk(shop, await owner(shop), on)).api
  return {
    on, log, receiver, sender, boss,
    webhook: async (kinds, { url = receiver.url, name = '企业系统' } = {}) => {
      const id = freshId('webhook')
      const { secret } = await (await boss()).createWebhook({ id, name, url, kinds: [...kinds] })
      return { id, secret: secret ?? '' }
    },
    send: async (by = own) => {
      await drain()
      return by.sendAll()
    },
    queued: async () => {
      await drain()
      const Records = records
      records = []
      return { Records }
    },
    close: receiver.close,
  }
}

