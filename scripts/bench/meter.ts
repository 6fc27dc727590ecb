import { type AttributeValue, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { regionOf } from '../local/clients'
import * as z from 'zod'

type Item = Record<string, AttributeValue>
interface Key {
  readonly pk: AttributeValue
  readonly sk: AttributeValue
}

const UNIT_BYTES = 1_024
const attribute = z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null)
const key = z.object({ pk: attribute, sk: attribute })
const change = z.object({ Item: z.record(z.string(), attribute).optional(), Key: key.optional() })
const body = z.object({
  TransactItems: z.array(z.object({ Put: change.optional(), Update: change.optional(), Delete: change.optional() })).optional(),
  ...change.shape,
})

/** Indexes of the table: the attributes of their keys, and whether they carry the whole item. */
const indexes = [
  { keys: ['roster'], carriesAll: false },
  { keys: ['deedsOf', 'deedsAt'], carriesAll: true },
] as const

const written = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'])

/**
 * Counts requests and write units by AWS's rules, from the bytes of items before and after: a unit per started KB of the larger, twice
 * that in a transaction, an index's own where it changes; a failed condition costs as much. (DynamoDB Local tells a constant for transactions.)
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export class Meter {
  requests = 0
  writeUnits = 0
  /** Those of the figures, which are counted apart: what follows from a write by the stream for the shop's own numbers. */
  figureUnits = 0
  private readonly eye: DynamoDBClient

  /** @param client the one to watch; `endpoint` is looked at by a connection of the meter's own, which is not counted */
  constructor(
    client: DynamoDBClient,
    private readonly table: string,
    endpoint: string,
  ) {
    this.eye = new DynamoDBClient({ endpoint, region: regionOf(table), credentials: { accessKeyId: 'local', secretAccessKey: 'local' } })
    client.middlewareStack.add(
      (next, context) => async (args) => {
        this.requests += 1
        const command = String(context['commandName']).replace(/Command$/, '')
        if (!written.has(command)) return next(args)
        const { keys, factor } = touched(requestBody(args))
        const before = await this.look(keys)
        try {
          return await next(args)
        } finally {
          const after = await this.look(keys)
          keys.forEach((key, i) => {
            const units = factor * baseUnits(before[i], after[i]) + indexUnits(before[i], after[i])
            if (isFigure(key)) this.figureUnits += units
            else this.writeUnits += units
          })
        }
      },
      { step: 'build', name: 'meter' },
    )
  }

  /** What a piece of work costs. */
  async of(work: () => Promise<unknown>): Promise<{ requests: number; writeUnits: number; figureUnits: number }> {
    const { requests, writeUnits, figureUnits } = this
    await work()
    return { requests: this.requests - requests, writeUnits: this.writeUnits - writeUnits, figureUnits: this.figureUnits - figureUnits }
  }

  close(): void {
    this.eye.destroy()
  }

  private look(keys: readonly Key[]): Promise<readonly (Item | undefined)[]> {
    return Promise.all(keys.map(async ({ pk, sk }) => (await this.eye.send(new GetItemCommand({ TableName: this.table, Key: { pk, sk }, ConsistentRead: true }))).Item))
  }
}

function requestBody(args: object): z.output<typeof body> {
  const { request } = z.object({ request: z.object({ body: z.unknown().transform(textOf) }) }).parse(args)
  return body.parse(JSON.parse(request.body))
}

const textOf = (sent: unknown): string => (ArrayBuffer.isView(sent) ? Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength).toString() : String(sent))

function touched(request: z.output<typeof body>): { keys: readonly Key[]; factor: number } {
  const changes = request.TransactItems?.map(({ Put, Update, Delete }) => Put ?? Update ?? Delete ?? {}) ?? [request]
  return { keys: changes.map(({ Item, Key }) => key.parse(Item ?? Key)), factor: request.TransactItems === undefined ? 1 : 2 }
}

const isFigure = ({ pk, sk }: Key): boolean => (pk.S ?? '').startsWith('FIGURES') || (sk.S ?? '').startsWith('COUNTED')

const units = (bytes: number): number => Math.max(1, Math.ceil(bytes / UNIT_BYTES))

const baseUnits = (before: Item | undefined, after: Item | undefined): number => units(Math.max(bytesOf(before), bytesOf(after)))

function indexUnits(before: Item | undefined, after: Item | undefined): number {
  return indexes.reduce((sum, { keys, carriesAll }) => {
    const was = inIndex(before, keys, carriesAll)
    const is = inIndex(after, keys, carriesAll)
    if (was === undefined && is === undefined) return sum
    if (was === undefined || is === undefined) return sum + units(bytesOf(was ?? is))
    if (JSON.stringify(was) === JSON.stringify(is)) return sum
    const isMoved = keys.some((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    return sum + (isMoved ? units(bytesOf(was)) + units(bytesOf(is)) : units(Math.max(bytesOf(was), bytesOf(is))))
  }, 0)
}

function inIndex(item: Item | undefined, keys: readonly string[], carriesAll: boolean): Item | undefined {
  if (item === undefined || keys.some((name) => item[name] === undefined)) return undefined
  const names = carriesAll ? Object.keys(item) : ['pk', 'sk', ...keys]
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])))
}

/** The bytes of an item as DynamoDB counts them: names and values. */
export function bytesOf(item: Item | undefined): number {
  return item === undefined ? 0 : Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0)
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return Math.ceil(value.N.replace(/^[-.0]+|\./g, '').length / 2) + 1
  if (value.L !== undefined) return value.L.reduce((sum, one) => sum + valueBytes(one) + 1, 3)
  if (value.M !== undefined) return Object.entries(value.M).reduce((sum, [name, one]) => sum + Buffer.byteLength(name) + valueBytes(one) + 1, 3)
  return 1
}
