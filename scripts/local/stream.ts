import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { DescribeStreamCommand, type DynamoDBStreamsClient, ExpiredIteratorException, GetRecordsCommand, type GetRecordsCommandOutput, GetShardIteratorCommand, type Shard, TrimmedDataAccessException } from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBRecord } from 'aws-lambda'
import type { DatabaseClients } from './clients'
import { type DeclaredStream, readDeclaration } from './declaration'
import { deliver, type PutAside } from './delivery'
import type { StreamHandler } from './lambda'
import { type Position, type PositionKeeper, positionInMemory } from './position'
import { lambdaRecord } from './record'
import { Sentence } from './sentence'
import { text } from './text'

export interface StreamOptions {
  readonly clients: Pick<DatabaseClients, 'client' | 'streams'>
  readonly tableName: string
  readonly handler: StreamHandler
  /** Remembers how far the stream was read; in memory without it. */
  readonly position?: PositionKeeper
  /** After so many a record is given up; as `serverless.yml` says without it. */
  readonly attemptsMax?: number
  /** Told of records that were given up. */
  readonly onPutAside?: PutAside
  /** Told of a database that does not answer; the feed goes on trying. */
  readonly onError?: (error: unknown) => void
}

export interface StreamReader {
  /** Hands everything that is in the stream to the handler, in order; answers with the number of records read. */
  drain(): Promise<number>
}

export interface StreamFeed extends StreamReader {
  /** Stops after the batch in hand. */
  close(): Promise<void>
}

const IDLE_MILLISECONDS = 300
const ERROR_MILLISECONDS = 2_000

/** Feeds the handler from the table's stream for as long as it is open, as Lambda's own poller does. */
export async function startStream(options: StreamOptions): Promise<StreamFeed> {
  const closing = new AbortController()
  const reader = await openStream(options, closing.signal)
  let running: Promise<number> = Promise.resolve(0)
  /** One at a time: two readers would hand out the same records. */
  const drain = () => {
    running = running.catch(() => 0).then(() => reader.drain())
    return running
  }
  const feeding = (async () => {
    while (!closing.signal.aborted) {
      const pause = await drain().then(
        (count) => (count > 0 ? 0 : IDLE_MILLISECONDS),
        (error: unknown) => {
          if (!closing.signal.aborted) options.onError?.(error)
          return ERROR_MILLISECONDS
        },
      )
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  })()
  return {
    drain,
    close: async () => {
      closing.abort()
      await feeding
      await running.catch(() => 0)
    },
  }
}

/** A reader that reads only when told; a test uses it to say when the stream's consumer runs. */
export async function openStream(options: StreamOptions, signal: AbortSignal = new AbortController().signal): Promise<StreamReader> {
  const { clients, tableName, handler, position: keeper = positionInMemory(), onPutAside = () => undefined } = options
  const declaration = readDeclaration().stream
  const declared = { ...declaration, maximumRetryAttempts: options.attemptsMax ?? declaration.maximumRetryAttempts }
  const { Table } = await clients.client.send(new DescribeTableCommand({ TableName: tableName }))
  const streamArn = Table?.LatestStreamArn
  if (streamArn === undefined) throw new Sentence(text.streamMissing(tableName))
  const kept = await keeper.load()
  const position: Position = kept?.streamArn === streamArn ? kept : { streamArn, shards: {} }
  const hand = async (shardId: string, records: readonly DynamoDBRecord[]) => {
    const save = async (after: string) => {
      position.shards[shardId] = { after, hasEnded: false }
      await keeper.save(position)
    }
    await deliver({ records, handler, declared, signal, onPutAside, onProgress: save })
  }
  const open = new Map<string, string>()
  return { drain: () => drainAll({ streams: clients.streams, streamArn, position, keeper, declared, hand, signal, open }) }
}

interface Reading {
  readonly streams: DynamoDBStreamsClient
  readonly streamArn: string
  readonly position: Position
  readonly keeper: PositionKeeper
  readonly declared: DeclaredStream
  readonly hand: (shardId: string, records: readonly DynamoDBRecord[]) => Promise<void>
  readonly signal: AbortSignal
  /** Where to go on in each shard that has not ended. New shards come only when one ends, so while there are some, nothing is asked about the rest: that question is the costly one. */
  readonly open: Map<string, string>
}

async function drainAll(reading: Reading): Promise<number> {
  const { open } = reading
  try {
    const before = [...open.keys()]
    let count = 0
    for (const id of before) count += await drainShard(id, reading)
    return before.length > 0 && open.size === before.length ? count : count + (await drainNew(reading))
  } catch (error) {
    open.clear()
    throw error
  }
}

/** Looks which shards there are, and reads those that have not ended. */
async function drainNew(reading: Reading): Promise<number> {
  const { position } = reading
  const shards = await shardsOf(reading)
  const known = new Set(shards.map(({ ShardId }) => ShardId))
  position.shards = Object.fromEntries(Object.entries(position.shards).filter(([id]) => known.has(id)))
  let count = 0
  for (const { ShardId: id = '' } of parentsFirst(shards)) {
    if (position.shards[id]?.hasEnded !== true) count += await drainShard(id, reading)
  }
  return count
}

async function shardsOf({ streams, streamArn }: Reading): Promise<Shard[]> {
  const shards: Shard[] = []
  let from: string | undefined
  do {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: from }))
    shards.push(...(StreamDescription?.Shards ?? []))
    from = StreamDescription?.LastEvaluatedShardId
  } while (from !== undefined)
  return shards
}

