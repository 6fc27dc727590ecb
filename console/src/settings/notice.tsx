import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { settingsApi } from '../../../shared/settings/settings.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useFormat } from '../format'
import { useLanguage, useText } from '../language'
import { Confirm } from '../parts/confirm'
import { BothLanguages, Field } from '../parts/field'
import { Panel } from '../parts/page'
import type { PanelProps } from './edit'

const CHARS_MAX = 6_000
const VERSION = /^[\w.-]{1,20}$/

/** The notice in force, those before, and a new one. */
export function NoticePanel({ settings: { notice, notices, revision }, mayEdit }: PanelProps) {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const [isWriting, write] = useState(false)
  const since = notice.publishedAt === null ? text.settings.noticeBuiltIn : text.settings.noticeSince(format.dateTime(notice.publishedAt))
  return (
    <>
      <Panel title={text.settings.noticeNow(notice.version)} aside={<span className="faint">{since}</span>}>
        {notice[language].split('\n').map((line) => <p key={line} className="soft">{line}</p>)}
      </Panel>
      <Panel title={text.settings.noticeEarlier}>
        {notices.length === 0 ? <p className="faint">{text.settings.noticeNone}</p> : <ul className="list">{notices.map(({ version, publishedAt }) => <li key={version} className="row spread"><code>{version}</code><span className="faint">{publishedAt === null ? '' : format.dateTime(publishedAt)}</span></li>)}</ul>}
      </Panel>
      {mayEdit && !isWriting && <Button id="new-notice" onClick={() => write(true)}>{text.settings.noticeNew}</Button>}
      {isWriting && <NewNotice revision={revision} from={notice} close={() => write(false)} />}
    </>
  )
}

/** Begins with the words in force, so that only what changes is written. */
function NewNotice({ revision, from, close }: { readonly revision: number; readonly from: { readonly zh: string; readonly en: string }; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [version, name] = useState('')
  const [words, say] = useState({ zh: from.zh, en: from.en })
  const [isSure, ask] = useState(false)
  const deed = useDeed<string>(async () => {
    await api.publishNotice({ revision, version, ...words })
    void message.success(text.settings.noticePublished)
    await forget(settingsApi.settings)
  })
  const isReady = VERSION.test(version) && words.zh.trim() !== '' && words.en.trim() !== ''
  return (
    <Panel title={text.settings.noticeNew}>
      <Form layout="vertical" requiredMark={false}>
        <Field id="notice-version" label={text.settings.noticeVersion} hint={text.settings.noticeVersionHint}><Input id="notice-version" value={version} maxLength={20} onChange={({ target }) => name(target.value)} style={{ maxWidth: 220 }} /></Field>
        <BothLanguages id="notice-text" label={text.settings.noticeText} value={words} change={say} max={{ zh: CHARS_MAX, en: CHARS_MAX }} isLong problems={words.zh.trim() === '' || words.en.trim() === '' ? { zh: text.settings.noticeNeeded } : {}} />
        <div className="row"><Button id="publish-notice" type="primary" disabled={!isReady} onClick={() => ask(true)}>{text.settings.noticePublish}</Button><Button onClick={close}>{text.common.cancel}</Button></div>
      </Form>
      {isSure && <Confirm title={text.settings.noticeSure(version)} what={text.settings.noticeWhat} yes={text.settings.noticePublish} deed={deed} close={() => ask(false)} done={close} />}
    </Panel>
  )
}
