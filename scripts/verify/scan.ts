import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Database } from '../../functions/database/client'
import { type Item, reached } from '../../functions/database/read'

/** All items under one partition key. */
export interface Partition {
  readonly pk: string
  readonly items: readonly Item[]
}

export interface Filter {
  readonly expression: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Segments of a table that are read at the same time. */
const SEGMENTS = 8

/** Visits every partition once, several at a time. DynamoDB delivers a partition's items together, over as many pages as they need. */
export async function eachPartition(database: Database, visit: (partition: Partition) => Promise<void>, onRead: (items: number) => void = () => undefined): Promise<void> {
  const segments = Array.from({ length: SEGMENTS }, async (_, segment) => {
    let pk: string | undefined
    let items: Item[] = []
    for await (const page of pages(database, segment)) {
      onRead(page.length)
      for (const item of page) {
        if (item['pk'] !== pk) {
          if (pk !== undefined) await visit({ pk, items })
          pk = String(item['pk'])
          items = []
        }
        items.push(item)
      }
    }
    if (pk !== undefined) await visit({ pk, items })
  })
  await Promise.all(segments)
}

/** Visits every item that passes the filter. */
export async function eachItem(database: Database, filter: Filter, visit: (item: Item) => Promise<void>): Promise<void> {
  const segments = Array.from({ length: SEGMENTS }, async (_, segment) => {
    for await (const page of pages(database, segment, filter)) for (const item of page) await visit(item)
  })
  await Promise.all(segments)
}

async function* pages(database: Database, segment: number, filter?: Filter): AsyncGenerator<readonly Item[]> {
  let after: Item | undefined
  do {
    const page = await reached(() =>
      database.documents.send(
        new ScanCommand({
          TableName: database.table,
          ConsistentRead: true,
          Segment: segment,
          TotalSegments: SEGMENTS,
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
