import { Clock } from './clock'
import { openDatabase } from './database/client'
import { Log } from './log'
import { loadOpenSettings, loadSettings } from './settings'
import type { Ground } from './app.module'
import { sharedTokenStore } from './members/wechat-token'
import { WechatSecretRepository } from './settings/wechat-secret.repository'
import { createWechat } from './wechat/wechat'

/** The ground of a function on Lambda, or of a local run: settings from the environment, one connection, the true clock. */
export async function groundFrom(env: Readonly<Record<string, string | undefined>>): Promise<Ground> {
  const settings = await loadSettings(env)
  const clock = new Clock()
  const database = openDatabase({ table: settings.tableName, endpoint: settings.databaseEndpoint, region: settings.region })
  const tokenStore = sharedTokenStore(database, settings)
  const secret = new WechatSecretRepository(database, clock, settings)
  const wechat = createWechat({ ...settings.wechat, appSecret: () => secret.current(), now: () => clock.now(), tokenStore })
  return { settings, database, clock, log: new Log(settings.logLevel), wechat }
}

/** Nobody waits for a nightly job: it rather tries again for a while than gives up. */
const PATIENT_ATTEMPTS = 10

/** The ground of a function that looks through the table and needs no secrets. */
export function openGroundFrom(env: Readonly<Record<string, string | undefined>>): Pick<Ground, 'database' | 'clock' | 'log'> {
  const { TABLE_NAME: table, DYNAMODB_ENDPOINT: endpoint, AWS_REGION: region, LOG_LEVEL: level } = loadOpenSettings(env)
  return { database: openDatabase({ table, endpoint, region }, { maxAttempts: PATIENT_ATTEMPTS }), clock: new Clock(), log: new Log(level) }
}
