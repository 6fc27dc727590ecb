import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal, Table } from 'antd'
import { useRef, useState } from 'react'
import { shelfApi, type ShelfReward, type StockMoveView } from '../../../shared/mall/shelf.api'
import { storesApi } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useFormat } from '../format'
import { useText } from '../language'
import { useAddress } from '../parts/address'
import { Failure, Nothing } from '../parts/answer'
import { Field, WholeNumber } from '../parts/field'
import { Listed } from '../parts/listed'
import { Panel } from '../parts/page'
import { useOrder } from '../parts/sorting'
import { useMe } from '../shell/me'

const ROWS = 20
type Kind = StockMoveView['kind']
const levels = ['initial', 'moved', 'available', 'inFlight', 'issued', 'returned'] as const

/** How a stock stands and how it came to be so. It is added to and withdrawn from, never set. */
export function StockTab({ one: { reward, stock } }: { readonly one: ShelfReward }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const [kind, choose] = useState<Kind>()
  const actions = me.may('addStock') && (
    <span className="row">
      <Button id="withdraw-stock" icon={<MinusOutlined />} disabled={stock.available === 0} onClick={() => choose('withdraw')}>{text.mall.withdraw}</Button>
      <Button id="add-stock" type="primary" icon={<PlusOutlined />} onClick={() => choose('add')}>{text.mall.add}</Button>
    </span>
  )
  return (
    <>
      <Panel title={text.mall.stock} aside={actions}>
        <dl className="figures figures-6">{levels.map((level) => <div key={level}><dt className="faint">{text.mall.level[level]}</dt><dd className="big" id={`level-${level}`}>{format.number(stock[level])}</dd></div>)}</dl>
        <p className="faint" style={{ marginBottom: 0 }}>{text.mall.levelLaw}</p>
      </Panel>
      <Moves rewardId={reward.id} />
      {kind !== undefined && <Move kind={kind} rewardId={reward.id} left={stock.available} close={() => choose(undefined)} />}
    </>
  )
}

function Moves({ rewardId }: { readonly rewardId: ShelfReward['reward']['id'] }) {
  const text = useText()
  const format = useFormat()
  const cursor = useAddress().get('cursor')
  const { order, head, turn } = useOrder()
  const asked = useAsk(shelfApi.stockMoves, { rewardId, order, limit: ROWS, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  const staff = useAsk(storesApi.listStaff, {}).data?.items ?? []
  return (
    <Panel title={text.mall.moves} className="panel-table">
      <Listed of={asked} none={<Nothing say={text.mall.noMoves} />}>
        {(items) => (
          <Table<StockMoveView>
            rowKey="id" size="middle" dataSource={items} pagination={false} loading={asked.isPlaceholderData} onChange={turn}
            columns={[
              { title: text.mall.when, ...head(), width: 180, render: (_, { at }) => <span className="number">{format.shortTime(at)}</span> },
              { title: text.mall.howMany, key: 'units', width: 130, render: (_, { kind, units }) => <b className={kind === 'add' ? 'ok number' : 'gold number'}>{kind === 'add' ? '+' : '−'}{format.number(units)}</b> },
              { title: text.mall.why, dataIndex: 'reason', key: 'reason' },
              { title: text.mall.who, key: 'by', width: 140, render: (_, { by }) => staff.find(({ id }) => id === by)?.name ?? `#${by.slice(-4)}` },
            ]}
          />
        )}
      </Listed>
    </Panel>
  )
}

const REASON_CHARS_MAX = 200

/** Adds or withdraws, with the reason. The id stays until it is answered, so that sending again does nothing twice. */
function Move({ kind, rewardId, left, close }: { readonly kind: Kind; readonly rewardId: ShelfReward['reward']['id']; readonly left: number; readonly close: () => void }) {
  const text = useText()
  const format = useFormat()
  const forget = useForget()
  const { message } = App.useApp()
  const id = useRef(freshId('operation'))
  const [units, count] = useState<number>()
  const [reason, say] = useState('')
  const deed = useDeed<{ units: number; reason: string }>(async (given) => {
    const { stock } = await (kind === 'add' ? api.addStock : api.withdrawStock)({ ...given, rewardId, id: id.current })
    void message.success(text.mall.moved(format.number(stock.available)))
    await forget(shelfApi.shelf, shelfApi.shelfReward, shelfApi.stockMoves)
  })
  // Other numbers are another move.
  const anew = () => void (id.current = freshId('operation'))
  const isReady = units !== undefined && units > 0 && reason.trim() !== ''
  const go = async () => isReady && (await deed.run({ units, reason: reason.trim() })) && close()
  return (
    <Modal open title={kind === 'add' ? text.mall.addTitle : text.mall.withdrawTitle} okText={kind === 'add' ? text.mall.add : text.mall.withdraw} cancelText={text.common.cancel} confirmLoading={deed.isBusy} okButtonProps={{ disabled: !isReady, danger: kind === 'withdraw', id: 'move-yes' }} onOk={() => void go()} onCancel={close}>
      <p className="soft">{kind === 'add' ? text.mall.addWhat : text.mall.withdrawWhat(format.number(left))}</p>
      <Form layout="vertical" requiredMark={false} onFinish={() => void go()}>
        <Field id="units" label={text.mall.howMany}><WholeNumber id="units" value={units} min={1} max={kind === 'add' ? 1_000_000 : Math.max(1, left)} unit={text.mall.units} change={(next) => (anew(), count(next))} /></Field>
        <Field id="reason" label={text.mall.why} hint={text.mall.whyHint}><Input id="reason" value={reason} maxLength={REASON_CHARS_MAX} onChange={({ target }) => (anew(), say(target.value))} onPressEnter={() => void go()} /></Field>
        <div className="row">{text.mall.reasons[kind].map((one) => <Button key={one} size="small" onClick={() => (anew(), say(one))}>{one}</Button>)}</div>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
