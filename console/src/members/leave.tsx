import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type MemberDetail, membersDeskApi } from '../../../shared/earning/members-desk.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Confirm } from '../parts/confirm'

const NOTE_CHARS = 200

/** Everything that is held about a member, as one file on this desk. */
export function ExportMember({ member, close }: { readonly member: MemberDetail; readonly close: () => void }) {
  const text = useText()
  const { message } = App.useApp()
  const deed = useDeed<string>(async (reason) => {
    const items: unknown[] = []
    let profile: unknown
    let cursor: string | undefined
    do {
      const page = await api.exportMember({ memberId: member.id, reason, ...(cursor === undefined ? {} : { cursor }) })
      profile ??= page.profile
      items.push(...page.items)
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    hand(`member-${member.cardNo}.json`, JSON.stringify({ profile, items }, null, 2))
    void message.success(text.people.exported)
  })
  return <Confirm title={text.people.exportSure} what={text.people.exportWill} yes={text.people.turn.export} deed={deed} close={close} note={{ label: text.members.reason, charsMax: NOTE_CHARS, hint: text.members.reasonHint }} />
}

function hand(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** Erases a member who asked for it; the card number has to be typed. */
export function EraseMember({ member, close }: { readonly member: MemberDetail; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [typed, type] = useState('')
  const [reason, say] = useState('')
  const isSure = typed.trim().toUpperCase() === member.cardNo && reason.trim() !== ''
  const deed = useDeed<undefined>(async () => {
    await api.eraseMember({ memberId: member.id, confirm: 'erase', reason: reason.trim() })
    void message.success(text.people.erased)
    close()
    void navigate('/members')
    await forget(membersDeskApi.memberDetail, membersDeskApi.findMembers)
  })
  return (
    <Modal open title={text.people.eraseSure} okText={text.people.turn.erase} cancelText={text.common.cancel} onCancel={close} confirmLoading={deed.isBusy} okButtonProps={{ danger: true, disabled: !isSure, id: 'erase-yes' }} onOk={() => void deed.run(undefined)}>
      <ul className="rules confirm-what">{text.people.eraseWill(String(member.account.available + member.account.pending + member.account.held)).map((one) => <li key={one}>{one}</li>)}</ul>
      <Form layout="vertical">
        <Form.Item label={text.members.reason} required htmlFor="erase-reason" extra={text.members.reasonHint}><Input id="erase-reason" autoFocus value={reason} maxLength={NOTE_CHARS} onChange={({ target }) => say(target.value)} /></Form.Item>
        <Form.Item label={text.people.eraseType(member.cardNo)} required htmlFor="erase-card"><Input id="erase-card" value={typed} autoComplete="off" onChange={({ target }) => type(target.value)} /></Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
