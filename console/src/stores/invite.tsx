import { Button, Form, Input, Modal, Radio, Select, Typography } from 'antd'
import { useState } from 'react'
import type { StoreId } from '../../../shared/api/ids'
import type { Store } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { useDeed } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Qr } from '../parts/qr'

interface Wanted {
  readonly name: string
  readonly role: 'clerk' | 'marketer' | 'auditor'
  readonly storeIds: StoreId[]
}

/** Makes an invitation for one person and shows it as a code for their phone. */
export function Invite({ stores, close }: { readonly stores: readonly Store[]; readonly close: () => void }) {
  const text = useText()
  const format = useFormat()
  const [made, show] = useState<{ readonly name: string; readonly invitation: string; readonly expiresAt: string }>()
  const deed = useDeed(async (wanted: Wanted) => show({ name: wanted.name, ...(await api.inviteClerk(wanted)) }))
  const [form] = Form.useForm<Wanted>()
  const role = Form.useWatch('role', form) ?? 'clerk'
  const only = stores.length === 1 ? stores.map(({ id }) => id) : []
  if (made !== undefined) {
    return (
      <Modal open title={text.stores.invitationFor(made.name)} footer={<Button type="primary" onClick={close}>{text.common.close}</Button>} onCancel={close}>
        <div className="scan">
          <Qr of={made.invitation} label={text.stores.invitationLabel} pixels={280} />
          <p className="soft">{text.stores.invitationHow}</p>
          <p className="faint">{text.stores.invitationUntil(format.dateTime(made.expiresAt))}</p>
          <Typography.Text copyable={{ text: made.invitation, tooltips: [text.common.copy, text.common.copied] }}>{text.stores.invitationText}</Typography.Text>
        </div>
      </Modal>
    )
  }
  return (
    <Modal open title={text.stores.invite} okText={text.stores.makeInvitation} cancelText={text.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ htmlType: 'submit', form: 'invite-form' }}>
      <Form<Wanted> form={form} id="invite-form" layout="vertical" requiredMark={false} initialValues={{ role: 'clerk', storeIds: only }} onFinish={(wanted) => void deed.run(wanted)}>
        <Form.Item name="name" label={text.stores.name} rules={[{ required: true, message: text.stores.nameNeeded }]}><Input maxLength={20} autoFocus /></Form.Item>
        <Form.Item name="role" label={text.stores.role}>
          <Radio.Group className="choices" options={(['clerk', 'marketer', 'auditor'] as const).map((value) => ({ value, label: <span><b>{text.common.roles[value]}</b><br /><span className="soft">{text.stores.roleHints[value]}</span></span> }))} />
        </Form.Item>
        <Form.Item name="storeIds" label={text.stores.store} extra={role === 'clerk' ? undefined : text.stores.storeOptional} rules={[{ required: role === 'clerk', message: text.stores.storeNeeded }]}><Select mode="multiple" options={stores.map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
