import { Alert, Button, Form, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { fieldNames } from '../../../shared/imports/problems'
import { importsApi } from '../../../shared/imports/imports.api'
import { type ImportField, importFields, type ImportKind, missingFields, neededFields } from '../../../shared/imports/kinds'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Failure } from '../parts/answer'
import { Field } from '../parts/field'
import { Panel } from '../parts/page'
import type { Table } from './read-file'
import { firstMapping, givenRows, type Mapping, rememberMapping } from './rows'
import { send } from './sending'

const SAMPLES = 3
const PAST_LOOKED_AT = 50

/** Says which column is which, then sends the rows to be checked. */
export function MapColumns({ kind, table, another }: { readonly kind: ImportKind; readonly table: Table; readonly another: () => void }) {
  const text = useText()
  const format = useFormat()
  const said = useSaid()
  const navigate = useNavigate()
  const forget = useForget()
  const id = useRef(freshId('import'))
  const [mapping, map] = useState<Mapping>(() => firstMapping(kind, table.titles))
  const [note, write] = useState(text.imports.textDefault)
  const [source, from] = useState('import')
  const chosen = importFields[kind].filter((field) => mapping[field] !== undefined)
  const missing = missingFields(kind, chosen).map((group) => group.map((field) => said(fieldNames[field])).join(text.imports.or))
  const past = useAsk(importsApi.listImports, { limit: PAST_LOOKED_AT }).data?.items.find(({ digest, kind: was, booked }) => digest === table.digest && was === kind && booked.rows > 0)
  const deed = useDeed<undefined>(async () => {
    rememberMapping(kind, table.titles, mapping)
    const own = kind === 'balances' ? { text: note } : kind === 'orders' ? { source } : {}
    await api.createImport({ id: id.current, kind, fileName: table.fileName, digest: table.digest, rows: table.rows.length, ...own })
    send(id.current, givenRows(kind, table, mapping))
    await forget(importsApi.listImports)
    void navigate(`/imports/${id.current}`)
  })
  const isUnfit = missing.length > 0 || (kind === 'balances' && note.trim() === '') || (kind === 'orders' && !/^[\w.-]{1,40}$/.test(source))
  return (
    <div className="grid-side">
      <Panel title={text.imports.columns} aside={<span className="soft">{text.imports.columnsAbout}</span>}>
        <Columns kind={kind} table={table} mapping={mapping} map={map} />
        <p className="faint" style={{ marginBottom: 0 }}>{text.imports.needed(neededFields[kind].map((group) => group.map((field) => said(fieldNames[field])).join(text.imports.or)))}</p>
      </Panel>
      <div className="sticky">
        <Panel title={text.imports.kinds[kind]}>
          <p style={{ marginTop: 0, overflowWrap: 'anywhere' }}><b>{table.fileName}</b><br /><span className="soft">{text.imports.rows(format.number(table.rows.length))}</span></p>
          <Form component="div" layout="vertical">
            {kind === 'balances' && <Field id="note" label={text.imports.textLabel} hint={text.imports.textHint}><Input id="note" maxLength={40} showCount value={note} onChange={({ target }) => write(target.value)} /></Field>}
            {kind === 'orders' && <Field id="source" label={text.imports.sourceLabel} hint={text.imports.sourceHint}><Input id="source" maxLength={40} value={source} onChange={({ target }) => from(target.value)} /></Field>}
          </Form>
          {kind === 'orders' && mapping.orderNo === undefined && <p className="soft">{text.imports.noOrderNo}</p>}
          {past !== undefined && <Alert className="failure" type="warning" showIcon title={text.imports.seenBefore(format.shortTime(past.at))} />}
          {missing.map((names) => <p key={names} className="bad" role="alert">{text.imports.missing(names)}</p>)}
          <Failure of={deed.failure} />
          <div className="row"><Button id="check" type="primary" disabled={isUnfit} loading={deed.isBusy} onClick={() => void deed.run(undefined)}>{text.imports.check}</Button><Button onClick={another}>{text.imports.another}</Button></div>
          <p className="faint" style={{ marginBottom: 0 }}>{text.imports.checkHint}</p>
        </Panel>
      </div>
    </div>
  )
}

function Columns({ kind, table, mapping, map }: { readonly kind: ImportKind; readonly table: Table; readonly mapping: Mapping; readonly map: (mapping: Mapping) => void }) {
  const text = useText()
  const said = useSaid()
  const choose = (field: ImportField, column: number | undefined) => {
    const { [field]: _before, ...others } = mapping
    map(column === undefined ? others : { ...others, [field]: column })
  }
  const isNeeded = (field: ImportField) => neededFields[kind].some((group) => group.includes(field))
  const sampleOf = (column: number) => table.rows.slice(0, SAMPLES).map(({ cells }) => cells[column] ?? '').filter((cell) => cell !== '').join(' · ')
  return (
    <table className="levels columns">
      <thead><tr><th>{text.imports.field}</th><th>{text.imports.column}</th><th>{text.imports.samples}</th></tr></thead>
      <tbody>
        {importFields[kind].map((field) => {
          const column = mapping[field]
          return (
            <tr key={field}>
              <td><label htmlFor={`column-${field}`}>{said(fieldNames[field])}</label>{isNeeded(field) && <span className="gold"> *</span>}</td>
              <td><Select<number> id={`column-${field}`} className="column-choice" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={text.imports.noColumn} value={column ?? null} options={table.titles.map((title, value) => ({ value, label: title === '' ? `#${value + 1}` : title }))} onChange={(next?: number) => choose(field, next)} /></td>
              <td className="soft sample">{column === undefined ? '' : sampleOf(column)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
