import { Alert, App, Form, Input, InputNumber, Modal } from 'antd'
import { useRef } from 'react'
import { approvalsApi } from '../../../shared/earning/approvals.api'
import { type MemberDetail, membersDeskApi } from '../../../shared/earning/members-desk.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useFormat } from '../format'
import { useText } from '../language'
import { Failure } from '../parts/answer'

interface Typed {
  readonly points: number
  readonly text: string
  readonly reason: string
}

/** Points corrected up or down; says what the member will have, and whether a second person is needed. */
export function Adjust({ member, close }: { readonly member: MemberDetail; readonly close: () => void }) {
  const words = useText()
  const format = useFormat()
  const forget = useForget()
  const { message } = App.useApp()
  const limits = useAsk(approvalsApi.limits, {})
  const id = useRef(freshId('operation'))
  const [form] = Form.useForm<Typed>()
  const points = Form.useWatch('points', form)
  const deed = useDeed(async (typed: Typed) => {
    const { approval } = await api.adjustPoints({ ...typed, memberId: member.id, id: id.current })
    void message.success(approval === null ? words.people.adjusted(format.number(typed.points)) : words.people.waits)
    await forget(membersDeskApi.memberDetail, membersDeskApi.memberEntries, approvalsApi.listApprovals)
    close()
  })
  const renew = () => {
    id.current = freshId('operation')
  }
  const limit = limits.data?.adjustPoints ?? null
  const isTyped = typeof points === 'number' && points !== 0
  const needed = [{ required: true, message: words.campaigns.problems.needed }]
  return (
    <Modal open title={words.people.turn.adjust} okText={isTyped && limit !== null && Math.abs(points) > limit ? words.people.askApproval : words.people.turn.adjust} cancelText={words.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ htmlType: 'submit', form: 'adjust-form', id: 'adjust-yes' }}>
      <p className="soft">{words.people.adjustWill}</p>
      <Form<Typed> name="adjust-form" form={form} layout="vertical" requiredMark={false} onValuesChange={renew} onFinish={(typed) => void deed.run(typed)}>
        <Form.Item name="points" label={words.people.adjustPoints} extra={isTyped ? words.people.adjustAfter(format.number(member.account.available), format.number(member.account.available + points)) : words.people.adjustHint} rules={[...needed, { validator: (_, value: unknown) => (value === 0 ? Promise.reject(new Error(words.people.notZero)) : Promise.resolve()) }]}><InputNumber<number> min={-1_000_000} max={1_000_000} precision={0} autoFocus className="number-field" /></Form.Item>
        <Form.Item name="text" label={words.members.grantText} extra={words.people.adjustTextHint} rules={needed}><Input maxLength={40} showCount /></Form.Item>
        <Form.Item name="reason" label={words.members.reason} extra={words.members.reasonHint} rules={needed}><Input maxLength={200} /></Form.Item>
      </Form>
      {limit !== null && <Alert type={isTyped && Math.abs(points) > limit ? 'warning' : 'info'} showIcon title={isTyped && Math.abs(points) > limit ? words.people.needsSecond(format.number(limit)) : words.people.limitIs(format.number(limit))} />}
      <Failure of={deed.failure} />
    </Modal>
  )
}
