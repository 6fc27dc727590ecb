import { Input, Select, Table, Tooltip } from 'antd'
import { type StaffDeed, auditApi } from '../../../shared/stores/audit.api'
import type { SentInputOf } from '../../../shared/api/endpoint'
import { StaffId } from '../../../shared/api/ids'
import { storesApi } from '../../../shared/stores/stores.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Listed } from '../parts/listed'
import { Page } from '../parts/page'
import { type ColumnHead, type OrderedRows, useOrder } from '../parts/sorting'
import { useMe } from '../shell/me'
import { Details } from './details'
import { ExportDeeds } from './export-deeds'
import { useDeedWords } from './words'

const ROWS = 25
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What staff did: by person, deed, subject and days, all in the address. */
export default function Audit() {
  const text = useText()
  const { get } = useAddress()
  const { order, head, turn } = useOrder()
  const wanted = { ...useWanted(), order }
  const cursor = get('cursor')
  const asked = useAsk(auditApi.listAudit, { ...wanted, limit: ROWS, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  return (
    <Page title={text.shell.menu.audit} about={text.audit.about}>
      <Filters wanted={wanted} />
      <div className="panel panel-table">
        <Listed of={asked} none={<Nothing say={text.audit.nobody} />} rows={10}>
          {(items, next) => (
            <>
              <Deeds rows={items} isStale={asked.isPlaceholderData} at={head()} turn={turn} />
              {items.length < ROWS && next !== null && <p className="faint short-page">{text.audit.shortPage}</p>}
            </>
          )}
        </Listed>
      </div>
    </Page>
  )
}

/** What the address asks for; what is no id or day is left out. */
function useWanted() {
  const { get } = useAddress()
  const [staff, call, target, from, to] = [StaffId.safeParse(get('staff')).data, get('call'), get('target'), get('from'), get('to')]
  return {
    ...(staff === undefined ? {} : { staffId: staff }),
    ...(call === undefined ? {} : { call }),
    ...(target === undefined ? {} : { target }),
    ...(from !== undefined && DAY.test(from) ? { from } : {}),
    ...(to !== undefined && DAY.test(to) ? { to } : {}),
  }
}

function Filters({ wanted }: { readonly wanted: SentInputOf<typeof auditApi.listAudit> }) {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const staff = useAsk(storesApi.listStaff, {}, { enabled: me.may('listStaff') }).data?.items ?? []
  const turn = (changes: Readonly<Record<string, string | undefined>>) => set({ ...changes, cursor: undefined })
  return (
    <div className="bar">
      <Select showSearch optionFilterProp="label" aria-label={text.audit.person} value={get('staff') ?? ''} onChange={(value) => turn({ staff: value })} options={[{ value: '', label: text.audit.everybody }, ...staff.map(({ id, name }) => ({ value: String(id), label: name }))]} style={{ width: 140 }} />
      <Select showSearch optionFilterProp="label" aria-label={text.audit.deed} value={get('call') ?? ''} onChange={(value) => turn({ call: value })} options={[{ value: '', label: text.audit.everything }, ...Object.entries(text.audit.deeds).map(([value, label]) => ({ value, label }))]} style={{ width: 210 }} />
      <Input.Search allowClear aria-label={text.audit.subject} placeholder={text.audit.findSubject} defaultValue={get('target')} onSearch={(value) => turn({ target: value.trim() })} style={{ width: 260 }} />
      <span className="row no-wrap">
        <Input type="date" aria-label={text.audit.from} value={get('from') ?? ''} onChange={({ target }) => turn({ from: target.value })} style={{ width: 150 }} />
        <Input type="date" aria-label={text.audit.to} value={get('to') ?? ''} onChange={({ target }) => turn({ to: target.value })} style={{ width: 150 }} />
      </span>
      <div className="bar-end"><ExportDeeds wanted={wanted} /></div>
    </div>
  )
}

function Deeds({ rows, isStale, at: when, turn }: OrderedRows<StaffDeed> & { readonly at: ColumnHead }) {
  const text = useText()
  const format = useFormat()
  const words = useDeedWords()
  return (
    <Table<StaffDeed>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      loading={isStale}
      onChange={turn}
      expandable={{ expandedRowRender: (deed) => <Details of={deed} />, expandRowByClick: true }}
      columns={[
        { title: text.audit.when, ...when, width: 150, render: (_, { at }) => <span className="window number">{format.shortTime(at)}</span> },
        { title: text.audit.what, key: 'what', render: (_, deed) => <div className="deed">{words.sentence(deed)}<Why of={deed} /></div> },
        { title: text.audit.outcome, key: 'outcome', width: 150, render: (_, { outcome }) => <Outcome of={outcome} /> },
        { title: text.audit.chain, key: 'chain', width: 100, render: (_, { number }) => <Tooltip title={number === null ? text.audit.waitingWhy : text.audit.linkedWhy}><span className={number === null ? 'faint' : 'faint number'} tabIndex={0}>{number === null ? text.audit.waiting : text.audit.linked(number)}</span></Tooltip> },
      ]}
    />
  )
}

/** The reason that staff gave, or what it was about, where the sentence does not say. */
function Why({ of: { input, target, change, staff } }: { readonly of: StaffDeed }) {
  const text = useText()
  const reason = input['reason'] ?? input['note']
  if (typeof reason === 'string') return <div className="faint">{text.audit.reason(reason)}</div>
  return target === null || target === staff.id || (change?.title ?? null) !== null ? null : <div className="faint"><code>{target}</code></div>
}

function Outcome({ of }: { readonly of: string | null }) {
  const text = useText()
  const { outcomes } = text.audit
  if (of === 'done') return <span className="ok">{outcomes.done}</span>
  if (of === null) return <span className="faint">{outcomes.running}</span>
  if (of === 'unknown' || of === 'broken') return <span className="bad">{outcomes[of]}</span>
  return <Tooltip title={text.audit.refusedAs(of)}><span className="gold" tabIndex={0}>{outcomes.refused}</span></Tooltip>
}
