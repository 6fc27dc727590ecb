import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Segmented, Table, type TableColumnsType } from 'antd'
import { Link, useNavigate } from 'react-router'
import { PAGE_ITEMS_MAX } from '../../../shared/api/page'
import { shelfStates } from '../../../shared/mall/reward'
import { shelfApi, type ShelfReward } from '../../../shared/mall/shelf.api'
import { ask } from '../door'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Page } from '../parts/page'
import { useSorted } from '../parts/sorting'
import { More, useTablePages, useWhole } from '../parts/whole'
import { useMe } from '../shell/me'
import { ExportShelf } from './exports'
import { Face } from './face'
import { ShelfTag, StockBar } from './state'

/** The whole shelf, the newest first unless a head is pressed; state, name, order and page are in the address. */
export default function Shelf() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const state = oneOf(shelfStates, get('state'))
  const name = (get('name') ?? '').toLowerCase()
  const filter = state === undefined ? {} : { state }
  const asked = useWhole([shelfApi.shelf.path, state], (cursor) => ask(shelfApi.shelf, { limit: PAGE_ITEMS_MAX, ...filter, cursor }))
  const create = me.may('createReward') ? <Link to="/mall/new"><Button type="primary" icon={<PlusOutlined />} id="new-reward" tabIndex={-1}>{text.mall.create}</Button></Link> : null
  const fits = ({ reward: { title } }: ShelfReward) => title.zh.includes(name) || title.en.toLowerCase().includes(name)
  return (
    <Page title={text.mall.title} about={text.mall.about} actions={create}>
      <div className="bar">
        <Segmented id="states" aria-label={text.mall.state} value={state ?? ''} options={[{ value: '', label: text.common.everywhere }, ...shelfStates.map((value) => ({ value, label: text.mall.states[value] }))]} onChange={(value) => set({ state: value, page: undefined })} />
        <Input.Search allowClear aria-label={text.mall.find} placeholder={text.mall.find} defaultValue={get('name') ?? ''} onSearch={(value) => set({ name: value, page: undefined })} style={{ width: 220 }} />
        <div className="bar-end"><ExportShelf filter={filter} /></div>
      </div>
      <div className="panel panel-table">
        <Answer of={asked} isEmpty={({ items, isComing }) => items.length === 0 && !isComing} empty={<Nothing say={state === undefined ? text.mall.empty : text.mall.emptyState}>{state === undefined && create}</Nothing>} rows={8}>
          {(whole) => (whole.items.some(fits) || whole.isComing ? <><ShelfTable rows={whole.items.filter(fits)} isComing={whole.isComing} /><More of={whole} /></> : <><Nothing say={text.mall.noneNamed} /><More of={whole} /></>)}
        </Answer>
      </div>
    </Page>
  )
}

function ShelfTable({ rows: all, isComing }: { readonly rows: readonly ShelfReward[]; readonly isComing: boolean }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const navigate = useNavigate()
  const { rows, head, turn } = useSorted(all, [['name', ({ reward }) => said(reward.title)], ['state', ({ reward }) => shelfStates.indexOf(reward.shelf)], ['price', ({ reward }) => reward.pricePoints], ['stock', ({ stock }) => stock.available]])
  const pagination = useTablePages(rows.length)
  const columns: TableColumnsType<ShelfReward> = [
    { title: text.mall.name, ...head('name'), render: (_, { reward, photo }) => <div className="row no-wrap"><Face picture={reward.picture} photo={photo} /><div className="cell-name"><Link to={`/mall/${reward.id}`}>{said(reward.title)}</Link><div className="faint">{text.mall.categories[reward.category]}</div></div></div> },
    { title: text.mall.state, ...head('state'), width: 130, render: (_, one) => <ShelfTag of={one} /> },
    { title: text.mall.price, ...head('price'), width: 110, align: 'right', render: (_, { reward }) => <span className="number">{format.number(reward.pricePoints)}</span> },
    { title: text.mall.stock, ...head('stock'), width: 190, render: (_, { stock }) => <StockBar of={stock} /> },
    { title: text.mall.window, key: 'window', width: 190, responsive: ['xl'], render: (_, { reward }) => <Window of={reward} /> },
  ]
  return (
    <Table<ShelfReward>
      rowKey={({ reward }) => reward.id}
      columns={columns}
      dataSource={rows}
      pagination={pagination}
      loading={isComing}
      onChange={turn}
      rowClassName="row-open"
      onRow={({ reward }) => ({ onClick: (press) => !(press.target instanceof HTMLAnchorElement) && void navigate(`/mall/${reward.id}`) })}
    />
  )
}

/** When a reward can be had. */
export function Window({ of: { opensAt, closesAt } }: { readonly of: Pick<ShelfReward['reward'], 'opensAt' | 'closesAt'> }) {
  const text = useText()
  const format = useFormat()
  if (opensAt === undefined && closesAt === undefined) return <span className="faint">{text.mall.always}</span>
  return <span className="number window">{opensAt !== undefined && text.mall.from(format.shortTime(opensAt))}{opensAt !== undefined && closesAt !== undefined && <br />}{closesAt !== undefined && text.mall.until(format.shortTime(closesAt))}</span>
}
