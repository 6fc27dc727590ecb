import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ground } from '../../functions/app.module'
import type { Database } from '../../functions/database/client'
import { createApi } from '../../functions/http/api'
import { whole } from '../../functions/whole'
import { createJobs, type Jobs } from '../../functions/jobs/jobs'
import { Log } from '../../functions/log'
import { loadSettings } from '../../functions/settings'
import { type Night, NightlyCheck } from '../../functions/verify/nightly'
import { WebhookSender } from '../../functions/webhooks/sender'
import { createWechat } from '../../functions/wechat/wechat'
import { regionOf } from '../../scripts/local/clients'
import { type Demo, fillShop } from '../../scripts/demo/fill'
import { signIn } from '../../scripts/demo/past'
import { rewards, stores, tillId } from '../../scripts/demo/shop'
import { startGateway } from '../../scripts/local/gateway'
import { startStatic } from '../../scripts/local/static'
import { startStream } from '../../scripts/local/stream'
import { TurnedClock } from '../../scripts/seed'
import type { Template } from '../../shared/messages/templates'
import { type ApiClient, clientOf } from '../../scripts/support/in-process'
import { startWechat, type WechatStandIn } from '../../scripts/wechat/server'
import { connectionTo, createTestTable, type TestTable } from './database'

/** The whole product on free ports of this machine, with a demo shop that nobody has visited yet. */
export interface Stack {
  /** Where the API answers over HTTP, as a gateway would. */
  readonly apiOrigin: string
  /** Where photos are found. */
  readonly photosOrigin: string
  readonly wechat: WechatStandIn
  /** The stores and rewards of the shop, as the seed made them. */
  readonly stores: typeof stores
  readonly rewards: ReturnType<typeof rewards>
  /** Somebody who has never been here: known to the stand-in for WeChat, not to the shop. */
  newcomer(nickname: string): { readonly id: string; readonly nickname: string }
  /** The shop's own people sign in here too: `wang-fang` and `li-qiang` are clerks, `zhao-min` is the owner. */
  member(personId: string, shareId?: string): Promise<ApiClient>
  /** What a till may do. */
  readonly till: ApiClient
  /** From now on it is so many days later for the server and for the stand-in. */
  passDays(count: number): void
  now(): number
  runJob(name: 'sweep' | 'settle'): Promise<object>
  /** The check of the books that is due. */
  checkBooks(): Promise<Night>
  readonly database: Database
  /** Hands on everything that is in the stream. */
  drainStream(): Promise<number>
  close(): Promise<void>
}

const dayMs = 86_400_000
const photosFolder = join(tmpdir(), 'dianjin-e2e-photos')
const key = () => randomBytes(32).toString('base64')

/** `templates`: the subscribe messages of a shop that reminds in WeChat too; without them everything stays in the inbox. */
export async function startStack({ templates = [] }: { readonly templates?: readonly Template[] } = {}): Promise<Stack> {
  const table = await createTestTable()
  const clock = new TurnedClock()
  const application = { appId: 'wxd1a2b3c4d5e6f708', appSecret: randomBytes(16).toString('hex') }
  const wechat = await startWechat({ ...application, now: () => clock.now() })
  const photos = await startStatic({ folder: photosFolder })
  const plain = await groundOn(table, clock, wechat, application, photos.url)
  const ground = { ...plain, settings: { ...plain.settings, templates: [...templates] } }
  const api = await createApi(ground, whole)
  const jobs = createJobs(ground)
  const secret = randomBytes(32).toString('base64url')
  const demo: Demo = { api, clock, database: ground.database, wechat, tillKey: `dj_${tillId}_${secret}` }
  await fillShop(demo, secret)
  const gateway = await startGateway({ handler: api })
  const stream = await startStream({ clients: table.clients, tableName: table.tableName, handler: followedBy(jobs.follow, new WebhookSender(ground)) })
  let daysPassed = 0
  return {
    apiOrigin: gateway.url,
    photosOrigin: photos.url,
    wechat,
    stores,
    rewards: rewards(clock.now()),
    newcomer: (nickname) => {
      const person = wechat.phone.addPerson({ nickname })
      if (person === undefined) throw new Error('the stand-in knows too many people')
      return person
    },
    member: async (personId, shareId) => clientOf(api, (await signIn(demo, personId, shareId)).tokens.token),
    till: clientOf(api, demo.tillKey),
    passDays: (count) => {
      daysPassed += count
      clock.turnTo(Date.now() + daysPassed * dayMs)
    },
    now: () => clock.now(),
    runJob: (name) => jobs.run(name),
    checkBooks: () => new NightlyCheck(ground).run(() => 840_000),
    database: ground.database,
    drainStream: () => stream.drain(),
    close: async () => {
      await gateway.close()
      await stream.close()
      await wechat.close()
      await photos.close()
      ground.database.client.destroy()
    },
  }
}

async function groundOn(table: TestTable, clock: TurnedClock, wechat: WechatStandIn, application: { readonly appId: string; readonly appSecret: string }, photosOrigin: string): Promise<Ground> {
  const settings = await loadSettings({
    STAGE: 'test', AWS_REGION: regionOf(table.tableName), TABLE_NAME: table.tableName, DYNAMODB_ENDPOINT: table.endpoint,
    SESSION_KEY: key(), CODE_KEY: key(), PERSONAL_DATA_KEY: key(), PERSONAL_HASH_KEY: key(),
    WECHAT_APP_ID: application.appId, WECHAT_APP_SECRET: application.appSecret, WECHAT_ORIGIN: wechat.url, PHOTOS_FOLDER: photosFolder, PHOTOS_ORIGIN: photosOrigin, WEBHOOKS_LOCAL: 'yes',
  })
  const database = connectionTo(table)
  return { settings, database, clock, log: new Log('error'), wechat: createWechat({ ...settings.wechat, now: () => clock.now() }) }
}

/** On AWS the queue of webhooks has a reader of its own; here it hears of what was put down once the stream's consumer is done. */
const followedBy = (follow: Jobs['follow'], sender: WebhookSender): Jobs['follow'] => async (event) => {
  const answer = await follow(event)
  await sender.follow(event)
  return answer
}
