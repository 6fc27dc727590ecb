import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { type Settings, settingsApi } from '../../../shared/settings/settings.api'
import { ask } from '../door'
import { useText } from '../language'
import { Answer } from '../parts/answer'
import { type Edited, editedOf } from './edit'

interface StaleProps {
  readonly mine: Edited
  readonly close: () => void
  readonly keepMine: (now: Settings) => void
  readonly takeTheirs: (now: Settings) => void
}

/** Somebody else has saved meanwhile: shows where the two differ and lets the person choose. */
export function Stale({ mine, close, keepMine, takeTheirs }: StaleProps) {
  const text = useText()
  const asked = useQuery({ queryKey: ['stale settings'], queryFn: () => ask(settingsApi.settings, {}), gcTime: 0, staleTime: 0 })
  const now = asked.data
  return (
    <Modal
      open
      width={720}
      title={text.settings.stale}
      onCancel={close}
      footer={[
        <Button key="theirs" disabled={now === undefined} onClick={() => now !== undefined && takeTheirs(now)}>{text.settings.takeTheirs}</Button>,
        <Button key="mine" type="primary" danger disabled={now === undefined} onClick={() => now !== undefined && keepMine(now)}>{text.settings.keepMine}</Button>,
      ]}
    >
      <p className="soft">{text.settings.staleAbout}</p>
      <Answer of={asked} rows={3}>{(settings) => <Difference mine={mine} theirs={editedOf(settings)} />}</Answer>
    </Modal>
  )
}

function Difference({ mine, theirs }: { readonly mine: Edited; readonly theirs: Edited }) {
  const text = useText()
  const rows = [
    { key: 'name', called: text.settings.name, theirs: theirs.name, mine: mine.name },
    { key: 'templates', called: text.settings.templates, theirs: templatesIn(theirs.templates), mine: templatesIn(mine.templates) },
  ].filter((row) => row.theirs !== row.mine)
  if (rows.length === 0) return <p>{text.settings.staleSame}</p>
  return (
    <table className="difference" id="difference">
      <thead><tr><th scope="col">{text.settings.staleField}</th><th scope="col">{text.settings.theirs}</th><th scope="col">{text.settings.mine}</th></tr></thead>
      <tbody>{rows.map((row) => <tr key={row.key}><th scope="row">{row.called}</th><td>{row.theirs}</td><td className="gold">{row.mine}</td></tr>)}</tbody>
    </table>
  )
}

const templatesIn = (templates: Edited['templates']): string => (templates ?? []).map(({ id, kinds, fields }) => `${id}: ${kinds.join(', ')} (${Object.entries(fields).map(([field, slot]) => `${field}=${slot}`).join(', ')})`).join(' · ') || '–'
