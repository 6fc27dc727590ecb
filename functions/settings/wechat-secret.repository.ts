import { Inject, Injectable } from '@nestjs/common'
import type { StaffId } from '../../shared/api/ids'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { Remembered } from '../database/remembered'
import { stored } from '../database/stored'
import { commit } from '../database/write'
import { PersonalData } from '../members/personal-data'
import { SETTINGS, type Settings } from '../settings.provider'

/** What may be told of the secret of the mini-program. */
export interface SecretFacts {
  readonly from: 'settings' | 'deployment'
  readonly setAt: string | null
  readonly ends: string
}

interface StoredSecret {
  readonly sealed: string
  readonly ends: string
  readonly setAt: string
  readonly setBy: StaffId
}

const SUBJECT = 'wechat app secret'
const TOLD_CHARS = 4
/** A new secret reaches every function within this time; WeChat forgets the old one at once. */
const REMEMBERED_MS = 30_000

/** The secret of the mini-program: that of the deployment until one is set here; encrypted in the table, with the key that comes from the deployment. */
@Injectable()
export class WechatSecretRepository {
  private readonly vault: PersonalData
  private readonly remembered: Remembered<string>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) clock: Clock,
    @Inject(SETTINGS) private readonly deployed: Settings,
  ) {
    this.vault = new PersonalData(deployed)
    this.remembered = new Remembered(clock, REMEMBERED_MS, async () => {
      const set = await this.read()
      return set === undefined ? deployed.wechat.appSecret : this.vault.openText(SUBJECT, set.sealed)
    })
  }

  current(): Promise<string> {
    return this.remembered.get()
  }

  async facts(): Promise<SecretFacts> {
    const set = await this.read()
    if (set === undefined) return { from: 'deployment', setAt: null, ends: endOf(this.deployed.wechat.appSecret) }
    return { from: 'settings', setAt: set.setAt, ends: set.ends }
  }

  async put(secret: string, setAt: string, setBy: StaffId): Promise<void> {
    const item: StoredSecret = { sealed: this.vault.sealText(SUBJECT, secret), ends: endOf(secret), setAt, setBy }
    await commit(this.database, [{ type: 'put', item: { ...keys.wechatSecret(), ...item } }])
    this.remembered.forget()
  }

  private async read(): Promise<StoredSecret | undefined> {
    const item = await get(this.database, keys.wechatSecret())
    return item && stored<StoredSecret>(item)
  }
}

const endOf = (secret: string): string => secret.slice(-TOLD_CHARS)
