import { Inject, Injectable } from '@nestjs/common'
import type { StoreId } from '../../shared/api/ids'
import type { Store } from '../../shared/stores/stores.api'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, type Item, range } from '../database/read'
import { Remembered } from '../database/remembered'
import { stored } from '../database/stored'
import { commit, create, type Write } from '../database/write'

/** A store as stored. `revision` is compared on every change; `createdAs` tells a creation that is sent again from another one. */
export interface StoredStore extends Store {
  readonly revision: number
  readonly createdAs?: string
}

const REMEMBERED_MS = 30_000

/** The stores. They change rarely and are on every screen, so each function remembers them for half a minute. */
@Injectable()
export class StoresRepository {
  private readonly stores: Remembered<readonly Store[]>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) clock: Clock,
  ) {
    this.stores = new Remembered(clock, REMEMBERED_MS, () => this.read())
  }

  all(): Promise<readonly Store[]> {
    return this.stores.get()
  }

  async byId(storeId: StoreId): Promise<Store | undefined> {
    return (await this.all()).find((store) => store.id === storeId)
  }

  /** The stores of a list of ids; an empty list means every store. */
  async named(storeIds: readonly StoreId[]): Promise<readonly Store[]> {
    const all = await this.all()
    return storeIds.length === 0 ? all : all.filter((store) => storeIds.includes(store.id))
  }

  async put(store: Store): Promise<void> {
    await commit(this.database, [{ type: 'put', item: { ...keys.store(store.id), ...store } }])
    this.stores.forget()
  }

  /** A store as it is this moment; one that was put before there were revisions is at the first. */
  async stored(storeId: StoreId): Promise<StoredStore | undefined> {
    const item = await get(this.database, keys.store(storeId))
    return item && storeOf(item)
  }

  /** A new store, or the next revision of one. */
  save(store: StoredStore): Write {
    const item = { ...keys.store(store.id), ...store }
    if (store.revision === 1) return create(item)
    const before = store.revision - 1
    return { type: 'put', item, condition: before === 1 ? 'attribute_exists(pk) AND (attribute_not_exists(revision) OR revision = :before)' : 'revision = :before', values: { ':before': before } }
  }

  forget(): void {
    this.stores.forget()
  }

  /** Stores newest first, behind the store `after`. */
  async page(after: string | undefined, limit: number): Promise<{ stores: readonly StoredStore[]; last: string | undefined }> {
    const { items, last } = await range(this.database, { pk: 'STORES', beginsWith: prefixes.store, after: after && prefixes.store + after, limit, newestFirst: true })
    return { stores: items.map(storeOf), last: last?.slice(prefixes.store.length) }
  }

  private async read(): Promise<readonly Store[]> {
    const { items } = await range(this.database, { pk: 'STORES', beginsWith: prefixes.store })
    return items.map((item) => stored<Store>(item)).map(({ id, name, address }) => ({ id, name, address }))
  }
}

function storeOf(item: Item): StoredStore {
  const { pk: _pk, sk: _sk, ...store } = item
  return { revision: 1, ...stored<Store>(store) }
}
