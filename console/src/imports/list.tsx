import { PlusOutlined } from '@ant-design/icons'
import { Button, Progress, Table } from 'antd'
import { Link } from 'react-router'
import { type ImportView, importsApi } from '../../../shared/imports/imports.api'
import { ask } from '../door'
import { useAsk } from '../asking'
import { useFormat, wallClock } from '../format'
import { useText } from '../language'
import { useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { Page } from '../parts/page'
import { Pager } from '../parts/pager'
import { useMe } from '../shell/me'
import { ImportStage, isMoving } from './stage'
import { useStaffNames } from './staff-names'

const LOOK_MS = 2_000

/** What was imported so far, the newest first; what is running moves before one's eyes. */
export default function Imports() {
  const text = useText()
  const me = useMe()
  const { get } = useAddress()
  const cursor = get('cursor')
  const input = cursor === undefined ? {} : { cursor }
  const first = useAsk(importsApi.listImports, input, { keep: true })
  const moves = first.data?.items.some(isMoving) === true
  const asked = useAsk(importsApi.listImports, input, { keep: true, ...(moves ? { everyMs: LOOK_MS } : {}) })
  const begin = me.may('createImport') && <Link to="/imports/new"><Button id="new-import" type="primary" icon={<PlusOutlined />} tabIndex={-1}>{text.imports.begin}</Button></Link>
  return (
    <Page title={text.imports.title} about={text.imports.about} actions={<><ExportImports />{begin}</>}>
      <Answer of={asked} isEmpty={({ items, next }) => items.length === 0 && next === null} empty={<div className="panel"><Nothing say={text.imports.empty}>{begin}</Nothing></div>}>
        {({ items, next }) => <div className="panel panel-table"><ImportTable rows={items} /><Pager next={next} /></div>}
      </Answer>
    </Page>
  )
}

function ImportTable({ rows }: { readonly rows: readonly ImportView[] }) {
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
      columns={[
        { title: text.imports.file, key: 'file', render: (_, one) => <div className="cell-name"><Link to={`/imports/${one.id}`}>{one.fileName}</Link><div className="faint">{text.imports.kinds[one.kind]} · {text.imports.rows(format.number(one.rows))}</div></div> },
        { title: text.imports.state, key: 'state', width: 150, render: (_, one) => <><ImportStage of={one.state} />{isMoving(one) && <Progress size="small" showInfo={false} percent={percentOf(one)} aria-label={text.imports.states[one.state]} />}</> },
        { title: text.imports.result, key: 'result', render: (_, one) => <span className="number">{result(one)}</span> },
        { title: text.imports.who, key: 'who', width: 110, responsive: ['xl'], render: (_, { by }) => nameOf(by) },
        { title: text.imports.when, key: 'when', width: 150, render: (_, { at }) => <span className="number window">{format.shortTime(at)}</span> },
      ]}
    />
  )
}

function ExportImports() {
  const text = useText()
  const nameOf = useStaffNames()
  return (
    <Export<ImportView>
      name={text.exports.names.imports}
      page={(cursor) => ask(importsApi.listImports, { limit: EXPORT_PAGE, cursor })}
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
