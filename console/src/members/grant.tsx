import { App, Form, Input, InputNumber, Modal } from 'antd'
import { useRef } from 'react'
import type { MemberId } from '../../../shared/api/ids'
import { membersDeskApi } from '../../../shared/earning/members-desk.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useFormat } from '../format'
import { useText } from '../language'
import { Failure } from '../parts/answer'

interface Typed {
  readonly points: number
  readonly text: string
  readonly reason: string
}

/** Points from the shop, with a sentence for the member and a reason that stays with the shop. */
export function Grant({ memberId, close }: { readonly memberId: MemberId; readonly close: () => void }) {
  const words = useText()
  const format = useFormat()
  const forget = useForget()
  const { message } = App.useApp()
  const id = useRef(freshId('operation'))
  const [form] = Form.useForm<Typed>()
  const points = Form.useWatch('points', form)
  const deed = useDeed(async (typed: Typed) => {
    const { approval } = await api.grantPoints({ ...typed, memberId, id: id.current })
    void message.success(approval === null ? words.members.granted(format.number(typed.points)) : words.people.waits)
    await forget(membersDeskApi.memberDetail, membersDeskApi.memberEntries)
    close()
  })
  const needed = [{ required: true, message: words.campaigns.problems.needed }]
  // Another amount or reason is another deed: the id of one that was refused is not used for it.
  const renew = () => {
    id.current = freshId('operation')
  }
  return (
    <Modal open title={words.members.turn.grant} okText={points === undefined || points === null ? words.members.turn.grant : words.members.grantThese(format.number(points))} cancelText={words.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ htmlType: 'submit', form: 'grant-form' }}>
      <p className="soft">{words.members.will.grant}</p>
      <Form<Typed> id="grant-form" form={form} layout="vertical" requiredMark={false} onValuesChange={renew} onFinish={(typed) => void deed.run(typed)}>
        <Form.Item name="points" label={words.common.pointsUnit} rules={needed}><InputNumber<number> min={1} max={1_000_000} precision={0} autoFocus className="number-field" /></Form.Item>
        <Form.Item name="text" label={words.members.grantText} extra={words.members.grantTextHint} rules={needed}><Input maxLength={40} showCount /></Form.Item>
        <Form.Item name="reason" label={words.members.reason} extra={words.members.reasonHint} rules={needed}><Input maxLength={200} /></Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
