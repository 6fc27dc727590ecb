import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Radio, Upload } from 'antd'
import { useState } from 'react'
import { fieldNames } from '../../../shared/imports/problems'
import { importFields, type ImportKind, importKinds } from '../../../shared/imports/kinds'
import { useDeed } from '../asking'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Failure } from '../parts/answer'
import { csvLine, saveCsv } from '../parts/csv'
import { Page, Panel } from '../parts/page'
import { MapColumns } from './map-columns'
import { readTable, type Table, UnfitFile } from './read-file'
import { samples } from './samples'

/** Begins an import: what it is, which file, which column is which. The kind is in the address. */
export default function NewImport() {
  const text = useText()
  const { get, set } = useAddress()
  const kind = oneOf(importKinds, get('kind')) ?? 'members'
  const [table, hold] = useState<Table>()
  return (
    <Page title={text.imports.begin} back={{ to: '/imports', say: text.imports.title }} isNarrow={table === undefined}>
      {table === undefined
        ? <Choose kind={kind} choose={(next) => set({ kind: next }, { replace: true })} hold={hold} />
        : <MapColumns key={`${kind} ${table.digest}`} kind={kind} table={table} another={() => hold(undefined)} />}
    </Page>
  )
}

function Choose({ kind, choose, hold }: { readonly kind: ImportKind; readonly choose: (kind: ImportKind) => void; readonly hold: (table: Table) => void }) {
  const text = useText()
  const said = useSaid()
  const deed = useDeed<File>(async (file) => hold(await readTable(file)))
  const sample = () => saveCsv(`${text.imports.kinds[kind]}.csv`, [csvLine(importFields[kind].map((field) => said(fieldNames[field]))), ...samples[kind].map(csvLine)])
  return (
    <>
      <Panel title={text.imports.kind} aside={<Button size="small" icon={<DownloadOutlined />} onClick={sample}>{text.imports.sample}</Button>}>
        <Radio.Group className="choices" id="kind" value={kind} onChange={({ target }) => choose(target.value)}>
          {importKinds.map((value) => <Radio key={value} value={value}><b>{text.imports.kinds[value]}</b><div className="faint">{text.imports.kindHints[value]}</div></Radio>)}
        </Radio.Group>
      </Panel>
      <Panel>
        <Upload.Dragger id="file" accept=".csv,.txt,.tsv,.xlsx,.xls" showUploadList={false} disabled={deed.isBusy} beforeUpload={(file) => (void deed.run(file), false)}>
          <p className="ant-upload-drag-icon"><InboxOutlined /></p>
          <p className="ant-upload-text">{text.imports.drop}</p>
          <p className="ant-upload-hint">{text.imports.dropHint}</p>
        </Upload.Dragger>
        <FileFailure of={deed.failure} />
      </Panel>
    </>
  )
}

function FileFailure({ of }: { readonly of: unknown }) {
  const text = useText()
  if (!(of instanceof UnfitFile)) return <Failure of={of} />
  const { problem, line } = of
  return <Alert className="failure" type="warning" showIcon title={problem === 'malformed' ? text.imports.fileProblems.malformed(line === undefined ? '' : String(line)) : text.imports.fileProblems[problem]} />
}
