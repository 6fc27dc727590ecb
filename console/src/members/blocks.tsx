import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal, Select, Table } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { type BlockKind, blockKinds, riskApi } from '../../../shared/risk/risk.api'
import { api } from '../api'
import { ask } from '../door'
import { useAsk, useDeed, useForget } from '../asking'
import { useFormat, wallClock } from '../format'
import { useText } from '../language'
import { useAddress } from '../parts/address'
import { Answer, Failure, Nothing } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { Page } from '../parts/page'
import { Pager } from '../parts/pager'
import { useMe } from '../shell/me'

type Block = ReplyOf<typeof riskApi.listBlocks>['items'][number]

/** Who is barred from joining. Only keyed hashes are kept, so a number can be barred but not read back. */
export default function Blocks() {
  const text = useText()
  const me = useMe()
  const { get } = useAddress()
  const cursor = get('cursor')
  const asked = useAsk(riskApi.listBlocks, cursor === undefined ? {} : { cursor }, { keep: true })
  const [isAdding, add] = useState(false)
  return (
    <Page title={text.shell.menu.blocks} about={text.members.blocksAbout} actions={<><ExportBlocks />{me.may('addBlocks') && <Button id="add-block" type="primary" icon={<PlusOutlined />} onClick={() => add(true)}>{text.members.addBlock}</Button>}</>}>
      <Answer of={asked} isEmpty={({ items, next }) => items.length === 0 && next === null} empty={<div className="panel"><Nothing say={text.members.noBlocks} /></div>}>
        {({ items, next }) => <div className="panel panel-table"><BlockTable rows={items} /><Pager next={next} /></div>}
      </Answer>
      {isAdding && <AddBlock close={() => add(false)} />}
    </Page>
  )
}

function ExportBlocks() {
  const text = useText()
  return (
    <Export<Block>
      name={text.exports.names.blocks}
      page={(cursor) => ask(riskApi.listBlocks, { limit: EXPORT_PAGE, cursor })}
      columns={[
        { title: text.members.blockKind, of: ({ kind }) => text.members.blockKinds[kind] },
        { title: text.members.reason, of: ({ reason }) => reason },
        { title: text.members.fingerprint, of: ({ id }) => id.slice(-8) },
        { title: text.members.when, of: ({ at }) => wallClock(at) },
      ]}
    />
  )
}

function BlockTable({ rows }: { readonly rows: readonly Block[] }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const forget = useForget()
  const { message } = App.useApp()
  const [lifted, lift] = useState<Block>()
  const deed = useDeed<string>(async () => {
    if (lifted === undefined) return
    await api.removeBlock({ blockId: lifted.id })
    void message.success(text.members.done)
    await forget(riskApi.listBlocks)
  })
  return (
    <>
      <Table<Block>
        rowKey="id"
        dataSource={rows}
        pagination={false}
        columns={[
          { title: text.members.blockKind, key: 'kind', width: 120, render: (_, { kind }) => text.members.blockKinds[kind] },
          { title: text.members.reason, dataIndex: 'reason', key: 'reason' },
          { title: text.members.fingerprint, key: 'id', width: 150, render: (_, { id }) => <code className="faint">{id.slice(-8)}</code> },
          { title: text.members.when, key: 'at', width: 160, render: (_, { at }) => <span className="window">{format.shortTime(at)}</span> },
          { title: <span className="sr">{text.stores.deeds}</span>, key: 'deeds', width: 100, align: 'right', render: (_, block) => me.may('removeBlock') && <Button size="small" type="text" danger onClick={() => lift(block)}>{text.members.lift}</Button> },
        ]}
      />
      {lifted !== undefined && <Confirm title={text.members.liftSure} what={text.members.liftWill} yes={text.members.lift} isDanger deed={deed} close={() => lift(undefined)} />}
    </>
  )
}

interface Typed {
  readonly kind: BlockKind
  readonly value: string
  readonly reason: string
}

function AddBlock({ close }: { readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const deed = useDeed(async (typed: Typed) => {
    await api.addBlocks(typed)
    void message.success(text.members.done)
    await forget(riskApi.listBlocks)
    close()
  })
  const needed = [{ required: true, message: text.campaigns.problems.needed }]
  return (
    <Modal open title={text.members.addBlock} okText={text.members.addBlock} cancelText={text.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ danger: true, htmlType: 'submit', form: 'block-form' }}>
      <p className="soft">{text.members.will.block}</p>
      <Form<Typed> id="block-form" layout="vertical" requiredMark={false} initialValues={{ kind: 'phone' }} onFinish={(typed) => void deed.run(typed)}>
        <Form.Item name="kind" label={text.members.blockKind}><Select options={blockKinds.map((value) => ({ value, label: text.members.blockKinds[value] }))} /></Form.Item>
        <Form.Item name="value" label={text.members.blockValue} rules={[...needed, { min: 6, message: text.campaigns.problems.wrong }]}><Input maxLength={64} autoComplete="off" /></Form.Item>
        <Form.Item name="reason" label={text.members.reason} extra={text.members.reasonHint} rules={needed}><Input maxLength={200} /></Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
