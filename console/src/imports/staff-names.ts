import { storesApi } from '../../../shared/stores/stores.api'
import { useAsk } from '../asking'
import { useMe } from '../shell/me'

/** What members of staff are called; of those who left, the end of their id. */
export function useStaffNames(): (staffId: string) => string {
  const me = useMe()
  const { data } = useAsk(storesApi.listStaff, {}, { enabled: me.may('listStaff') })
  return (staffId) => data?.items.find(({ id }) => id === staffId)?.name ?? staffId.slice(-6)
}
