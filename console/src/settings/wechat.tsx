import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { settingsApi } from '../../../shared/settings/settings.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { Field } from '../parts/field'
import { Panel } from '../parts/page'
import type { PanelProps } from './edit'

const SECRET = /^\w{16,64}$/

/** The keys of the mini-program: the secret can be set and never read. */
export function Wechat({ settings: { wechat: { appId, secret } }, mayEdit }: PanelProps) {
  const text = useText()
  const format = useFormat()
  const told = secret.setAt === null ? text.settings.secretDeployed(secret.ends) : text.settings.secretSetAt(format.dateTime(secret.setAt), secret.ends)
  return (
    <>
      <Panel title={text.settings.appId} aside={<code>{appId}</code>}><p className="soft">{text.settings.appIdWhy}</p></Panel>
      <Panel title={text.settings.secret} aside={<span className="number" id="secret-told">{told}</span>}>
        <p className="soft">{text.settings.secretWhy}</p>
        {mayEdit && <NewSecret />}
      </Panel>
    </>
  )
}

function NewSecret() {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [secret, write] = useState('')
  const [isSure, ask] = useState(false)
  const deed = useDeed<string>(async () => {
    await api.setWechatSecret({ secret: secret.trim() })
    void message.success(text.settings.secretSaved)
    write('')
    await forget(settingsApi.settings)
  })
  return (
    <Form layout="vertical" requiredMark={false}>
      <Field id="new-secret" label={text.settings.secretNew} hint={text.settings.secretHint}><Input.Password id="new-secret" autoComplete="off" value={secret} maxLength={64} onChange={({ target }) => write(target.value)} style={{ maxWidth: 420 }} /></Field>
      <Button id="save-secret" type="primary" disabled={!SECRET.test(secret.trim())} onClick={() => ask(true)}>{text.settings.secretSave}</Button>
      {isSure && <Confirm title={text.settings.secretSure} what={text.settings.secretWhat} yes={text.settings.secretSave} deed={deed} close={() => ask(false)} />}
    </Form>
  )
}
