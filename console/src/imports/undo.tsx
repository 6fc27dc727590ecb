import { Button } from 'antd'
import { useRef, useState } from 'react'
import { type ImportView, importsApi } from '../../../shared/imports/imports.api'
import { nothingWeighed, weigh, type Weighed } from '../../../shared/imports/weigh'
import { api } from '../api'
import { ask } from '../door'
import { useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useFormat } from '../format'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { patiently } from '../parts/exporting'

const TEXT_CHARS = 40

/** Looks first what undoing would take back and who would owe, chunk by chunk; then asks once more. */
export function Undo({ of }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const forget = useForget()
  const [weighed, hold] = useState<Weighed>()
  const [looked, count] = useState(0)
  const id = useRef(freshId('operation'))
  const { id: importId, kind, fileName } = of
  const look = useDeed<undefined>(async () => {
    let sum = nothingWeighed
    for (let chunk = 0; kind !== 'members' && chunk < of.ofChunks; chunk++) {
      count(chunk + 1)
      sum = weigh(sum, await patiently(() => ask(importsApi.weighUndo, { importId, chunk })))
    }
    hold(sum)
  })
  const undo = useDeed<string>(async (note) => {
    await api.undoImport({ importId, id: id.current, ...(note === '' ? {} : { text: note }) })
    await forget(importsApi.importPage, importsApi.listImports)
  })
  return (
    <>
      <Failure of={look.failure} />
      <Button id="undo" danger loading={look.isBusy} onClick={() => void look.run(undefined)}>{look.isBusy && looked > 0 ? text.imports.weighing(format.number(looked), format.number(of.ofChunks)) : text.imports.undo}</Button>
      {weighed !== undefined && (
        <Confirm
          title={text.imports.undoSure(fileName)}
          what={<Will kind={kind} weighed={weighed} />}
          yes={text.imports.undo}
          isDanger
          deed={undo}
          close={() => hold(undefined)}
          {...(kind === 'balances' ? { note: { label: text.imports.undoText, charsMax: TEXT_CHARS, hint: text.imports.undoTextHint } } : {})}
        />
      )}
    </>
  )
}

function Will({ kind, weighed: { points, debt, lapsed } }: { readonly kind: ImportView['kind']; readonly weighed: Weighed }) {
  const text = useText()
  const format = useFormat()
  const will = text.imports.undoWill
  if (kind === 'members') return <>{will.members} {will.once}</>
  return (
    <div id="will">
      <p style={{ marginTop: 0 }}>{will[kind](format.number(points))} {debt > 0 ? <b className="bad">{will.debt(format.number(debt))}</b> : will.noDebt}</p>
      {lapsed > 0 && <p>{will.lapsed(format.number(lapsed))}</p>}
      <p style={{ marginBottom: 0 }}>{will.once}</p>
    </div>
  )
}
