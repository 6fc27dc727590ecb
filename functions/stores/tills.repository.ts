import { createHash, timingSafeEqual } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { type StoreId, TillId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import type { Scope } from '../../shared/stores/scopes'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, getAll, range } from '../database/read'
import { stored } from '../database/stored'
import { commit, create, LostRace, type Write } from '../database/write'
import { Log } from '../log'

/** A till, a shop or another system that calls by a key. The key is kept only as a hash; `source` names its orders. */
export interface Till {
  readonly id: TillId
  readonly name: string
  readonly source: string
  /** Stores it may report for; empty means all. */
  readonly storeIds: readonly StoreId[]
  readonly secretHash: string
  /** What it may do; none said: all that tills do. */
  readonly scopes?: readonly Scope[]
  /** Compared on every change; none is the first. */
  readonly revision?: number
  readonly createdAt?: string
  /** What it was made of, by which a creation that is sent again is known. */
  readonly createdAs?: string
  readonly revokedAt?: string
  /** The key before the last rotation, and until when (milliseconds since 1970) it works on. */
  readonly before?: { readonly secretHash: string; readonly until: number }
}

/** The use of a key is written down once in so long. */
const USE_NOTED_MS = 3_600_000

@Injectable()
export class TillsRepository {
  /** When this function last noted the use of a key. */
  private readonly noted = new Map<string, number>()

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Pick<Log, 'warn'> = new Log('error'),
  ) {}

  /** The till behind a key `dj_til_…_secret`, read anew for every call so that a key ends when it is revoked. Refuses with `signed_out`. */
  async byKey(key: string): Promise<Till> {
    const match = /^dj_(til_[0-9A-Z]{26})_([\w-]{20,100})$/.exec(key)
    const tillId = TillId.safeParse(match?.[1])
    if (!tillId.success) throw new Refusal('signed_out')
    const till = await this.byId(tillId.data)
    if (till === undefined || till.revokedAt !== undefined || !opens(till, match?.[2] ?? '', this.clock.now())) throw new Refusal('signed_out')
    return till
  }

  /** Notes that a key is in use. Never throws: what a call does must not hang on it, and the next use makes up for it. */
  async noteUse(tillId: TillId): Promise<void> {
    const now = this.clock.now()
    if (now - (this.noted.get(tillId) ?? -Infinity) < USE_NOTED_MS) return
    this.noted.set(tillId, now)
    try {
      await commit(this.database, [{ type: 'put', item: { ...keys.keyUse(tillId), at: instant(now) }, condition: 'attribute_not_exists(pk) OR #at < :due', names: { '#at': 'at' }, values: { ':due': instant(now - USE_NOTED_MS + 1) } }])
    } catch (error) {
      // Another function has noted it.
      if (error instanceof LostRace) return
      this.noted.delete(tillId)
      this.log.warn('use of a key not noted', { tillId })
    }
  }

  /** @param secret the last part of the key, 32 random bytes */
  async put(till: Omit<Till, 'secretHash'>, secret: string): Promise<void> {
    await commit(this.database, [{ type: 'put', item: { ...keys.till(till.id), ...till, secretHash: hashOf(secret) } }])
  }

  async byId(tillId: TillId): Promise<Till | undefined> {
    const item = await get(this.database, keys.till(tillId))
    return item && tillOf(item)
  }

  /** Replaces a till if nobody else changed it since it was read; without one before, it must not be there. */
  save(before: Till | undefined, after: Till): Write {
    const item = { ...keys.till(after.id), ...after }
    if (before === undefined) return create(item)
    const revision = before.revision === undefined ? 'attribute_not_exists(revision)' : 'revision = :revision'
    return { type: 'put', item, condition: `attribute_exists(pk) AND ${revision}`, ...(before.revision === undefined ? {} : { values: { ':revision': before.revision } }) }
  }

  /** Tills newest first, behind the till `after`. */
  async page(after: string | undefined, limit: number, isRevoked: boolean | undefined): Promise<{ tills: readonly Till[]; last: string | undefined }> {
    const filter = isRevoked === undefined ? {} : { filter: { expression: isRevoked ? 'attribute_exists(revokedAt)' : 'attribute_not_exists(revokedAt)', values: {} } }
    const { items, last } = await range(this.database, { pk: keys.till('').pk, after, limit, newestFirst: true, ...filter })
    return { tills: items.map(tillOf), last }
  }

  /** When each of these was last used, exact to the hour; undefined where never. */
  async usedAt(tillIds: readonly TillId[]): Promise<readonly (string | undefined)[]> {
    const items = await getAll(this.database, tillIds.map(keys.keyUse))
    return items.map((item) => (item === undefined ? undefined : String(item['at'])))
  }
}

function tillOf(item: Parameters<typeof stored>[0]): Till {
  const { pk: _pk, sk: _sk, ...till } = item
  return stored<Till>(till)
}

function opens({ secretHash, before }: Till, secret: string, now: number): boolean {
  const hash = Buffer.from(hashOf(secret), 'hex')
  const good = before !== undefined && now < before.until ? [secretHash, before.secretHash] : [secretHash]
  return good.some((one) => timingSafeEqual(Buffer.from(one, 'hex'), hash))
}

/** The secret is 32 random bytes, so a plain hash cannot be guessed back. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
