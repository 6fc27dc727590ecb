import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { StoreId } from '../api/ids'
import { pageInput, pageOf } from '../api/page'
import { Store } from './stores.api'

/** A store with the revision by which it is edited. */
export const DeskStore = Store.extend({ revision: z.number().int() })
export type DeskStore = z.infer<typeof DeskStore>

const terms = { name: z.string().trim().min(1).max(30), address: z.string().trim().min(1).max(100) }

/** What the owner does with stores. */
export const storesDeskApi = {
  createStore: endpoint({
    method: 'POST',
    path: '/stores',
    who: 'owner',
    summary: 'A new store under an id of the caller. The same again changes nothing.',
    input: z.strictObject({ id: StoreId, ...terms }),
    reply: DeskStore,
    refusals: ['idempotency_conflict'],
  }),
  editStore: endpoint({
    method: 'POST',
    path: '/stores/{storeId}',
    who: 'owner',
    summary: 'A new name and address in place of the revision that the caller saw. What was redeemed there before keeps the old name.',
    input: z.strictObject({ storeId: StoreId, revision: z.number().int().min(1).describe('the revision that the caller saw; another one by now is refused'), ...terms }),
    reply: DeskStore,
    refusals: ['store_unknown', 'revision_stale'],
  }),
  deskStores: endpoint({
    method: 'GET',
    path: '/desk/stores',
    who: 'owner',
    summary: 'All stores with their revisions, the newest first.',
    input: z.strictObject(pageInput),
    reply: pageOf(DeskStore),
    refusals: [],
  }),
}
