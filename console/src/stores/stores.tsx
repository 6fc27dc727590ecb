import { Input, Table } from 'antd'
import { Link } from 'react-router'
import { type Staff, type Store, storesApi } from '../../../shared/stores/stores.api'
import { useAsk } from '../asking'
import { useText } from '../language'
import { useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { Page } from '../parts/page'
import { useMe } from '../shell/me'

/** The stores and who works in each. */
export default function Stores() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const asked = useAsk(storesApi.listStores, {})
  const staff = useAsk(storesApi.listStaff, {}, { enabled: me.may('listStaff') }).data?.items ?? []
  const wanted = get('name') ?? ''
  const fits = ({ name, address }: Store) => name.includes(wanted) || address.includes(wanted)
  return (
    <Page title={text.shell.menu.stores} about={text.stores.storesAbout}>
      <div className="bar"><Input.Search allowClear aria-label={text.stores.findStore} placeholder={text.stores.findStore} defaultValue={wanted} onSearch={(value) => set({ name: value })} style={{ width: 280 }} /><div className="bar-end"><ExportStores rows={(asked.data?.items ?? []).filter(fits)} /></div></div>
      <Answer of={asked} isEmpty={({ items }) => items.length === 0} empty={<Nothing say={text.stores.noStores} />}>
        {({ items }) => <div className="panel panel-table">{items.filter(fits).length === 0 ? <Nothing say={text.stores.noStores} /> : <StoreTable rows={items.filter(fits)} staff={staff} />}</div>}
      </Answer>
    </Page>
  )
}

function ExportStores({ rows }: { readonly rows: readonly Store[] }) {
  const text = useText()
  return (
    <Export<Store>
      name={text.exports.names.stores}
      page={async () => ({ items: rows, next: null })}
      columns={[{ title: text.stores.id, of: ({ id }) => id }, { title: text.stores.store, of: ({ name }) => name }, { title: text.stores.address, of: ({ address }) => address }]}
    />
  )
}

function StoreTable({ rows, staff }: { readonly rows: readonly Store[]; readonly staff: readonly Staff[] }) {
  const text = useText()
  const me = useMe()
  const inStore = (id: string) => staff.filter(({ stores }) => stores.some((store) => store.id === id))
  return (
    <Table<Store>
      rowKey="id"
      dataSource={rows}
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        { title: text.stores.store, key: 'name', render: (_, { name }) => <b>{name}</b> },
        { title: text.stores.address, dataIndex: 'address', key: 'address' },
        ...(me.may('listStaff') ? [{ title: text.shell.menu.staff, key: 'staff', render: (_: unknown, { id }: Store) => <Link to={`/staff?store=${id}`}>{inStore(id).length === 0 ? text.common.none : inStore(id).map(({ name }) => name).join('、')}</Link> }] : []),
        { title: text.stores.id, key: 'id', render: (_, { id }) => <code className="faint">{id}</code> },
      ]}
    />
  )
}
