import { Alert, App, Form, Input, Modal, Steps } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { MemberId } from '../../../shared/api/ids'
import { type MemberDetail, membersDeskApi } from '../../../shared/earning/members-desk.api'
import { mergeApi, type MergePreview } from '../../../shared/earning/merge.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer, Failure } from '../parts/answer'
import { MemberPick } from './pick'

/** Merges this member into another: first who, then what it will do, then once and for good. */
export function MergeMember({ member, close }: { readonly member: MemberDetail; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [into, choose] = useState<MemberId>()
  const [reason, say] = useState('')
  const id = useRef(freshId('operation'))
  const preview = useAsk(mergeApi.mergePreview, { memberId: member.id, into: into ?? member.id }, { enabled: into !== undefined })
  const deed = useDeed<MemberId>(async (target) => {
    await api.mergeMembers({ memberId: member.id, into: target, id: id.current, reason: reason.trim() })
    void message.success(text.people.merged)
    close()
    void navigate(`/members/${target}`)
    await forget(membersDeskApi.memberDetail, membersDeskApi.memberEntries)
  })
  const isReady = into !== undefined && preview.data?.obstacles.length === 0 && reason.trim() !== ''
  return (
    <Modal open width={680} title={text.people.mergeTitle} okText={text.people.mergeYes} cancelText={text.common.cancel} onCancel={close} confirmLoading={deed.isBusy} okButtonProps={{ danger: true, disabled: !isReady, id: 'merge-yes' }} onOk={() => into !== undefined && void deed.run(into)}>
      <Steps size="small" current={into === undefined ? 0 : 1} items={[{ title: text.people.mergeWho }, { title: text.people.mergeLook }]} className="wizard-steps" />
      <Form layout="vertical">
        <MemberPick id="merge-into" value={into} picked={(picked) => (choose(picked), (id.current = freshId('operation')))} />
        {into !== undefined && <Answer of={preview} rows={4}>{(seen) => <Preview of={seen} />}</Answer>}
        {into !== undefined && preview.data?.obstacles.length === 0 && (
          <Form.Item label={text.members.reason} required htmlFor="merge-reason" extra={text.members.reasonHint}><Input id="merge-reason" value={reason} maxLength={200} onChange={({ target }) => say(target.value)} /></Form.Item>
        )}
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}

/** Both before, and the one after. */
function Preview({ of: { source, target, after, openVouchers, finds, becomesFrozen, obstacles } }: { readonly of: MergePreview }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const rows = [
    [text.members.account.available, source.account.available, target.account.available, after?.available],
    [text.members.account.pending, source.account.pending, target.account.pending, after?.pending],
    [text.members.account.debt, source.account.debt, target.account.debt, after?.debt],
    [text.members.growth, source.growth, target.growth, after?.growth],
  ] as const
  const tier = (one: MergePreview['source']['tier'] | undefined) => (one === null || one === undefined ? text.common.none : said(one.name))
  return (
    <>
      {obstacles.map((one) => <Alert key={one.code} type="error" showIcon title={said(one)} className="failure" />)}
      <table className="difference" id="merge-preview">
        <thead><tr><td /><th scope="col">{text.people.ends(source.card.cardNo)}</th><th scope="col">{text.people.goesOn(target.card.cardNo)}</th><th scope="col">{text.people.afterwards}</th></tr></thead>
        <tbody>
          {rows.map(([name, a, b, c]) => <tr key={name}><th scope="row">{name}</th><td>{format.number(a)}</td><td>{format.number(b)}</td><td><b>{c === undefined ? '—' : format.number(c)}</b></td></tr>)}
          <tr><th scope="row">{text.members.tier}</th><td>{tier(source.tier)}</td><td>{tier(target.tier)}</td><td><b>{tier(after?.tier)}</b></td></tr>
        </tbody>
      </table>
      <ul className="rules">
        <li>{text.people.mergeFinds(finds.map((kind) => text.people.finds[kind]).join('、'))}</li>
        {openVouchers > 0 && <li>{text.people.mergeVouchers(openVouchers)}</li>}
        <li>{text.people.mergeLater}</li>
        {becomesFrozen && <li className="bad">{text.people.mergeFreezes}</li>}
        <li className="bad">{text.people.mergeForGood}</li>
      </ul>
    </>
  )
}
