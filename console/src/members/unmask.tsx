import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import type { MemberId } from '../../../shared/api/ids'
import type { membersDeskApi } from '../../../shared/earning/members-desk.api'
import { api } from '../api'
import { useDeed } from '../asking'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { Facts, Panel } from '../parts/page'
import { useMe } from '../shell/me'

const SHOWN_MS = 60_000
const NOTE_CHARS = 200

/** Nickname, phone number and birthday in full, for a reason, for a minute. Nothing of it is kept here. */
export function Unmask({ memberId }: { readonly memberId: MemberId }) {
  const text = useText()
  const me = useMe()
  const [isAsking, ask] = useState(false)
  const [seen, see] = useState<ReplyOf<typeof membersDeskApi.unmaskMember>>()
  useEffect(() => {
    if (seen === undefined) return
    const over = setTimeout(() => see(undefined), SHOWN_MS)
    return () => clearTimeout(over)
  }, [seen])
  const deed = useDeed<string>(async (reason) => see(await api.unmaskMember({ memberId, reason })))
  if (!me.may('unmaskMember')) return null
  return (
    <Panel title={text.people.personal} aside={seen === undefined ? <Button id="unmask" size="small" onClick={() => ask(true)}>{text.people.unmask}</Button> : <Button size="small" onClick={() => see(undefined)}>{text.people.hide}</Button>}>
      {seen === undefined ? <p className="soft">{text.people.masked}</p> : (
        <div role="status" id="unmasked">
          <Facts of={[[text.people.nickname, seen.nickname || text.common.none], [text.members.phone, seen.phone ?? text.common.none], [text.people.birthday, seen.birthday ?? text.common.none]]} />
          <p className="faint">{text.people.hidesSoon}</p>
        </div>
      )}
      {isAsking && <Confirm title={text.people.unmaskSure} what={text.people.unmaskWill} yes={text.people.unmask} deed={deed} close={() => ask(false)} note={{ label: text.members.reason, charsMax: NOTE_CHARS, hint: text.people.unmaskHint }} />}
    </Panel>
  )
}
