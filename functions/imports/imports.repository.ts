import { Inject, Injectable } from '@nestjs/common'
import type { SortOrder } from '../../shared/api/page'
import type { Batch, UndoAnswer } from '../../shared/imports/batch'
import { nothingUndone } from '../../shared/imports/batch'
import type { Counts, GivenRow, RowAnswer, UndoCounts } from '../../shared/imports/imports.api'
import { ROWS_KEPT_DAYS } from '../../shared/imports/kinds'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { create, tried, type Write } from '../database/write'
import { PersonalData } from '../members/personal-data'

const DAY_SECONDS = 86_400

/** A chunk of rows, and what was said and became of each. Rows are sealed: they hold what members have told a shop. */
export interface Chunk {
  readonly importId: string
  readonly chunk: number
  readonly digest: string
  readonly sealed: string
  readonly checked: readonly RowAnswer[]
  readonly booked?: readonly RowAnswer[]
  readonly undone?: readonly UndoAnswer[]
}

/** Words that DynamoDB keeps for itself are named apart. */
const state = { '#state': 'state' } as const

/** Batches and their chunks: written by one owner at a desk and by the stream, never by members. */
@Injectable()
export class ImportsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonalData) private readonly personalData: Pick<PersonalData, 'sealText' | 'openText'>,
  ) {}

  async byId(importId: string): Promise<Batch | undefined> {
    const item = await get(this.database, keys.import(importId))
    return item && batchOf(item)
  }

  /** By when they were begun, behind the import `after`. */
  async page(order: SortOrder, after: string | undefined, limit: number): Promise<{ batches: readonly Batch[]; last: string | undefined }> {
    const { pk } = keys.import('')
    const { items, last } = await range(this.database, { pk, beginsWith: prefixes.import, after: after && prefixes.import + after, newestFirst: order === 'newest', limit })
    return { batches: items.map(batchOf), last: last?.slice(prefixes.import.length) }
  }

  record(batch: Batch): Write {
    return create({ ...keys.import(batch.id), ...batch })
  }

  async chunk(importId: string, chunk: number): Promise<Chunk | undefined> {
    const item = await get(this.database, keys.importChunk(importId, chunk))
    return item && stored<Chunk>(item)
  }

  /** A chunk that has come and was checked, counted with its batch, which waits for the rest. */
  receive(batch: Batch, { chunk, digest, rows, checked }: { readonly chunk: number; readonly digest: string; readonly rows: readonly GivenRow[]; readonly checked: readonly RowAnswer[] }, after: Pick<Batch, 'checked' | 'uploaded' | 'state' | 'touchedAt'>): readonly Write[] {
    const sealed = this.personalData.sealText(`${batch.id}.${chunk}`, JSON.stringify(rows))
    const ttl = Math.floor(Date.parse(batch.at) / 1_000) + ROWS_KEPT_DAYS * DAY_SECONDS
    return [create({ ...keys.importChunk(batch.id, chunk), importId: batch.id, chunk, digest, sealed, checked, ttl }), this.change(batch, after, ['uploading'], 'uploaded = :seen', { ':seen': batch.uploaded })]
  }

  rowsOf({ importId, chunk, sealed }: Chunk): readonly GivenRow[] {
    return stored<{ rows: readonly GivenRow[] }>({ rows: JSON.parse(this.personalData.openText(`${importId}.${chunk}`, sealed)) }).rows
  }

  /** Changes fields of a batch that is in one of these states, and as it was seen where that is told. */
  change(batch: Pick<Batch, 'id'>, to: Partial<Batch>, from: readonly Batch['state'][], seen?: string, more: Readonly<Record<string, unknown>> = {}): Write {
    const fields = Object.entries(to)
    const states = Object.fromEntries(from.map((one, place) => [`:from${place}`, one]))
    return {
      type: 'update',
      key: keys.import(batch.id),
      set: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      condition: `#state IN (${Object.keys(states).join(', ')})${seen === undefined ? '' : ` AND ${seen}`}`,
      names: { ...state, ...Object.fromEntries(fields.map(([name]) => [`#${name}`, name])) },
      values: { ...states, ...more, ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])) },
    }
  }

  /** What became of the rows of a chunk, once: whoever comes later finds it. */
  async answer(importId: string, chunk: number, what: 'booked' | 'undone', answers: readonly (RowAnswer | UndoAnswer)[]): Promise<void> {
    await tried(this.database, [{ type: 'update', key: keys.importChunk(importId, chunk), set: 'SET #what = :answers', condition: 'attribute_exists(pk) AND attribute_not_exists(#what)', names: { '#what': what }, values: { ':answers': answers } }])
  }

  /** Moves on behind a chunk and counts it, once. A cancelled batch still counts the chunk that was being worked on. */
  async moveOn(batch: Batch, now: number, counts: { readonly booked: Counts } | { readonly undone: UndoCounts }): Promise<boolean> {
    const from: readonly Batch['state'][] = 'booked' in counts ? ['running', 'cancelled'] : ['undoing']
    return tried(this.database, [this.change(batch, { ...counts, next: batch.next + 1, touchedAt: now }, from, '#next = :at', { ':at': batch.next })])
  }

  /** Ends a batch whose chunks are all worked on. */
  async end(batch: Batch, now: number): Promise<boolean> {
    return tried(this.database, [this.change(batch, { state: batch.state === 'undoing' ? 'undone' : 'done', touchedAt: now }, [batch.state])])
  }

  /** Wakes a batch that has stood still: its record in the stream says so again. */
  async stir(batch: Batch, now: number): Promise<boolean> {
    return tried(this.database, [this.change(batch, { touchedAt: now }, [batch.state], 'touchedAt = :seen', { ':seen': batch.touchedAt })])
  }
}

export function batchOf(item: Item): Batch {
  const { pk: _pk, sk: _sk, ...batch } = item
  return stored<Batch>({ ...batch, undone: batch['undone'] ?? nothingUndone })
}
