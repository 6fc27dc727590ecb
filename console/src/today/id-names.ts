import type { Dimension } from '../../../shared/insight/figures'
import { marketingApi } from '../../../shared/campaigns/marketing.api'
import { programmeApi } from '../../../shared/earning/programme.api'
import { shelfApi } from '../../../shared/mall/shelf.api'
import { storesApi } from '../../../shared/stores/stores.api'
import { useAsk } from '../asking'
import { useSaid } from '../language'

const MANY = 50

/** What the ids of a dimension are called; an id whose thing is gone stays itself. */
export function useIdNames(by: Dimension): (id: string) => string {
  const said = useSaid()
  const stores = useAsk(storesApi.listStores, {}, { enabled: by === 'store' }).data?.items ?? []
  const staff = useAsk(storesApi.listStaff, {}, { enabled: by === 'clerk' }).data?.items ?? []
  const campaigns = useAsk(marketingApi.listCampaigns, { limit: MANY }, { enabled: by === 'campaign' }).data?.items ?? []
  const rewards = useAsk(shelfApi.shelf, { limit: MANY }, { enabled: by === 'reward' }).data?.items ?? []
  const programme = useAsk(programmeApi.programme, {}, { enabled: by === 'rule' || by === 'tier' }).data
  const names = new Map<string, string>([
    ...stores.map(({ id, name }) => [id, name] as const),
    ...staff.map(({ id, name }) => [id, name] as const),
    ...campaigns.map(({ campaign }) => [campaign.id, said(campaign.name)] as const),
    ...rewards.map(({ reward }) => [reward.id, said(reward.title)] as const),
    ...(by === 'rule' ? (programme?.sentences ?? []) : []).map(({ id, title }) => [id, said(title)] as const),
    ...(by === 'tier' ? (programme?.programme.tiers?.levels ?? []) : []).map(({ id, name }) => [id, said(name)] as const),
  ])
  return (id) => names.get(id) ?? (id.length > 12 ? `#${id.slice(-6)}` : id)
}
