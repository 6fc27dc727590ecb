import type { ImportId } from '../../../shared/api/ids'
import { type GivenRow, importsApi } from '../../../shared/imports/imports.api'
import { CHUNK_ROWS } from '../../../shared/imports/kinds'
import { api } from '../api'
import { client } from '../asking'
import { held } from '../session'
import { storeOf } from '../store'
import { patiently } from '../parts/exporting'

/** Rows on their way to be checked. It goes on while the person looks at other screens. */
export interface Sending {
  readonly importId: ImportId
  readonly sent: number
  readonly rows: number
  readonly failure?: unknown
}

export const sendings = storeOf<readonly Sending[]>([])
const walks = new Map<ImportId, () => Promise<void>>()

/** Sends all rows, chunk by chunk: each is checked as it comes. */
export function send(importId: ImportId, rows: readonly GivenRow[]): void {
  let chunk = 0
  const walk = async (): Promise<void> => {
    change(importId, { failure: undefined })
    try {
      for (; chunk * CHUNK_ROWS < rows.length; chunk++) {
        const from = chunk * CHUNK_ROWS
        await patiently(() => api.putImportRows({ importId, chunk, rows: rows.slice(from, from + CHUNK_ROWS) }))
        if (!walks.has(importId)) return
        change(importId, { sent: Math.min(rows.length, from + CHUNK_ROWS) })
      }
      stopSending(importId)
      await Promise.all([importsApi.importPage, importsApi.listImports].map(({ path }) => client.invalidateQueries({ queryKey: [path] })))
    } catch (failure) {
      change(importId, { failure })
    }
  }
  walks.set(importId, walk)
  sendings.set([...sendings.get(), { importId, sent: 0, rows: rows.length }])
  void walk()
}

export const resumeSending = (importId: ImportId): void => void walks.get(importId)?.()

export function stopSending(importId: ImportId): void {
  walks.delete(importId)
  sendings.set(sendings.get().filter((one) => one.importId !== importId))
}

const change = (importId: ImportId, to: Partial<Sending>): void => sendings.set(sendings.get().map((one) => (one.importId === importId ? { ...one, ...to } : one)))

held.follow(() => {
  if (held.get().token === null) for (const { importId } of sendings.get()) stopSending(importId)
})

addEventListener('beforeunload', (leaving) => {
  if (sendings.get().some(({ failure }) => failure === undefined)) leaving.preventDefault()
})
