import { App, Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type ApprovalView, approvalsApi } from '../../../shared/earning/approvals.api'
import { membersDeskApi } from '../../../shared/earning/members-desk.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { rowProps, useRowKeys } from '../parts/keys'
import { Listed, OrderSelect } from '../parts/listed'
import { Page } from '../parts/page'
import { useOrder } from '../parts/sorting'
import { useMe } from '../shell/me'

const states = ['waiting', 'approved', 'declined', 'withdrawn', 'expired'] as const
const NOTE_CHARS = 200
type Verdict = 'approve' | 'decline'

/** What needs a second person: what is asked, before and after, and the two answers; by keys, too. State, order and page are in the address. */
export default function Approvals() {
  const text = useText()
  const { get, set } = useAddress()
  const [state, cursor] = [oneOf(states, get('state')) ?? 'waiting', get('cursor')]
  const me = useMe()
  const navigate = useNavigate()
  const { order, choose: sort } = useOrder()
  const asked = useAsk(approvalsApi.listApprovals, { state, order, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  const [turn, choose] = useState<{ readonly of: ApprovalView; readonly verdict: Verdict }>()
  const decide = (verdict: Verdict) => (of: ApprovalView) => me.may('decideApproval') && mayBe(of, verdict) && choose({ of, verdict })
  const open = (one: ApprovalView) => {
    const to = subjectOf(one)
    if (to !== undefined) void navigate(to)
  }
  useRowKeys(turn === undefined ? (asked.data?.items ?? []) : [], { open, approve: decide('approve'), refuse: decide('decline') })
  return (
    <Page title={text.approvals.title} about={text.approvals.about}>
      <div className="bar">
        <Segmented aria-label={text.members.state} value={state} options={states.map((value) => ({ value, label: text.approvals.states[value] }))} onChange={(value) => set({ state: value === 'waiting' ? undefined : value, cursor: undefined })} />
        <div className="bar-end"><OrderSelect order={order} choose={sort} /></div>
      </div>
      <Listed of={asked} none={<div className="panel"><Nothing say={text.approvals.nothing[state]} /></div>}>
        {(items) => <ul className="list approvals">{items.map((one) => <li key={one.id} className="panel" {...rowProps(one.id)}><Request of={one} choose={(verdict) => choose({ of: one, verdict })} /></li>)}</ul>}
      </Listed>
      {turn !== undefined && <Decide {...turn} close={() => choose(undefined)} />}
    </Page>
  )
}

const mayBe = ({ state, isMine }: ApprovalView, verdict: Verdict): boolean => state === 'waiting' && (verdict === 'decline' || !isMine)

/** Where to read more of what a request is about. */
const subjectOf = ({ wanted, member }: ApprovalView): string | undefined => (wanted.type === 'launchCampaign' ? `/campaigns/${wanted.campaignId}` : member === null ? undefined : `/members/${member.id}`)

function Request({ of, choose }: { readonly of: ApprovalView; readonly choose: (verdict: Verdict) => void }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const { balance, decided } = of
  return (
    <article className="approval" aria-label={text.approvals.wanted[of.wanted.type]}>
      <div className="grow">
        <h2><What of={of} /></h2>
        <p className="soft">{of.why === '' ? null : <>“{of.why}” · </>}{text.approvals.askedBy(of.askedBy.name, format.shortTime(of.askedAt))}</p>
        {balance !== null && <p className="number"><span className="faint">{text.members.account.available}</span> {format.number(balance.now)} → <b>{format.number(balance.after)}</b></p>}
        {decided !== null && <p className="soft">{text.approvals.decidedBy(text.approvals.states[of.state], decided.by.name, format.shortTime(decided.at))}{decided.note === '' ? '' : `：${decided.note}`}</p>}
        {of.state === 'waiting' && <p className="faint">{text.approvals.until(format.shortTime(of.expiresAt))}</p>}
      </div>
      {of.state === 'waiting' && me.may('decideApproval') && (of.isMine
        ? <div className="approval-deeds approval-own"><Button onClick={() => choose('decline')}>{text.approvals.takeBack}</Button><span className="faint">{text.approvals.own}</span></div>
        : <div className="approval-deeds row"><Button onClick={() => choose('decline')}>{text.approvals.decline}</Button><Button type="primary" onClick={() => choose('approve')}>{text.approvals.approve}</Button></div>)}
    </article>
  )
}

/** What is asked for, in a sentence with its links. */
function What({ of: { wanted, member } }: { readonly of: ApprovalView }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  if (wanted.type === 'launchCampaign') {
    const budget = wanted.budgetPoints === null ? text.approvals.noBudget : `${text.common.points(format.number(wanted.budgetPoints))}${wanted.budgetFen === null ? '' : `（${format.money(wanted.budgetFen)}）`}`
    return <>{text.approvals.wanted.launchCampaign} <Link to={`/campaigns/${wanted.campaignId}`}>{said(wanted.name)}</Link> · {budget}</>
  }
  const who = member === null ? <span className="faint">{text.approvals.gone}</span> : <Link to={`/members/${member.id}`}>{member.nicknameMasked === '' ? text.members.nameless : member.nicknameMasked} {member.cardNo}</Link>
  return <>{text.approvals.wanted[wanted.type]} <span className={wanted.points < 0 ? 'bad' : 'ok'}>{wanted.points > 0 ? '+' : ''}{format.number(wanted.points)}</span> · {who} · “{wanted.text}”</>
}

function Decide({ of, verdict, close }: { readonly of: ApprovalView; readonly verdict: Verdict; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const deed = useDeed<string>(async (note) => {
    await api.decideApproval({ approvalId: of.id, verdict, note })
    void message.success(text.approvals.done[verdict])
    await forget(approvalsApi.listApprovals, membersDeskApi.memberDetail, membersDeskApi.memberEntries)
  })
  const asks = verdict === 'decline' && !of.isMine ? { note: { label: text.members.note, charsMax: NOTE_CHARS, hint: text.approvals.noteHint } } : {}
  return <Confirm title={text.approvals.sure[verdict]} what={<><p><b><What of={of} /></b></p><p>{text.approvals.will[verdict]}</p></>} yes={of.isMine ? text.approvals.takeBack : text.approvals[verdict]} isDanger={verdict === 'decline'} isYesNext deed={deed} close={close} {...asks} />
}
