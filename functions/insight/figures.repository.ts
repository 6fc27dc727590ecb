import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { Inject, Injectable } from '@nestjs/common'
import { type Counted, uncounted } from '../../shared/insight/counting'
import type { SheetName } from '../../shared/insight/figures'
import { emptySheet, type Sheet, type SheetKey } from '../../shared/insight/sheet'
import type { BusinessDay } from '../../shared/time/day'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, getAll, type Item, reached } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'

/** Figures are counted in one generation and read from one: the same, but while they are rebuilt. */
export interface Generations {
  readonly counting: number
  readonly reading: number
}

/** What is counted: a member, or with `handle` the redemption of a voucher of theirs. */
export interface Subject {
  readonly memberId: string
  readonly handle?: string
}

/** How far a subject has been counted. */
export interface Mark extends Counted {
  readonly generation: number
}

export const subjectName = ({ memberId, handle }: Subject): string => (handle === undefined ? memberId : `${memberId}/${handle}`)

export function subjectOf(name: string): Subject {
  const [memberId = '', handle] = name.split('/')
  return handle === undefined ? { memberId } : { memberId, handle }
}

export const markKey = ({ memberId, handle }: Subject) => keys.counted(memberId, handle)

/** Single-item conditional writes only: a sheet is what many members share, and a mark nobody writes but who counts. */
@Injectable()
export class FiguresRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async generations(): Promise<Generations> {
    return generationsOf(await get(this.database, keys.figures()))
  }

  /** Moves to other generations, unless somebody else has. */
  turn(before: Generations, after: Generations): Write {
    const item = { ...keys.figures(), ...after }
    return { type: 'put', item, condition: 'attribute_not_exists(pk) OR (counting = :counting AND reading = :reading)', values: { ':counting': before.counting, ':reading': before.reading } }
  }

  async sheets(generation: number, wanted: readonly SheetKey[]): Promise<readonly Sheet[]> {
    const items = await getAll(this.database, wanted.map(({ sheet, day }) => keys.sheet(generation, sheet, day)))
    return wanted.map((key, place) => (items[place] === undefined ? emptySheet(key) : sheetOfItem(items[place])))
  }

  /** The marks of subjects by name; those that stand in another generation count as none. */
  async marks(generation: number, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const items = await getAll(this.database, subjects.map((name) => markKey(subjectOf(name))))
    return new Map(subjects.map((name, place) => [name, countedIn(generation, markOf(items[place])).number]))
  }

  /** The next version of a sheet. */
  keep(generation: number, sheet: Sheet): Write {
    const item = { ...keys.sheet(generation, sheet.sheet, sheet.day), ...sheet }
    return sheet.version === 1 ? create(item) : { type: 'put', item, condition: 'version = :before', values: { ':before': sheet.version - 1 } }
  }

  /** Moves a mark on, unless somebody else has. */
  mark(subject: Subject, before: Mark | undefined, after: Mark): Write {
    const item = { ...markKey(subject), ...after }
    if (before === undefined) return create(item)
    return { type: 'put', item, condition: '#number = :number AND generation = :generation', names: { '#number': 'number' }, values: { ':number': before.number, ':generation': before.generation } }
  }

  /** The sums of a stretch of days, oldest first: a request per megabyte, which is years of days. Without `from` it begins with the first day. */
  async days(generation: number, sheet: SheetName, from: BusinessDay | undefined, to: BusinessDay): Promise<readonly Pick<Sheet, 'day' | 'sums'>[]> {
    const { pk } = keys.sheet(generation, sheet, '')
    const found: Pick<Sheet, 'day' | 'sums'>[] = []
    let after: Record<string, unknown> | undefined
    do {
      const reply = await reached(() =>
        this.database.documents.send(
          new QueryCommand({
            TableName: this.database.table,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
            ExpressionAttributeValues: { ':pk': pk, ':from': from ?? '0', ':to': to },
            ExpressionAttributeNames: { '#day': 'day' },
            ProjectionExpression: '#day, sums',
            ExclusiveStartKey: after,
          }),
        ),
      )
      found.push(...(reply.Items ?? []).map((item) => stored<Pick<Sheet, 'day' | 'sums'>>(item)))
      after = reply.LastEvaluatedKey
    } while (after !== undefined)
    return found
  }
}

export const generationsOf = (item: Item | undefined): Generations => (item === undefined ? { counting: 1, reading: 1 } : stored<Generations>(item))

export const markOf = (item: Item | undefined): Mark | undefined => {
  if (item === undefined) return undefined
  const { pk: _pk, sk: _sk, ...mark } = item
  return stored<Mark>(mark)
}

/** What a mark is worth in a generation. */
export function countedIn(generation: number, mark: Mark | undefined): Counted {
  if (mark?.generation !== generation) return uncounted
  const { generation: _generation, ...counted } = mark
  return counted
}

export function sheetOfItem(item: Item): Sheet {
  const { pk: _pk, sk: _sk, ...sheet } = item
  return stored<Sheet>(sheet)
}
