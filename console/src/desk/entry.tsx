import { Alert, Button, Spin, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import { deskApi } from '../../../shared/stores/desk.api'
import { useAsk } from '../asking'
import { language, speak, useText } from '../language'
import { Failure } from '../parts/answer'
import { held } from '../session'
import { Mark } from '../shell/mark'
import { useStore } from '../store'
import { FirstRun } from './first-run'
import { PasswordSignIn } from './password-sign-in'
import { Scan } from './scan'

/** The door: makes the first owner, or lets staff in by password or by a scan. */
export default function Entry() {
  const text = useText()
  const state = useAsk(deskApi.deskState, {})
  const { ended } = useStore(held)
  useEffect(() => {
    document.title = text.common.product
  }, [text])
  const said = ended === null ? '' : text.desk.ended[ended]
  return (
    <div className="entry">
      <header className="entry-side">
        <div className="brand"><Mark /><span>{text.common.product}</span></div>
        <div><h2>{text.desk.promise}</h2><p>{text.desk.about}</p></div>
        <span aria-hidden />
      </header>
      <main className="entry-main">
        <Button type="text" className="entry-language" onClick={() => speak(language.get() === 'zh' ? 'en' : 'zh')}>{text.shell.language}</Button>
        <div className="entry-box">
          {said !== '' && <Alert type="info" showIcon title={said} style={{ marginBottom: 20 }} />}
          {state.data === undefined && (state.error === null ? <Spin aria-label={text.common.product} /> : <Failure of={state.error} again={() => void state.refetch()} />)}
          {state.data?.hasOwner === false && <FirstRun />}
          {state.data?.hasOwner === true && <SignIn />}
        </div>
      </main>
    </div>
  )
}

function SignIn() {
  const text = useText()
  const [way, go] = useState('password')
  return (
    <>
      <h1>{text.desk.signInTitle}</h1>
      <Tabs
        activeKey={way}
        onChange={go}
        destroyOnHidden
        items={[
          { key: 'password', label: text.desk.byPassword, children: <PasswordSignIn /> },
          { key: 'scan', label: text.desk.byScan, children: <Scan /> },
        ]}
      />
    </>
  )
}
