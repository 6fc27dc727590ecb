import { Button, Form, Input, Segmented, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { MemberId, RewardId } from '../../../shared/api/ids'
import { shelfApi } from '../../../shared/mall/shelf.api'
import { voucherStates } from '../../../shared/vouchers/voucher'
import { type DeskVoucher, vouchersDeskApi } from '../../../shared/vouchers/vouchers-desk.api'
import { useAsk, useDeed } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { searchMember } from '../members/search'
import { oneOf, useAddress } from '../parts/address'
import { Failure, Nothing } from '../parts/answer'
import { Listed } from '../parts/listed'
import { Page, Panel } from '../parts/page'
import { type ColumnHead, type OrderedRows, useOrder } from '../parts/sorting'
import { ExportVouchers } from './exports'
import { Face } from './face'
import { VoucherDrawer, VoucherState } from './voucher'

const ROWS = 20

/** A voucher's code opens something, so it stays out of the address; who and which state are in it. */
const isCode = (typed: string): boolean => /^DJV1\./.test(typed) || /^[0-9A-Za-z]{16}$/.test(typed.replace(/[\s-]/g, ''))

/** Vouchers by code, by member, by reward and by state. */
export default function Vouchers() {
  const text = useText()
  const { get, set } = useAddress()
  const [typed, type] = useState('')
  const [code, choose] = useState<string>()
  const [state, member, reward, cursor] = [oneOf(voucherStates, get('state')), MemberId.safeParse(get('member')).data, RewardId.safeParse(get('reward')).data, get('cursor')]
  const { order, head, turn } = useOrder()
  // Those of everybody are read member by member, in no order.
  const isOrdered = code === undefined && member !== undefined
  const filter = { ...(isOrdered ? { order } : {}), ...(state === undefined ? {} : { state }), ...(member === undefined ? {} : { memberId: member }), ...(reward === undefined ? {} : { rewardId: reward }) }
  const asked = useAsk(vouchersDeskApi.findVouchers, code === undefined ? { ...filter, ...(cursor === undefined ? {} : { cursor }), limit: ROWS } : { code }, { keep: true })
  const search = useDeed<string>(async (said) => {
    if (isCode(said)) return choose(said)
    set({ member: await searchMember(said), reward: undefined, cursor: undefined, sort: undefined })
    choose(undefined)
  })
  return (
    <Page title={text.vouchers.title} about={text.vouchers.about}>
      <Panel>
        <Form component={false}>
          <form role="search" className="row" onSubmit={(event) => (event.preventDefault(), typed.trim() !== '' && void search.run(typed.trim()))}>
            <Input id="find-voucher" className="grow" aria-label={text.vouchers.find} placeholder={text.vouchers.find} value={typed} onChange={({ target }) => (type(target.value), search.clear())} />
            <Button type="primary" htmlType="submit" loading={search.isBusy} disabled={typed.trim() === ''}>{text.vouchers.search}</Button>
          </form>
        </Form>
        <Failure of={search.failure} />
        <p className="faint" style={{ marginBottom: 0 }}>{text.vouchers.findHint}</p>
      </Panel>
      <div className="bar">
        <Segmented id="states" aria-label={text.vouchers.state} disabled={code !== undefined} value={state ?? ''} options={[{ value: '', label: text.common.everywhere }, ...voucherStates.map((value) => ({ value, label: text.vouchers.states[value] }))]} onChange={(value) => set({ state: value, cursor: undefined })} />
        {code !== undefined && <Tag closable onClose={() => (choose(undefined), type(''))}>{text.vouchers.ofCode}</Tag>}
        {code === undefined && member !== undefined && <Tag closable onClose={() => (set({ member: undefined, cursor: undefined }), type(''))}>{text.vouchers.ofMember}</Tag>}
        {code === undefined && reward !== undefined && <Tag closable onClose={() => set({ reward: undefined, cursor: undefined })}><RewardName rewardId={reward} /></Tag>}
        {code === undefined && <div className="bar-end"><ExportVouchers filter={filter} /></div>}
      </div>
      <div className="panel panel-table">
        <Listed of={asked} none={<Nothing say={code === undefined ? text.vouchers.none : text.vouchers.noneOfCode} />} rows={8}>
          {(items) => <VoucherTable rows={items} isStale={asked.isPlaceholderData} exchanged={isOrdered ? head() : { key: 'at' }} turn={turn} />}
        </Listed>
      </div>
    </Page>
  )
}

function RewardName({ rewardId }: { readonly rewardId: RewardId }) {
  const text = useText()
  const said = useSaid()
  const { data } = useAsk(shelfApi.shelfReward, { rewardId })
  return <>{data === undefined ? text.vouchers.ofReward : said(data.reward.title)}</>
}

function VoucherTable({ rows, isStale, exchanged, turn }: OrderedRows<DeskVoucher> & { readonly exchanged: Partial<ColumnHead> }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const [opened, open] = useState<DeskVoucher>()
  const columns: TableColumnsType<DeskVoucher> = [
    { title: text.vouchers.reward, key: 'title', render: (_, one) => <span className="row no-wrap"><Face picture={one.picture} photo={null} /><Button type="link" className="plain-link" onClick={() => open(one)}>{said(one.title)}</Button></span> },
    { title: text.vouchers.state, key: 'state', width: 100, render: (_, { state }) => <VoucherState of={state} /> },
    { title: text.vouchers.member, key: 'member', width: 120, render: (_, { memberId, cardNo }) => <Link to={`/members/${memberId}`} className="number">{cardNo}</Link> },
    { title: text.vouchers.points, key: 'points', width: 90, align: 'right', render: (_, { pricePoints }) => <span className="number">{format.number(pricePoints)}</span> },
    { title: text.vouchers.exchanged, ...exchanged, width: 150, render: (_, { exchangedAt }) => <span className="window">{format.shortTime(exchangedAt)}</span> },
    { title: text.vouchers.redeemed, key: 'redeemed', width: 200, responsive: ['lg'], render: (_, { redeemed, expiresAt }) => (redeemed === null ? <span className="faint">{text.mall.until(format.shortTime(expiresAt))}</span> : <span className="window">{format.shortTime(redeemed.at)}<br />{redeemed.storeName}</span>) },
  ]
  return (
    <>
      <Table<DeskVoucher> rowKey="id" columns={columns} dataSource={rows} pagination={false} loading={isStale} onChange={turn} rowClassName="row-open" onRow={(one) => ({ onClick: (press) => !(press.target instanceof HTMLAnchorElement) && open(one) })} />
      {opened !== undefined && <VoucherDrawer of={opened} close={() => open(undefined)} />}
    </>
  )
}
