import { createHash } from 'node:crypto'
import { keys } from '../../functions/database/keys'
import { get } from '../../functions/database/read'
import { stored } from '../../functions/database/stored'
import { type ApiClient, freshId } from '../../scripts/support/in-process'
import type { ImportId } from '../../shared/api/ids'
import type { RowAnswer } from '../../shared/imports/imports.api'
import { type Cells, CHUNK_ROWS, type ImportKind } from '../../shared/imports/kinds'
import { streamEvent, streamRecord, type StoredItem } from './events'
import type { Shop } from './story'

interface Sent {
  readonly id: ImportId
  readonly answers: readonly RowAnswer[]
}

/** A file sent as the console sends it: begun, then its rows in chunks of a hundred; the first row stands on line 2. */
export async function sent(api: ApiClient, kind: ImportKind, rows: readonly Cells[], more: { text?: string; source?: string; fileName?: string } = {}): Promise<Sent> {
  const id = freshId('import')
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
  await api.createImport({ id, kind, fileName: `${kind}.csv`, digest, rows: rows.length, ...more })
  const answers: RowAnswer[] = []
  for (let chunk = 0; chunk * CHUNK_ROWS < rows.length; chunk++) answers.push(...(await api.putImportRows(chunkOf(id, rows, chunk))).answers)
  return { id, answers }
}

export const chunkOf = (importId: ImportId, rows: readonly Cells[], chunk: number) => ({
  importId,
  chunk,
  rows: rows.slice(chunk * CHUNK_ROWS, (chunk + 1) * CHUNK_ROWS).map((cells, place) => ({ line: chunk * CHUNK_ROWS + place + 2, cells })),
})

/** Runs it to its end, by the stream. */
export async function ran(shop: Shop, api: ApiClient, importId: ImportId) {
  await api.runImport({ importId })
  await shop.drainStream()
  return api.importPage({ importId })
}

export async function undone(shop: Shop, api: ApiClient, importId: ImportId) {
  await api.undoImport({ importId, id: freshId('operation'), text: '导入有误，已更正' })
  await shop.drainStream()
  return api.importPage({ importId })
}

/** Every row that was left out, as `line code`. */
export async function leftOut(api: ApiClient, importId: ImportId): Promise<readonly string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await api.importProblems({ importId, ...(cursor === undefined ? {} : { cursor }) })
    found.push(...page.items.map(({ line, code }) => `${line} ${code}`))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}

/** The record by which the stream tells of an import as it is now. */
export async function recordOf(shop: Shop, importId: ImportId) {
  const item = await get(shop.database, keys.import(importId))
  return streamEvent(item === undefined ? [] : [streamRecord({ after: stored<StoredItem>(item) })])
}

let phones = 0

/** A phone number that nobody has. */
export const freshPhone = (): string => `199${String((phones += 1)).padStart(8, '0')}`
