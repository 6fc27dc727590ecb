import { Link } from 'react-router'
import { storesApi } from '../../../shared/stores/stores.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Nothing } from '../parts/answer'
import { Panel } from '../parts/page'
import type { Today } from './figures'

const STORES_SHOWN = 10

/** Redemptions of today, store by store, the busiest first; those with none are shown too. */
export function ByStore({ of }: { readonly of: Today['redemptionsByStore'] }) {
  const text = useText()
  const format = useFormat()
  const stores = useAsk(storesApi.listStores, {}).data?.items
  const all = (stores ?? []).map(({ id, name }) => ({ id, name, value: of.find(({ storeId }) => storeId === id)?.value ?? 0 })).sort((a, b) => b.value - a.value)
  const most = Math.max(1, ...all.map(({ value }) => value))
  return (
    <Panel title={text.today.byStore} aside={<Link to="/reports?figure=redemptions&by=store">{text.today.reports}</Link>} id="by-store">
      {stores?.length === 0 && <Nothing say={text.today.noStores} />}
      <ul className="list measure">
        {all.slice(0, STORES_SHOWN).map(({ id, name, value }) => (
          <li key={id}>
            <span className="measure-name">{name}</span>
            <span className="measure-track" aria-hidden><span style={{ width: `${(value / most) * 100}%` }} /></span>
            <b className="number">{format.number(value)}</b>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
