import { Button, Input, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { SentInputOf } from '../../../shared/api/endpoint'
import { type MemberLine, memberListApi, memberStates } from '../../../shared/earning/member-list.api'
import { programmeApi } from '../../../shared/earning/programme.api'
import { ask } from '../door'
import { useAsk, useDeed } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Failure, Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { Listed } from '../parts/listed'
import { type ColumnHead, type OrderedRows, useOrder } from '../parts/sorting'
import { Page, Panel } from '../parts/page'
import { searchMember } from './search'

const ROWS = 20

/** A member is found by what they can read out; below, everybody, those who came last first. Filter and page are in the address. */
export default function Members() {
  const text = useText()
  const said = useSaid()
  const { get, set } = useAddress()
  const [tier, state, cursor] = [get('tier'), oneOf(memberStates, get('state')), get('cursor')]
  const { order, head, turn } = useOrder()
  const filter = { order, ...(tier === undefined ? {} : { tier }), ...(state === undefined ? {} : { state }) }
  const asked = useAsk(memberListApi.listMembers, { limit: ROWS, ...filter, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  const levels = useAsk(programmeApi.programme, {}).data?.programme.tiers?.levels ?? []
  return (
    <Page title={text.members.title} about={text.members.about}>
      <Find />
      <div className="bar">
        <Segmented aria-label={text.members.state} value={state ?? ''} options={[{ value: '', label: text.common.everywhere }, ...memberStates.map((value) => ({ value, label: text.members.listStates[value] }))]} onChange={(value) => set({ state: value, cursor: undefined })} />
        {levels.length > 0 && <Select<string> aria-label={text.members.tier} value={tier ?? ''} style={{ minWidth: 130 }} options={[{ value: '', label: text.members.everyTier }, ...levels.map(({ id, name }) => ({ value: id, label: said(name) }))]} onChange={(value) => set({ tier: value, cursor: undefined })} />}
        <div className="bar-end"><ExportMembers filter={filter} /></div>
      </div>
      <div className="panel panel-table">
        <Listed of={asked} none={<Nothing say={tier === undefined && state === undefined ? text.members.noMembers : text.members.noneLikeThat} />} rows={8}>
          {(items) => <MemberTable rows={items} isStale={asked.isPlaceholderData} joined={head()} turn={turn} />}
        </Listed>
      </div>
    </Page>
  )
}

function Find() {
  const text = useText()
  const navigate = useNavigate()
  const [typed, type] = useState('')
  const deed = useDeed<undefined>(async () => void navigate(`/members/${await searchMember(typed)}`))
  return (
    <Panel>
      <form role="search" className="row" onSubmit={(event) => (event.preventDefault(), typed.trim() !== '' && void deed.run(undefined))}>
        <Input id="find" size="large" autoFocus className="grow" aria-label={text.members.findBy} placeholder={text.members.findBy} value={typed} onChange={({ target }) => (type(target.value), deed.clear())} />
        <Button size="large" type="primary" htmlType="submit" loading={deed.isBusy} disabled={typed.trim() === ''}>{text.members.find}</Button>
      </form>
      <Failure of={deed.failure} />
      <p className="faint" style={{ margin: '10px 0 0' }}>{text.members.findHint}</p>
    </Panel>
  )
}

function MemberTable({ rows, isStale, joined, turn }: OrderedRows<MemberLine> & { readonly joined: ColumnHead }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const navigate = useNavigate()
  return (
    <Table<MemberLine>
      rowKey="id"
      size="middle"
      dataSource={[...rows]}
      pagination={false}
      loading={isStale}
      onChange={turn}
      rowClassName="row-open"
      onRow={({ id }) => ({ onClick: (press) => !(press.target instanceof HTMLAnchorElement) && void navigate(`/members/${id}`) })}
      columns={[
        { title: text.members.member, key: 'member', render: (_, one) => <div className="cell-name"><Link to={`/members/${one.id}`}>{one.nicknameMasked === '' ? text.members.nameless : one.nicknameMasked}</Link>{one.isFrozen && <span className="stage stage-paused">{text.members.states.frozen}</span>}<div className="faint">{one.phoneMasked ?? one.customer ?? one.cardNo}</div></div> },
        { title: text.members.tier, key: 'tier', width: 110, render: (_, { tier }) => (tier === null ? <span className="faint">–</span> : said(tier.name)) },
        { title: text.members.account.available, key: 'available', width: 120, align: 'right', render: (_, { available }) => <b className="number">{format.number(available)}</b> },
        { title: text.members.account.pending, key: 'pending', width: 100, align: 'right', responsive: ['xl'], render: (_, { pending }) => <span className="number soft">{pending === 0 ? '–' : format.number(pending)}</span> },
        { title: text.members.account.debt, key: 'debt', width: 90, align: 'right', render: (_, { debt }) => <span className={`number ${debt > 0 ? 'bad' : 'faint'}`}>{debt === 0 ? '–' : format.number(debt)}</span> },
        { title: text.members.lastPurchase, key: 'lastPurchaseOn', width: 150, render: (_, { lastPurchaseOn }) => <span className="window">{lastPurchaseOn ?? '–'}</span> },
        { title: text.members.joined, ...joined, width: 130, render: (_, { joinedOn }) => <span className="window">{joinedOn}</span> },
      ]}
    />
  )
}

/** Phone numbers and nicknames stay masked in the file: who needs one says why, for one member. */
function ExportMembers({ filter }: { readonly filter: SentInputOf<typeof memberListApi.listMembers> }) {
  const text = useText()
  const said = useSaid()
  return (
    <Export<MemberLine>
      name={text.exports.names.members}
      page={(cursor) => ask(memberListApi.listMembers, { limit: EXPORT_PAGE, ...filter, cursor })}
      columns={[
        { title: text.members.id, of: ({ id }) => id },
        { title: text.members.card, of: ({ cardNo }) => cardNo },
        { title: text.members.customer, of: ({ customer }) => customer },
        { title: text.members.member, of: ({ nicknameMasked }) => nicknameMasked },
        { title: text.members.phone, of: ({ phoneMasked }) => phoneMasked },
        { title: text.members.joined, of: ({ joinedOn }) => joinedOn },
        { title: text.members.tier, of: ({ tier }) => (tier === null ? undefined : said(tier.name)) },
        { title: text.members.account.available, of: ({ available }) => available },
        { title: text.members.account.pending, of: ({ pending }) => pending },
        { title: text.members.account.debt, of: ({ debt }) => debt },
        { title: text.members.lastPurchase, of: ({ lastPurchaseOn }) => lastPurchaseOn },
        { title: text.members.states.frozen, of: ({ isFrozen }) => (isFrozen ? text.members.states.frozen : undefined) },
      ]}
    />
  )
}
