import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import type { DeskStore, storesDeskApi } from '../../shared/stores/stores-desk.api'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { cursorOf, placeIn } from '../http/cursor'
import { noteChange } from './changes'
import { type StoredStore, StoresRepository } from './stores.repository'

/** Opening stores, and changing what they are called and where they are. */
@Injectable()
export class StoresDeskService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
  ) {}

  create({ id, name, address }: InputOf<typeof storesDeskApi.createStore>): Promise<DeskStore> {
    const createdAs = JSON.stringify([name, address])
    return again(async () => {
      const before = await this.stores.stored(id)
      if (before !== undefined && before.createdAs !== createdAs) throw new Refusal('idempotency_conflict')
      return before === undefined ? this.save({ id, name, address, revision: 1, createdAs }) : view(before)
    })
  }

  /** The same edit again gives what it made. */
  edit({ storeId, revision, name, address }: InputOf<typeof storesDeskApi.editStore>): Promise<DeskStore> {
    return again(async () => {
      const before = await this.stores.stored(storeId)
      if (before === undefined) throw new Refusal('store_unknown')
      if (before.revision === revision + 1 && before.name === name && before.address === address) return view(before)
      if (before.revision !== revision) throw new Refusal('revision_stale', { revision: before.revision, current: view(before) })
      const after = { ...before, name, address, revision: revision + 1 }
      noteChange({ title: before.name, before, after, isPersonal: false })
      return this.save(after)
    })
  }

  async list({ cursor, limit }: InputOf<typeof storesDeskApi.deskStores>): Promise<Page<DeskStore>> {
    const { stores, last } = await this.stores.page(placeIn(cursor, /^sto_[0-9A-Z]{26}$/), limit)
    return { items: stores.map(view), next: last === undefined ? null : cursorOf(last) }
  }

  private async save(store: StoredStore): Promise<DeskStore> {
    await commit(this.database, [this.stores.save(store)])
    this.stores.forget()
    return view(store)
  }
}

const view = ({ id, name, address, revision }: StoredStore): DeskStore => ({ id, name, address, revision })
