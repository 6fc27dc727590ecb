import type { WechatStandIn } from '../wechat/server'
import type { DatabaseClients } from './clients'
import type { Say } from './steps'

/** What runs on this machine, for whoever fills it with a demo shop. */
export interface LocalContext {
  readonly tableName: string
  readonly clients: DatabaseClients
  /** What the functions see of the environment: `loadSettings` understands it. */
  readonly environment: Readonly<Record<string, string>>
  readonly apiOrigin: string
  readonly wechat: WechatStandIn
  readonly say: Say
}

export interface DemoPeople {
  readonly people: readonly DemoRole[]
  /** With it a till reports orders. */
  readonly tillKey: string
  /** How the owner signs in to the web console; another password on each machine. */
  readonly desk: { readonly login: string; readonly password: string }
}

export interface DemoRole {
  readonly name: string
  readonly role: { readonly zh: string; readonly en: string }
}
