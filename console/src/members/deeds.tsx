import { MoreOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import type { MemberId } from '../../../shared/api/ids'
import { riskApi } from '../../../shared/risk/risk.api'
import { membersDeskApi } from '../../../shared/earning/members-desk.api'
import { type MemberPage, memberPagesApi } from '../../../shared/tiers/member-pages.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { useMe } from '../shell/me'
import { Grant } from './grant'
import { GiveTier } from './give-tier'

type Chosen = 'freeze' | 'thaw' | 'lift' | 'block' | 'grant' | 'tier'
const NOTE_CHARS = 200
const REASON_CHARS = 60

/** What staff can do for a member, or against somebody who plays with the shop. */
export function MemberDeeds({ page, memberId, state }: { readonly page: MemberPage; readonly memberId: MemberId; readonly state: string | undefined }) {
  const text = useText()
  const me = useMe()
  const forget = useForget()
  const { message } = App.useApp()
  const [chosen, choose] = useState<Chosen>()
  const [trusts, trust] = useState(false)
  const id = useRef(freshId('operation'))
  const words = text.members
  const deed = useDeed<string>(async (reason) => {
    if (chosen === 'freeze') await api.freezeMember({ memberId, reason })
    if (chosen === 'thaw') await api.thawMember({ memberId, reason, trust: trusts })
    if (chosen === 'lift') await api.liftTier({ id: id.current, memberId, reason })
    if (chosen === 'block') await api.addBlocks({ memberId, reason })
    id.current = freshId('operation')
    void message.success(words.done)
    await forget(memberPagesApi.memberPage, membersDeskApi.memberEntries, riskApi.memberRisk, riskApi.listBlocks)
  })
  const open = (next: Chosen) => (trust(false), choose(next))
  const close = () => choose(undefined)
  const more = [
    ...(me.may('giveTier') && page.tier !== null ? ['tier' as const] : []), ...(me.may('liftTier') && page.tier?.isManual === true ? ['lift' as const] : []),
    ...(me.may('freezeMember') && state !== 'frozen' ? ['freeze' as const] : []), ...(me.may('addBlocks') ? ['block' as const] : []),
  ]
  return (
    <>
      {me.may('grantPoints') && <Button id="grant" type="primary" onClick={() => open('grant')}>{words.turn.grant}</Button>}
      {me.may('thawMember') && state === 'frozen' && <Button id="thaw" onClick={() => open('thaw')}>{words.turn.thaw}</Button>}
      {more.length > 0 && <Dropdown trigger={['click']} menu={{ items: more.map((key) => ({ key, label: words.turn[key], danger: key === 'freeze' || key === 'block', onClick: () => open(key) })) }}><Button id="more" icon={<MoreOutlined />}>{words.more}</Button></Dropdown>}
      {chosen === 'grant' && <Grant memberId={memberId} close={close} />}
      {chosen === 'tier' && <GiveTier memberId={memberId} close={close} />}
      {(chosen === 'freeze' || chosen === 'thaw' || chosen === 'lift' || chosen === 'block') && (
        <Confirm title={words.sure[chosen]} what={words.will[chosen]} yes={words.turn[chosen]} isDanger={chosen !== 'thaw'} deed={deed} close={close} note={chosen === 'lift' ? { label: words.tierReason, charsMax: REASON_CHARS, hint: words.tierReasonHint } : { label: words.reason, charsMax: NOTE_CHARS, hint: words.reasonHint }}>
          {chosen === 'thaw' && <Checkbox checked={trusts} onChange={({ target }) => trust(target.checked)}>{words.trust}</Checkbox>}
        </Confirm>
      )}
    </>
  )
}
