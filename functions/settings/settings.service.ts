import { isDeepStrictEqual } from 'node:util'
import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { StaffId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { type Owned, Programme, withOwned } from '../../shared/earning/programme'
import { instant } from '../../shared/points/decide'
import type { Settings, settingsApi } from '../../shared/settings/settings.api'
import { usualWords } from '../../shared/api/points-words'
import { privacyNotice } from '../../shared/text/privacy-notice'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit, type Write } from '../database/write'
import { ProgrammeDraftsRepository } from '../earning/programme-drafts.repository'
import { ProgrammeRepository, REMEMBERED_MS } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'
import { WechatDoor } from '../members/wechat.door'
import { SETTINGS, type Settings as Deployed } from '../settings.provider'
import { noteChange } from '../stores/changes'
import { SettingsRepository, type StoredSettings } from './settings.repository'
import { WechatSecretRepository } from './wechat-secret.repository'

/** What stands when a change is decided. */
interface Found {
  readonly settings: StoredSettings | undefined
  readonly programme: Programme
}

@Injectable()
export class SettingsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SettingsRepository) private readonly settings: SettingsRepository,
    @Inject(WechatSecretRepository) private readonly secret: WechatSecretRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(ProgrammeDraftsRepository) private readonly drafts: ProgrammeDraftsRepository,
    @Inject(WechatDoor) private readonly wechat: WechatDoor,
    @Inject(SETTINGS) private readonly deployed: Deployed,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async all(): Promise<Settings> {
    return this.view(await this.found())
  }

  /** The same change again gives what it made. */
  edit({ staff }: ClerkCaller, { revision, name, pointsWords, timeZone, templates }: InputOf<typeof settingsApi.editSettings>): Promise<Settings> {
    return again(async () => {
      const before = await this.found()
      const { settings, programme } = before
      if (timeZone !== undefined && timeZone !== programme.timeZone) throw new Refusal('time_zone_fixed', { timeZone: programme.timeZone })
      const words = programme.pointsWords ?? usualWords
      const wanted = { name, pointsWords: pointsWords ?? words, templates: templates ?? null }
      const there = { name: programme.name, pointsWords: words, templates: settings?.templates ?? null }
      if (settings?.revision === revision + 1 && isDeepStrictEqual(wanted, there)) return this.view(before)
      await this.refuseStale(before, revision)
      const next = this.next(staff.id, revision, templates ?? undefined)
      noteChange({ title: programme.name, before: there, after: wanted, isPersonal: false })
      const isSame = name === programme.name && isDeepStrictEqual(wanted.pointsWords, words)
      return this.commit(next, isSame ? [] : await this.published(programme, { ...programme, name, pointsWords: wanted.pointsWords }))
    })
  }

  /** From the moment the terms that name it are in force, everybody who signs in is asked. */
  publishNotice({ staff }: ClerkCaller, { revision, version, zh, en }: InputOf<typeof settingsApi.publishNotice>): Promise<Settings> {
    return again(async () => {
      const before = await this.found()
      const { settings, programme } = before
      const known = await this.settings.published(version)
      if (known !== undefined && known.zh === zh && known.en === en && programme.noticeVersion === version) return this.view(before)
      if (known !== undefined || version === programme.noticeVersion || version === privacyNotice.version) throw new Refusal('notice_exists', { version })
      await this.refuseStale(before, revision)
      noteChange({ title: programme.name, before: { notice: programme.noticeVersion }, after: { notice: version }, isPersonal: false })
      const notice = this.settings.putNotice({ version, zh, en, publishedAt: instant(this.clock.now()), publishedBy: staff.id })
      return this.commit(this.next(staff.id, revision, settings?.templates), [notice, ...(await this.published(programme, { ...programme, noticeVersion: version }))])
    })
  }

  /** What WeChat does not take would keep everybody out, so it is asked before anything is stored. */
  async setWechatSecret({ staff }: ClerkCaller, { secret }: InputOf<typeof settingsApi.setWechatSecret>): Promise<Settings> {
    if (!(await this.wechat.accepts(secret))) throw new Refusal('wechat_secret_wrong')
    const before = await this.secret.facts()
    await this.secret.put(secret, instant(this.clock.now()), staff.id)
    noteChange({ before: { ends: before.ends }, after: { ends: secret.slice(-before.ends.length) }, isPersonal: false })
    return this.all()
  }

  private async found(): Promise<Found> {
    const [settings, programme] = await Promise.all([this.settings.read(), this.programmes.latest()])
    return { settings, programme }
  }

  private async refuseStale(found: Found, revision: number): Promise<void> {
    const now = found.settings?.revision ?? 0
    if (now !== revision) throw new Refusal('revision_stale', { revision: now, current: await this.view(found) })
  }

  private next(editedBy: StaffId, revision: number, templates: StoredSettings['templates']): StoredSettings {
    return { revision: revision + 1, editedAt: instant(this.clock.now()), editedBy, ...(templates === undefined ? {} : { templates }) }
  }

  private async commit(next: StoredSettings, others: readonly Write[]): Promise<Settings> {
    await commit(this.database, [this.settings.save(next), ...others])
    this.settings.forget()
    this.programmes.forget()
    return this.all()
  }

  /** The same terms but for what the owner has settled, as the next version; a draft takes that over, so that publishing it does not undo it. */
  private async published(before: Programme, owned: Pick<Programme, 'name'> & Owned): Promise<readonly Write[]> {
    const draft = await this.drafts.draft()
    const from = Math.max(this.clock.now() + REMEMBERED_MS, before.publishedAt === undefined ? 0 : Date.parse(before.publishedAt) + 1)
    const { copyOf: _copyOf, ...terms } = before
    const next = Programme.parse({ ...withOwned(terms, owned), name: owned.name, version: before.version + 1, publishedAt: instant(from) })
    const follows = draft === undefined ? [] : [this.drafts.save({ ...draft, revision: draft.revision + 1, terms: { ...withOwned(draft.terms, owned), name: owned.name }, ...(draft.publishedAs === before.version ? { publishedAs: next.version } : {}) }, draft)]
    return [...this.programmes.publish(next), ...follows]
  }

  private async view({ settings, programme }: Found): Promise<Settings> {
    const [notice, published, secret] = await Promise.all([this.settings.notice(programme.noticeVersion), this.settings.notices(), this.secret.facts()])
    const items = [...(settings?.templates ?? this.deployed.templates)]
    return {
      revision: settings?.revision ?? 0,
      name: programme.name,
      pointsWords: programme.pointsWords ?? usualWords,
      timeZone: programme.timeZone,
      notice,
      notices: published.filter(({ version }) => version !== notice.version).map(({ version, publishedAt }) => ({ version, publishedAt })),
      templates: { from: settings?.templates !== undefined ? 'settings' : items.length > 0 ? 'deployment' : 'nowhere', items },
      wechat: { appId: this.deployed.wechat.appId, secret },
    }
  }
}
