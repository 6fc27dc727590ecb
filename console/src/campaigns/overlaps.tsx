import { Alert } from 'antd'
import { Link } from 'react-router'
import type { CampaignId } from '../../../shared/api/ids'
import { marketingApi } from '../../../shared/campaigns/marketing.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer } from '../parts/answer'

/** Where a campaign meets others: conflicts first, then what adds up or gives way. */
export function Overlaps({ campaignId, isBrief = false }: { readonly campaignId: CampaignId; readonly isBrief?: boolean }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const asked = useAsk(marketingApi.campaignOverlaps, { campaignId })
  const none = <Alert type="success" showIcon title={text.campaigns.noOverlaps} />
  return (
    <Answer of={asked} isEmpty={({ items }) => items.length === 0} empty={none} rows={2}>
      {({ items }) => (
        <ul className="list overlaps">
          {[...items].sort((a, b) => Number(b.isConflict) - Number(a.isConflict)).map((one) => (
            <li key={`${one.campaignId} ${one.kind}`}>
              <Alert
                type={one.isConflict ? 'error' : 'info'}
                showIcon
                title={said(one.sentence)}
                description={isBrief ? undefined : <span>{format.shortTime(one.from)} – {format.shortTime(one.to)} · <Link to={`/campaigns/${one.campaignId}`}>{said(one.name)}</Link></span>}
              />
            </li>
          ))}
        </ul>
      )}
    </Answer>
  )
}
