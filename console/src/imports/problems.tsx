import { Button, Table } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { type ImportView, importsApi } from '../../../shared/imports/imports.api'
import { importFields } from '../../../shared/imports/kinds'
import { fieldNames, rowSentence } from '../../../shared/imports/problems'
import { ask } from '../door'
import { useDeed } from '../asking'
import { useFormat } from '../format'
import { useLanguage, useSaid, useText } from '../language'
import { Failure } from '../parts/answer'
import { Export } from '../parts/export'
import { Panel } from '../parts/page'
import { useMe } from '../shell/me'

type Problem = ReplyOf<typeof importsApi.importProblems>['items'][number]

const FIRST_ROWS = 20

/** What is wrong with rows, by reason; the rows themselves hold phone numbers and are asked for only when somebody wants them. */
export function Problems({ of }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const me = useMe()
  const [rows, show] = useState<readonly Problem[]>()
  const { reasons } = of.booked.rows > 0 ? of.booked : of.checked
  const first = useDeed<undefined>(async () => show(await firstOf(of)))
  const all = Object.entries(reasons).sort(([, a], [, b]) => b - a)
  if (all.length === 0) return null
  return (
    <Panel title={text.imports.problems} aside={me.may('importProblems') && of.state !== 'uploading' && <div className="row"><Button id="show-problems" loading={first.isBusy} onClick={() => void first.run(undefined)}>{text.imports.show}</Button><Download of={of} /></div>}>
      <ul className="list" id="reasons">{all.map(([code, count]) => <li key={code} className="row spread"><span>{rowSentence({ code }, language)}</span><b className="number">{text.imports.rows(format.number(count))}</b></li>)}</ul>
      <Failure of={first.failure} />
      {rows !== undefined && <ProblemTable rows={rows} />}
      <p className="faint" style={{ marginBottom: 0 }}>{text.imports.problemsAbout}</p>
    </Panel>
  )
}

async function firstOf({ id: importId }: ImportView): Promise<readonly Problem[]> {
  const found: Problem[] = []
  let cursor: string | undefined
  do {
    const page = await ask(importsApi.importProblems, { importId, cursor })
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && found.length < FIRST_ROWS)
  return found.slice(0, FIRST_ROWS)
}

function ProblemTable({ rows }: { readonly rows: readonly Problem[] }) {
  const text = useText()
  const said = useSaid()
  const language = useLanguage()
  const inWords = ({ cells }: Problem) => Object.entries(cells).map(([field, cell]) => `${said(fieldNames[fieldOf(field)])} ${cell}`).join(' · ')
  return (
    <Table<Problem>
      rowKey="line"
      size="small"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        { title: text.imports.line, dataIndex: 'line', key: 'line', width: 80 },
        { title: text.imports.reason, key: 'reason', render: (_, problem) => rowSentence(problem, language) },
        { title: text.imports.said, key: 'said', render: (_, problem) => <span className="soft">{inWords(problem)}</span> },
      ]}
    />
  )
}

const fieldOf = (name: string): keyof typeof fieldNames => Object.values(importFields).flat().find((field) => field === name) ?? 'text'

/** The rows as they stood in the file, and why each was left out: corrected, the file can be imported as it is. */
function Download({ of: { id: importId, kind, fileName } }: { readonly of: ImportView }) {
  const text = useText()
  const said = useSaid()
  const language = useLanguage()
  return (
    <Export<Problem>
      name={`${fileName.replace(/\.\w+$/, '')}-${text.imports.problems}`}
      label={text.imports.download}
      page={(cursor) => ask(importsApi.importProblems, { importId, cursor })}
      columns={[
        { title: text.imports.line, of: ({ line }) => line },
        { title: text.imports.reason, of: (problem) => rowSentence(problem, language) },
        ...importFields[kind].map((field) => ({ title: said(fieldNames[field]), of: ({ cells }: Problem) => cells[field] })),
      ]}
    />
  )
}
