import { scansApi } from '../../../../shared/stores/scans.api'
import { ask } from '../../api'
import { useDeed } from '../../deed'
import { refusedBy, type Stage } from './stage'

/** Lets the browser in whose code was scanned. Confirming again after a lost answer is harmless. */
export function useLetIn(stage: Stage, show: (stage: Stage) => void) {
  const scanId = stage.type === 'desk' ? stage.scanId : undefined
  const deed = useDeed(
    'operation',
    (input: { readonly scanId: string }) => ask(scansApi.confirmScan, input),
    (failure) => show(refusedBy(failure) ?? (scanId === undefined ? stage : { type: 'desk', scanId, isUnsure: true })),
  )
  const confirm = async () => {
    if (scanId !== undefined && (await deed.run({ scanId })) !== undefined) show({ type: 'let_in' })
  }
  return { confirm, isRunning: deed.isRunning }
}
