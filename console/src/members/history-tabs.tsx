import { Segmented, Table } from 'antd'
import { Link } from 'react-router'
import type { MemberId } from '../../../shared/api/ids'
import { type MemberDetail, membersDeskApi } from '../../../shared/earning/members-desk.api'
import { Message } from '../../../shared/messages/message'
import { type MessageView } from '../../../shared/messages/messages.api'
import { messagesDeskApi } from '../../../shared/messages/messages-desk.api'
import { messageTexts, sentencesOf } from '../../../shared/text/message-sentences'
import type { TierEvent } from '../../../shared/tiers/tiers.api'
import type { VoucherView } from '../../../shared/vouchers/vouchers.api'
import { vouchersDeskApi } from '../../../shared/vouchers/vouchers-desk.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useLanguage, useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Listed, OrderSelect } from '../parts/listed'
import { Panel } from '../parts/page'
import { useOrder, useSorted } from '../parts/sorting'

const voucherStates = ['usable', 'ended'] as const

/** Vouchers, also of members who were merged into this one. */
export function VouchersTab({ memberId }: { readonly memberId: MemberId }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { get, set } = useAddress()
  const [state, cursor] = [oneOf(voucherStates, get('direction')), get('cursor')]
  const { order, head, turn } = useOrder()
  const asked = useAsk(vouchersDeskApi.memberVouchers, { memberId, order, ...(state === undefined ? {} : { state }), ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  return (
    <Panel className="panel-table">
      <div className="bar tab-bar"><Segmented aria-label={text.members.state} value={state ?? ''} options={[{ value: '', label: text.common.everywhere }, ...voucherStates.map((value) => ({ value, label: text.people.voucherFilters[value] }))]} onChange={(value) => set({ direction: value, cursor: undefined }, { replace: true })} /></div>
      <Listed of={asked} none={<Nothing say={text.people.noVouchers} />}>
        {(items) => (
          <Table<VoucherView>
            rowKey="id" size="small" pagination={false} dataSource={items} loading={asked.isPlaceholderData} onChange={turn}
            columns={[
              { title: text.people.reward, key: 'title', render: (_, one) => <b>{said(one.title)}</b> },
              { title: text.vouchers.points, key: 'points', width: 90, align: 'right', render: (_, { pricePoints }) => <span className="number">{format.number(pricePoints)}</span> },
              { title: text.people.exchangedAt, ...head(), width: 150, render: (_, { exchangedAt }) => <span className="number window">{format.shortTime(exchangedAt)}</span> },
              { title: text.members.state, key: 'state', render: (_, one) => <><span className={`stage stage-${one.state === 'issued' ? 'running' : 'draft'}`}>{text.people.voucherStates[one.state]}</span> <span className="faint">{one.redeemed === null ? text.people.goodUntil(format.shortTime(one.expiresAt)) : `${one.redeemed.storeName} · ${format.shortTime(one.redeemed.at)}`}</span></> },
            ]}
          />
        )}
      </Listed>
    </Panel>
  )
}

/** Every change of the tier, with its reason. */
export function TierTab({ member }: { readonly member: MemberDetail }) {
  const text = useText()
  return member.tier === null ? <Panel><Nothing say={text.people.noTiers} /></Panel> : <TierHistory memberId={member.id} />
}

function TierHistory({ memberId }: { readonly memberId: MemberId }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { get } = useAddress()
  const cursor = get('cursor')
  const { order, head, turn } = useOrder()
  const asked = useAsk(membersDeskApi.memberTierHistory, { memberId, order, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  return (
    <Panel className="panel-table">
      <Listed of={asked} none={<Nothing say={text.people.noTierChanges} />}>
        {(items) => (
          <Table<TierEvent>
            rowKey="number" size="small" pagination={false} dataSource={items} loading={asked.isPlaceholderData} onChange={turn}
            columns={[
              { title: text.members.when, ...head(), width: 150, render: (_, { at }) => <span className="number window">{format.shortTime(at)}</span> },
              { title: text.people.change, key: 'change', render: (_, { from, to }) => <>{said(from.name)} → <b>{said(to.name)}</b></> },
              { title: text.members.why, key: 'why', render: (_, { why, reason }) => `${text.people.tierWhys[why]}${reason === null ? '' : `：${reason}`}` },
              { title: text.people.keptUntil, key: 'until', render: (_, { until }) => (until === 'never' ? text.people.forGood : until) },
            ]}
          />
        )}
      </Listed>
    </Panel>
  )
}

/** Who invited this member, and whom they invited. */
export function InvitationsTab({ member: { invitations } }: { readonly member: MemberDetail }) {
  const text = useText()
  const format = useFormat()
  const { invitedBy, latest, isCut } = invitations
  const { rows, head, turn } = useSorted(latest, [['state', ({ state }) => text.people.friendStates[state]], ['points', ({ points }) => points], ['at', ({ at }) => Date.parse(at)]])
  return (
    <Panel className="panel-table">
      {invitedBy !== null && <p className="tab-note">{text.people.invitedBy} <Link to={`/members/${invitedBy}`}>{text.people.openInviter}</Link></p>}
      {latest.length === 0 ? <Nothing say={text.people.noFriends} /> : (
        <Table
          rowKey="friendId" size="small" pagination={false} dataSource={[...rows]} onChange={turn}
          columns={[
            { title: text.people.friend, key: 'friend', render: (_, { friendId }) => <Link to={`/members/${friendId}`}>#{friendId.slice(-6)}</Link> },
            { title: text.members.state, ...head('state'), render: (_, { state }) => text.people.friendStates[state] },
            { title: text.vouchers.points, ...head('points'), width: 110, align: 'right', render: (_, { points }) => <span className="number">{format.number(points)}</span> },
            { title: text.members.when, ...head('at'), width: 150, render: (_, { at }) => <span className="number window">{format.shortTime(at)}</span> },
          ]}
        />
      )}
      {isCut && <p className="tab-note faint">{text.people.moreFriends}</p>}
    </Panel>
  )
}

/** What the programme has told the member. */
export function MessagesTab({ memberId }: { readonly memberId: MemberId }) {
  const text = useText()
  const { get } = useAddress()
  const cursor = get('cursor')
  const { order, choose } = useOrder()
  const asked = useAsk(messagesDeskApi.memberMessages, { memberId, order, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  return (
    <Panel>
      <div className="bar"><OrderSelect order={order} choose={choose} /></div>
      <Listed of={asked} none={<Nothing say={text.people.noMessages} />}>{(items) => <ul className="list">{items.map((one) => <Letter key={one.id} of={one} />)}</ul>}</Listed>
    </Panel>
  )
}

function Letter({ of }: { readonly of: MessageView }) {
  const text = useText()
  const language = useLanguage()
  const format = useFormat()
  const message = Message.safeParse({ kind: of.kind, ...of.facts })
  if (!message.success) return null
  const { title, body } = sentencesOf(message.data, language, { text: messageTexts[language], day: (day) => day, time: format.shortTime, points: format.number })
  return <li><b>{title}</b>{of.isUnread && <> <span className="stage stage-scheduled">{text.people.unread}</span></>} <span className="faint">{format.shortTime(of.at)}</span><div className="soft">{body}</div></li>
}
