import { Link } from 'react-router'
import type { MemberDetail } from '../../../shared/earning/members-desk.api'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Facts, Panel } from '../parts/page'
import { Unmask } from './unmask'

/** What a member has, until when, and who they are. */
export function AccountTab({ member }: { readonly member: MemberDetail }) {
  return (
    <div className="grid-side">
      <div>
        <Balance member={member} />
        <Lots member={member} />
        <Absorbed member={member} />
      </div>
      <div>
        <Who member={member} />
        <Unmask memberId={member.id} />
      </div>
    </div>
  )
}

function Balance({ member: { account } }: { readonly member: MemberDetail }) {
  const text = useText()
  const format = useFormat()
  const figures = [['available', account.available], ['pending', account.pending], ['inReview', account.inReview], ['held', account.held], ['debt', account.debt]] as const
  return (
    <Panel>
      <div className="figures figures-5">{figures.map(([key, points]) => <div key={key}><span className="faint">{text.members.account[key]}</span><div className={`big ${key === 'debt' && points > 0 ? 'bad' : ''}`} id={`account-${key}`}>{format.number(points)}</div></div>)}</div>
    </Panel>
  )
}

/** Which points are good until when, and which are on their way. */
function Lots({ member: { account } }: { readonly member: MemberDetail }) {
  const text = useText()
  const format = useFormat()
  const until = (day: string) => (day === 'never' ? text.people.neverExpires : day === 'active' ? text.people.whileActive : text.people.goodUntil(format.date(`${day}T04:00:00Z`)))
  return (
    <div className="grid-2">
      <Panel title={text.people.lots}>
        {account.lots.length === 0 ? <p className="soft">{text.people.noLots}</p> : <ul className="list parts">{account.lots.map(({ expiresOn, points }) => <li key={expiresOn}><span>{until(expiresOn)}</span><b className="number">{format.number(points)}</b></li>)}</ul>}
      </Panel>
      <Panel title={text.people.arriving}>
        {account.arriving.length === 0 ? <p className="soft">{text.people.noArriving}</p> : <ul className="list parts">{account.arriving.map(({ usableFrom, points }) => <li key={usableFrom}><span>{text.people.usableFrom(format.date(`${usableFrom}T04:00:00Z`))}</span><b className="number">{format.number(points)}</b></li>)}</ul>}
      </Panel>
    </div>
  )
}

/** Members who were merged into this one; their history is read under the entries. */
function Absorbed({ member: { absorbed } }: { readonly member: MemberDetail }) {
  const text = useText()
  const format = useFormat()
  if (absorbed.length === 0) return null
  return (
    <Panel title={text.people.absorbed}>
      <ul className="list parts">
        {absorbed.map(({ memberId, cardNo, at, points, reason }) => (
          <li key={memberId}><span><Link to={`?tab=entries&of=${memberId}`}>{text.members.card} {cardNo}</Link> <span className="faint">{format.shortTime(at)} · {reason}</span></span><b className="number">{text.common.points(format.number(points))}</b></li>
        ))}
      </ul>
    </Panel>
  )
}

function Who({ member }: { readonly member: MemberDetail }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { tier, customer, lists } = member
  return (
    <Panel title={text.members.who}>
      <Facts
        of={[
          [text.members.phone, member.phoneMasked ?? text.common.none], [text.members.joined, format.date(`${member.joinedOn}T04:00:00Z`)],
          [text.people.wechat, member.isOnWechat ? text.people.yes : text.people.no], [text.people.birthday, member.hasBirthday ? text.people.told : text.people.untold],
          [text.members.tier, tier === null ? text.common.none : `${said(tier.tier.name)}${tier.isManual ? ` · ${text.members.byHand}` : ''}${tier.until === 'never' ? '' : ` · ${text.members.until(tier.until)}`}`],
          [text.members.growth, tier === null ? text.common.none : format.number(tier.growth)],
          ...(customer === null ? [] : [[text.members.customer, customer] as const]), ...(lists.length === 0 ? [] : [[text.members.lists, lists.join('、')] as const]),
          [text.members.id, <code key="id" className="faint">{member.id}</code>],
        ]}
      />
    </Panel>
  )
}
