import { PlusOutlined } from '@ant-design/icons'
import { Button, Progress, Segmented, Table } from 'antd'
import { Link } from 'react-router'
import type { SentInputOf } from '../../../shared/api/endpoint'
import { importKinds } from '../../../shared/imports/kinds'
import { type ImportView, importsApi } from '../../../shared/imports/imports.api'
import { ask } from '../door'
import { useAsk } from '../asking'
import { useFormat, wallClock } from '../format'
import { useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { Listed } from '../parts/listed'
import { Page } from '../parts/page'
import { type ColumnHead, type OrderedRows, useOrder } from '../parts/sorting'
import { useMe } from '../shell/me'
import { ImportStage, isMoving } from './stage'
import { useStaffNames } from './staff-names'

const LOOK_MS = 2_000

/** What was imported so far; what is running moves before one's eyes. */
export default function Imports() {
  const text = useText()
  const me = useMe()
  const { get, set } = useAddress()
  const { order, head, turn } = useOrder()
  const [kind, cursor] = [oneOf(importKinds, get('kind')), get('cursor')]
  const filter = { order, ...(kind === undefined ? {} : { kind }) }
  const input = { ...filter, ...(cursor === undefined ? {} : { cursor }) }
  const first = useAsk(importsApi.listImports, input, { keep: true })
  const moves = first.data?.items.some(isMoving) === true
  const asked = useAsk(importsApi.listImports, input, { keep: true, ...(moves ? { everyMs: LOOK_MS } : {}) })
  const begin = me.may('createImport') && <Link to="/imports/new"><Button id="new-import" type="primary" icon={<PlusOutlined />} tabIndex={-1}>{text.imports.begin}</Button></Link>
  return (
    <Page title={text.imports.title} about={text.imports.about} actions={begin}>
      <div className="bar">
        <Segmented id="import-kinds" aria-label={text.imports.kind} value={kind ?? ''} options={[{ value: '', label: text.common.everywhere }, ...importKinds.map((value) => ({ value, label: text.imports.kinds[value] }))]} onChange={(value) => set({ kind: value, cursor: undefined })} />
        <div className="bar-end"><ExportImports filter={filter} /></div>
      </div>
      <div className="panel panel-table">
        <Listed of={asked} none={<Nothing say={kind === undefined ? text.imports.empty : text.imports.emptyKind}>{kind === undefined && begin}</Nothing>}>
          {(items) => <ImportTable rows={items} isStale={asked.isPlaceholderData} at={head()} turn={turn} />}
        </Listed>
      </div>
    </Page>
  )
}

function ImportTable({ rows, isStale, at: when, turn }: OrderedRows<ImportView> & { readonly at: ColumnHead }) {
  const text = useText()
  const format = useFormat()
  const nameOf = useStaffNames()
  const result = ({ state, booked, checked, undone }: ImportView) => {
    if (state === 'undone') return text.imports.undoneOf(format.number(undone.points))
    const counts = booked.rows > 0 ? booked : checked
    return (booked.rows > 0 ? text.imports.resultOf : text.imports.checkedOf)(format.number(counts.fit), format.number(counts.refused))
  }
  return (
    <Table<ImportView>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      loading={isStale}
      onChange={turn}
      columns={[
        { title: text.imports.file, key: 'file', render: (_, one) => <div className="cell-name"><Link to={`/imports/${one.id}`}>{one.fileName}</Link><div className="faint">{text.imports.kinds[one.kind]} · {text.imports.rows(format.number(one.rows))}</div></div> },
        { title: text.imports.state, key: 'state', width: 150, render: (_, one) => <><ImportStage of={one.state} />{isMoving(one) && <Progress size="small" showInfo={false} percent={percentOf(one)} aria-label={text.imports.states[one.state]} />}</> },
        { title: text.imports.result, key: 'result', render: (_, one) => <span className="number">{result(one)}</span> },
        { title: text.imports.who, key: 'who', width: 110, responsive: ['xl'], render: (_, { by }) => nameOf(by) },
        { title: text.imports.when, ...when, width: 150, render: (_, { at }) => <span className="number window">{format.shortTime(at)}</span> },
      ]}
    />
  )
}

function ExportImports({ filter }: { readonly filter: SentInputOf<typeof importsApi.listImports> }) {
  const text = useText()
  const nameOf = useStaffNames()
  return (
    <Export<ImportView>
      name={text.exports.names.imports}
      page={(cursor) => ask(importsApi.listImports, { limit: EXPORT_PAGE, ...filter, cursor })}
      columns={[
        { title: text.exports.id, of: ({ id }) => id },
        { title: text.imports.file, of: ({ fileName }) => fileName },
        { title: text.imports.kind, of: ({ kind }) => text.imports.kinds[kind] },
        { title: text.imports.state, of: ({ state }) => text.imports.states[state] },
        { title: text.imports.counts.rows, of: ({ rows }) => rows },
        { title: text.imports.counts.booked, of: ({ booked }) => booked.fit },
        { title: text.imports.counts.refused, of: ({ booked, checked }) => (booked.rows > 0 ? booked : checked).refused },
        { title: text.imports.counts.points, of: ({ booked }) => booked.points },
        { title: text.imports.undoneFacts.points, of: ({ undone }) => undone.points },
        { title: text.imports.who, of: ({ by }) => nameOf(by) },
        { title: text.imports.when, of: ({ at }) => wallClock(at) },
      ]}
    />
  )
}

export const percentOf = ({ doneChunks, ofChunks }: ImportView): number => (ofChunks === 0 ? 0 : Math.round((doneChunks * 100) / ofChunks))
