import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Database } from './client'
import type { Key } from './keys'
import { type Item, reached } from './read'

/** All items under one partition key. */
export interface Partition {
  readonly pk: string
  readonly items: readonly Item[]
}

export interface Filter {
  readonly expression: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Where a segment of a scan is: at its beginning, behind the last item of the last partition that was visited, or at its end. */
export type Place = Key | 'begin' | 'end'

/** Segments of a table that are read at the same time. */
const SEGMENTS = 8

export const atTheBeginning = (): Place[] => Array.from({ length: SEGMENTS }, () => 'begin')

export interface Way {
  /** Only items that pass; a partition is then those of its items that do. */
  readonly filter?: Filter
  /** Where to go on, a place a segment; kept up to date, so that a scan that was stopped goes on from them. */
  readonly places?: Place[]
  /** Asked after every partition: whether there is time for another. Each segment visits one at least. */
  readonly mayGoOn?: () => boolean
  readonly onRead?: (items: number) => void
}

/**
 * Visits every partition once, several at a time, also over several runs. DynamoDB delivers a partition's items together, over as many pages as
 * they need.
 * @returns whether the end was reached
 */
export async function eachPartition(database: Database, visit: (partition: Partition) => Promise<void>, way: Way = {}): Promise<boolean> {
  const places = way.places ?? atTheBeginning()
  await Promise.all(places.map((_, segment) => visitSegment(database, visit, { ...way, places }, segment)))
  return places.every((place) => place === 'end')
}

/** The same, item by item. */
export const eachItem = (database: Database, visit: (item: Item) => Promise<void>, way: Way = {}): Promise<boolean> =>
  eachPartition(database, async ({ items }) => {
    for (const item of items) await visit(item)
  }, way)

async function visitSegment(database: Database, visit: (partition: Partition) => Promise<void>, { places, filter, mayGoOn = () => true, onRead }: Way & { readonly places: Place[] }, segment: number): Promise<void> {
  const from = places[segment]
  if (from === undefined || from === 'end') return
  const visited = from === 'begin' ? undefined : from
  let pk: string | undefined
  let items: Item[] = []
  for await (const page of pages(database, { segment, of: places.length, after: visited, filter })) {
    onRead?.(page.length)
    for (const item of page) {
      // What was written behind the place where the scan was stopped belongs to a partition that has been visited.
      if (item['pk'] === visited?.pk) continue
      if (pk !== undefined && item['pk'] !== pk) {
        await visit({ pk, items })
        places[segment] = { pk, sk: String(items.at(-1)?.['sk']) }
        if (!mayGoOn()) return
        items = []
      }
      pk = String(item['pk'])
      items.push(item)
    }
  }
  if (pk !== undefined) await visit({ pk, items })
  places[segment] = 'end'
}

interface Pages {
  readonly segment: number
  readonly of: number
  readonly after: Key | undefined
  readonly filter: Filter | undefined
}

async function* pages(database: Database, { segment, of, after: first, filter }: Pages): AsyncGenerator<readonly Item[]> {
  let after: Item | undefined = first && { pk: first.pk, sk: first.sk }
  do {
    const page = await reached(() =>
      database.documents.send(
        new ScanCommand({
          TableName: database.table,
          ConsistentRead: true,
          Segment: segment,
          TotalSegments: of,
          ExclusiveStartKey: after,
          ...(filter === undefined ? {} : { FilterExpression: filter.expression, ExpressionAttributeValues: { ...filter.values } }),
        }),
      ),
    )
    yield page.Items ?? []
    after = page.LastEvaluatedKey
  } while (after !== undefined)
}

/** A partition read anew, whole and strongly consistent. */
export async function readPartition(database: Database, pk: string): Promise<Partition> {
  const items: Item[] = []
  let after: Item | undefined
  do {
    const page = await reached(() =>
      database.documents.send(
        new QueryCommand({ TableName: database.table, ConsistentRead: true, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ExclusiveStartKey: after }),
      ),
    )
    items.push(...(page.Items ?? []))
    after = page.LastEvaluatedKey
  } while (after !== undefined)
  return { pk, items }
}
