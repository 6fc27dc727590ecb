import { Alert, Button, Form, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { Staff } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { useDeed } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Facts } from '../parts/page'

/** Takes password and second factor away, ends every session, and shows the new one-time password once. */
export function ResetAccess({ one, close }: { readonly one: Staff; readonly close: () => void }) {
  const text = useText()
  const [made, show] = useState<{ readonly login: string; readonly oneTimePassword: string }>()
  const deed = useDeed(async ({ login }: { readonly login?: string }) => show(await api.resetAccess({ staffId: one.id, ...(login === undefined || login === '' ? {} : { login }) })))
  if (made !== undefined) {
    return (
      <Modal open title={text.stores.resetDone(one.name)} footer={<Button type="primary" onClick={close}>{text.common.close}</Button>} closable={false} keyboard={false} mask={{ closable: false }}>
        <Alert type="warning" showIcon title={text.stores.resetOnce} style={{ marginBottom: 16 }} />
        <Facts of={[[text.desk.login, made.login], [text.stores.oneTime, <Typography.Text key="password" code copyable={{ tooltips: [text.common.copy, text.common.copied] }}>{made.oneTimePassword}</Typography.Text>]]} />
      </Modal>
    )
  }
  return (
    <Modal open title={text.stores.resetSure(one.name)} okText={text.stores.reset} cancelText={text.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ danger: true, htmlType: 'submit', form: 'reset-form' }}>
      <p className="soft">{text.stores.resetWhat}</p>
      <Form<{ login?: string }> id="reset-form" layout="vertical" requiredMark={false} onFinish={(typed) => void deed.run(typed)}>
        <Form.Item name="login" label={text.desk.login} extra={text.stores.resetLoginHint} rules={[{ pattern: /^[a-z0-9][a-z0-9._-]{2,39}$/, message: text.desk.loginHint }]}><Input autoCapitalize="none" autoComplete="off" /></Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
