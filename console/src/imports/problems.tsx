import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import type { ReplyOf } from '../../../shared/api/endpoint'
import type { Page } from '../../../shared/api/page'
import { type ImportView, importsApi } from '../../../shared/imports/imports.api'
import { importFields } from '../../../shared/imports/kinds'
import { fieldNames, rowSentence } from '../../../shared/imports/problems'
import { ask } from '../door'
import { useFormat } from '../format'
import { useLanguage, useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Nothing } from '../parts/answer'
import { Export } from '../parts/export'
import { Listed } from '../parts/listed'
import { Panel } from '../parts/page'
import { useMe } from '../shell/me'

type Problem = ReplyOf<typeof importsApi.importProblems>['items'][number]

const ROWS = 20
/** A page looks through so many chunks of the file at most. */
const CHUNKS_LOOKED_AT = 10
const ALL = 'all'

/** What is wrong with rows, by reason; the rows themselves hold phone numbers and are asked for only when somebody wants them. Whose reason is wanted, and the page, are in the address. */
export function Problems({ of }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const me = useMe()
  const { get, set } = useAddress()
  const { reasons } = of.booked.rows > 0 ? of.booked : of.checked
  const all = Object.entries(reasons).sort(([, a], [, b]) => b - a)
  if (all.length === 0) return null
  const mayRead = me.may('importProblems') && of.state !== 'uploading'
  const wanted = oneOf([ALL, ...all.map(([code]) => code)], get('problems'))
  const show = (reason: string) => set({ problems: reason, cursor: undefined })
  return (
    <Panel title={text.imports.problems} aside={mayRead && <div className="row"><Button id="show-problems" disabled={wanted === ALL} onClick={() => show(ALL)}>{text.imports.show}</Button><Download of={of} /></div>}>
      <ul className="list" id="reasons">
        {all.map(([code, count]) => (
          <li key={code} className="row spread">
            {mayRead && all.length > 1 ? <Button type="link" className="plain-link" aria-pressed={wanted === code} onClick={() => show(code)}>{rowSentence({ code }, language)}</Button> : <span>{rowSentence({ code }, language)}</span>}
            <b className="number">{text.imports.rows(format.number(count))}</b>
          </li>
        ))}
      </ul>
      {mayRead && wanted !== undefined && <Rows of={of} reason={wanted} />}
      <p className="faint" style={{ marginBottom: 0 }}>{text.imports.problemsAbout}</p>
    </Panel>
  )
}

/** Rows that were left out, for one reason or for any. Each look is recorded, so none is made twice. */
function Rows({ of, reason }: { readonly of: ImportView; readonly reason: string }) {
  const text = useText()
  const cursor = useAddress().get('cursor')
  const asked = useQuery({ queryKey: [importsApi.importProblems.path, of.id, of.state, reason, cursor], queryFn: () => problemsFrom(of, reason, cursor), staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData })
  return <Listed of={asked} none={<Nothing say={text.common.noneHere} />}>{(items) => <ProblemTable rows={items} isStale={asked.isPlaceholderData} />}</Listed>
}

async function problemsFrom({ id: importId }: ImportView, reason: string, from: string | undefined): Promise<Page<Problem>> {
  const found: Problem[] = []
  let cursor = from
  for (let chunk = 0; chunk < CHUNKS_LOOKED_AT; chunk++) {
    const { items, next } = await ask(importsApi.importProblems, { importId, cursor })
    found.push(...items.filter(({ code }) => reason === ALL || code === reason))
    if (next === null || found.length >= ROWS) return { items: found, next }
    cursor = next
  }
  return { items: found, next: cursor ?? null }
}

function ProblemTable({ rows, isStale }: { readonly rows: readonly Problem[]; readonly isStale: boolean }) {
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
      loading={isStale}
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
