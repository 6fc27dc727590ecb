import { added, addedUndo, type Batch, counted, countedUndo, isWorking, type UndoAnswer } from '../../shared/imports/batch'
import type { GivenRow, RowAnswer } from '../../shared/imports/imports.api'
import { readRow } from '../../shared/imports/rows'
import { mayPass } from '../database/write'
import type { Clock } from '../clock'
import type { ProgrammeRepository } from '../earning/programme.repository'
import type { Log } from '../log'
import { refused } from './answers'
import type { Checking } from './checking'
import type { Chunk, ImportsRepository } from './imports.repository'
import type { RowBook } from './row-book'
import type { RowUndo } from './row-undo'

/** Rows of different members that are worked on at once; those of one member follow each other. */
const LANES = 8
/** One call of the stream's function works so long at most; what it writes last wakes the next. */
const LONGEST_RUN_MS = 20_000

export interface WorkTools {
  readonly clock: Clock
  readonly log: Log
  readonly imports: ImportsRepository
  readonly programmes: Pick<ProgrammeRepository, 'now'>
  readonly checking: Pick<Checking, 'ground'>
  readonly book: RowBook
  readonly undo: RowUndo
}

/**
 * Works on a batch, chunk by chunk, from wherever it stands. The stream hands the records of one batch to one consumer at a time and in order, so
 * nobody else works on it; should it still happen, rows are fenced by their own keys, and chunks are counted once.
 */
export class ImportWorker {
  constructor(private readonly tools: WorkTools) {}

  async carryOn(importId: string): Promise<void> {
    const { clock, imports } = this.tools
    const startedAt = clock.elapsed()
    while (clock.elapsed() - startedAt < LONGEST_RUN_MS) {
      const batch = await imports.byId(importId)
      if (batch === undefined || !isWorking(batch)) return
      if (batch.next >= batch.through) {
        await imports.end(batch, clock.now())
        return
      }
      const chunk = await imports.chunk(importId, batch.next)
      if (batch.state === 'running') await imports.moveOn(batch, clock.now(), { booked: added(batch.booked, counted(chunk === undefined ? [] : await this.bookChunk(batch, chunk))) })
      else await imports.moveOn(batch, clock.now(), { undone: addedUndo(batch.undone, countedUndo(chunk === undefined ? [] : await this.undoChunk(batch, chunk))) })
    }
  }

  private async bookChunk(batch: Batch, chunk: Chunk): Promise<readonly RowAnswer[]> {
    if (chunk.booked !== undefined) return chunk.booked
    const answers = await this.eachRow(chunk, (row) => this.bookRow(batch, row))
    await this.tools.imports.answer(batch.id, chunk.chunk, 'booked', answers)
    return answers
  }

  private async undoChunk(batch: Batch, chunk: Chunk): Promise<readonly UndoAnswer[]> {
    if (chunk.undone !== undefined) return chunk.undone
    const answers = await this.eachRow(chunk, (row, booked) => this.undoRow(batch, row, booked))
    await this.tools.imports.answer(batch.id, chunk.chunk, 'undone', answers)
    return answers
  }

  private async bookRow(batch: Batch, { line, cells }: GivenRow): Promise<RowAnswer> {
    const row = await this.read(batch, cells)
    if ('code' in row) return refused(line, row.code, row.field === undefined ? {} : { field: row.field })
    try {
      return await this.tools.book.book(batch, line, row)
    } catch (error) {
      if (mayPass(error)) throw error
      this.tools.log.error('row of an import failed', error, { importId: batch.id, line })
      return refused(line, 'broken', { requestId: `${batch.id}.${line}` })
    }
  }

  private async undoRow(batch: Batch, { line, cells }: GivenRow, booked: RowAnswer | undefined): Promise<UndoAnswer> {
    try {
      return await this.tools.undo.undo(batch, line, cells, booked)
    } catch (error) {
      if (mayPass(error)) throw error
      this.tools.log.error('row of an import could not be undone', error, { importId: batch.id, line })
      return { line, outcome: 'kept', points: 0, debt: 0 }
    }
  }

  private async read(batch: Batch, cells: GivenRow['cells']) {
    const { moment } = await this.tools.programmes.now()
    return readRow(batch.kind, cells, await this.tools.checking.ground(moment))
  }

  /** Answers in the order of the rows. */
  private async eachRow<Answer extends { readonly line: number }>(chunk: Chunk, work: (row: GivenRow, booked: RowAnswer | undefined) => Promise<Answer>): Promise<readonly Answer[]> {
    const rows = this.tools.imports.rowsOf(chunk)
    const booked = new Map((chunk.booked ?? []).map((answer) => [answer.line, answer]))
    const lanes = new Map<number, GivenRow[]>()
    for (const row of rows) {
      const lane = laneOf(row)
      lanes.set(lane, [...(lanes.get(lane) ?? []), row])
    }
    const answers = await Promise.all([...lanes.values()].map(async (lane) => {
      const done: Answer[] = []
      for (const row of lane) done.push(await work(row, booked.get(row.line)))
      return done
    }))
    return answers.flat().sort((a, b) => a.line - b.line)
  }
}

/** Rows that name their member in the same way are in one lane; should two ways meet, the account's version fences them. */
function laneOf({ cells: { customer, phone, memberId } }: GivenRow): number {
  const name = customer ?? phone ?? memberId ?? ''
  return [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7) % LANES
}
