import { Segmented, Select, Table } from 'antd'
import { Link } from 'react-router'
import type { SentInputOf } from '../../../shared/api/endpoint'
import { MemberId } from '../../../shared/api/ids'
import type { EntryView } from '../../../shared/points/points.api'
import { type MemberDetail, membersDeskApi } from '../../../shared/earning/members-desk.api'
import { ask } from '../door'
import { useAsk } from '../asking'
import { useFormat, wallClock } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { Listed } from '../parts/listed'
import { type ColumnHead, type OrderedRows, useOrder } from '../parts/sorting'

const directions = ['in', 'out'] as const

/** Every change of a member's points, or of one who was merged into them; whose, direction and page are in the address. */
export function Entries({ member }: { readonly member: MemberDetail }) {
  const text = useText()
  const { get, set } = useAddress()
  const [direction, cursor, of] = [oneOf(directions, get('direction')), get('cursor'), member.absorbed.find(({ memberId }) => memberId === get('of'))]
  const memberId = MemberId.parse(of?.memberId ?? member.id)
  const { order, head, turn } = useOrder()
  const filter = { memberId, order, ...(direction === undefined ? {} : { direction }) }
  const asked = useAsk(membersDeskApi.memberEntries, { ...filter, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  return (
    <>
      <div className="bar tab-bar">
        <Segmented aria-label={text.members.entries} value={direction ?? ''} options={[{ value: '', label: text.common.everywhere }, ...directions.map((value) => ({ value, label: text.members.directions[value] }))]} onChange={(value) => set({ direction: value, cursor: undefined }, { replace: true })} />
        {member.absorbed.length > 0 && <Select id="entries-of" aria-label={text.people.whose} value={of?.memberId ?? ''} options={[{ value: '', label: text.people.ownEntries }, ...member.absorbed.map((one) => ({ value: String(one.memberId), label: text.people.entriesOf(one.cardNo) }))]} onChange={(value: string) => set({ of: value, cursor: undefined }, { replace: true })} />}
        <span className="bar-end"><ExportEntries filter={filter} /></span>
      </div>
      <Listed of={asked} none={<Nothing say={text.members.noEntries} />}>
        {(items) => <EntryTable rows={items} isStale={asked.isPlaceholderData} at={head()} turn={turn} />}
      </Listed>
    </>
  )
}

function ExportEntries({ filter }: { readonly filter: SentInputOf<typeof membersDeskApi.memberEntries> }) {
  const text = useText()
  const said = useSaid()
  return (
    <Export<EntryView>
      name={`${text.exports.names.entries}-${filter.memberId.slice(-6)}`}
      page={(cursor) => ask(membersDeskApi.memberEntries, { limit: EXPORT_PAGE, ...filter, cursor })}
      columns={[
        { title: text.exports.number, of: ({ number }) => number },
        { title: text.members.when, of: ({ at }) => wallClock(at) },
        { title: text.members.what, of: ({ type }) => text.members.types[type] },
        { title: text.members.sources['event'] ?? '', of: ({ source }) => `${text.members.sources[source.kind] ?? source.kind} ${source.id}` },
        { title: text.common.pointsUnit, of: ({ points }) => points },
        { title: text.exports.balance, of: ({ available }) => available },
        { title: text.exports.expiresOn, of: ({ lots }) => lots.filter(({ points }) => points > 0).map(({ expiresOn }) => expiresOn).join(' ') },
        { title: text.exports.parts, of: (entry) => madeOf(entry, text, said) },
        { title: text.exports.text, of: ({ facts }) => facts['text'] },
      ]}
    />
  )
}

function EntryTable({ rows, isStale, at: when, turn }: OrderedRows<EntryView> & { readonly at: ColumnHead }) {
  const text = useText()
  const format = useFormat()
  return (
    <Table<EntryView>
      rowKey="number"
      size="small"
      dataSource={rows}
      pagination={false}
      loading={isStale}
      onChange={turn}
      columns={[
        { title: text.members.when, ...when, width: 130, render: (_, { at }) => <span className="number window">{format.shortTime(at)}</span> },
        { title: text.members.what, key: 'what', render: (_, entry) => <div><b>{text.members.types[entry.type]}</b> <span className="soft">{text.members.sources[entry.source.kind] ?? entry.source.kind}</span>{entry.reviewState === 'open' && <span className="stage stage-paused">{text.members.inReview}</span>}<Why of={entry} /></div> },
        { title: text.vouchers.points, key: 'points', width: 100, align: 'right', render: (_, { points }) => <b className={`number ${points > 0 ? 'ok' : points < 0 ? 'bad' : 'faint'}`}>{points > 0 ? '+' : ''}{format.number(points)}</b> },
        { title: text.members.account.available, key: 'available', width: 100, align: 'right', render: (_, { available }) => <span className="number soft">{format.number(available)}</span> },
      ]}
    />
  )
}

/** What an entry is made of: its parts, what the member reads, who asked and approved, and the other side of a merge. */
function Why({ of: { parts, facts, type } }: { readonly of: EntryView }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { askedByName, approvedByName, memberId, orderNo, text: told } = facts
  const made = parts.filter(({ points }) => points !== 0).map(({ name, by, points }) => `${name === null ? (text.trials.by[by] ?? by) : said(name)} ${points > 0 ? '+' : ''}${format.number(points)}`)
  const notes = [...made, ...(orderNo === undefined ? [] : [text.people.order(String(orderNo))]), ...(told === undefined ? [] : [`“${told}”`]), ...(approvedByName === undefined ? [] : [text.people.askedAndApproved(String(askedByName), String(approvedByName))])]
  return (
    <>
      {notes.length > 0 && <div className="faint">{notes.join(' · ')}</div>}
      {(type === 'merge_in' || type === 'merge_out') && memberId !== undefined && <div className="faint"><Link to={type === 'merge_in' ? `?tab=entries&of=${memberId}` : `/members/${memberId}`}>{text.people.otherSide}</Link></div>}
    </>
  )
}

/** What an entry is made of, in words. */
const madeOf = ({ parts }: EntryView, text: ReturnType<typeof useText>, said: ReturnType<typeof useSaid>): string =>
  parts.filter(({ points }) => points !== 0).map(({ name, by, points }) => `${name === null ? (text.trials.by[by] ?? by) : said(name)} ${points > 0 ? '+' : ''}${points.toLocaleString('en')}`).join(' · ')
