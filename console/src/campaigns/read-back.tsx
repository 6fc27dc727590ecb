import type { CampaignTerms } from '../../../shared/campaigns/campaign'
import { budgetPointsOf, costOf } from '../../../shared/campaigns/fitness'
import { promiseOf, rulesOfCampaign } from '../../../shared/campaigns/promise'
import { timeZone, useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Panel } from '../parts/page'
import { useNames } from './names'

/** What is being written, as a member will read it. */
export function ReadBack({ terms }: { readonly terms: CampaignTerms }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { names, costFenPer100Points } = useNames()
  const isDated = terms.startsAt !== '' && terms.endsAt !== ''
  const most = costFenPer100Points === undefined ? undefined : budgetPointsOf(terms.budget, costFenPer100Points)
  return (
    <div className="sticky">
      <Panel title={text.campaigns.readBack} className="read-back">
        <div aria-live="polite">
          <p className="faint">{said(terms.name) === '' ? text.campaigns.unnamed : said(terms.name)}</p>
          <p className="sentence" id="read-back">{said(promiseOf(terms, names))}</p>
          {isDated && <ul className="rules">{rulesOfCampaign(terms, timeZone(), names.points).map((rule) => <li key={rule.en}>{said(rule)}</li>)}</ul>}
        </div>
      </Panel>
      <Panel>
        <p className="faint" style={{ margin: 0 }}>{most === undefined ? text.campaigns.costOpen : text.campaigns.costMost(format.number(most), format.money(costOf(most, costFenPer100Points ?? 0)))}</p>
      </Panel>
    </div>
  )
}
