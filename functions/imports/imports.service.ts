import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { ImportId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { added, type Batch, canUndo, chunksOf, counted, noCounts, nothingUndone, rowsInChunk, viewOf } from '../../shared/imports/batch'
import type { importsApi, ImportView } from '../../shared/imports/imports.api'
import { ROWS_KEPT_DAYS } from '../../shared/imports/kinds'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { again, commit, type Write } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import type { ClerkCaller } from '../http/request'
import { Checking } from './checking'
import { type Chunk, ImportsRepository } from './imports.repository'
import { Weighing } from './weighing'

/** With a kind so many imports are looked through for a page. */
const LOOKED_THROUGH = 200

type Create = InputOf<typeof importsApi.createImport>
interface Target {
  readonly importId: ImportId
}

/** Imports as their owner begins, runs and undoes them; the stream does the work. */
@Injectable()
export class ImportsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ImportsRepository) private readonly imports: ImportsRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Checking) private readonly checking: Checking,
    @Inject(Weighing) private readonly weighing: Weighing,
  ) {}

  create({ staff }: ClerkCaller, { id, kind, fileName, digest, rows, text, source }: Create): Promise<ImportView> {
    return again(async () => {
      const { moment } = await this.programmes.now()
      const given = { id, kind, fileName, digest, rows, source, by: staff.id, ...(text === undefined ? {} : { text }) }
      const before = await this.imports.byId(id)
      if (before !== undefined && !isSame(before, given)) throw new Refusal('idempotency_conflict')
      if (before !== undefined) return this.view(before)
      const batch: Batch = { ...given, at: instant(moment.now), state: 'uploading', uploaded: 0, next: 0, through: 0, checked: noCounts, booked: noCounts, undone: nothingUndone, touchedAt: moment.now }
      await commit(this.database, [this.imports.record(batch)])
      return this.view(batch)
    })
  }

  /** The chunk is the fence: who sends it again is answered as before, with other rows refused. */
  put({ importId, chunk, rows }: InputOf<typeof importsApi.putImportRows>) {
    return again(async () => {
      const batch = await this.found(importId)
      if (rows.length !== rowsInChunk(batch, chunk)) throw new Refusal('invalid_input', { field: 'rows' })
      const digest = createHash('sha256').update(JSON.stringify(rows)).digest('base64url')
      const before = await this.imports.chunk(importId, chunk)
      if (before !== undefined && before.digest !== digest) throw new Refusal('idempotency_conflict')
      if (before !== undefined) return { import: await this.view(batch), answers: [...before.checked] }
      if (batch.state !== 'uploading') throw new Refusal('import_state', { state: batch.state })
      const { moment } = await this.programmes.now()
      const checked = await this.checking.check(batch, rows)
      const uploaded = batch.uploaded + 1
      const after = { checked: added(batch.checked, counted(checked)), uploaded, state: uploaded === chunksOf(batch) ? ('ready' as const) : batch.state, touchedAt: moment.now }
      await commit(this.database, this.imports.receive(batch, { chunk, digest, rows, checked }, after))
      return { import: await this.view({ ...batch, ...after }), answers: [...checked] }
    })
  }

  /** From the beginning, or from where it was cancelled. */
  run({ importId }: Target): Promise<ImportView> {
    return this.turn(importId, ['running', 'done'], ['ready', 'cancelled'], (batch, now) => {
      if (batch.uploaded < chunksOf(batch)) throw new Refusal('import_state', { state: 'uploading' })
      return this.imports.change(batch, { state: 'running', through: chunksOf(batch), touchedAt: now }, [batch.state])
    })
  }

  cancel({ importId }: Target): Promise<ImportView> {
    return this.turn(importId, ['cancelled'], ['uploading', 'ready', 'running'], (batch, now) => this.imports.change(batch, { state: 'cancelled', touchedAt: now }, [batch.state]))
  }

  /** Chunks that were worked on are taken back, also the one that a cancellation may have met half-way. */
  undo({ staff }: ClerkCaller, { importId, id, text }: InputOf<typeof importsApi.undoImport>): Promise<ImportView> {
    return again(async () => {
      const batch = await this.found(importId)
      if (batch.undo?.id === id) return this.view(batch)
      if (batch.undo !== undefined) throw new Refusal('import_undone')
      const { moment } = await this.programmes.now()
      if (!canUndo(batch, moment.today, moment.timeZone)) {
        if (batch.state === 'done') throw new Refusal('import_too_old', { days: ROWS_KEPT_DAYS })
        throw new Refusal('import_state', { state: batch.state })
      }
      const undo = { id, by: staff.id, at: instant(moment.now), ...(text === undefined ? {} : { text }) }
      const to = { state: 'undoing' as const, undo, next: 0, through: Math.min(batch.through, batch.next + 1), touchedAt: moment.now }
      await commit(this.database, [this.imports.change(batch, to, [batch.state], '#next = :at', { ':at': batch.next })])
      return this.view({ ...batch, ...to })
    })
  }

  async weigh({ importId, chunk: number }: InputOf<typeof importsApi.weighUndo>) {
    const [batch, chunk] = await Promise.all([this.found(importId), this.imports.chunk(importId, number)])
    return chunk === undefined ? { items: [], lapsed: 0 } : this.weighing.of(batch, chunk)
  }

  async list({ order, cursor, limit, kind }: InputOf<typeof importsApi.listImports>): Promise<Page<ImportView>> {
    const { batches, last } = await this.imports.page(order, placeIn(cursor, /^imp_[0-9A-Z]{26}$/, order), kind === undefined ? limit : LOOKED_THROUGH)
    const fitting = batches.filter((batch) => kind === undefined || batch.kind === kind)
    const shown = fitting.slice(0, limit)
    const place = fitting.length > limit ? shown.at(-1)?.id : last
    return { items: await Promise.all(shown.map((batch) => this.view(batch))), next: place === undefined ? null : cursorOf(place, order) }
  }

  async one({ importId }: Target): Promise<ImportView> {
    return this.view(await this.found(importId))
  }

  /** A chunk a page: those left out when it ran, or, where it has not, those that would be. */
  async problems({ importId, cursor }: InputOf<typeof importsApi.importProblems>) {
    const batch = await this.found(importId)
    const number = Number(placeIn(cursor, /^\d{1,4}$/) ?? 0)
    const chunk = await this.imports.chunk(importId, number)
    return { items: chunk === undefined ? [] : this.leftOut(chunk), next: number + 1 < chunksOf(batch) ? cursorOf(String(number + 1)) : null }
  }

  private leftOut(chunk: Chunk) {
    const why = new Map((chunk.booked ?? chunk.checked).flatMap(({ line, code, details }) => (code === null ? [] : [[line, { code, details }]])))
    return this.imports.rowsOf(chunk).flatMap((row) => ((reason) => (reason === undefined ? [] : [{ ...row, ...reason }]))(why.get(row.line)))
  }

  /** A turn of the state; one that has been made is answered again. */
  private turn(importId: ImportId, made: readonly Batch['state'][], from: readonly Batch['state'][], change: (batch: Batch, now: number) => Write): Promise<ImportView> {
    return again(async () => {
      const batch = await this.found(importId)
      if (made.includes(batch.state)) return this.view(batch)
      if (!from.includes(batch.state)) throw new Refusal('import_state', { state: batch.state })
      const { moment } = await this.programmes.now()
      await commit(this.database, [change(batch, moment.now)])
      return this.view(await this.found(importId))
    })
  }

  private async found(importId: string): Promise<Batch> {
    const batch = await this.imports.byId(importId)
    if (batch === undefined) throw new Refusal('import_not_found')
    return batch
  }

  private async view(batch: Batch): Promise<ImportView> {
    const { moment } = await this.programmes.now()
    return viewOf(batch, moment.today, moment.timeZone)
  }
}

type Given = Pick<Batch, 'kind' | 'fileName' | 'digest' | 'rows' | 'text' | 'source' | 'by'>

const isSame = (a: Given, b: Given): boolean => JSON.stringify(saidIn(a)) === JSON.stringify(saidIn(b))
const saidIn = ({ kind, fileName, digest, rows, text, source, by }: Given) => [kind, fileName, digest, rows, text ?? null, source, by]
