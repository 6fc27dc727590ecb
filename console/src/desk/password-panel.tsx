import { App, Button, Form, Input } from 'antd'
import { deskApi } from '../../../shared/stores/desk.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Panel } from '../parts/page'

interface Typed {
  readonly login: string
  readonly currentPassword?: string
  readonly password: string
  readonly repeated: string
}

/** Sets the first password, or changes it. */
export function PasswordPanel({ login }: { readonly login: string | null }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const deed = useDeed(async ({ repeated: _, ...typed }: Typed) => {
    await api.setPassword(typed)
    form.resetFields(['currentPassword', 'password', 'repeated'])
    void message.success(text.desk.passwordDone)
    await forget(deskApi.deskMe)
  })
  return (
    <Panel title={text.desk.passwordTitle}>
      <p className="soft" style={{ marginTop: 0 }}>{login === null ? text.desk.passwordNone : text.desk.passwordSet(login)}</p>
      <Form<Typed> form={form} layout="vertical" requiredMark={false} style={{ maxWidth: 380 }} initialValues={{ login: login ?? '' }} onFinish={(typed) => void deed.run(typed)} name="set-password">
        <Form.Item name="login" label={text.desk.login} extra={text.desk.loginHint} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{2,39}$/, message: text.desk.loginHint }]}><Input autoComplete="username" autoCapitalize="none" /></Form.Item>
        {login !== null && <Form.Item name="currentPassword" label={text.desk.currentPassword} rules={[{ required: true, message: text.desk.currentPassword }]}><Input.Password autoComplete="current-password" /></Form.Item>}
        <Form.Item name="password" label={text.desk.newPassword} extra={text.desk.passwordHint} rules={[{ required: true, min: 10, message: text.desk.passwordHint }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Form.Item name="repeated" label={text.desk.repeatPassword} dependencies={['password']} rules={[{ required: true, message: text.desk.repeatPassword }, ({ getFieldValue }) => ({ validator: (_rule, value) => (value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(text.desk.repeatWrong))) })]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Failure of={deed.failure} />
        <Button type="primary" htmlType="submit" loading={deed.isBusy}>{login === null ? text.desk.setPassword : text.desk.changePassword}</Button>
      </Form>
    </Panel>
  )
}
