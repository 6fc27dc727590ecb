import type { Names } from '../../../shared/campaigns/promise'
import { programmeApi } from '../../../shared/earning/programme.api'
import { storesApi } from '../../../shared/stores/stores.api'
import { useAsk } from '../asking'

/** What tiers, stores and rules are called, for sentences and for choosing. */
export function useNames() {
  const programme = useAsk(programmeApi.programme, {}).data
  const stores = useAsk(storesApi.listStores, {}).data?.items ?? []
  const tiers = programme?.programme.tiers?.levels ?? []
  const names: Names = { tiers: Object.fromEntries(tiers.map(({ id, name }) => [id, name])), stores: Object.fromEntries(stores.map(({ id, name }) => [id, name])) }
  return { names, tiers, stores, rules: programme?.sentences ?? [], costFenPer100Points: programme?.programme.costFenPer100Points, customEvents: programme?.programme.customEvents ?? [] }
}
