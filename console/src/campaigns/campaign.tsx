import { Skeleton, Tabs } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { CampaignId } from '../../../shared/api/ids'
import { type CampaignView, marketingApi } from '../../../shared/campaigns/marketing.api'
import { rulesOfCampaign } from '../../../shared/campaigns/promise'
import { useAsk } from '../asking'
import { now } from '../clock'
import { pointsWords, timeZone, useFormat } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer } from '../parts/answer'
import { Facts, Page, Panel } from '../parts/page'
import { NotThere } from '../shell/not-there'
import { Deeds } from './deeds'
import { Overlaps } from './overlaps'
import { BudgetUsed, Stage } from './stage'

const Simulate = lazy(() => import('./simulate'))
const Rehearse = lazy(() => import('./rehearse'))
const Result = lazy(() => import('./result'))
const tabs = ['overview', 'result', 'simulate', 'rehearse'] as const
const REFRESH_MS = 15_000
/** A launch begins seconds later: while a turn of the stage is near, it is looked for more often. */
const NEAR_MS = 60_000
const NEAR_REFRESH_MS = 2_000

/** One campaign: what it promises, how it stands, what it would do, and what can be done with it. */
export default function CampaignScreen() {
  const id = CampaignId.safeParse(useParams()['campaignId'])
  return id.success ? <Loaded campaignId={id.data} /> : <NotThere />
}

function Loaded({ campaignId }: { readonly campaignId: CampaignId }) {
  const [isNear, come] = useState(false)
  const asked = useAsk(marketingApi.campaign, { campaignId }, { everyMs: isNear ? NEAR_REFRESH_MS : REFRESH_MS })
  const turns = asked.data === undefined || asked.data.stage === 'draft' ? [] : [asked.data.campaign.startsAt, asked.data.campaign.endsAt]
  const isTurning = turns.some((at) => Math.abs(Date.parse(at) - now()) < NEAR_MS)
  useEffect(() => come(isTurning), [isTurning])
  return <Answer of={asked} rows={8}>{(view) => <Shown view={view} />}</Answer>
}

function Shown({ view }: { readonly view: CampaignView }) {
  const text = useText()
  const said = useSaid()
  const { get, set } = useAddress()
  const { campaign, stage } = view
  const tab = oneOf(tabs, get('tab')) ?? 'overview'
  const screens = {
    overview: <Overview view={view} />,
    result: <Suspense fallback={<Skeleton active />}><Result campaign={campaign} /></Suspense>,
    simulate: <Suspense fallback={<Skeleton active />}><Simulate campaign={campaign} /></Suspense>,
    rehearse: <Suspense fallback={<Skeleton active />}><Rehearse of={{ type: 'campaign', campaignId: campaign.id }} /></Suspense>,
  }
  return (
    <Page title={said(campaign.name)} tag={<Stage of={stage} />} back={{ to: '/campaigns', say: text.campaigns.title }} actions={<Deeds of={view} />}>
      <Tabs activeKey={tab} onChange={(key) => set({ tab: key === 'overview' ? undefined : key }, { replace: true })} destroyOnHidden items={tabs.map((key) => ({ key, label: text.campaigns.tabs[key], children: screens[key] }))} />
    </Page>
  )
}

function Overview({ view }: { readonly view: CampaignView }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { campaign, stage, promise, budget, spentFen } = view
  const isOpen = stage !== 'ended' && stage !== 'cancelled'
  return (
    <div className="grid-side">
      <div>
        <Panel title={text.campaigns.promise}>
          <p className="sentence" id="promise">{said(promise)}</p>
          {said(campaign.description) !== '' && <p className="soft">{said(campaign.description)}</p>}
          <ul className="rules">{rulesOfCampaign(campaign, timeZone(), pointsWords()).map((rule) => <li key={rule.en}>{said(rule)}</li>)}</ul>
        </Panel>
        {isOpen && <Panel title={text.campaigns.overlaps}><Overlaps campaignId={campaign.id} /></Panel>}
      </div>
      <div>
        <Panel title={text.campaigns.budget}>
          {budget === null ? <BudgetUsed of={view} /> : (
            <>
              <div className="big">{format.number(budget.left)} <small className="soft">{text.campaigns.pointsLeft}</small></div>
              <BudgetUsed of={view} />
              <Facts of={[[text.campaigns.spent, format.money(spentFen)], [text.campaigns.inFlight, format.number(budget.inFlight)]]} />
            </>
          )}
        </Panel>
        <Panel title={text.campaigns.about2}>
          <Facts
            of={[
              [text.campaigns.starts, format.dateTime(campaign.startsAt)], [text.campaigns.ends, format.dateTime(campaign.endsAt)],
              [text.campaigns.group, `${campaign.stacking.group} · ${text.campaigns.modes[campaign.stacking.mode]}`], [text.campaigns.priority, format.number(campaign.priority)],
              [text.campaigns.holdOut, campaign.holdOutPercent === 0 ? text.common.none : `${campaign.holdOutPercent}%`], [text.campaigns.revision, String(campaign.revision)],
            ]}
          />
        </Panel>
      </div>
    </div>
  )
}
