import { randomBytes } from 'node:crypto'
import { openDatabase, type Database } from '../../functions/database/client'
import { type Api, createApi } from '../../functions/http/api'
import { whole } from '../../functions/whole'
import { createJobs, type Jobs } from '../../functions/jobs/jobs'
import { Log } from '../../functions/log'
import { loadSettings } from '../../functions/settings'
import { createWechat } from '../../functions/wechat/wechat'
import { type Demo, fillShop } from '../demo/fill'
import { signIn } from '../demo/past'
import { tillId } from '../demo/shop'
import { connect } from '../local/clients'
import { type RunningDatabase, startDatabase } from '../local/database'
import { openStream, type StreamReader } from '../local/stream'
import { createTable } from '../local/table'
import { TurnedClock } from '../seed'
import { type ApiClient, clientOf } from '../support/in-process'
import { startWechat } from '../wechat/server'

const TABLE = 'dianjin-bench'

/** A shop on a database of its own, in memory, with everything a measurement may need. */
export interface BenchShop {
  readonly api: Api
  readonly clock: TurnedClock
  readonly database: Database
  readonly endpoint: string
  readonly environment: Readonly<Record<string, string>>
  readonly jobs: Jobs
  readonly stream: StreamReader
  readonly till: ApiClient
  /** Signs somebody in; the first time they join. */
  member(person: string): Promise<{ client: ApiClient; token: string; profile: Awaited<ReturnType<typeof signIn>>['profile'] }>
  newcomer(): string
  /** What wx.login gives this person's phone. */
  loginCode(person: string): string
  close(): Promise<void>
}

export async function openBenchShop(): Promise<BenchShop> {
  const running: RunningDatabase = await startDatabase({ kind: 'reference' })
  const clients = connect(running.endpoint)
  await createTable(clients.client, TABLE)
  const application = { appId: 'wxbe0c4be0c4be0c4b', appSecret: randomBytes(16).toString('hex') }
  const clock = new TurnedClock()
  const wechat = await startWechat({ ...application, now: () => clock.now() })
  const environment = environmentOf(running.endpoint, wechat.url, application)
  const settings = await loadSettings(environment)
  const database = openDatabase({ table: TABLE, endpoint: running.endpoint, region: 'local' })
  const ground = { settings, database, clock, log: new Log('error'), wechat: createWechat({ ...settings.wechat, now: () => clock.now() }) }
  const api = await createApi(ground, whole)
  const jobs = createJobs(ground)
  const secret = randomBytes(32).toString('base64url')
  const demo: Demo = { api, clock, database, wechat, tillKey: `dj_${tillId}_${secret}` }
  await fillShop(demo, secret)
  const stream = await openStream({ clients, tableName: TABLE, handler: jobs.follow })
  return {
    api, clock, database, endpoint: running.endpoint, environment, jobs, stream,
    till: clientOf(api, demo.tillKey),
    member: async (person) => {
      const { tokens, profile } = await signIn(demo, person)
      return { client: clientOf(api, tokens.token), token: tokens.token, profile }
    },
    newcomer: () => wechat.phone.addPerson({})?.id ?? '',
    loginCode: (person) => wechat.phone.loginCode(person) ?? '',
    close: async () => {
      await wechat.close()
      database.client.destroy()
      clients.destroy()
      await running.close()
    },
  }
}

function environmentOf(endpoint: string, wechatUrl: string, application: { appId: string; appSecret: string }): Record<string, string> {
  const key = () => randomBytes(32).toString('base64')
  return {
    STAGE: 'bench', AWS_REGION: 'local', LOG_LEVEL: 'error', TABLE_NAME: TABLE, DYNAMODB_ENDPOINT: endpoint,
    SESSION_KEY: key(), CODE_KEY: key(), PERSONAL_DATA_KEY: key(), PERSONAL_HASH_KEY: key(),
    WECHAT_APP_ID: application.appId, WECHAT_APP_SECRET: application.appSecret, WECHAT_ORIGIN: wechatUrl,
  }
}
