import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Segmented, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { PAGE_ITEMS_MAX } from '../../../shared/api/page'
import { type ApiKey, apiKeysApi } from '../../../shared/stores/api-keys.api'
import { storesApi } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { ask } from '../door'
import { useAsk, useDeed, useForget } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { Page } from '../parts/page'
import { useSorted } from '../parts/sorting'
import { More, useTablePages, useWhole } from '../parts/whole'
import { useMe } from '../shell/me'
import { KeyForm } from './key-form'
import { Once } from './once'
import { Rotate } from './rotate'

const states = ['live', 'revoked'] as const

/** The keys by which tills and other systems call. */
export default function Keys() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const state = oneOf(states, get('state'))
  const asked = useWhole([apiKeysApi.listApiKeys.path, state], (cursor) => ask(apiKeysApi.listApiKeys, { limit: PAGE_ITEMS_MAX, cursor, ...(state === undefined ? {} : { state }) }))
  const [shown, show] = useState<{ readonly name: string; readonly secret: string | null }>()
  const make = me.may('createApiKey') && <Button id="make-key" type="primary" icon={<PlusOutlined />} onClick={() => set({ make: 'yes' })}>{text.connect.makeKey}</Button>
  const made = (name: string, secret: string | null) => (set({ make: undefined }), show({ name, secret }))
  return (
    <Page title={text.connect.keysTitle} about={text.connect.keysAbout} actions={make}>
      <div className="bar">
        <Segmented id="key-states" aria-label={text.connect.state} value={state ?? ''} onChange={(value) => set({ state: value, page: undefined })} options={[{ value: '', label: text.common.everywhere }, ...states.map((value) => ({ value, label: text.connect.keyStates[value] }))]} />
      </div>
      <div className="panel panel-table">
        <Answer of={asked} isEmpty={({ items, isComing, more }) => items.length === 0 && !isComing && more === undefined} empty={<Nothing say={state === undefined ? text.connect.noKeys : text.connect.noKeysState} />}>
          {(whole) => <><KeyTable all={whole.items} isComing={whole.isComing} show={(name, secret) => show({ name, secret })} /><More of={whole} /></>}
        </Answer>
      </div>
      {get('make') !== undefined && me.may('createApiKey') && <KeyForm close={() => set({ make: undefined })} made={made} />}
      {shown !== undefined && (
        <Once title={text.connect.keyOnceTitle(shown.name)} secret={shown.secret} say={text.connect.keyOnce} gone={text.connect.keyGone} close={() => show(undefined)}>
          <p className="faint">{text.connect.howToUse} <code>authorization: Bearer dj_til_…</code></p>
        </Once>
      )}
    </Page>
  )
}

type Doing = { readonly what: 'edit' | 'rotate' | 'revoke'; readonly one: ApiKey }

function KeyTable({ all, isComing, show }: { readonly all: readonly ApiKey[]; readonly isComing: boolean; readonly show: (name: string, secret: string | null) => void }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const stores = useAsk(storesApi.listStores, {}).data?.items ?? []
  const { rows, head, turn } = useSorted(all, [['name', ({ name }) => name], ['source', ({ source }) => source], ['used', ({ lastUsedAt }) => lastUsedAt && Date.parse(lastUsedAt)]])
  const pagination = useTablePages(rows.length)
  const [doing, start] = useState<Doing>()
  const stop = () => start(undefined)
  const nameOf = (storeId: string) => stores.find(({ id }) => id === storeId)?.name ?? storeId
  return (
    <>
      <Table<ApiKey>
        rowKey="id"
        dataSource={[...rows]}
        loading={isComing}
        pagination={pagination}
        onChange={turn}
        scroll={{ x: 860 }}
        columns={[
          { title: text.connect.name, ...head('name'), width: 150, render: (_, { name, id }) => <div className="cell-name"><b>{name}</b><div className="faint"><Typography.Text className="faint" copyable={{ text: id, tooltips: [text.common.copy, text.common.copied] }}>…{id.slice(-6)}</Typography.Text></div></div> },
          { title: text.connect.source, ...head('source'), width: 110, render: (_, { source }) => <code>{source}</code> },
          { title: text.connect.scope, key: 'scopes', render: (_, one) => <span className="row tags">{one.scopes.map((scope) => <Tag key={scope} variant="filled">{text.connect.scopes[scope]}</Tag>)}</span> },
          { title: text.connect.stores, key: 'stores', width: 130, responsive: ['xl'], render: (_, { storeIds }) => (storeIds.length === 0 ? text.stores.everyStore : storeIds.map(nameOf).join('、')) },
          { title: text.connect.lastUsed, ...head('used'), width: 130, render: (_, { lastUsedAt }) => <span className={lastUsedAt === null ? 'faint' : 'window'}>{lastUsedAt === null ? text.connect.neverUsed : format.shortTime(lastUsedAt)}</span> },
          { title: text.connect.state, key: 'state', width: 110, render: (_, one) => <KeyState of={one} /> },
          {
            title: <span className="sr">{text.connect.deeds}</span>, key: 'deeds', width: 220, align: 'right', className: 'deeds',
            render: (_, one) => one.revokedAt === null && (['edit', 'rotate', 'revoke'] as const).filter((what) => me.may(`${what}ApiKey`)).map((what) => <Button key={what} type="text" size="small" danger={what === 'revoke'} onClick={() => start({ what, one })}>{text.connect[what]}</Button>),
          },
        ]}
      />
      {doing?.what === 'edit' && <KeyForm one={doing.one} close={stop} made={show} />}
      {doing?.what === 'rotate' && <RotateKey one={doing.one} close={stop} show={show} />}
      {doing?.what === 'revoke' && <Revoke one={doing.one} close={stop} />}
    </>
  )
}

function KeyState({ of: { revokedAt, graceUntil } }: { readonly of: ApiKey }) {
  const text = useText()
  const format = useFormat()
  if (revokedAt !== null) return <span className="stage" title={format.dateTime(revokedAt)}>{text.connect.keyStates.revoked}</span>
  return graceUntil === null ? <span className="stage stage-running">{text.connect.keyStates.live}</span> : <span className="stage stage-scheduled" title={text.connect.graceUntil(format.dateTime(graceUntil))}>{text.connect.graceTag}</span>
}

function RotateKey({ one, close, show }: { readonly one: ApiKey; readonly close: () => void; readonly show: (name: string, secret: string | null) => void }) {
  const text = useText()
  const forget = useForget()
  const deed = useDeed(async (graceHours: number) => {
    const { secret } = await api.rotateApiKey({ keyId: one.id, revision: one.revision, graceHours })
    show(one.name, secret)
    close()
    await forget(apiKeysApi.listApiKeys)
  })
  return <Rotate title={text.connect.rotateKeySure(one.name)} what={text.connect.rotateKeyWhat} deed={deed} close={close} />
}

function Revoke({ one, close }: { readonly one: ApiKey; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const deed = useDeed<string>(async () => {
    await api.revokeApiKey({ keyId: one.id })
    void message.success(text.connect.revoked(one.name))
    await forget(apiKeysApi.listApiKeys)
  })
  return <Confirm title={text.connect.revokeSure(one.name)} what={text.connect.revokeWhat} yes={text.connect.revoke} isDanger deed={deed} close={close} />
}
