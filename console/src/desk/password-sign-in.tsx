import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { deskApi } from '../../../shared/stores/desk.api'
import { ask } from '../door'
import { useDeed } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { isRefusal } from '../parts/failure'
import { session } from '../session'

interface Typed {
  readonly login: string
  readonly password: string
  readonly secondFactor?: string
}

/** Login and password first; the six digits only where they are set up. */
export function PasswordSignIn() {
  const text = useText()
  const [asksFactor, askFactor] = useState(false)
  const deed = useDeed(async ({ login, password, secondFactor }: Typed) => {
    const { token } = await ask(deskApi.passwordSignIn, { login, password, ...(secondFactor === undefined ? {} : { secondFactor: secondFactor.replace(/\s/g, '') }) }).catch((failure: unknown) => {
      if (isRefusal(failure, 'second_factor_needed')) askFactor(true)
      throw failure
    })
    session.begin(token)
  })
  const said = isRefusal(deed.failure, 'second_factor_needed') ? undefined : deed.failure
  return (
    <Form<Typed> layout="vertical" requiredMark={false} size="large" onFinish={(typed) => void deed.run(typed)} name="sign-in">
      <div hidden={asksFactor}>
        <Form.Item name="login" label={text.desk.login} rules={[{ required: true, message: text.desk.loginHint }]}>
          <Input autoFocus autoComplete="username" autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="password" label={text.desk.password} rules={[{ required: true, message: text.desk.password }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      </div>
      {asksFactor && (
        <Form.Item name="secondFactor" label={text.desk.secondFactor} extra={text.desk.secondFactorHelp} rules={[{ required: true, pattern: /^\s*\d{3}\s*\d{3}\s*$/, message: text.desk.secondFactor }]}>
          <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
        </Form.Item>
      )}
      <Failure of={said} />
      <Button type="primary" htmlType="submit" block loading={deed.isBusy}>{asksFactor ? text.desk.goOn : text.desk.signIn}</Button>
      {asksFactor && <Button type="link" block onClick={() => (askFactor(false), deed.clear())}>{text.desk.otherAccount}</Button>}
    </Form>
  )
}
