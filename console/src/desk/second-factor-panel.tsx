import { App, Button, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { deskApi } from '../../../shared/stores/desk.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Panel } from '../parts/page'
import { Qr } from '../parts/qr'

/** The authenticator app: shown once, in force once it has answered. */
export function SecondFactorPanel({ isOn, hasPassword }: { readonly isOn: boolean; readonly hasPassword: boolean }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [otpauth, show] = useState<string>()
  const begin = useDeed<undefined>(async () => show((await api.beginSecondFactor({})).otpauth))
  const confirm = useDeed(async ({ secondFactor }: { readonly secondFactor: string }) => {
    await api.confirmSecondFactor({ secondFactor: secondFactor.replace(/\s/g, '') })
    show(undefined)
    void message.success(text.desk.factorDone)
    await forget(deskApi.deskMe)
  })
  return (
    <Panel title={text.desk.factorTitle} aside={isOn ? <Tag color="success">✓</Tag> : undefined}>
      <p className="soft" style={{ marginTop: 0 }}>{isOn ? text.desk.factorOn : hasPassword ? text.desk.factorOff : text.desk.factorNeedsPassword}</p>
      {otpauth === undefined ? (
        <>
          <Button disabled={!hasPassword} loading={begin.isBusy} onClick={() => void begin.run(undefined)}>{isOn ? text.desk.factorAgain : text.desk.factorBegin}</Button>
          <Failure of={begin.failure} />
        </>
      ) : (
        <div className="row" style={{ gap: 24, alignItems: 'flex-start' }}>
          <Qr of={otpauth} label={text.desk.factorLabel} pixels={180} />
          <Form layout="vertical" requiredMark={false} style={{ maxWidth: 320 }} onFinish={(typed: { secondFactor: string }) => void confirm.run(typed)}>
            <p style={{ marginTop: 0 }}>{text.desk.factorScan}</p>
            <p className="faint">{text.desk.factorSecret} <code>{new URL(otpauth).searchParams.get('secret')}</code></p>
            <Form.Item name="secondFactor" label={text.desk.secondFactor} rules={[{ required: true, pattern: /^\s*\d{3}\s*\d{3}\s*$/, message: text.desk.secondFactor }]}><Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} autoFocus /></Form.Item>
            <Failure of={confirm.failure} />
            <Button type="primary" htmlType="submit" loading={confirm.isBusy}>{text.desk.factorConfirm}</Button>
          </Form>
        </div>
      )}
    </Panel>
  )
}
