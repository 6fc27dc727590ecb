import { Segmented, Table } from 'antd'
import type { MemberId } from '../../../shared/api/ids'
import type { EntryView } from '../../../shared/points/points.api'
import { membersDeskApi } from '../../../shared/earning/members-desk.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Pager } from '../parts/pager'

const directions = ['in', 'out'] as const

/** Every change of a member's points; direction and page are in the address. */
export function Entries({ memberId }: { readonly memberId: MemberId }) {
  const text = useText()
  const { get, set } = useAddress()
  const [direction, cursor] = [oneOf(directions, get('direction')), get('cursor')]
  const asked = useAsk(membersDeskApi.memberEntries, { memberId, ...(direction === undefined ? {} : { direction }), ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  return (
    <>
      <div className="bar" style={{ padding: '8px 12px 0', marginBottom: 4 }}><Segmented aria-label={text.members.entries} value={direction ?? ''} options={[{ value: '', label: text.common.everywhere }, ...directions.map((value) => ({ value, label: text.members.directions[value] }))]} onChange={(value) => set({ direction: value, cursor: undefined }, { replace: true })} /></div>
      <Answer of={asked} isEmpty={({ items }) => items.length === 0} empty={<Nothing say={text.members.noEntries} />}>
        {({ items, next }) => <><EntryTable rows={items} /><Pager next={next} /></>}
      </Answer>
    </>
  )
}

function EntryTable({ rows }: { readonly rows: readonly EntryView[] }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const made = ({ parts }: EntryView) => parts.filter(({ points }) => points !== 0).map(({ name, by, points }) => `${name === null ? (text.trials.by[by] ?? by) : said(name)} ${points > 0 ? '+' : ''}${format.number(points)}`).join(' · ')
  return (
    <Table<EntryView>
      rowKey="number"
      size="small"
      dataSource={rows}
      pagination={false}
      columns={[
        { title: text.members.when, key: 'at', width: 130, render: (_, { at }) => <span className="number window">{format.shortTime(at)}</span> },
        { title: text.members.what, key: 'what', render: (_, entry) => <div><b>{text.members.types[entry.type]}</b> <span className="soft">{text.members.sources[entry.source.kind] ?? entry.source.kind}</span>{entry.reviewState === 'open' && <span className="stage stage-paused">{text.members.inReview}</span>}<div className="faint">{made(entry)}</div></div> },
        { title: text.common.pointsUnit, key: 'points', width: 100, align: 'right', render: (_, { points }) => <b className={`number ${points > 0 ? 'ok' : points < 0 ? 'bad' : 'faint'}`}>{points > 0 ? '+' : ''}{format.number(points)}</b> },
        { title: text.members.account.available, key: 'available', width: 100, align: 'right', render: (_, { available }) => <span className="number soft">{format.number(available)}</span> },
      ]}
    />
  )
}
