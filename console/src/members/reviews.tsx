import { App, Button, Segmented, Table } from 'antd'
import { useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { SentInputOf } from '../../../shared/api/endpoint'
import { type Review, riskApi } from '../../../shared/risk/risk.api'
import { membersDeskApi } from '../../../shared/earning/members-desk.api'
import { api } from '../api'
import { ask } from '../door'
import { useAsk, useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useFormat, wallClock } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { rowProps, useRowKeys } from '../parts/keys'
import { Listed } from '../parts/listed'
import { Page } from '../parts/page'
import { type ColumnHead, type OrderedRows, useOrder } from '../parts/sorting'
import { useMe } from '../shell/me'

const states = ['open', 'decided'] as const
const NOTE_CHARS = 200
interface Turn {
  readonly review: Review
  readonly to: 'release' | 'reverse'
}

/** Points that wait for a person, the longest waiting first; or what was decided, the latest first. Worked by keys, too. */
export default function Reviews() {
  const text = useText()
  const { get, set } = useAddress()
  const me = useMe()
  const navigate = useNavigate()
  const [state, cursor] = [oneOf(states, get('state')) ?? 'open', get('cursor')]
  const { order, head, turn: sort } = useOrder(state === 'open' ? 'oldest' : 'newest')
  const asked = useAsk(riskApi.listReviews, { state, order, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  const [turn, choose] = useState<Turn>()
  const decide = (to: Turn['to']) => (review: Review) => review.state === 'open' && me.may(`${to}Review`) && choose({ review, to })
  useRowKeys(turn === undefined ? (asked.data?.items ?? []) : [], { open: ({ memberId }) => void navigate(`/members/${memberId}`), approve: decide('release'), refuse: decide('reverse') })
  return (
    <Page title={text.shell.menu.reviews} about={text.members.reviewsAbout}>
      <div className="bar"><Segmented aria-label={text.members.state} value={state} options={states.map((value) => ({ value, label: text.members.reviewStates[value] }))} onChange={(value) => set({ state: value === 'open' ? undefined : value, cursor: undefined, sort: undefined })} /><div className="bar-end"><ExportReviews filter={{ state, order }} /></div></div>
      <div className="panel panel-table">
        <Listed of={asked} none={<Nothing say={state === 'open' ? text.members.noReviews : text.members.noDecided} />}>
          {(items) => <ReviewTable rows={items} isStale={asked.isPlaceholderData} held={head()} turn={sort} choose={choose} />}
        </Listed>
      </div>
      {turn !== undefined && <Decide turn={turn} close={() => choose(undefined)} />}
    </Page>
  )
}

function ExportReviews({ filter }: { readonly filter: SentInputOf<typeof riskApi.listReviews> }) {
  const text = useText()
  const said = useSaid()
  return (
    <Export<Review>
      name={text.exports.names.reviews}
      page={(cursor) => ask(riskApi.listReviews, { limit: EXPORT_PAGE, ...filter, cursor })}
      columns={[
        { title: text.members.heldAt, of: ({ heldAt }) => wallClock(heldAt) },
        { title: text.members.id, of: ({ memberId }) => memberId },
        { title: text.members.member, of: ({ nicknameMasked }) => nicknameMasked },
        { title: text.members.phone, of: ({ phoneMasked }) => phoneMasked },
        { title: text.members.what, of: ({ entry }) => `${text.members.sources[entry.source.kind] ?? entry.source.kind} ${entry.source.id}` },
        { title: text.common.pointsUnit, of: ({ points }) => points },
        { title: text.members.why, of: ({ reasons }) => reasons.map(said).join('；') },
        { title: text.members.state, of: (one) => (one.state === 'open' ? text.members.reviewStates.open : text.members.decisions[one.state]) },
        { title: text.members.note, of: ({ decided }) => decided?.note },
      ]}
    />
  )
}

function ReviewTable({ rows, isStale, held, turn, choose }: OrderedRows<Review> & { readonly held: ColumnHead; readonly choose: (turn: Turn) => void }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const me = useMe()
  return (
    <Table<Review>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      loading={isStale}
      onChange={turn}
      onRow={({ id }) => rowProps(id)}
      columns={[
        { title: text.members.heldAt, ...held, width: 150, render: (_, { heldAt }) => <span className="number window">{format.shortTime(heldAt)}</span> },
        { title: text.members.member, key: 'member', render: (_, { memberId, nicknameMasked, phoneMasked }) => <div className="cell-name"><Link to={`/members/${memberId}`}>{nicknameMasked === '' ? text.members.nameless : nicknameMasked}</Link><div className="faint">{phoneMasked}</div></div> },
        { title: text.members.what, key: 'what', render: (_, { entry }) => text.members.sources[entry.source.kind] ?? entry.source.kind },
        { title: text.members.why, key: 'why', render: (_, { reasons }) => reasons.map(said).join('；') },
        { title: text.vouchers.points, key: 'points', align: 'right', width: 90, render: (_, { points }) => <b className="number">{format.number(points)}</b> },
        {
          title: <span className="sr">{text.stores.deeds}</span>, key: 'deeds', align: 'right', width: 190,
          render: (_, review) => (review.state === 'open' ? (
            <>
              {me.may('reverseReview') && <Button size="small" type="text" danger onClick={() => choose({ review, to: 'reverse' })}>{text.members.turns.reverse}</Button>}
              {me.may('releaseReview') && <Button size="small" onClick={() => choose({ review, to: 'release' })}>{text.members.turns.release}</Button>}
            </>
          ) : <span className="soft">{text.members.decisions[review.state]}{review.decided === null ? '' : ` · ${review.decided.note}`}</span>),
        },
      ]}
    />
  )
}

function Decide({ turn: { review, to }, close }: { readonly turn: Turn; readonly close: () => void }) {
  const text = useText()
  const format = useFormat()
  const forget = useForget()
  const { message } = App.useApp()
  const id = useRef(freshId('operation'))
  const deed = useDeed<string>(async (note) => {
    await (to === 'release' ? api.releaseReview : api.reverseReview)({ reviewId: review.id, id: id.current, note })
    void message.success(text.members.done)
    await forget(riskApi.listReviews, membersDeskApi.memberDetail, membersDeskApi.memberEntries)
  })
  return <Confirm title={text.members.decideSure[to]} what={text.members.decideWill[to](format.number(review.points))} yes={text.members.turns[to]} isDanger={to === 'reverse'} deed={deed} close={close} note={{ label: text.members.note, charsMax: NOTE_CHARS, hint: text.members.reasonHint }} />
}
