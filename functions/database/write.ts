import { ConditionalCheckFailedException, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { Refusal } from '../../shared/api/refusal'
import type { Database } from './client'
import type { Key } from './keys'
import { type Item, reached } from './read'

const CONFLICT_TRIES = 6
const RACE_TRIES = 14
const PAUSE_BASE_MS = 8
const PAUSE_MAX_MS = 250

interface Condition {
  readonly condition?: string
  readonly names?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, unknown>>
  /** The refusal that a failed condition stands for, from the item that stood in the way; none means a lost race: read and decide again. */
  readonly otherwise?: (old: Item | undefined) => Refusal | undefined
}

/** One conditional change of one item, as a value. Only `commit` sends it. */
export type Write =
  | (Condition & { readonly type: 'put'; readonly item: Key & Item })
  | (Condition & { readonly type: 'update'; readonly key: Key; readonly set: string })
  | (Condition & { readonly type: 'delete'; readonly key: Key })
  /** Changes nothing, but must hold at the moment of the others. Only beside others. */
  | (Condition & { readonly type: 'check'; readonly key: Key; readonly condition: string })

/** Puts an item that must not be there yet. */
export const create = (item: Key & Item, otherwise?: Condition['otherwise']): Write => ({
  type: 'put',
  item,
  condition: 'attribute_not_exists(pk)',
  ...(otherwise ? { otherwise } : {}),
})

/** Somebody else wrote first. Never leaves this folder's `again`. */
export class LostRace extends Error {
  constructor(readonly old: Item | undefined) {
    super('lost race')
  }
}

/** Sends writes: all or nothing. Throws the refusal of the condition that failed, or `LostRace`. */
export async function commit(database: Database, writes: readonly Write[]): Promise<void> {
  const [only] = writes
  if (only === undefined) return
  for (let attempt = 1; ; attempt++) {
    try {
      await reached(() => (writes.length === 1 ? sendOne(database, only) : sendAll(database, writes)))
      return
    } catch (error) {
      if (!isConflict(error)) throw failureOf(error, writes)
      if (attempt >= CONFLICT_TRIES) throw new Refusal('busy')
      await pause(attempt)
    }
  }
}

/** Reads, decides and commits again while others keep writing first; then `busy`. */
export async function again<T>(once: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once()
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
      if (attempt >= RACE_TRIES) throw new Refusal('busy')
      await pause(attempt)
    }
  }
}

/** Whether what failed may go through when it is tried again later. */
export const mayPass = (error: unknown): boolean => error instanceof Refusal && (error.code === 'unavailable' || error.code === 'busy')

async function sendOne(database: Database, write: Write): Promise<void> {
  const common = { TableName: database.table, ...expression(write) }
  switch (write.type) {
    case 'put':
      await database.documents.send(new PutCommand({ ...common, Item: write.item }))
      return
    case 'update':
      await database.documents.send(new UpdateCommand({ ...common, Key: write.key, UpdateExpression: write.set }))
      return
    case 'delete':
      await database.documents.send(new DeleteCommand({ ...common, Key: write.key }))
      return
    case 'check':
      throw new Error('a check alone writes nothing')
  }
}

/** Commits; false where a condition did not hold, and then nothing was written. */
export async function tried(database: Database, writes: readonly Write[]): Promise<boolean> {
  try {
    await commit(database, writes)
    return true
  } catch (error) {
    if (error instanceof LostRace) return false
    throw error
  }
}

async function sendAll(database: Database, writes: readonly Write[]): Promise<void> {
  const TransactItems = writes.map((write) => {
    const common = { TableName: database.table, ...expression(write) }
    switch (write.type) {
      case 'put':
        return { Put: { ...common, Item: write.item } }
      case 'update':
        return { Update: { ...common, Key: write.key, UpdateExpression: write.set } }
      case 'delete':
        return { Delete: { ...common, Key: write.key } }
      case 'check':
        return { ConditionCheck: { ...common, Key: write.key, ConditionExpression: write.condition } }
    }
  })
  await database.documents.send(new TransactWriteCommand({ TransactItems }))
}

function expression(write: Write) {
  return {
    ...(write.condition === undefined ? {} : { ConditionExpression: write.condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
    ...(write.names === undefined ? {} : { ExpressionAttributeNames: { ...write.names } }),
    ...(write.values === undefined ? {} : { ExpressionAttributeValues: { ...write.values } }),
  }
}

/** AWS cancels a write that meets a transaction on an item; nothing was written, and nobody's condition failed. */
function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true
  if (!(error instanceof TransactionCanceledException)) return false
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None')
  return codes.some((code) => code !== 'None') && codes.every((code) => code === 'None' || code === 'TransactionConflict' || code === 'ThrottlingError')
}

function failureOf(error: unknown, writes: readonly Write[]): unknown {
  if (error instanceof ConditionalCheckFailedException) return verdict(writes[0], error.Item && unmarshall(error.Item))
  if (!(error instanceof TransactionCanceledException)) return error
  const failed = (error.CancellationReasons ?? []).map((reason, index) => ({ reason, write: writes[index] })).filter(({ reason }) => reason.Code === 'ConditionalCheckFailed')
  const verdicts = failed.map(({ reason, write }) => verdict(write, reason.Item && unmarshall(reason.Item)))
  return verdicts.find((one) => one instanceof LostRace) ?? verdicts[0] ?? error
}

const verdict = (write: Write | undefined, old: Item | undefined): Error => write?.otherwise?.(old) ?? new LostRace(old)

/** Waits a random time that grows with the attempt, so that those who collided spread out. */
function pause(attempt: number): Promise<void> {
  const longest = Math.min(PAUSE_MAX_MS, PAUSE_BASE_MS * 2 ** attempt)
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest))
}
