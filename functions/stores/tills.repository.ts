import { createHash, timingSafeEqual } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { type StoreId, TillId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { stored } from '../database/stored'
import { commit } from '../database/write'

/** A till or shop that reports orders. Its key is kept only as a hash; `source` names its orders. */
export interface Till {
  readonly id: TillId
  readonly name: string
  readonly source: string
  /** Stores it may report for; empty means all. */
  readonly storeIds: readonly StoreId[]
  readonly secretHash: string
}

/** A removed key still works this long on a function that has just used it. */
const REMEMBERED_MS = 10_000

@Injectable()
export class TillsRepository {
  private readonly seen = new Map<string, { till: Till; until: number }>()

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The till behind a key `dj_til_…_secret`. Refuses with `signed_out`. */
  async byKey(key: string): Promise<Till> {
    const match = /^dj_(til_[0-9A-Z]{26})_([\w-]{20,100})$/.exec(key)
    const tillId = TillId.safeParse(match?.[1])
    if (!tillId.success) throw new Refusal('signed_out')
    const till = await this.byId(tillId.data)
    if (!till || !timingSafeEqual(Buffer.from(till.secretHash, 'hex'), hashOf(match?.[2] ?? ''))) throw new Refusal('signed_out')
    return till
  }

  async put(till: Omit<Till, 'secretHash'>, secret: string): Promise<void> {
    const item = { ...keys.till(till.id), ...till, secretHash: hashOf(secret).toString('hex') }
    await commit(this.database, [{ type: 'put', item }])
  }

  private async byId(tillId: TillId): Promise<Till | undefined> {
    const known = this.seen.get(tillId)
    if (known && known.until > this.clock.now()) return known.till
    const item = await get(this.database, keys.till(tillId))
    if (item === undefined) return undefined
    const till = stored<Till>(item)
    this.seen.set(tillId, { till, until: this.clock.now() + REMEMBERED_MS })
    return till
  }
}

/** The secret is 32 random bytes, so a plain hash cannot be guessed back. */
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
