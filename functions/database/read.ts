import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { SortOrder } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import type { Database } from './client'
import { type Key, keys, memberList, roster } from './keys'

export type Item = Readonly<Record<string, unknown>>

const BATCH_KEYS_MAX = 100
const BATCH_TRIES = 5
const RETRY_AFTER_SECONDS = 3

/** One item, strongly consistent. */
export async function get(database: Database, key: Key): Promise<Item | undefined> {
  const { Item } = await reached(() => database.documents.send(new GetCommand({ TableName: database.table, Key: key, ConsistentRead: true })))
  return Item
}

/** Items by key in one request (per hundred), strongly consistent, in the order of the keys; undefined where there is none. */
export async function getAll(database: Database, wanted: readonly Key[]): Promise<readonly (Item | undefined)[]> {
  const found = new Map<string, Item>()
  for (let from = 0; from < wanted.length; from += BATCH_KEYS_MAX) await getBatch(database, wanted.slice(from, from + BATCH_KEYS_MAX), found)
  return wanted.map((key) => found.get(nameOf(key)))
}

async function getBatch(database: Database, wanted: readonly Key[], found: Map<string, Item>): Promise<void> {
  let rest: Record<string, unknown>[] = [...new Map(wanted.map((key) => [nameOf(key), { pk: key.pk, sk: key.sk }])).values()]
  for (let attempt = 1; rest.length > 0; attempt++) {
    if (attempt > BATCH_TRIES) throw new Refusal('busy')
    const Keys = rest
    const reply = await reached(() => database.documents.send(new BatchGetCommand({ RequestItems: { [database.table]: { Keys, ConsistentRead: true } } })))
    for (const item of reply.Responses?.[database.table] ?? []) found.set(nameOf({ pk: String(item['pk']), sk: String(item['sk']) }), item)
    rest = reply.UnprocessedKeys?.[database.table]?.Keys ?? []
  }
}

export interface Range {
  readonly pk: string
  readonly beginsWith?: string
  /** Go on behind this sort key. */
  readonly after?: string | undefined
  readonly limit?: number
  readonly newestFirst?: boolean
  readonly filter?: { readonly expression: string; readonly names?: Record<string, string>; readonly values: Record<string, unknown> }
}

/** A stretch of one partition by sort key, strongly consistent; `last` is the sort key to go on from, or undefined at the end. */
export async function range(database: Database, wanted: Range): Promise<{ items: readonly Item[]; last: string | undefined }> {
  const { pk, beginsWith, after, limit, newestFirst, filter } = wanted
  const reply = await reached(() =>
    database.documents.send(
      new QueryCommand({
        TableName: database.table,
        ConsistentRead: true,
        KeyConditionExpression: beginsWith === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ...(beginsWith === undefined ? {} : { ':prefix': beginsWith }), ...filter?.values },
        ...(filter === undefined ? {} : { FilterExpression: filter.expression }),
        ...(filter?.names === undefined ? {} : { ExpressionAttributeNames: filter.names }),
        ...(limit === undefined ? {} : { Limit: limit }),
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        ScanIndexForward: newestFirst !== true,
      }),
    ),
  )
  const last = reply.LastEvaluatedKey?.['sk']
  return { items: reply.Items ?? [], last: typeof last === 'string' ? last : undefined }
}

const nameOf = (key: Key): string => `${key.pk} ${key.sk}`

const unreachable = new Set([
  'TimeoutError', 'AbortError', 'NetworkingError', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'InternalServerError', 'ServiceUnavailable',
  'ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'TransactionInProgressException',
])

/** Makes of a database that cannot be reached the one refusal `unavailable`; nothing else is touched. */
export async function reached<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof Error && (unreachable.has(error.name) || ('code' in error && unreachable.has(String(error.code))))) {
      throw new Refusal('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error.name })
    }
    throw error
  }
}

/** A page of member ids of one shard of the roster, at most `limit`; `last` is the id to go on from. */
export async function onRoster(database: Database, shard: number, after: string | undefined, limit?: number): Promise<{ memberIds: readonly string[]; last: string | undefined }> {
  const reply = await reached(() =>
    database.documents.send(
      new QueryCommand({
        TableName: database.table,
        IndexName: roster.index,
        KeyConditionExpression: 'roster = :shard',
        ExpressionAttributeValues: { ':shard': roster.shard(shard) },
        ...(limit === undefined ? {} : { Limit: limit }),
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk: after, sk: keys.account(after).sk, roster: roster.shard(shard) } }),
      }),
    ),
  )
  const last = reply.LastEvaluatedKey?.['pk']
  return { memberIds: (reply.Items ?? []).map((item) => String(item['pk'])), last: typeof last === 'string' ? last : undefined }
}

/** A page of all members by when they came, behind `after`; `last` is the id to go on from. */
export async function onMemberList(database: Database, order: SortOrder, after: string | undefined, limit: number): Promise<{ memberIds: readonly string[]; last: string | undefined }> {
  const reply = await reached(() =>
    database.documents.send(
      new QueryCommand({
        TableName: database.table,
        IndexName: memberList.index,
        KeyConditionExpression: 'listed = :all',
        ExpressionAttributeValues: { ':all': memberList.of },
        Limit: limit,
        ScanIndexForward: order === 'oldest',
        ...(after === undefined ? {} : { ExclusiveStartKey: { ...keys.member(after), listed: memberList.of } }),
      }),
    ),
  )
  const last = reply.LastEvaluatedKey?.['pk']
  return { memberIds: (reply.Items ?? []).map((item) => String(item['pk'])), last: typeof last === 'string' ? last : undefined }
}
