import { Tabs } from 'antd'
import { Link, useParams } from 'react-router'
import { MemberId } from '../../../shared/api/ids'
import { isRefusal } from '../parts/failure'
import { type MemberDetail, membersDeskApi } from '../../../shared/earning/members-desk.api'
import { useAsk } from '../asking'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Page, Panel } from '../parts/page'
import { NotThere } from '../shell/not-there'
import { AccountTab } from './account-tab'
import { MemberDeeds } from './deeds'
import { Entries } from './entries'
import { InvitationsTab, MessagesTab, TierTab, VouchersTab } from './history-tabs'
import { RiskTab } from './risk-tab'

const tabs = ['account', 'entries', 'vouchers', 'tier', 'invitations', 'risk', 'messages'] as const

/** One member: what they have, how they stand, what happened, and what staff can do. Which part is in the address. */
export default function MemberScreen() {
  const id = MemberId.safeParse(useParams()['memberId'])
  return id.success ? <Loaded key={id.data} memberId={id.data} /> : <NotThere />
}

function Loaded({ memberId }: { readonly memberId: MemberId }) {
  const text = useText()
  const asked = useAsk(membersDeskApi.memberDetail, { memberId })
  if (isRefusal(asked.error, 'member_merged')) {
    const into = String(asked.error.details['memberId'])
    return <Page title={text.people.mergedAway} back={{ to: '/members', say: text.members.title }}><Nothing say={text.people.mergedInto(String(asked.error.details['cardNo']))}><Link to={`/members/${into}`} id="merged-into">{text.people.openOther}</Link></Nothing></Page>
  }
  return <Answer of={asked} rows={8}>{(member) => <Shown member={member} />}</Answer>
}

function Shown({ member }: { readonly member: MemberDetail }) {
  const text = useText()
  const said = useSaid()
  const { get, set } = useAddress()
  const tab = oneOf(tabs, get('tab')) ?? 'account'
  const { tier, standing } = member
  const state = standing?.state
  const tags = (
    <>
      {tier !== null && <span className="stage stage-scheduled">{said(tier.tier.name)}</span>}
      {(state === 'frozen' || state === 'trusted') && <span className={`stage ${state === 'frozen' ? 'stage-paused' : 'stage-running'}`}>{text.members.states[state]}</span>}
    </>
  )
  const parts = {
    account: <AccountTab member={member} />,
    entries: <Panel className="panel-table"><Entries member={member} /></Panel>,
    vouchers: <VouchersTab memberId={member.id} />,
    tier: <TierTab member={member} />,
    invitations: <InvitationsTab member={member} />,
    risk: <RiskTab memberId={member.id} />,
    messages: <MessagesTab memberId={member.id} />,
  }
  return (
    <Page title={member.nicknameMasked === '' ? text.members.nameless : member.nicknameMasked} tag={tags} about={<>{text.members.card} <code>{member.cardNo}</code></>} back={{ to: '/members', say: text.members.title }} actions={<MemberDeeds member={member} />}>
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(next) => set({ tab: next === 'account' ? undefined : next, cursor: undefined, direction: undefined, of: undefined, sort: undefined }, { replace: true })}
        items={tabs.map((key) => ({ key, label: text.people.tabs[key], children: parts[key] }))}
      />
    </Page>
  )
}
