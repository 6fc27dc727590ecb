import { Alert, Tabs } from 'antd'
import { settingsApi } from '../../../shared/settings/settings.api'
import { useAsk } from '../asking'
import { useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer } from '../parts/answer'
import { Page } from '../parts/page'
import { useMe } from '../shell/me'
import { Messages } from './messages'
import { NoticePanel } from './notice'
import { ProgrammePanel } from './programme'
import { Wechat } from './wechat'

const tabs = ['programme', 'notice', 'messages', 'wechat'] as const
const panels = { programme: ProgrammePanel, notice: NoticePanel, messages: Messages, wechat: Wechat }

/** What the owner settles for the whole programme; auditors read it. */
export default function SettingsScreen() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const tab = oneOf(tabs, get('tab')) ?? 'programme'
  const asked = useAsk(settingsApi.settings, {})
  const mayEdit = me.may('editSettings')
  const Panel = panels[tab]
  return (
    <Page title={text.shell.menu.settings} about={text.settings.about} isNarrow>
      {!mayEdit && <Alert type="info" showIcon title={text.settings.readOnly} className="failure" />}
      <Tabs activeKey={tab} onChange={(key) => set({ tab: key })} items={tabs.map((key) => ({ key, label: text.settings.tabs[key], children: key === tab ? <Answer of={asked} rows={6}>{(settings) => <Panel settings={settings} mayEdit={mayEdit} />}</Answer> : null }))} />
    </Page>
  )
}
