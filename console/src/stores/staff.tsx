import { UserAddOutlined } from '@ant-design/icons'
import { App, Button, Input, Segmented, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { staffRoles, storesApi } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { useFormat, wallClock } from '../format'
import { useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { Export } from '../parts/export'
import { Page } from '../parts/page'
import { useSorted } from '../parts/sorting'
import { useTablePages } from '../parts/whole'
import { useMe } from '../shell/me'
import { Invite } from './invite'
import { ResetAccess } from './reset-access'

type Staff = ReplyOf<typeof storesApi.listStaff>['items'][number]

/** Who works here: found by name, role and store, all three in the address. */
export default function StaffScreen() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const asked = useAsk(storesApi.listStaff, {})
  const stores = useAsk(storesApi.listStores, {}).data?.items ?? []
  const role = oneOf(staffRoles, get('role'))
  const [name, store] = [get('name') ?? '', get('store')]
  const fits = (one: Staff) => (role === undefined || one.role === role) && one.name.includes(name) && (store === undefined || one.stores.length === 0 || one.stores.some(({ id }) => id === store))
  const isInviting = get('invite') !== undefined
  const invite = me.may('inviteClerk') ? <Button id="invite" type="primary" icon={<UserAddOutlined />} onClick={() => set({ invite: 'yes' })}>{text.stores.invite}</Button> : null
  return (
    <Page title={text.shell.menu.staff} about={text.stores.staffAbout} actions={invite}>
      <div className="bar">
        <Input.Search allowClear aria-label={text.stores.findName} placeholder={text.stores.findName} defaultValue={name} onSearch={(value) => set({ name: value, page: undefined })} style={{ width: 200 }} />
        <Segmented aria-label={text.stores.role} value={role ?? ''} onChange={(value) => set({ role: value, page: undefined })} options={[{ value: '', label: text.common.everywhere }, ...staffRoles.map((value) => ({ value, label: text.common.roles[value] }))]} />
        {stores.length > 1 && <Select<string> aria-label={text.stores.store} value={store ?? ''} onChange={(value) => set({ store: value, page: undefined })} options={[{ value: '', label: text.stores.everyStore }, ...stores.map(({ id, name: called }) => ({ value: id, label: called }))]} style={{ minWidth: 140 }} />}
        <div className="bar-end"><ExportStaff rows={(asked.data?.items ?? []).filter(fits)} /></div>
      </div>
      <Answer of={asked}>
        {({ items }) => (
          <div className="panel panel-table">
            {items.some(fits) ? <StaffTable all={items.filter(fits)} /> : <Nothing say={text.stores.nobody} />}
          </div>
        )}
      </Answer>
      {isInviting && <Invite stores={stores} close={() => set({ invite: undefined })} />}
    </Page>
  )
}

function ExportStaff({ rows }: { readonly rows: readonly Staff[] }) {
  const text = useText()
  return (
    <Export<Staff>
      name={text.exports.names.staff}
      page={async () => ({ items: rows, next: null })}
      columns={[
        { title: text.exports.id, of: ({ id }) => id },
        { title: text.stores.name, of: ({ name }) => name },
        { title: text.stores.role, of: ({ role }) => text.common.roles[role] },
        { title: text.stores.store, of: ({ stores }) => (stores.length === 0 ? text.stores.everyStore : stores.map(({ name }) => name).join('、')) },
        { title: text.stores.joined, of: ({ joinedAt }) => wallClock(joinedAt) },
      ]}
    />
  )
}

function StaffTable({ all }: { readonly all: readonly Staff[] }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const { rows, head, turn } = useSorted(all, [['name', ({ name }) => name], ['role', ({ role }) => staffRoles.indexOf(role)], ['seen', ({ seenAt }) => seenAt && Date.parse(seenAt)], ['joined', ({ joinedAt }) => Date.parse(joinedAt)]])
  const pagination = useTablePages(rows.length)
  const [leaving, remove] = useState<Staff>()
  const [resetting, reset] = useState<Staff>()
  return (
    <>
      <Table<Staff>
        rowKey="id"
        dataSource={[...rows]}
        pagination={pagination}
        onChange={turn}
        columns={[
          { title: text.stores.name, ...head('name'), render: (_, { name, id }) => <span className="row"><span className="face" aria-hidden>{name.slice(0, 1)}</span>{me.may('redemptionsOf') ? <Link to={`/staff/${id}`} className="strong">{name}</Link> : <b>{name}</b>}{id === me.staff.id && <Tag variant="filled">{text.stores.you}</Tag>}</span> },
          { title: text.stores.role, ...head('role'), width: 120, render: (_, { role }) => text.common.roles[role] },
          { title: text.stores.store, key: 'stores', render: (_, { stores }) => (stores.length === 0 ? text.stores.everyStore : stores.map(({ name }) => name).join('、')) },
          { title: text.stores.seen, ...head('seen'), width: 150, render: (_, { seenAt }) => (seenAt === null ? <span className="faint">{text.stores.neverSeen}</span> : <span className="window">{format.shortTime(seenAt)}</span>) },
          { title: text.stores.joined, ...head('joined'), width: 150, responsive: ['xl'], render: (_, { joinedAt }) => <span className="window">{format.date(joinedAt)}</span> },
          {
            title: <span className="sr">{text.stores.deeds}</span>, key: 'deeds', width: 200, align: 'right',
            render: (_, one) => (
              <>
                {me.may('resetAccess') && <Button type="text" size="small" onClick={() => reset(one)}>{text.stores.reset}</Button>}
                {me.may('removeClerk') && one.role !== 'owner' && <Button type="text" size="small" danger onClick={() => remove(one)}>{text.stores.remove}</Button>}
              </>
            ),
          },
        ]}
      />
      {leaving !== undefined && <Remove one={leaving} close={() => remove(undefined)} />}
      {resetting !== undefined && <ResetAccess one={resetting} close={() => reset(undefined)} />}
    </>
  )
}

function Remove({ one, close }: { readonly one: Staff; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const deed = useDeed<string>(async () => {
    await api.removeClerk({ staffId: one.id })
    void message.success(text.stores.removed(one.name))
    await forget(storesApi.listStaff)
  })
  return <Confirm title={text.stores.removeSure(one.name)} what={text.stores.removeWhat} yes={text.stores.remove} isDanger deed={deed} close={close} />
}
