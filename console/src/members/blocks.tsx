import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { PAGE_ITEMS_MAX } from '../../../shared/api/page'
import { type BlockKind, blockKinds, riskApi } from '../../../shared/risk/risk.api'
import { api } from '../api'
import { ask } from '../door'
import { useDeed, useForget } from '../asking'
import { useFormat, wallClock } from '../format'
import { useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Failure, Nothing } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { Page } from '../parts/page'
import { useSorted } from '../parts/sorting'
import { More, useTablePages, useWhole } from '../parts/whole'
import { useMe } from '../shell/me'

type Block = ReplyOf<typeof riskApi.listBlocks>['items'][number]

/** Who is barred from joining. Only keyed hashes are kept, so a number can be barred but not read back. */
export default function Blocks() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const kind = oneOf(blockKinds, get('kind'))
  const asked = useWhole([riskApi.listBlocks.path], (cursor) => ask(riskApi.listBlocks, { limit: PAGE_ITEMS_MAX, cursor }))
  const fits = (block: Block) => kind === undefined || block.kind === kind
  const [isAdding, add] = useState(false)
  return (
    <Page title={text.shell.menu.blocks} about={text.members.blocksAbout} actions={me.may('addBlocks') && <Button id="add-block" type="primary" icon={<PlusOutlined />} onClick={() => add(true)}>{text.members.addBlock}</Button>}>
      <div className="bar">
        <Segmented id="block-kinds" aria-label={text.members.blockKind} value={kind ?? ''} options={[{ value: '', label: text.common.everywhere }, ...blockKinds.map((value) => ({ value, label: text.members.blockKinds[value] }))]} onChange={(value) => set({ kind: value, page: undefined })} />
        <div className="bar-end"><ExportBlocks kind={kind} /></div>
      </div>
      <div className="panel panel-table">
        <Answer of={asked} isEmpty={({ items, isComing, more }) => !items.some(fits) && !isComing && more === undefined} empty={<Nothing say={kind === undefined ? text.members.noBlocks : text.members.noBlocksOfKind} />}>
          {(whole) => <><BlockTable all={whole.items.filter(fits)} isComing={whole.isComing} /><More of={whole} /></>}
        </Answer>
      </div>
      {isAdding && <AddBlock close={() => add(false)} />}
    </Page>
  )
}

function ExportBlocks({ kind }: { readonly kind: BlockKind | undefined }) {
  const text = useText()
  return (
    <Export<Block>
      name={text.exports.names.blocks}
      page={async (cursor) => {
        const { items, next } = await ask(riskApi.listBlocks, { limit: EXPORT_PAGE, cursor })
        return { items: items.filter((block) => kind === undefined || block.kind === kind), next }
      }}
      columns={[
        { title: text.members.blockKind, of: ({ kind }) => text.members.blockKinds[kind] },
        { title: text.members.reason, of: ({ reason }) => reason },
        { title: text.members.fingerprint, of: ({ id }) => id.slice(-8) },
        { title: text.members.when, of: ({ at }) => wallClock(at) },
      ]}
    />
  )
}

function BlockTable({ all, isComing }: { readonly all: readonly Block[]; readonly isComing: boolean }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const forget = useForget()
  const { message } = App.useApp()
  const { rows, head, turn } = useSorted(all, [['kind', ({ kind }) => text.members.blockKinds[kind]], ['reason', ({ reason }) => reason], ['at', ({ at }) => Date.parse(at)]])
  const pagination = useTablePages(rows.length)
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
        pagination={pagination}
        loading={isComing}
        onChange={turn}
        columns={[
          { title: text.members.blockKind, ...head('kind'), width: 150, render: (_, { kind }) => text.members.blockKinds[kind] },
          { title: text.members.reason, dataIndex: 'reason', ...head('reason') },
          { title: text.members.fingerprint, key: 'id', width: 150, render: (_, { id }) => <code className="faint">{id.slice(-8)}</code> },
          { title: text.members.when, ...head('at'), width: 160, render: (_, { at }) => <span className="window">{format.shortTime(at)}</span> },
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
