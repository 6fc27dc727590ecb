import { createHash } from 'node:crypto'
import { Clock } from '../functions/clock'
import { openDatabase } from '../functions/database/client'
import { createApi } from '../functions/http/api'
import { whole } from '../functions/whole'
import { Log } from '../functions/log'
import { loadSettings } from '../functions/settings'
import { createWechat } from '../functions/wechat/wechat'
import { fillCampaigns } from './demo/campaigns'
import { ownerLogin } from './demo/desk'
import { type Demo, fillShop, isFilled, markFilled } from './demo/fill'
import { liveThroughPast } from './demo/past'
import { tillId } from './demo/shop'
import type { DemoPeople, LocalContext } from './local/context'
import { demoPeople } from './wechat/people'

/** A clock that the seed turns back, to live through a month before today. */
export class TurnedClock extends Clock {
  private offsetMs = 0

  turnTo(instant: number): void {
    this.offsetMs = instant - Date.now()
  }

  override now(): number {
    return Date.now() + this.offsetMs
  }
}

/**
 * Fills a demo shop: terms, stores, rewards, staff, a till, and three members with a month behind them, all through the API itself.
 * A shop that is there already is left as it is.
 */
export async function seed(context: LocalContext): Promise<DemoPeople> {
  const { environment, wechat, say } = context
  const settings = await loadSettings({ ...environment, TABLE_NAME: context.tableName })
  const database = openDatabase({ table: settings.tableName, endpoint: settings.databaseEndpoint, region: settings.region })
  const clock = new TurnedClock()
  const secretOf = (what: string) => createHash('sha256').update(`${what} ${environment['CODE_KEY'] ?? ''}`).digest('base64url')
  const secret = secretOf('till')
  const api = await createApi({ settings, database, clock, log: new Log('error'), wechat: createWechat({ ...settings.wechat, now: () => Date.now() }) }, whole)
  const demo = { api, clock, database, wechat, tillKey: `dj_${tillId}_${secret}` }
  if (!(await isFilled(demo))) {
    await liveThroughPast(demo, () => openShop(demo, secret), say)
    await markFilled(demo)
  }
  const owner = await ownerLogin(database, environment['CODE_KEY'] ?? '')
  database.client.destroy()
  return { owner, people: demoPeople.map(({ nickname, roleHint }) => ({ name: nickname, role: roleHint })), tillKey: demo.tillKey }
}

async function openShop(demo: Demo, secret: string): Promise<void> {
  await fillShop(demo, secret)
  await fillCampaigns(demo.database, demo.clock)
}
