import { App, Button } from 'antd'
import { useState } from 'react'
import { type ImportView, importsApi } from '../../../shared/imports/imports.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { useMe } from '../shell/me'
import { stopSending } from './sending'
import { Undo } from './undo'

/** What can be done with an import in its state. */
export function ImportDeeds({ of }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const forget = useForget()
  const { message } = App.useApp()
  const [isStopping, ask] = useState(false)
  const { id: importId, state } = of
  const look = () => forget(importsApi.importPage, importsApi.listImports)
  const run = useDeed<undefined>(async () => {
    await api.runImport({ importId })
    await look()
  })
  const stop = useDeed<string>(async () => {
    stopSending(importId)
    await api.cancelImport({ importId })
    await look()
  })
  const begin = async () => {
    if (!(await run.run(undefined))) void message.error(text.common.unreachable)
  }
  const isBefore = state === 'uploading' || state === 'ready'
  return (
    <>
      {me.may('cancelImport') && isBefore && <Button id="drop" onClick={() => ask(true)}>{text.imports.dropIt}</Button>}
      {me.may('cancelImport') && state === 'running' && <Button id="stop" onClick={() => ask(true)}>{text.imports.stop}</Button>}
      {me.may('undoImport') && of.canUndo && <Undo of={of} />}
      {me.may('runImport') && state === 'ready' && of.checked.fit > 0 && <Button id="run" type="primary" loading={run.isBusy} onClick={() => void begin()}>{text.imports.run(format.number(of.checked.fit))}</Button>}
      {me.may('runImport') && state === 'cancelled' && of.uploadedChunks === of.chunks && <Button id="go-on" type="primary" loading={run.isBusy} onClick={() => void begin()}>{text.imports.goOn}</Button>}
      {isStopping && <Confirm title={isBefore ? text.imports.dropSure : text.imports.stopSure} what={isBefore ? text.imports.dropWhat : text.imports.stopWhat} yes={isBefore ? text.imports.dropIt : text.imports.stop} deed={stop} close={() => ask(false)} />}
    </>
  )
}
