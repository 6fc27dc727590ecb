import { Button, Form, Input } from 'antd'
import { deskApi } from '../../../shared/stores/desk.api'
import { ask } from '../door'
import { useDeed } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { session } from '../session'

interface Typed {
  readonly setupCode: string
  readonly name: string
  readonly login: string
  readonly password: string
}

/** The first minute of a new programme: its owner. */
export function FirstRun() {
  const text = useText()
  const deed = useDeed(async (typed: Typed) => session.begin((await ask(deskApi.makeOwner, { ...typed, setupCode: typed.setupCode.trim() })).token))
  const needed = (message: string) => [{ required: true, message }]
  return (
    <>
      <h1>{text.desk.firstTitle}</h1>
      <p className="soft">{text.desk.firstAbout}</p>
      <Form<Typed> layout="vertical" requiredMark={false} size="large" onFinish={(typed) => void deed.run(typed)} name="first-run">
        <Form.Item name="setupCode" label={text.desk.setupCode} rules={needed(text.desk.setupCode)}><Input autoFocus autoComplete="off" /></Form.Item>
        <Form.Item name="name" label={text.desk.yourName} rules={needed(text.desk.yourName)}><Input maxLength={20} autoComplete="name" /></Form.Item>
        <Form.Item name="login" label={text.desk.login} extra={text.desk.loginHint} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{2,39}$/, message: text.desk.loginHint }]}><Input autoComplete="username" autoCapitalize="none" /></Form.Item>
        <Form.Item name="password" label={text.desk.password} extra={text.desk.passwordHint} rules={[{ required: true, min: 10, message: text.desk.passwordHint }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Failure of={deed.failure} />
        <Button type="primary" htmlType="submit" block loading={deed.isBusy}>{text.desk.create}</Button>
      </Form>
    </>
  )
}
