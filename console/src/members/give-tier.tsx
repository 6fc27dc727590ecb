import { App, Form, Input, Modal, Select } from 'antd'
import { useRef } from 'react'
import type { MemberId } from '../../../shared/api/ids'
import { membersDeskApi } from '../../../shared/earning/members-desk.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useNames } from '../campaigns/names'
import { freshId, now } from '../clock'
import { todayAt } from '../format'
import { useSaid, useText } from '../language'
import { Failure } from '../parts/answer'

interface Typed {
  readonly tier: string
  readonly until?: string
  readonly reason: string
}

/** A tier by hand, up to a day or for good; the member's own goes on beneath it. */
export function GiveTier({ memberId, close }: { readonly memberId: MemberId; readonly close: () => void }) {
  const text = useText()
  const said = useSaid()
  const forget = useForget()
  const { tiers } = useNames()
  const { message } = App.useApp()
  const id = useRef(freshId('operation'))
  const deed = useDeed(async ({ tier, until, reason }: Typed) => {
    await api.giveTier({ id: id.current, memberId, tier, until: until === undefined || until === '' ? 'never' : until, reason })
    void message.success(text.members.done)
    await forget(membersDeskApi.memberDetail, membersDeskApi.memberEntries)
    close()
  })
  const renew = () => {
    id.current = freshId('operation')
  }
  return (
    <Modal open title={text.members.turn.tier} okText={text.members.turn.tier} cancelText={text.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ htmlType: 'submit', form: 'tier-form' }}>
      <p className="soft">{text.members.will.tier}</p>
      <Form<Typed> id="tier-form" layout="vertical" requiredMark={false} onValuesChange={renew} onFinish={(typed) => void deed.run(typed)}>
        <Form.Item name="tier" label={text.members.tier} rules={[{ required: true, message: text.campaigns.problems.needed }]}><Select options={tiers.map((one) => ({ value: one.id, label: said(one.name) }))} /></Form.Item>
        <Form.Item name="until" label={text.members.lastDay} extra={text.members.lastDayHint}><Input type="date" min={todayAt(now())} /></Form.Item>
        <Form.Item name="reason" label={text.members.tierReason} extra={text.members.tierReasonHint} rules={[{ required: true, message: text.campaigns.problems.needed }]}><Input maxLength={60} showCount /></Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
