import type { Names } from '../../../shared/campaigns/promise'
import { programmeApi } from '../../../shared/earning/programme.api'
import { shelfApi } from '../../../shared/mall/shelf.api'
import { storesApi } from '../../../shared/stores/stores.api'
import { useAsk } from '../asking'
import { pointsWords } from '../format'
import { useMe } from '../shell/me'

const REWARDS = 50

/** What tiers, stores, the latest rewards and rules are called, for sentences and for choosing. */
export function useNames() {
  const programme = useAsk(programmeApi.programme, {}).data
  const stores = useAsk(storesApi.listStores, {}).data?.items ?? []
  const rewards = useAsk(shelfApi.shelf, { limit: REWARDS }, { enabled: useMe().may('shelf') }).data?.items ?? []
  const tiers = programme?.programme.tiers?.levels ?? []
  const names: Names = { tiers: Object.fromEntries(tiers.map(({ id, name }) => [id, name])), stores: Object.fromEntries(stores.map(({ id, name }) => [id, name])), rewards: Object.fromEntries(rewards.map(({ reward }) => [reward.id, reward.title])), points: pointsWords() }
  return { names, tiers, stores, rewards, rules: programme?.sentences ?? [], costFenPer100Points: programme?.programme.costFenPer100Points, customEvents: programme?.programme.customEvents ?? [] }
}