/** What happened to one item may go on from a shard into its child: the parent is read to its end first. */
function parentsFirst(shards: readonly Shard[]): Shard[] {
  const waiting = new Map(shards.map((shard) => [shard.ShardId, shard]))
  const ordered: Shard[] = []
  const take = (shard: Shard) => {
    if (!waiting.delete(shard.ShardId)) return
    const parent = waiting.get(shard.ParentShardId)
    if (parent) take(parent)
    ordered.push(shard)
  }
  shards.forEach(take)
  return ordered
}

async function drainShard(id: string, reading: Reading): Promise<number> {
  const { streams, streamArn, position, keeper, hand, signal, open } = reading
  let iterator = open.get(id) ?? (await iteratorFrom(position.shards[id]?.after, { streams, streamArn, shardId: id }))
  open.delete(id)
  let read = 0
  while (iterator !== undefined && !signal.aborted) {
    const { Records = [], NextShardIterator } = await recordsFrom(iterator, id, reading)
    if (Records.length > 0) await hand(id, Records.map((record) => lambdaRecord(record, streamArn)))
    read += Records.length
    iterator = NextShardIterator
    if (Records.length === 0) break
  }
  if (iterator !== undefined) open.set(id, iterator)
  else {
    position.shards[id] = { ...position.shards[id], hasEnded: true }
    await keeper.save(position)
  }
  return read
}

/** A place that was kept too long is forgotten: it is found again by the last record that was dealt with. */
async function recordsFrom(iterator: string, shardId: string, { streams, streamArn, position, declared: { batchSize: Limit } }: Reading): Promise<GetRecordsCommandOutput> {
  try {
    return await streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit }))
  } catch (error) {
    if (!(error instanceof ExpiredIteratorException)) throw error
    return streams.send(new GetRecordsCommand({ ShardIterator: await iteratorFrom(position.shards[shardId]?.after, { streams, streamArn, shardId }), Limit }))
  }
}

async function iteratorFrom(after: string | undefined, { streams, streamArn, shardId }: { streams: DynamoDBStreamsClient; streamArn: string; shardId: string }): Promise<string | undefined> {
  const shard = { StreamArn: streamArn, ShardId: shardId }
  const oldest = new GetShardIteratorCommand({ ...shard, ShardIteratorType: 'TRIM_HORIZON' })
  if (after === undefined) return (await streams.send(oldest)).ShardIterator
  try {
    return (await streams.send(new GetShardIteratorCommand({ ...shard, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }))).ShardIterator
  } catch (error) {
    // After more than a day's pause the stream has forgotten the place.
    if (error instanceof TrimmedDataAccessException) return (await streams.send(oldest)).ShardIterator
    throw error
  }
}
