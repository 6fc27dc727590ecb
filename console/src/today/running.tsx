import { Button } from 'antd'
import { Link } from 'react-router'
import { marketingApi } from '../../../shared/campaigns/marketing.api'
import { useAsk } from '../asking'
import { BudgetUsed } from '../campaigns/stage'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer, Nothing } from '../parts/answer'
import { Panel } from '../parts/page'
import { useMe } from '../shell/me'
import { EVERY_MS } from './every'

const ROWS = 8

/** Campaigns that are running, with what their budgets have paid. */
export function Running() {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const me = useMe()
  const asked = useAsk(marketingApi.listCampaigns, { stage: 'running', limit: ROWS }, { everyMs: EVERY_MS })
  return (
    <Panel title={text.today.running} aside={<Link to="/campaigns?stage=running">{text.today.allCampaigns}</Link>} id="running">
      <Answer of={asked} isEmpty={({ items }) => items.length === 0} empty={<Nothing say={text.today.noRunning}>{me.may('createCampaign') && <Link to="/campaigns/new"><Button tabIndex={-1}>{text.today.newCampaign}</Button></Link>}</Nothing>} rows={3}>
        {({ items }) => (
          <ul className="list">
            {items.map((view) => (
              <li key={view.campaign.id} className="running">
                <div className="cell-name"><Link to={`/campaigns/${view.campaign.id}`}>{said(view.campaign.name)}</Link><div className="faint">{said(view.promise)}</div></div>
                <div className="running-budget"><BudgetUsed of={view} /></div>
                <span className="window number">{text.today.ends(format.shortTime(view.campaign.endsAt))}</span>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Panel>
  )
}
