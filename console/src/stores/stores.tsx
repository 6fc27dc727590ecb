import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type DeskStore, storesDeskApi } from '../../../shared/stores/stores-desk.api'
import { type Staff, type Store, storesApi } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { useAsk } from '../asking'
import { useText } from '../language'
import { useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { Page } from '../parts/page'
import { Pager } from '../parts/pager'
import { useMe } from '../shell/me'
import { EditStore } from './edit-store'

const ROWS = 50

/** The stores and who works in each. */
export default function Stores() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const [editing, edit] = useState<DeskStore | 'new'>()
  const cursor = get('cursor')
  const isDesk = me.may('deskStores')
  const plain = useAsk(storesApi.listStores, {}, { enabled: !isDesk })
  const desk = useAsk(storesDeskApi.deskStores, { limit: ROWS, ...(cursor === undefined ? {} : { cursor }) }, { enabled: isDesk, keep: true })
  const staff = useAsk(storesApi.listStaff, {}, { enabled: me.may('listStaff') }).data?.items ?? []
  const wanted = get('name') ?? ''
  const fits = ({ name, address }: Store) => name.includes(wanted) || address.includes(wanted)
  const shown = (items: readonly (Store | DeskStore)[], next: string | null) => (
    <div className="panel panel-table">
      {items.some(fits) ? <StoreTable rows={items.filter(fits)} staff={staff} edit={me.may('editStore') ? edit : undefined} /> : <Nothing say={text.stores.noStores} />}
      <Pager next={next} />
    </div>
  )
  const create = me.may('createStore') ? <Button id="new-store" type="primary" icon={<PlusOutlined />} onClick={() => edit('new')}>{text.stores.createStore}</Button> : null
  return (
    <Page title={text.shell.menu.stores} about={text.stores.storesAbout} actions={create}>
      <div className="bar"><Input.Search allowClear aria-label={text.stores.findStore} placeholder={text.stores.findStore} defaultValue={wanted} onSearch={(value) => set({ name: value })} style={{ width: 280 }} /><div className="bar-end"><ExportStores /></div></div>
      {isDesk ? <Answer of={desk}>{({ items, next }) => shown(items, next)}</Answer> : <Answer of={plain}>{({ items }) => shown(items, null)}</Answer>}
      {editing !== undefined && <EditStore one={editing === 'new' ? undefined : editing} close={() => edit(undefined)} />}
    </Page>
  )
}

function ExportStores() {
  const text = useText()
  return (
    <Export<Store>
      name={text.exports.names.stores}
      page={async () => ({ items: (await api.listStores({})).items, next: null })}
      columns={[{ title: text.stores.id, of: ({ id }) => id }, { title: text.stores.store, of: ({ name }) => name }, { title: text.stores.address, of: ({ address }) => address }]}
    />
  )
}

function StoreTable({ rows, staff, edit }: { readonly rows: readonly (Store | DeskStore)[]; readonly staff: readonly Staff[]; readonly edit: ((store: DeskStore) => void) | undefined }) {
  const text = useText()
  const me = useMe()
  const inStore = (id: string) => staff.filter(({ stores }) => stores.some((store) => store.id === id))
  return (
    <Table<Store | DeskStore>
      rowKey="id"
      dataSource={rows}
      pagination={rows.length > ROWS ? { pageSize: ROWS, showSizeChanger: false } : false}
      columns={[
        { title: text.stores.store, key: 'name', render: (_, { name }) => <b>{name}</b> },
        { title: text.stores.address, dataIndex: 'address', key: 'address' },
        ...(me.may('listStaff') ? [{ title: text.shell.menu.staff, key: 'staff', render: (_: unknown, { id }: Store) => <Link to={`/staff?store=${id}`}>{inStore(id).length === 0 ? text.common.none : inStore(id).map(({ name }) => name).join('、')}</Link> }] : []),
        { title: text.stores.id, key: 'id', responsive: ['xl'], render: (_, { id }) => <code className="faint">{id}</code> },
        ...(edit === undefined ? [] : [{ title: <span className="sr">{text.stores.deeds}</span>, key: 'edit', width: 90, align: 'right' as const, render: (_: unknown, one: Store | DeskStore) => 'revision' in one && <Button type="text" size="small" onClick={() => edit(one)}>{text.stores.edit}</Button> }]),
      ]}
    />
  )
}
