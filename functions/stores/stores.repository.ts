import { Inject, Injectable } from '@nestjs/common'
import type { StoreId } from '../../shared/api/ids'
import type { Store } from '../../shared/stores/stores.api'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { range } from '../database/read'
import { Remembered } from '../database/remembered'
import { stored } from '../database/stored'
import { commit } from '../database/write'

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

  private async read(): Promise<readonly Store[]> {
    const { items } = await range(this.database, { pk: 'STORES', beginsWith: prefixes.store })
    return items.map((item) => stored<Store>(item)).map(({ id, name, address }) => ({ id, name, address }))
  }
}
