import { MoreOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import { riskApi } from '../../../shared/risk/risk.api'
import { type MemberDetail, membersDeskApi } from '../../../shared/earning/members-desk.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { useMe } from '../shell/me'
import { Adjust } from './adjust'
import { Grant } from './grant'
import { GiveTier } from './give-tier'
import { EraseMember, ExportMember } from './leave'
import { MergeMember } from './merge'

type Asked = 'freeze' | 'thaw' | 'lift' | 'block'
type Chosen = Asked | 'grant' | 'adjust' | 'tier' | 'merge' | 'export' | 'erase'
const NOTE_CHARS = 200
const REASON_CHARS = 60
const dangers: ReadonlySet<Chosen> = new Set(['freeze', 'block', 'merge', 'erase'])

/** What staff can do for a member, or against somebody who plays with the shop. */
export function MemberDeeds({ member }: { readonly member: MemberDetail }) {
  const text = useText()
  const me = useMe()
  const [chosen, choose] = useState<Chosen>()
  const close = () => choose(undefined)
  const labels: Readonly<Record<Chosen, string>> = { ...text.members.turn, ...text.people.turn }
  const isFrozen = member.standing?.state === 'frozen'
  const more = ([
    ['tier', me.may('giveTier') && member.tier !== null], ['lift', me.may('liftTier') && member.tier?.isManual === true], ['freeze', me.may('freezeMember') && !isFrozen], ['block', me.may('addBlocks')],
    ['merge', me.may('mergeMembers')], ['export', me.may('exportMember')], ['erase', me.may('eraseMember')],
  ] as const).flatMap(([key, may]) => (may ? [key] : []))
  return (
    <>
      {me.may('thawMember') && isFrozen && <Button id="thaw" onClick={() => choose('thaw')}>{labels.thaw}</Button>}
      {me.may('adjustPoints') && <Button id="adjust" onClick={() => choose('adjust')}>{labels.adjust}</Button>}
      {more.length > 0 && <Dropdown trigger={['click']} menu={{ items: more.map((key) => ({ key, label: labels[key], danger: dangers.has(key), onClick: () => choose(key) })) }}><Button id="more" icon={<MoreOutlined />}>{text.members.more}</Button></Dropdown>}
      {me.may('grantPoints') && <Button id="grant" type="primary" onClick={() => choose('grant')}>{labels.grant}</Button>}
      {chosen === 'grant' && <Grant memberId={member.id} close={close} />}
      {chosen === 'adjust' && <Adjust member={member} close={close} />}
      {chosen === 'tier' && <GiveTier memberId={member.id} close={close} />}
      {chosen === 'merge' && <MergeMember member={member} close={close} />}
      {chosen === 'export' && <ExportMember member={member} close={close} />}
      {chosen === 'erase' && <EraseMember member={member} close={close} />}
      {(chosen === 'freeze' || chosen === 'thaw' || chosen === 'lift' || chosen === 'block') && <Stand member={member} chosen={chosen} close={close} />}
    </>
  )
}

/** Freezing, thawing, blocking and lifting: said first, with a reason. */
function Stand({ member: { id: memberId }, chosen, close }: { readonly member: MemberDetail; readonly chosen: Asked; readonly close: () => void }) {
  const { members: words } = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [trusts, trust] = useState(false)
  const id = useRef(freshId('operation'))
  const deed = useDeed<string>(async (reason) => {
    if (chosen === 'freeze') await api.freezeMember({ memberId, reason })
    if (chosen === 'thaw') await api.thawMember({ memberId, reason, trust: trusts })
    if (chosen === 'lift') await api.liftTier({ id: id.current, memberId, reason })
    if (chosen === 'block') await api.addBlocks({ memberId, reason })
    id.current = freshId('operation')
    void message.success(words.done)
    await forget(membersDeskApi.memberDetail, membersDeskApi.memberEntries, riskApi.memberRisk, riskApi.listBlocks)
  })
  return (
    <Confirm title={words.sure[chosen]} what={words.will[chosen]} yes={words.turn[chosen]} isDanger={chosen !== 'thaw'} deed={deed} close={close} note={chosen === 'lift' ? { label: words.tierReason, charsMax: REASON_CHARS, hint: words.tierReasonHint } : { label: words.reason, charsMax: NOTE_CHARS, hint: words.reasonHint }}>
      {chosen === 'thaw' && <Checkbox checked={trusts} onChange={({ target }) => trust(target.checked)}>{words.trust}</Checkbox>}
    </Confirm>
  )
}
