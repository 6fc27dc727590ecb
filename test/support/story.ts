import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ground } from '../../functions/app.module'
import { Clock } from '../../functions/clock'
import type { Database } from '../../functions/database/client'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { type Api, createApi } from '../../functions/http/api'
import { whole } from '../../functions/whole'
import { createJobs, type Jobs } from '../../functions/jobs/jobs'
import { Log } from '../../functions/log'
import { loadSettings, type Settings } from '../../functions/settings'
import { StoresRepository } from '../../functions/stores/stores.repository'
import { createWechat, type WechatOptions } from '../../functions/wechat/wechat'
import { regionOf } from '../../scripts/local/clients'
import { openStream, type StreamReader } from '../../scripts/local/stream'
import { startWechat, type WechatStandIn } from '../../scripts/wechat/server'
import { Programme } from '../../shared/earning/programme'
import { dayOf } from '../../shared/time/day'
import { connectionTo, createTestTable, type TestTable } from './database'
import type { Fault } from './faults'
import { programme, stores } from './story.terms'

/** A clock that stands still until a story turns it. */
export class StoryClock extends Clock {
  private instant = Date.parse('2026-11-24T04:00:00Z')
  private passed = 0

  turnTo(instant: string): void {
    this.instant = Date.parse(instant)
  }

  pass(milliseconds: number): void {
    this.instant += milliseconds
    this.passed += Math.max(0, milliseconds)
  }

  /** What a story lets pass has passed for whoever measures, too. */
  override elapsed(): number {
    return super.elapsed() + this.passed
  }

  override now(): number {
    return this.instant
  }

  get today(): string {
    return dayOf(this.instant, 'Asia/Shanghai')
  }
}

/** Keeps the bugs it is told of, and says nothing. */
class KeptLog extends Log {
  readonly bugs: { readonly message: string; readonly error: unknown }[] = []

  override info(): void {}
  override warn(): void {}
  override error(message: string, error: unknown): void {
    this.bugs.push({ message, error })
  }
}

/** One execution environment of the product: its own connection, its own memory. */
export interface Instance {
  readonly api: Api
  readonly jobs: Jobs
  readonly database: Database
}

export interface Shop extends Instance {
  readonly clock: StoryClock
  readonly wechat: WechatStandIn
  readonly table: TestTable
  readonly settings: Settings
  readonly bugs: KeptLog['bugs']
  /** Another execution environment on the same table, with bad luck of its own. */
  instance(faults?: readonly Fault[], more?: Partial<Ground>): Promise<Instance>
  /** A door to the stand-in with a patience of its own. */
  door(options?: Partial<WechatOptions>): Ground['wechat']
  /** Hands everything that is in the table's stream to the jobs until nothing is left. */
  drainStream(): Promise<number>
  run(job: 'sweep' | 'settle' | 'budgets' | 'audit' | 'imports'): Promise<object>
  close(): Promise<void>
}

/** A busy machine answers late; stories that are about a late answer say how long they wait. */
const PATIENT_MS = 20_000
const application = { appId: 'wxd1a2b3c4d5e6f708', appSecret: '0123456789abcdef0123456789abcdef' }
const key = () => randomBytes(32).toString('base64')

/** Opens a shop on a table of its own: terms, stores, and a stand-in for WeChat; nobody has joined yet. */
export async function openShop({ terms = {}, isVerified = true }: { terms?: Partial<Programme>; isVerified?: boolean } = {}): Promise<Shop> {
  const table = await createTestTable({ isVerified })
  const clock = new StoryClock()
  const wechat = await startWechat({ ...application, now: () => clock.now() })
  const settings = await settingsFor(table, wechat)
  const log = new KeptLog()
  const door = (options: Partial<WechatOptions> = {}) => createWechat({ ...settings.wechat, now: () => clock.now(), timeoutMs: PATIENT_MS, ...options })
  const instance = async (faults: readonly Fault[] = [], more: Partial<Ground> = {}): Promise<Instance> => {
    const database = connectionTo(table)
    opened.push(database)
    for (const fault of faults) fault(database)
    const ground = { settings, database, clock, log, wechat: door(), ...more }
    return { api: await createApi(ground, whole), jobs: createJobs(ground), database }
  }
  const opened: Database[] = []
  const own = await instance()
  await new ProgrammeRepository(own.database, clock).put(Programme.parse({ ...programme, ...terms }))
  for (const store of stores) await new StoresRepository(own.database, clock).put(store)
  let reader: StreamReader | undefined
  return {
    ...own, clock, wechat, table, settings, instance, door,
    bugs: log.bugs,
    run: (job) => own.jobs.run(job),
    drainStream: async () => {
      reader ??= await openStream({ clients: table.clients, tableName: table.tableName, handler: own.jobs.follow })
      let read = 0
      for (let more = await reader.drain(); more > 0; more = await reader.drain()) read += more
      return read
    },
    close: async () => {
      await wechat.close()
      for (const database of opened) database.client.destroy()
    },
  }
}

/** Files are named by their content, so stories may share it. */
export const photosFolder = join(tmpdir(), 'dianjin-story-photos')

function settingsFor(table: TestTable, wechat: WechatStandIn): Promise<Settings> {
  return loadSettings({
    STAGE: 'test', AWS_REGION: regionOf(table.tableName), TABLE_NAME: table.tableName, DYNAMODB_ENDPOINT: table.endpoint,
    SESSION_KEY: key(), CODE_KEY: key(), PERSONAL_DATA_KEY: key(), PERSONAL_HASH_KEY: key(),
    WECHAT_APP_ID: application.appId, WECHAT_APP_SECRET: application.appSecret, WECHAT_ORIGIN: wechat.url,
    PHOTOS_FOLDER: photosFolder, PHOTOS_ORIGIN: 'https://photos.example',
  })
}
