import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Table } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type Webhook, webhooksApi, webhookStates } from '../../../shared/webhooks/webhooks.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Page } from '../parts/page'
import { useSorted } from '../parts/sorting'
import { useMe } from '../shell/me'
import { Once } from './once'
import { Verify } from './verify'
import { WebhookForm } from './webhook-form'

const LOOK_AGAIN_MS = 15_000

/** Where happenings are told, and how that goes. */
export default function Webhooks() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const asked = useAsk(webhooksApi.listWebhooks, {}, { everyMs: LOOK_AGAIN_MS })
  const state = oneOf(webhookStates, get('state'))
  const [shown, show] = useState<{ readonly name: string; readonly secret: string | null }>()
  const make = me.may('createWebhook') && <Button id="make-hook" type="primary" icon={<PlusOutlined />} onClick={() => set({ make: 'yes' })}>{text.connect.makeHook}</Button>
  const fits = (one: Webhook) => state === undefined || one.state === state
  return (
    <Page title={text.connect.hooksTitle} about={text.connect.hooksAbout} actions={make}>
      <div className="bar">
        <Segmented id="hook-states" aria-label={text.connect.state} value={state ?? ''} onChange={(value) => set({ state: value })} options={[{ value: '', label: text.common.everywhere }, ...webhookStates.map((value) => ({ value, label: text.connect.hookStates[value] }))]} />
      </div>
      <div className="panel panel-table">
        <Answer of={asked} isEmpty={({ items }) => !items.some(fits)} empty={<Nothing say={state === undefined ? text.connect.noHooks : text.connect.noHooksState} />}>{({ items }) => <WebhookTable all={items.filter(fits)} />}</Answer>
      </div>
      {get('make') !== undefined && me.may('createWebhook') && <WebhookForm close={() => set({ make: undefined })} made={(name, secret) => (set({ make: undefined }), show({ name, secret }))} />}
      {shown !== undefined && <Once title={text.connect.secretTitle(shown.name)} secret={shown.secret} say={text.connect.secretOnce} gone={text.connect.secretGone} close={() => show(undefined)}><Verify /></Once>}
    </Page>
  )
}

function WebhookTable({ all }: { readonly all: readonly Webhook[] }) {
  const text = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const { rows, head, turn } = useSorted(all, [['name', ({ name }) => name], ['delivered', ({ lastDeliveredAt }) => lastDeliveredAt && Date.parse(lastDeliveredAt)], ['state', ({ state }) => webhookStates.indexOf(state)]])
  return (
    <Table<Webhook>
      rowKey="id"
      dataSource={[...rows]}
      onChange={turn}
      pagination={false}
      rowClassName="row-open"
      onRow={({ id }) => ({ onClick: (press) => !(press.target instanceof HTMLAnchorElement) && void navigate(`/webhooks/${id}`) })}
      columns={[
        { title: text.connect.name, ...head('name'), render: (_, { id, name, url }) => <div className="cell-name"><Link to={`/webhooks/${id}`}>{name}</Link><div className="faint url">{url}</div></div> },
        { title: text.connect.kind, key: 'kinds', width: 240, render: (_, { kinds }) => (kinds.length > 3 ? text.connect.kindCount(kinds.length) : kinds.map((kind) => text.connect.kinds[kind]).join('、')) },
        { title: text.connect.lastDelivered, ...head('delivered'), width: 150, render: (_, { lastDeliveredAt }) => <span className={lastDeliveredAt === null ? 'faint' : 'window'}>{lastDeliveredAt === null ? text.connect.never : format.shortTime(lastDeliveredAt)}</span> },
        { title: text.connect.state, ...head('state'), width: 120, render: (_, { state }) => <HookState of={state} /> },
      ]}
    />
  )
}

const classes = { active: 'stage-running', failing: 'stage-scheduled', paused: 'stage-paused' } as const

export function HookState({ of }: { readonly of: Webhook['state'] }) {
  const text = useText()
  return <span className={`stage ${classes[of]}`}>{text.connect.hookStates[of]}</span>
}
