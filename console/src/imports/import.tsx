import { useParams } from 'react-router'
import { ImportId } from '../../../shared/api/ids'
import { type ImportView, importsApi } from '../../../shared/imports/imports.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Answer } from '../parts/answer'
import { Facts, Page, Panel } from '../parts/page'
import { NotThere } from '../shell/not-there'
import { useStore } from '../store'
import { ImportDeeds } from './deeds'
import { Problems } from './problems'
import { ImportStage, isMoving } from './stage'
import { sendings } from './sending'
import { useStaffNames } from './staff-names'
import { Step } from './step'

const LOOK_MS = 1_000

/** One import: how far it is, what came of its rows, and what can be done with it. */
export default function ImportScreen() {
  const id = ImportId.safeParse(useParams()['importId'])
  return id.success ? <Loaded importId={id.data} /> : <NotThere />
}

function Loaded({ importId }: { readonly importId: ImportId }) {
  const isSending = useStore(sendings).some((one) => one.importId === importId)
  const first = useAsk(importsApi.importPage, { importId })
  const moves = isSending || (first.data !== undefined && isMoving(first.data))
  const asked = useAsk(importsApi.importPage, { importId }, moves ? { everyMs: LOOK_MS } : {})
  return <Answer of={asked} rows={8}>{(view) => <Shown of={view} />}</Answer>
}

function Shown({ of }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const nameOf = useStaffNames()
  const about = `${text.imports.kinds[of.kind]} · ${text.imports.rows(format.number(of.rows))} · ${format.shortTime(of.at)} · ${text.imports.by(nameOf(of.by))}`
  return (
    <Page title={of.fileName} tag={<ImportStage of={of.state} />} about={about} back={{ to: '/imports', say: text.imports.title }} actions={<ImportDeeds of={of} />}>
      <Step of={of} />
      <Figures of={of} />
      {of.undo !== null && <Undone of={of} />}
      <Problems of={of} />
      {(of.text !== null || of.source !== null) && (
        <Panel>
          <Facts of={[...(of.text === null ? [] : [[text.imports.textLabel, of.text] as const]), ...(of.source === null ? [] : [[text.imports.sourceLabel, of.source] as const]), [text.imports.digest, <code key="digest" className="faint">{of.digest.slice(0, 12)}</code>]]} />
        </Panel>
      )}
    </Page>
  )
}

/** What came of the rows, or, before the run, what would. */
function Figures({ of: { kind, booked, checked } }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const isBooked = booked.rows > 0
  const counts = isBooked ? booked : checked
  const shown = [
    [isBooked ? text.imports.counts.booked : text.imports.counts.fit, counts.fit, 'fit'], [text.imports.counts.known, counts.known, 'known'], [text.imports.counts.refused, counts.refused, 'refused'],
    ...(kind === 'balances' ? [] : [[text.imports.counts.newMembers, counts.newMembers, 'newMembers'] as const]),
    ...(kind === 'members' || (kind === 'orders' && !isBooked) ? [] : [[text.imports.counts.points, counts.points, 'points'] as const]),
  ] as const
  return (
    <Panel>
      <div className="figures figures-5">{shown.map(([name, value, key]) => <div key={key}><span className="faint">{name}</span><div className={`big ${key === 'refused' && value > 0 ? 'bad' : ''}`} id={`count-${key}`}>{format.number(value)}</div></div>)}</div>
    </Panel>
  )
}

function Undone({ of: { undone } }: { readonly of: ImportView }) {
  const text = useText()
  const format = useFormat()
  const names = text.imports.undoneFacts
  const shown = (['rows', 'points', 'debt', 'members', 'kept', 'lapsed'] as const).filter((key) => key === 'rows' || undone[key] > 0)
  return (
    <Panel title={text.imports.undone}>
      <Facts of={shown.map((key) => [names[key], <b key={key} className="number" id={`undone-${key}`}>{format.number(undone[key])}</b>] as const)} />
      {undone.kept > 0 && <p className="soft" style={{ marginBottom: 0 }}>{text.imports.keptHint}</p>}
    </Panel>
  )
}
