import type { ImportId, MemberId, OperationId, StaffId } from '../api/ids'
import { addDays, type BusinessDay, dayOf } from '../time/day'
import type { Counts, ImportState, ImportView, RowAnswer, UndoCounts } from './imports.api'
import { CHUNK_ROWS, type ImportKind, ROWS_KEPT_DAYS } from './kinds'

/** A batch as the shop keeps it. Its rows lie in chunks; `next` is the chunk that is worked on next, `through` how many are worked on in all. */
export interface Batch {
  readonly id: ImportId
  readonly kind: ImportKind
  readonly fileName: string
  readonly digest: string
  readonly rows: number
  readonly text?: string
  readonly source: string
  readonly by: StaffId
  readonly at: string
  readonly state: ImportState
  readonly uploaded: number
  readonly next: number
  readonly through: number
  readonly checked: Counts
  readonly booked: Counts
  readonly undone: UndoCounts
  readonly undo?: { readonly id: OperationId; readonly by: StaffId; readonly at: string; readonly text?: string }
  /** Milliseconds since 1970 of the last step. */
  readonly touchedAt: number
}

/** What became of a row on undoing. */
export interface UndoAnswer {
  readonly line: number
  readonly outcome: 'undone' | 'removed' | 'kept' | 'lapsed' | 'none'
  readonly points: number
  readonly debt: number
  readonly memberId?: MemberId
}

export const noCounts: Counts = { rows: 0, fit: 0, known: 0, refused: 0, newMembers: 0, points: 0 }
export const nothingUndone: UndoCounts = { rows: 0, points: 0, debt: 0, members: 0, kept: 0, lapsed: 0 }

export const chunksOf = ({ rows }: Pick<Batch, 'rows'>): number => Math.ceil(rows / CHUNK_ROWS)

/** The rows that a chunk must have: a hundred, and the rest in the last. */
export const rowsInChunk = (batch: Pick<Batch, 'rows'>, chunk: number): number => (chunk < chunksOf(batch) ? Math.min(CHUNK_ROWS, batch.rows - chunk * CHUNK_ROWS) : 0)

export const isWorking = ({ state }: Pick<Batch, 'state'>): boolean => state === 'running' || state === 'undoing'

/** The name of what one row writes, whatever it is: the fence by which a row is booked once. */
export const rowName = (importId: string, line: number): string => `${importId}.${line}`

export function counted(answers: readonly RowAnswer[]): Counts {
  const of = (...outcomes: readonly RowAnswer['outcome'][]) => answers.filter(({ outcome }) => outcomes.includes(outcome))
  const good = of('fit', 'booked')
  return { rows: answers.length, fit: good.length, known: of('known').length, refused: of('refused').length, newMembers: good.filter(({ isNewMember }) => isNewMember).length, points: good.reduce((sum, { points }) => sum + points, 0) }
}

export function countedUndo(answers: readonly UndoAnswer[]): UndoCounts {
  const of = (outcome: UndoAnswer['outcome']) => answers.filter((answer) => answer.outcome === outcome)
  const sum = (field: 'points' | 'debt') => of('undone').reduce((all, answer) => all + answer[field], 0)
  return { rows: of('undone').length, points: sum('points'), debt: sum('debt'), members: of('removed').length, kept: of('kept').length, lapsed: of('lapsed').reduce((all, { points }) => all + points, 0) }
}

type Sums = Readonly<Record<string, number>>
const summed = <Some extends Sums>(empty: Some, a: Some, b: Some): Some => ({ ...empty, ...Object.fromEntries(Object.keys(empty).map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)])) })

export const added = (a: Counts, b: Counts): Counts => summed(noCounts, a, b)
export const addedUndo = (a: UndoCounts, b: UndoCounts): UndoCounts => summed(nothingUndone, a, b)

/** The last day on which a batch can be undone: its rows are kept no longer. */
export const undoableUntil = ({ at }: Pick<Batch, 'at'>, timeZone: string): BusinessDay => addDays(dayOf(Date.parse(at), timeZone), ROWS_KEPT_DAYS - 1)

/** A batch is undone once, when nothing works on it, it may have booked something, and its rows are still there. */
export const canUndo = (batch: Batch, today: BusinessDay, timeZone: string): boolean =>
  (batch.state === 'done' || (batch.state === 'cancelled' && batch.through > 0)) && today <= undoableUntil(batch, timeZone)

export function viewOf(batch: Batch, today: BusinessDay, timeZone: string): ImportView {
  const { id, kind, fileName, digest, rows, state, text, source, by, at, checked, booked, undone, undo } = batch
  return {
    id, kind, fileName, digest, rows, state, by, at, checked, booked, undone,
    chunks: chunksOf(batch),
    uploadedChunks: batch.uploaded,
    doneChunks: batch.next,
    ofChunks: batch.through,
    text: text ?? null,
    source: kind === 'orders' ? source : null,
    undo: undo === undefined ? null : { id: undo.id, by: undo.by, at: undo.at },
    canUndo: canUndo(batch, today, timeZone),
    undoableUntil: undoableUntil(batch, timeZone),
  }
}
