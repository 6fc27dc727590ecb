import { Button } from 'antd'
import { useState } from 'react'
import { api } from '../api'
import { useDeed } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { Facts, Page, Panel } from '../parts/page'
import { session } from '../session'
import { useMe } from '../shell/me'
import { PasswordPanel } from './password-panel'
import { SecondFactorPanel } from './second-factor-panel'

/** What belongs to the person at the desk: who they are, how they get in, and how to lock everybody else out. */
export default function Profile() {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const [isLeaving, leave] = useState(false)
  const everywhere = useDeed<string>(async () => {
    await api.deskSignOut({ everywhere: true })
    session.end('left')
  })
  return (
    <Page title={text.desk.profileTitle} isNarrow>
      <Panel title={text.desk.whoTitle}>
        <Facts
          of={[
            [text.desk.yourName, me.staff.name],
            [text.desk.role, text.common.roles[me.staff.role]],
            [text.desk.stores, me.staff.stores.length === 0 ? text.desk.allStores : me.staff.stores.map(({ name }) => name).join('、')],
            [text.desk.joined, format.date(me.staff.joinedAt)],
            ...(me.sessionExpiresAt === null ? [] : [[text.desk.sessionUntil, format.dateTime(me.sessionExpiresAt)] as const]),
          ]}
        />
      </Panel>
      <PasswordPanel login={me.login} />
      <SecondFactorPanel isOn={me.hasSecondFactor} hasPassword={me.login !== null} />
      <Panel title={text.desk.everywhereTitle}>
        <p className="soft" style={{ marginTop: 0 }}>{text.desk.everywhereAbout}</p>
        <Button danger onClick={() => leave(true)}>{text.desk.everywhere}</Button>
      </Panel>
      {isLeaving && <Confirm title={text.desk.everywhereSure} what={text.desk.everywhereWhat} yes={text.desk.everywhere} isDanger deed={everywhere} close={() => leave(false)} />}
    </Page>
  )
}
