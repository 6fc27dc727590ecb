import { Inject, Injectable } from '@nestjs/common'
import type { StaffId } from '../../shared/api/ids'
import type { Template } from '../../shared/messages/templates'
import type { Notice } from '../../shared/settings/settings.api'
import { privacyNotice } from '../../shared/text/privacy-notice'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, range } from '../database/read'
import { Remembered } from '../database/remembered'
import { stored } from '../database/stored'
import { create, type Write } from '../database/write'
import { SETTINGS, type Settings } from '../settings.provider'

/** What is stored of the settings beside the terms of the programme; its revision is compared with every change. */
export interface StoredSettings {
  readonly revision: number
  /** Without them those of the deployment are used. */
  readonly templates?: readonly Template[]
  readonly editedAt: string
  readonly editedBy: StaffId
}

interface StoredNotice extends Omit<Notice, 'publishedAt'> {
  readonly publishedAt: string
  readonly publishedBy: StaffId
}

const REMEMBERED_MS = 10_000
const NOTICES_MAX = 50

@Injectable()
export class SettingsRepository {
  private readonly remembered: Remembered<StoredSettings | undefined>
  private readonly texts = new Map<string, Notice>()

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) clock: Clock,
    @Inject(SETTINGS) private readonly deployed: Pick<Settings, 'templates'>,
  ) {
    this.remembered = new Remembered(clock, REMEMBERED_MS, () => this.read())
  }

  async read(): Promise<StoredSettings | undefined> {
    const item = await get(this.database, keys.settings())
    return item && stored<StoredSettings>(item)
  }

  /** The templates in use, seconds old at most. */
  async templates(): Promise<readonly Template[]> {
    return (await this.remembered.get())?.templates ?? this.deployed.templates
  }

  forget(): void {
    this.remembered.forget()
  }

  save(settings: StoredSettings): Write {
    const item = { ...keys.settings(), ...settings }
    return settings.revision === 1 ? create(item) : { type: 'put', item, condition: 'revision = :before', values: { ':before': settings.revision - 1 } }
  }

  /** The text of a version, which never changes; of one that was never published here, the text the product came with. */
  async notice(version: string): Promise<Notice> {
    const known = this.texts.get(version)
    if (known !== undefined) return known
    const notice = (await this.published(version)) ?? { version, zh: privacyNotice.zh, en: privacyNotice.en, publishedAt: null }
    this.texts.set(version, notice)
    return notice
  }

  async published(version: string): Promise<Notice | undefined> {
    const item = await get(this.database, keys.notice(version))
    if (item === undefined) return undefined
    const { zh, en, publishedAt } = stored<StoredNotice>(item)
    return { version, zh, en, publishedAt }
  }

  /** All that were published here, the newest first. */
  async notices(): Promise<readonly Notice[]> {
    const { items } = await range(this.database, { pk: keys.notice('').pk, beginsWith: prefixes.notice, limit: NOTICES_MAX })
    const all = items.map((item) => stored<StoredNotice>(item))
    return all.map(({ version, zh, en, publishedAt }) => ({ version, zh, en, publishedAt })).sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
  }

  putNotice(notice: StoredNotice): Write {
    return create({ ...keys.notice(notice.version), ...notice })
  }
}
