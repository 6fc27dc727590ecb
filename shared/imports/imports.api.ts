import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { ImportId, MemberId, OperationId, StaffId } from '../api/ids'
import { pageInput, pageOf, sortedInput } from '../api/page'
import { BusinessDay, Instant } from '../time/day'
import { CHUNK_ROWS, CHUNKS_MAX, importFields, IMPORT_ROWS_MAX, importKinds } from './kinds'

const CELL_CHARS_MAX = 200
const fields = [...new Set(Object.values(importFields).flat())]

/** `ready`: every row has come and was checked. `cancelled` stops between two chunks and can go on. */
export const importStates = ['uploading', 'ready', 'running', 'cancelled', 'done', 'undoing', 'undone'] as const
export type ImportState = (typeof importStates)[number]

/** A row as it stood in the file; `line` is where. */
export const GivenRow = z.strictObject({ line: z.number().int().min(1).max(2_000_000), cells: z.partialRecord(z.enum(fields), z.string().max(CELL_CHARS_MAX)) })
export type GivenRow = z.infer<typeof GivenRow>

export const rowOutcomes = ['fit', 'booked', 'known', 'refused'] as const

/** What becomes, or became, of a row: `known` was there before and changes nothing. */
export const RowAnswer = z.object({
  line: z.number().int(),
  outcome: z.enum(rowOutcomes),
  memberId: MemberId.nullable().describe('null where nobody is known yet'),
  isNewMember: z.boolean().describe('the row makes, or made, a member'),
  points: z.number().int().describe('what the row brings, as far as it is known'),
  code: z.string().nullable().describe('why it was refused: a problem of the row, or a refusal'),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type RowAnswer = z.infer<typeof RowAnswer>

export const Counts = z.object({ rows: z.number().int(), fit: z.number().int(), known: z.number().int(), refused: z.number().int(), newMembers: z.number().int(), points: z.number().int(), reasons: z.record(z.string(), z.number().int()).describe('how many rows were refused for each reason') })
export type Counts = z.infer<typeof Counts>

export const UndoCounts = z.object({
  rows: z.number().int().describe('taken back'),
  points: z.number().int(),
  debt: z.number().int().describe('of the points, those that were spent already and are owed now'),
  members: z.number().int().describe('members removed'),
  kept: z.number().int().describe('what could not be taken back: members with more on their account, accounts closed, orders of nothing'),
  lapsed: z.number().int().describe('points that have expired meanwhile'),
})
export type UndoCounts = z.infer<typeof UndoCounts>

export const ImportView = z.object({
  id: ImportId,
  kind: z.enum(importKinds),
  fileName: z.string(),
  digest: z.string(),
  state: z.enum(importStates),
  rows: z.number().int(),
  chunks: z.number().int(),
  uploadedChunks: z.number().int(),
  doneChunks: z.number().int().describe('of the run, or of the undoing'),
  ofChunks: z.number().int(),
  text: z.string().nullable().describe('what members read beside their points'),
  source: z.string().nullable().describe('under which the orders are known'),
  by: StaffId,
  at: Instant,
  checked: Counts,
  booked: Counts,
  undone: UndoCounts,
  undo: z.object({ id: OperationId, by: StaffId, at: Instant }).nullable(),
  canUndo: z.boolean(),
  undoableUntil: BusinessDay,
})
export type ImportView = z.infer<typeof ImportView>

/** What an undoing would take back of one row, and what its member has of it now. */
export const UndoWeight = z.object({
  memberId: MemberId,
  points: z.number().int(),
  /** The pending lot the points may still lie in; null where they are available. */
  pendingLot: z.string().nullable(),
  pendingPoints: z.number().int(),
  available: z.number().int(),
})
export type UndoWeight = z.infer<typeof UndoWeight>

const target = { importId: ImportId }
const Source = z.string().regex(/^[\w.-]{1,40}$/)

/** What the owner brings from elsewhere: in batches that are checked first, run by themselves, and can be undone. */
export const importsApi = {
  createImport: endpoint({
    method: 'POST', path: '/imports', who: 'owner',
    summary: 'Begins an import of members, balances or orders. Its rows follow in chunks of 100.',
    input: z.strictObject({
      id: ImportId,
      kind: z.enum(importKinds),
      fileName: z.string().trim().min(1).max(120),
      digest: z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256 of the file'),
      rows: z.number().int().min(1).max(IMPORT_ROWS_MAX),
      text: z.string().trim().min(1).max(40).optional().describe('balances: what members read, unless the row says otherwise; nothing personal'),
      source: Source.default('import').describe('orders: under which they are known; those of one source and number are one order'),
    }),
    reply: ImportView, refusals: ['idempotency_conflict'],
  }),
  putImportRows: endpoint({
    method: 'POST', path: '/imports/{importId}/chunks', who: 'owner',
    summary: 'Sends the rows of a chunk and says what would become of each; books nothing. The same chunk again is answered again.',
    input: z.strictObject({ ...target, chunk: z.number().int().min(0).max(CHUNKS_MAX - 1), rows: z.array(GivenRow).min(1).max(CHUNK_ROWS) }),
    reply: z.object({ import: ImportView, answers: z.array(RowAnswer) }), refusals: ['import_not_found', 'import_state', 'idempotency_conflict'],
  }),
  runImport: endpoint({
    method: 'POST', path: '/imports/{importId}/run', who: 'owner',
    summary: 'Books the rows, or goes on after a cancellation. It runs by itself; rows that cannot be booked are left out and told.',
    input: z.strictObject(target), reply: ImportView, refusals: ['import_not_found', 'import_state'],
  }),
  cancelImport: endpoint({
    method: 'POST', path: '/imports/{importId}/cancellation', who: 'owner',
    summary: 'Stops an import behind the chunk it is at. What is booked stays; it can go on or be undone.',
    input: z.strictObject(target), reply: ImportView, refusals: ['import_not_found', 'import_state'],
  }),
  weighUndo: endpoint({
    method: 'GET', path: '/imports/{importId}/undo-weight', who: 'owner',
    summary: 'What undoing a chunk would take back: points by row, and what their members have now. Nothing is written.',
    input: z.strictObject({ ...target, chunk: z.coerce.number().int().min(0).max(CHUNKS_MAX - 1) }), reply: z.object({ items: z.array(UndoWeight), lapsed: z.number().int() }), refusals: ['import_not_found'],
  }),
  undoImport: endpoint({
    method: 'POST', path: '/imports/{importId}/undo', who: 'owner',
    summary: 'Takes an import back, once: balances by entries that reverse them, orders by refunds of the whole, members who have nothing else. Runs by itself.',
    input: z.strictObject({ ...target, id: OperationId, text: z.string().trim().min(1).max(40).optional().describe('what members read beside points taken back') }),
    reply: ImportView, refusals: ['import_not_found', 'import_state', 'import_undone', 'import_too_old'],
  }),
  listImports: endpoint({ method: 'GET', path: '/imports', who: 'owner', summary: 'Imports by when they were begun. With a kind a page may be short while `next` goes on.', input: z.strictObject({ ...sortedInput('newest'), kind: z.enum(importKinds).optional() }), reply: pageOf(ImportView), refusals: [] }),
  importPage: endpoint({ method: 'GET', path: '/imports/{importId}', who: 'owner', summary: 'One import and how far it has come.', input: z.strictObject(target), reply: ImportView, refusals: ['import_not_found'] }),
  importProblems: endpoint({
    method: 'POST', path: '/imports/{importId}/problems', who: 'owner',
    summary: 'The rows that were left out, as they stood in the file and with the reason, chunk by chunk; a page may be empty while there are more. POST, as they hold phone numbers and are recorded.',
    input: z.strictObject({ ...target, cursor: pageInput.cursor }),
    reply: pageOf(GivenRow.extend({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })), refusals: ['import_not_found'],
  }),
}
