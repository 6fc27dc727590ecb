import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Page as Paged, PAGE_ITEMS_MAX } from '../../../shared/api/page'
import { type DeskStore, storesDeskApi } from '../../../shared/stores/stores-desk.api'
import { type Staff, type Store, storesApi } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { useAsk } from '../asking'
import { useText } from '../language'
import { useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { Page } from '../parts/page'
import { useSorted } from '../parts/sorting'
import { More, useTablePages, useWhole } from '../parts/whole'
import { useMe } from '../shell/me'
import { EditStore } from './edit-store'

/** The stores and who works in each. */
export default function Stores() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const [editing, edit] = useState<DeskStore | 'new'>()
  const asked = useWhole([storesDeskApi.deskStores.path], (cursor) => storesPage(me.may('deskStores'), cursor))
  const staff = useAsk(storesApi.listStaff, {}, { enabled: me.may('listStaff') }).data?.items ?? []
  const wanted = get('name') ?? ''
  const fits = ({ name, address }: Store) => name.includes(wanted) || address.includes(wanted)
  const create = me.may('createStore') ? <Button id="new-store" type="primary" icon={<PlusOutlined />} onClick={() => edit('new')}>{text.stores.createStore}</Button> : null
  return (
    <Page title={text.shell.menu.stores} about={text.stores.storesAbout} actions={create}>
      <div className="bar"><Input.Search allowClear aria-label={text.stores.findStore} placeholder={text.stores.findStore} defaultValue={wanted} onSearch={(value) => set({ name: value, page: undefined })} style={{ width: 280 }} /><div className="bar-end"><ExportStores /></div></div>
      <div className="panel panel-table">
        <Answer of={asked} isEmpty={({ items, isComing }) => !items.some(fits) && !isComing} empty={<Nothing say={text.stores.noStores}>{wanted === '' && create}</Nothing>}>
          {(whole) => <><StoreTable all={whole.items.filter(fits)} isComing={whole.isComing} staff={staff} edit={me.may('editStore') ? edit : undefined} /><More of={whole} /></>}
        </Answer>
      </div>
      {editing !== undefined && <EditStore one={editing === 'new' ? undefined : editing} close={() => edit(undefined)} />}
    </Page>
  )
}

/** Who may edit stores reads them with their revisions; all are read by everybody. */
async function storesPage(mayEdit: boolean, cursor: string | undefined): Promise<Paged<Store | DeskStore>> {
  return mayEdit ? api.deskStores({ limit: PAGE_ITEMS_MAX, ...(cursor === undefined ? {} : { cursor }) }) : { items: (await api.listStores({})).items, next: null }
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

interface StoreTableProps {
  readonly all: readonly (Store | DeskStore)[]
  readonly isComing: boolean
  readonly staff: readonly Staff[]
  readonly edit: ((store: DeskStore) => void) | undefined
}

function StoreTable({ all, isComing, staff, edit }: StoreTableProps) {
  const text = useText()
  const me = useMe()
  const inStore = (id: string) => staff.filter(({ stores }) => stores.some((store) => store.id === id))
  const { rows, head, turn } = useSorted(all, [['name', ({ name }) => name], ['address', ({ address }) => address], ['staff', ({ id }) => inStore(id).length]])
  const pagination = useTablePages(rows.length)
  return (
    <Table<Store | DeskStore>
      rowKey="id"
      dataSource={rows}
      pagination={pagination}
      loading={isComing}
      onChange={turn}
      columns={[
        { title: text.stores.store, ...head('name'), render: (_, { name }) => <b>{name}</b> },
        { title: text.stores.address, dataIndex: 'address', ...head('address') },
        ...(me.may('listStaff') ? [{ title: text.shell.menu.staff, ...head('staff'), render: (_: unknown, { id }: Store) => <Link to={`/staff?store=${id}`}>{inStore(id).length === 0 ? text.common.none : inStore(id).map(({ name }) => name).join('、')}</Link> }] : []),
        { title: text.stores.id, key: 'id', responsive: ['xl'], render: (_, { id }) => <code className="faint">{id}</code> },
        ...(edit === undefined ? [] : [{ title: <span className="sr">{text.stores.deeds}</span>, key: 'edit', width: 90, align: 'right' as const, render: (_: unknown, one: Store | DeskStore) => 'revision' in one && <Button type="text" size="small" onClick={() => edit(one)}>{text.stores.edit}</Button> }]),
      ]}
    />
  )
}
