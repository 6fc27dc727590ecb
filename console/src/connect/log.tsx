import { App, Button, Segmented, Table } from 'antd'
import { useState } from 'react'
import { deliveryStates } from '../../../shared/webhooks/delivery'
import { type Delivery, type Webhook, webhooksApi } from '../../../shared/webhooks/webhooks.api'
import { api } from '../api'
import { useAsk, useForget } from '../asking'
import { freshId } from '../clock'
import { useFormat } from '../format'
import { useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { useFailureWords } from '../parts/failure'
import { Listed } from '../parts/listed'
import { Panel } from '../parts/page'
import { type ColumnHead, type OrderedRows, useOrder } from '../parts/sorting'
import { useMe } from '../shell/me'
import { Replays } from './replays'

const LOOK_AGAIN_MS = 3_000
const classes = { waiting: 'stage-scheduled', delivered: 'stage-running', failed: 'stage-paused' } as const

/** What was sent, what was answered, and sending it again. */
export function Log({ of }: { readonly of: Webhook }) {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const [isReplaying, replay] = useState(false)
  const [state, cursor] = [oneOf(deliveryStates, get('state')), get('cursor')]
  const { order, head, turn } = useOrder()
  const asked = useAsk(webhooksApi.webhookDeliveries, { webhookId: of.id, order, ...(state === undefined ? {} : { state }), ...(cursor === undefined ? {} : { cursor }) }, { keep: true, everyMs: LOOK_AGAIN_MS })
  return (
    <Panel title={text.connect.log} className="panel-table" id="log" aside={<span className="row"><span className="faint">{text.connect.logAbout}</span>{me.may('replaySince') && <Button id="replays" size="small" onClick={() => replay(true)}>{text.connect.replaySince}</Button>}</span>}>
      <div className="bar bar-in">
        <Segmented id="delivery-states" aria-label={text.connect.state} value={state ?? ''} onChange={(value) => set({ state: value, cursor: undefined })} options={[{ value: '', label: text.common.everywhere }, ...deliveryStates.map((value) => ({ value, label: text.connect.deliveryStates[value] }))]} />
      </div>
      <Listed of={asked} none={<Nothing say={state === undefined ? text.connect.noLog : text.connect.noLogState} />}>
        {(items) => <LogTable of={of} rows={items} isStale={asked.isPlaceholderData} at={head()} turn={turn} />}
      </Listed>
      {isReplaying && <Replays of={of} close={() => replay(false)} />}
    </Panel>
  )
}

function LogTable({ of, rows, isStale, at: when, turn }: OrderedRows<Delivery> & { readonly of: Webhook; readonly at: ColumnHead }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const forget = useForget()
  const words = useFailureWords()
  const { message } = App.useApp()
  const again = async ({ id: deliveryId }: Delivery) => {
    await api.replayDelivery({ webhookId: of.id, deliveryId, id: freshId('operation') }).then(() => void message.success(text.connect.replayed), (failure: unknown) => void message.error(words(failure)))
    await forget(webhooksApi.webhookDeliveries, webhooksApi.webhook)
  }
  return (
    <Table<Delivery>
      rowKey="id"
      dataSource={rows}
      loading={isStale}
      onChange={turn}
      pagination={false}
      expandable={{ expandedRowRender: (one) => <Told of={one} />, expandRowByClick: true }}
      columns={[
        { title: text.connect.kind, key: 'kind', render: (_, { kind }) => <span>{text.connect.kinds[kind]} <code className="faint">{kind}</code></span> },
        { title: text.connect.happened, ...when, width: 140, render: (_, { at }) => <span className="window">{format.shortTime(at)}</span> },
        { title: text.connect.answer, key: 'answer', width: 210, render: (_, one) => <LastAnswer of={one} isPaused={of.state === 'paused'} /> },
        { title: text.connect.tries, key: 'tries', width: 70, align: 'right', render: (_, { attempts }) => <span className="number">{attempts.length}</span> },
        { title: text.connect.state, key: 'state', width: 100, render: (_, { state }) => <span className={`stage ${classes[state]}`}>{text.connect.deliveryStates[state]}</span> },
        { title: <span className="sr">{text.connect.deeds}</span>, key: 'deeds', width: 100, align: 'right', render: (_, one) => me.may('replayDelivery') && <Button className="replay" type="text" size="small" onClick={(press) => (press.stopPropagation(), void again(one))}>{text.connect.replay}</Button> },
      ]}
    />
  )
}

function useAnswerWords() {
  const text = useText()
  return ({ status, failure }: Pick<Delivery['attempts'][number], 'status' | 'failure'>) => (failure !== null ? text.connect.failures[failure] : text.connect.status(status ?? 0))
}

function LastAnswer({ of: { attempts, dueAt }, isPaused }: { readonly of: Delivery; readonly isPaused: boolean }) {
  const text = useText()
  const format = useFormat()
  const words = useAnswerWords()
  const last = attempts.at(-1)
  return <>{last === undefined ? <span className="faint">{text.connect.noAnswer}</span> : words(last)}{dueAt !== null && (isPaused || last !== undefined) && <div className="faint">{isPaused ? text.connect.waitsForResume : text.connect.nextTry(format.shortTime(dueAt))}</div>}</>
}

function Told({ of: { id, attempts, payload } }: { readonly of: Delivery }) {
  const text = useText()
  const format = useFormat()
  const words = useAnswerWords()
  return (
    <div className="grid-2 told">
      <section aria-label={text.connect.attempts}>
        <h3>{text.connect.attempts}</h3>
        <ol className="attempts">{attempts.map((one) => <li key={one.at}><span className="window">{format.dateTime(one.at)}</span> <b>{words(one)}</b> <span className="faint number">{format.number(one.durationMs)} ms</span>{one.failure === null && <pre className="code">{one.head === '' ? text.connect.emptyAnswer : one.head}</pre>}</li>)}</ol>
      </section>
      <section aria-label={text.connect.payload}>
        <h3>{text.connect.payload}</h3>
        <p className="faint">webhook-id: <code>{id}</code></p>
        <pre className="code">{JSON.stringify(JSON.parse(payload), undefined, 2)}</pre>
      </section>
    </div>
  )
}
