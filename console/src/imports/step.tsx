import { Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import type { ImportView } from '../../../shared/imports/imports.api'
import { useFormat } from '../format'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Panel } from '../parts/page'
import { useStore } from '../store'
import { percentOf } from './list'
import { resumeSending, sendings } from './sending'

/** Where an import stands, and what comes next. */
export function Step({ of }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const words = text.imports
  const [done, all] = [format.number(of.doneChunks), format.number(of.ofChunks)]
  switch (of.state) {
    case 'uploading':
      return <Uploading of={of} />
    case 'ready':
      return <Said title={words.readyTitle}>{of.checked.fit === 0 ? words.nothingFits : words.readyWhat(format.number(of.checked.fit), format.number(of.checked.refused))}</Said>
    case 'running':
      return <Moving percent={percentOf(of)} say={words.running(done, all)} label={words.states.running} />
    case 'undoing':
      return <Moving percent={percentOf(of)} say={words.undoing(done, all)} label={words.states.undoing} />
    case 'cancelled':
      return <Said>{of.ofChunks === 0 ? words.neverRan : words.stopped}{of.canUndo && ` ${words.undoUntil(of.undoableUntil)}`}</Said>
    case 'done':
      return of.canUndo ? <p className="soft">{words.undoUntil(of.undoableUntil)}</p> : null
    case 'undone':
      return null
  }
}

function Uploading({ of }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const sending = useStore(sendings).find(({ importId }) => importId === of.id)
  if (sending === undefined) return <Said>{text.imports.lost}</Said>
  const percent = Math.round((sending.sent * 100) / sending.rows)
  return (
    <>
      <Moving percent={percent} say={text.imports.checking(format.number(sending.sent), format.number(sending.rows))} label={text.imports.states.uploading} />
      <Failure of={sending.failure} />
      {sending.failure !== undefined && <Button onClick={() => resumeSending(of.id)}>{text.common.again}</Button>}
    </>
  )
}

function Moving({ percent, say, label }: { readonly percent: number; readonly say: string; readonly label: string }) {
  return <Panel><Progress percent={percent} status="active" aria-label={label} /><p className="soft" role="status" style={{ marginBottom: 0 }}>{say}</p></Panel>
}

function Said({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return <section className="panel read-back">{title !== undefined && <h2>{title}</h2>}<p style={{ marginBottom: 0 }}>{children}</p></section>
}
