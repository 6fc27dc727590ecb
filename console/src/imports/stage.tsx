import type { ImportState, ImportView } from '../../../shared/imports/imports.api'
import { useText } from '../language'

const colours: Readonly<Record<ImportState, string>> = { uploading: 'draft', ready: 'scheduled', running: 'scheduled', cancelled: 'paused', done: 'running', undoing: 'scheduled', undone: 'draft' }

/** How an import stands: a word, with a colour beside it. */
export function ImportStage({ of }: { readonly of: ImportState }) {
  const text = useText()
  return <span className={`stage stage-${colours[of]}`} data-state={of}>{text.imports.states[of]}</span>
}

/** Whether the server is working on it. */
export const isMoving = ({ state }: Pick<ImportView, 'state'>): boolean => state === 'running' || state === 'undoing'
