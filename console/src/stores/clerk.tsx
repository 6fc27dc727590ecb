import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Input, Table, type TableColumnsType } from 'antd'
import { useParams } from 'react-router'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { StaffId } from '../../../shared/api/ids'
import { storesApi } from '../../../shared/stores/stores.api'
import { vouchersDeskApi } from '../../../shared/vouchers/vouchers-desk.api'
import { useAsk } from '../asking'
import { now } from '../clock'
import { addDays, todayAt, useFormat } from '../format'
import { useSaid, useText } from '../language'
import { useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Listed } from '../parts/listed'
import { Facts, Page, Panel } from '../parts/page'
import { type ColumnHead, type OrderedRows, useOrder } from '../parts/sorting'
import { NotThere } from '../shell/not-there'

const ROWS = 50
type Deed = ReplyOf<typeof vouchersDeskApi.redemptionsOf>['items'][number]

/** One of the staff, and what they redeemed and recorded on a day. */
export default function ClerkScreen() {
  const id = StaffId.safeParse(useParams()['staffId'])
  return id.success ? <Loaded staffId={id.data} /> : <NotThere />
}

function Loaded({ staffId }: { readonly staffId: StaffId }) {
  const text = useText()
  const format = useFormat()
  const staff = useAsk(storesApi.listStaff, {})
  const one = staff.data?.items.find(({ id }) => id === staffId)
  return (
    <Page title={one?.name ?? `#${staffId.slice(-4)}`} tag={one !== undefined && <span className="stage">{text.common.roles[one.role]}</span>} back={{ to: '/staff', say: text.stores.backToStaff }}>
      {staff.data !== undefined && one === undefined && <p className="soft">{text.stores.gone}</p>}
      {one !== undefined && (
        <Panel><Facts of={[[text.stores.store, one.stores.length === 0 ? text.stores.everyStore : one.stores.map(({ name }) => name).join('、')], [text.stores.seen, one.seenAt === null ? text.stores.neverSeen : format.shortTime(one.seenAt)], [text.stores.joined, format.date(one.joinedAt)]]} /></Panel>
      )}
      <Day staffId={staffId} />
    </Page>
  )
}

function Day({ staffId }: { readonly staffId: StaffId }) {
  const text = useText()
  const { get, set } = useAddress()
  const today = todayAt(now())
  const given = get('day') ?? ''
  const [day, cursor] = [/^\d{4}-\d{2}-\d{2}$/.test(given) && given <= today ? given : today, get('cursor')]
  const { order, head, turn } = useOrder()
  const asked = useAsk(vouchersDeskApi.redemptionsOf, { staffId, day, order, limit: ROWS, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  const go = (to: string) => set({ day: to === today ? undefined : to, cursor: undefined })
  const bar = (
    <span className="row">
      <Button icon={<LeftOutlined />} aria-label={text.stores.dayBefore} onClick={() => go(addDays(day, -1))} />
      <Input id="day" type="date" aria-label={text.stores.day} value={day} max={today} onChange={({ target }) => target.value !== '' && go(target.value)} style={{ width: 160 }} />
      <Button icon={<RightOutlined />} aria-label={text.stores.dayAfter} disabled={day >= today} onClick={() => go(addDays(day, 1))} />
      {day !== today && <Button type="text" onClick={() => go(today)}>{text.stores.today}</Button>}
    </span>
  )
  return (
    <Panel title={text.stores.clerkDay} aside={bar}>
      <Listed of={asked} none={<Nothing say={text.stores.nothingDone} />}>
        {(items, next) => (
          <>
            <Sums of={items} isPart={next !== null || cursor !== undefined} />
            <Deeds rows={items} isStale={asked.isPlaceholderData} at={head()} turn={turn} />
          </>
        )}
      </Listed>
    </Panel>
  )
}

function Sums({ of, isPart }: { readonly of: readonly Deed[]; readonly isPart: boolean }) {
  const text = useText()
  const format = useFormat()
  const purchases = of.flatMap((deed) => (deed.type === 'purchase' ? [deed.amountFen] : []))
  const note = isPart ? ` · ${text.stores.ofThisPage}` : ''
  return <Facts of={[[text.stores.redemptions + note, <b key="r" className="number">{format.number(of.length - purchases.length)}</b>], [text.stores.purchases + note, <b key="p" className="number">{format.number(purchases.length)}</b>], [text.stores.money + note, <b key="m" className="number">{format.money(purchases.reduce((sum, fen) => sum + fen, 0))}</b>]]} />
}

function Deeds({ rows, isStale, at: when, turn }: OrderedRows<Deed> & { readonly at: ColumnHead }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const columns: TableColumnsType<Deed> = [
    { title: text.stores.when, ...when, width: 170, render: (_, { at }) => <span className="number">{format.shortTime(at)}</span> },
    { title: text.stores.what, key: 'what', render: (_, deed) => (deed.type === 'redemption' ? text.stores.redeemedIt(said(deed.title)) : text.stores.recorded(format.money(deed.amountFen), format.number(deed.points))) },
    { title: text.stores.store, dataIndex: 'storeName', key: 'store', width: 140 },
    { title: text.stores.card, key: 'card', width: 120, render: (_, { cardNo }) => <span className="number">{cardNo}</span> },
  ]
  return <Table<Deed> rowKey={({ type, at, cardNo }) => `${type} ${at} ${cardNo}`} size="middle" columns={columns} dataSource={rows} pagination={false} loading={isStale} onChange={turn} style={{ marginTop: 12 }} />
}
