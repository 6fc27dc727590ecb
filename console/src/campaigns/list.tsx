import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Table, type TableColumnsType } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { SentInputOf } from '../../../shared/api/endpoint'
import { campaignStages } from '../../../shared/campaigns/campaign'
import { type CampaignView, marketingApi } from '../../../shared/campaigns/marketing.api'
import { ask } from '../door'
import { useAsk } from '../asking'
import { useFormat, wallClock } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { Listed } from '../parts/listed'
import { Page } from '../parts/page'
import { type ColumnHead, type OrderedRows, useSorting } from '../parts/sorting'
import { BudgetUsed, Stage } from './stage'

const ROWS = 20

/** Every campaign, the newest first unless asked otherwise; stage, order and page are in the address. */
export default function Campaigns() {
  const text = useText()
  const { get, set } = useAddress()
  const stage = oneOf(campaignStages, get('stage'))
  const cursor = get('cursor')
  const { sorting, head, turn } = useSorting(['starts', 'ends'])
  const filter = { ...(stage === undefined ? {} : { stage }), ...(sorting === undefined ? {} : { sort: sorting.by, order: sorting.isDown ? ('newest' as const) : ('oldest' as const) }) }
  const asked = useAsk(marketingApi.listCampaigns, { limit: ROWS, ...filter, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  const create = <Link to="/campaigns/new"><Button type="primary" icon={<PlusOutlined />} id="new-campaign" tabIndex={-1}>{text.campaigns.create}</Button></Link>
  return (
    <Page title={text.campaigns.title} about={text.campaigns.about} actions={create}>
      <div className="bar">
        <Segmented
          id="stages"
          aria-label={text.campaigns.stage}
          value={stage ?? ''}
          options={[{ value: '', label: text.common.everywhere }, ...campaignStages.map((value) => ({ value, label: text.campaigns.stages[value] }))]}
          onChange={(value) => set({ stage: value === '' ? undefined : value, cursor: undefined })}
        />
        <div className="bar-end"><ExportCampaigns filter={filter} /></div>
      </div>
      <div className="panel panel-table">
        <Listed of={asked} none={<Nothing say={stage === undefined ? text.campaigns.empty : text.campaigns.emptyStage}>{stage === undefined && create}</Nothing>} rows={8}>
          {(items) => <CampaignTable rows={items} isStale={asked.isPlaceholderData} head={head} turn={turn} />}
        </Listed>
      </div>
    </Page>
  )
}

function ExportCampaigns({ filter }: { readonly filter: SentInputOf<typeof marketingApi.listCampaigns> }) {
  const text = useText()
  const said = useSaid()
  return (
    <Export<CampaignView>
      name={text.exports.names.campaigns}
      page={(cursor) => ask(marketingApi.listCampaigns, { limit: EXPORT_PAGE, ...filter, cursor })}
      columns={[
        { title: text.exports.id, of: ({ campaign }) => campaign.id },
        { title: text.campaigns.name, of: ({ campaign }) => said(campaign.name) },
        { title: text.campaigns.stage, of: ({ stage }) => text.campaigns.stages[stage] },
        { title: text.campaigns.description, of: ({ promise }) => said(promise) },
        { title: text.exports.startsAt, of: ({ campaign }) => wallClock(campaign.startsAt) },
        { title: text.exports.endsAt, of: ({ campaign }) => wallClock(campaign.endsAt) },
        { title: text.exports.budgetPoints, of: ({ budget }) => budget?.initial },
        { title: text.campaigns.budgetUsed, of: ({ budget }) => (budget === null ? undefined : budget.initial - budget.left) },
        { title: text.exports.spent, of: ({ spentFen }) => spentFen / 100 },
      ]}
    />
  )
}

function CampaignTable({ rows, isStale, head, turn }: OrderedRows<CampaignView> & { readonly head: (key: 'starts' | 'ends') => ColumnHead }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const navigate = useNavigate()
  const columns: TableColumnsType<CampaignView> = [
    { title: text.campaigns.name, key: 'name', render: (_, { campaign, promise }) => <div className="cell-name"><Link to={`/campaigns/${campaign.id}`}>{said(campaign.name)}</Link><div className="faint">{said(promise)}</div></div> },
    { title: text.campaigns.stage, key: 'stage', width: 110, render: (_, { stage }) => <Stage of={stage} /> },
    { title: text.campaigns.starts, ...head('starts'), width: 140, render: (_, { campaign }) => <span className="number window">{format.shortTime(campaign.startsAt)}</span> },
    { title: text.campaigns.ends, ...head('ends'), width: 140, render: (_, { campaign }) => <span className="number window">{format.shortTime(campaign.endsAt)}</span> },
    { title: text.campaigns.budget, key: 'budget', width: 160, render: (_, view) => <BudgetUsed of={view} /> },
    { title: text.campaigns.spent, key: 'spent', width: 110, responsive: ['xl'], align: 'right', render: (_, { spentFen, budget }) => <span className="number">{budget === null ? '–' : format.money(spentFen)}</span> },
  ]
  return (
    <Table<CampaignView>
      rowKey={({ campaign }) => campaign.id}
      columns={columns}
      dataSource={rows}
      pagination={false}
      loading={isStale}
      onChange={turn}
      rowClassName="row-open"
      onRow={({ campaign }) => ({ onClick: (press) => !(press.target instanceof HTMLAnchorElement) && void navigate(`/campaigns/${campaign.id}`) })}
    />
  )
}
