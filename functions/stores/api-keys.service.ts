import { randomBytes } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import type { StoreId, TillId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import type { ApiKey, apiKeysApi } from '../../shared/stores/api-keys.api'
import { scopes } from '../../shared/stores/scopes'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { cursorOf, placeIn } from '../http/cursor'
import { StoresRepository } from './stores.repository'
import { hashOf, type Till, TillsRepository } from './tills.repository'

const SECRET_BYTES = 32
const HOUR_MS = 3_600_000

type Shown = ReplyOf<typeof apiKeysApi.createApiKey>

/** The owner's deeds with keys. A secret leaves here once and is nowhere kept. */
@Injectable()
export class ApiKeysService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TillsRepository) private readonly tills: TillsRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  create({ id, name, source, scopes: given, storeIds }: InputOf<typeof apiKeysApi.createApiKey>): Promise<Shown> {
    const createdAs = JSON.stringify([name, source, given, storeIds])
    return again(async () => {
      const before = await this.tills.byId(id)
      if (before !== undefined && before.createdAs !== createdAs) throw new Refusal('idempotency_conflict')
      if (before !== undefined) return { key: await this.view(before), secret: null }
      await this.checkStores(storeIds)
      const secret = randomBytes(SECRET_BYTES).toString('base64url')
      const till: Till = { id, name, source, scopes: given, storeIds, secretHash: hashOf(secret), revision: 1, createdAt: instant(this.clock.now()), createdAs }
      await commit(this.database, [this.tills.save(undefined, till)])
      return { key: await this.view(till), secret: keyOf(id, secret) }
    })
  }

  async list({ cursor, limit, state }: InputOf<typeof apiKeysApi.listApiKeys>): Promise<Page<ApiKey>> {
    const { tills, last } = await this.tills.page(placeIn(cursor, /^til_[0-9A-Z]{26}$/), limit, state === undefined ? undefined : state === 'revoked')
    const used = await this.tills.usedAt(tills.map(({ id }) => id))
    return { items: tills.map((till, place) => this.viewOf(till, used[place])), next: last === undefined ? null : cursorOf(last) }
  }

  edit({ keyId, revision, name, scopes: given, storeIds }: InputOf<typeof apiKeysApi.editApiKey>): Promise<ApiKey> {
    return again(async () => {
      const before = await this.live(keyId)
      const after = { ...before, name, scopes: given, storeIds, revision: revision + 1 }
      if (before.revision === revision + 1 && JSON.stringify(await this.view(before)) === JSON.stringify(await this.view(after))) return this.view(before)
      await this.checkRevision(before, revision)
      await this.checkStores(storeIds)
      await commit(this.database, [this.tills.save(before, after)])
      return this.view(after)
    })
  }

  rotate({ keyId, revision, graceHours }: InputOf<typeof apiKeysApi.rotateApiKey>): Promise<Shown> {
    return again(async () => {
      const { before: _older, ...before } = await this.live(keyId)
      await this.checkRevision(before, revision)
      const secret = randomBytes(SECRET_BYTES).toString('base64url')
      const grace = graceHours === 0 ? {} : { before: { secretHash: before.secretHash, until: this.clock.now() + graceHours * HOUR_MS } }
      const after: Till = { ...before, ...grace, secretHash: hashOf(secret), revision: revision + 1 }
      await commit(this.database, [this.tills.save(before, after)])
      return { key: await this.view(after), secret: keyOf(keyId, secret) }
    })
  }

  revoke({ keyId }: InputOf<typeof apiKeysApi.revokeApiKey>): Promise<ApiKey> {
    return again(async () => {
      const before = await this.found(keyId)
      if (before.revokedAt !== undefined) return this.view(before)
      const after: Till = { ...before, revision: (before.revision ?? 1) + 1, revokedAt: instant(this.clock.now()) }
      await commit(this.database, [this.tills.save(before, after)])
      return this.view(after)
    })
  }

  private async found(keyId: TillId): Promise<Till> {
    const till = await this.tills.byId(keyId)
    if (till === undefined) throw new Refusal('key_unknown')
    return till
  }

  private async live(keyId: TillId): Promise<Till> {
    const till = await this.found(keyId)
    if (till.revokedAt !== undefined) throw new Refusal('key_revoked')
    return till
  }

  private async checkRevision(till: Till, revision: number): Promise<void> {
    const now = till.revision ?? 1
    if (now !== revision) throw new Refusal('revision_stale', { revision: now, current: await this.view(till) })
  }

  private async checkStores(storeIds: readonly StoreId[]): Promise<void> {
    const known = storeIds.length === 0 ? [] : await this.stores.named(storeIds)
    if (known.length < new Set(storeIds).size) throw new Refusal('store_unknown')
  }

  private async view(till: Till): Promise<ApiKey> {
    const [used] = await this.tills.usedAt([till.id])
    return this.viewOf(till, used)
  }

  private viewOf({ id, name, source, storeIds, revision = 1, createdAt, revokedAt, before, ...till }: Till, lastUsedAt: string | undefined): ApiKey {
    const until = before !== undefined && revokedAt === undefined && before.until > this.clock.now() ? instant(before.until) : null
    return { id, name, source, scopes: [...(till.scopes ?? scopes)], storeIds: [...storeIds], revision, createdAt: createdAt ?? null, revokedAt: revokedAt ?? null, lastUsedAt: lastUsedAt ?? null, graceUntil: until }
  }
}

const keyOf = (id: TillId, secret: string): string => `dj_${id}_${secret}`
