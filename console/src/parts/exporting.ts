import type { Page } from '../../../shared/api/page'
import { Refusal } from '../../../shared/api/refusal'
import { now } from '../clock'
import { todayAt } from '../format'
import { Unreachable } from '../door'
import { held } from '../session'
import { storeOf } from '../store'
import { type Cell, csvLine, saveCsv } from './csv'

/** One file holds so many rows at most; it then says that it is cut. */
export const EXPORT_ROWS_MAX = 500_000
/** Rows asked for at once: the most that a list gives. */
export const EXPORT_PAGE = 50
const TRIES = 6
const PAUSE_MS = 1_000

export interface Column<Item> {
  readonly title: string
  readonly of: (item: Item) => Cell
}

/** A list to be exported: pages of the very call that the list on the screen asks. */
export interface Exported<Item> {
  /** What the file is called, without date and ending. */
  readonly name: string
  readonly columns: readonly Column<Item>[]
  readonly page: (cursor: string | undefined) => Promise<Page<Item>>
}

/** One export, as far as it has come. */
export interface Exporting {
  readonly id: number
  readonly name: string
  readonly rows: number
  readonly state: 'running' | 'done' | 'failed'
  /** The file holds only the first rows of a longer list. */
  readonly isCut: boolean
  readonly failure?: unknown
}

/** Exports go on while the person looks at other screens of the console. */
export const exportings = storeOf<readonly Exporting[]>([])

const walks = new Map<number, () => Promise<void>>()
let last = 0

/** Begins to gather the rows of a list; the file comes when all are there. */
export function beginExport<Item>({ name, columns, page }: Exported<Item>): void {
  const id = (last += 1)
  const lines = [csvLine(columns.map(({ title }) => title))]
  let cursor: string | undefined
  const walk = async (): Promise<void> => {
    change(id, { state: 'running', failure: undefined })
    try {
      for (let isAtEnd = false; !isAtEnd; ) {
        const { items, next } = await patiently(() => page(cursor))
        if (!isOpen(id)) return
        for (const item of items.slice(0, EXPORT_ROWS_MAX - (lines.length - 1))) lines.push(csvLine(columns.map(({ of }) => of(item))))
        const isCut = next !== null && lines.length > EXPORT_ROWS_MAX
        cursor = next ?? undefined
        isAtEnd = next === null || isCut
        change(id, { rows: lines.length - 1, isCut })
      }
      saveCsv(`${name}-${todayAt(now())}.csv`, lines)
      change(id, { state: 'done' })
      walks.delete(id)
    } catch (failure) {
      change(id, { state: 'failed', failure })
    }
  }
  walks.set(id, walk)
  exportings.set([...exportings.get(), { id, name, rows: 0, state: 'running', isCut: false }])
  void walk()
}

/** Goes on where an export has stopped. */
export const resumeExport = (id: number): void => void walks.get(id)?.()

/** Ends an export and forgets it. */
export function closeExport(id: number): void {
  walks.delete(id)
  exportings.set(exportings.get().filter((one) => one.id !== id))
}

const isOpen = (id: number): boolean => exportings.get().some((one) => one.id === id)

const change = (id: number, to: Partial<Exporting>): void => exportings.set(exportings.get().map((one) => (one.id === id ? { ...one, ...to } : one)))

/** A server that is busy is asked again a little later. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (failure) {
      const mayPass = failure instanceof Unreachable || (failure instanceof Refusal && ['busy', 'unavailable', 'too_many_requests'].includes(failure.code))
      if (!mayPass || attempt >= TRIES) throw failure
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt))
    }
  }
}

// Whoever signs in next at this desk gets none of it.
held.follow(() => {
  if (held.get().token === null) for (const { id } of exportings.get()) closeExport(id)
})

addEventListener('beforeunload', (leaving) => {
  if (exportings.get().some(({ state }) => state === 'running')) leaving.preventDefault()
})
