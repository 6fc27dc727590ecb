import type { StoreId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { mayStandIn } from '../../shared/stores/roles'
import type { Store } from '../../shared/stores/stores.api'
import type { StaffMember } from './staff.repository'
import type { StoresRepository } from './stores.repository'

/** The store a clerk says they stand in, if they belong to it; an owner belongs to every store. */
export async function checkStore(stores: StoresRepository, staff: StaffMember, storeId: StoreId): Promise<Store> {
  const store = await stores.byId(storeId)
  if (store === undefined || !mayStandIn(staff, storeId)) throw new Refusal('store_not_yours')
  return store
}
