import { CloseOutlined, DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useFormat } from '../format'
import { useText } from '../language'
import { useStore } from '../store'
import { beginExport, closeExport, type Exported, type Exporting, exportings, resumeExport } from './exporting'
import { useFailureWords } from './failure'

/** Exports the list that it stands beside, filters and all, as a CSV file. It goes on while other screens are looked at. */
export function Export<Item>(list: Exported<Item>) {
  const text = useText()
  const isRunning = useStore(exportings).some(({ name, state }) => name === list.name && state === 'running')
  return <Button className="export" icon={<DownloadOutlined />} loading={isRunning} onClick={() => beginExport(list)}>{text.exports.button}</Button>
}

/** What is being exported, in a corner of every screen. */
export function ExportTray() {
  const text = useText()
  const open = useStore(exportings)
  return <div className="tray" role="status" aria-label={text.exports.tray}>{open.map((one) => <TrayLine key={one.id} of={one} />)}</div>
}

function TrayLine({ of: { id, name, rows, state, isCut, failure } }: { readonly of: Exporting }) {
  const text = useText()
  const format = useFormat()
  const words = useFailureWords()
  const count = format.number(rows)
  return (
    <div className={`tray-line tray-${state}`}>
      <div className="grow">
        <b>{name}</b>
        <div className={state === 'failed' ? 'bad' : 'soft'}>{state === 'failed' ? words(failure) : state === 'done' ? (isCut ? text.exports.cut(count) : text.exports.done(count)) : text.exports.running(count)}</div>
      </div>
      {state === 'failed' && <Button size="small" onClick={() => resumeExport(id)}>{text.exports.resume}</Button>}
      {state === 'running' ? <Button size="small" onClick={() => closeExport(id)}>{text.common.cancel}</Button> : <Button size="small" type="text" icon={<CloseOutlined />} aria-label={text.common.close} onClick={() => closeExport(id)} />}
    </div>
  )
}
