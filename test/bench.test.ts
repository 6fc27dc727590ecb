import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { regionOf } from '../scripts/local/clients'
import { bytesOf, Meter } from '../scripts/bench/meter'
import { holds, median, rounded } from '../scripts/bench/measure'
import { createTestTable, type TestTable } from './support/database'

let table: TestTable
let meter: Meter
let client: DynamoDBClient
let documents: DynamoDBDocumentClient

beforeAll(async () => {
  table = await createTestTable({ isVerified: false })
  client = new DynamoDBClient({ endpoint: table.endpoint, region: regionOf(table.tableName), credentials: { accessKeyId: 'local', secretAccessKey: 'local' } })
  documents = DynamoDBDocumentClient.from(client)
  meter = new Meter(client, table.tableName, table.endpoint)
})
afterAll(() => {
  meter.close()
  client.destroy()
})

const common = () => ({ TableName: table.tableName, ReturnConsumedCapacity: 'INDEXES' as const })
type Told = { readonly ConsumedCapacity?: { readonly CapacityUnits?: number | undefined } | undefined }

/** What our meter counts beside what the database tells. */
async function both(send: () => Promise<Told>): Promise<{ ours: number; theirs: number | undefined }> {
  let theirs: number | undefined
  const { writeUnits } = await meter.of(async () => {
    theirs = (await send()).ConsumedCapacity?.CapacityUnits
  })
  return { ours: writeUnits, theirs }
}

const put = (sk: string, more: Record<string, unknown>) => both(() => documents.send(new PutCommand({ ...common(), Item: { pk: 'p', sk, ...more } })))

/** Bytes of text that fill an item with a key `p`, `s<n>` and this one attribute to so many bytes. */
const filling = (sk: string, bytes: number): string => 'x'.repeat(bytes - 'pk'.length - 'p'.length - 'sk'.length - sk.length - 'text'.length)

describe('the meter of write units agrees with DynamoDB Local', () => {
  test.each([
    ['a small item', 's1', { name: '点金' }],
    ['an item of 1,024 bytes', 's2', { text: filling('s2', 1_024) }],
    ['an item of a byte more', 's3', { text: filling('s3', 1_025) }],
    ['lists, maps, numbers and yes or no', 's4', { list: Array.from({ length: 200 }, (_, i) => ({ at: i * 1_000, isGood: true })), map: { 'a b': null, c: [1.5, -20] } }],
    ['an item on the roster', 's5', { roster: 'ROSTER#1', text: filling('s5', 3_000) }],
    ['an item on a clerk’s list', 's6', { deedsOf: 'DEEDS#1', deedsAt: '2026-11-24', text: filling('s6', 2_000) }],
  ])('on %s', async (_, sk, more) => {
    const { ours, theirs } = await put(sk, more)
    expect(ours).toBe(theirs)
  })

  test('on an item that shrinks, that moves within an index, that leaves it, and that goes', async () => {
    const deed = { deedsOf: 'DEEDS#1', deedsAt: '2026-11-24' }
    await put('s7', { ...deed, text: filling('s7', 3_500) })
    const changes = [
      await put('s7', { ...deed, text: 'short' }),
      await put('s7', { ...deed, deedsOf: 'DEEDS#2', text: 'short' }),
      await both(() => documents.send(new UpdateCommand({ ...common(), Key: { pk: 'p', sk: 's7' }, UpdateExpression: 'REMOVE deedsOf' }))),
      await both(() => documents.send(new DeleteCommand({ ...common(), Key: { pk: 'p', sk: 's7' } }))),
    ]
    for (const { ours, theirs } of changes) expect(ours).toBe(theirs)
  })

  test('and counts a condition that fails, and a request for each', async () => {
    await put('s8', { text: filling('s8', 1_500) })
    const { requests, writeUnits } = await meter.of(() =>
      documents.send(new PutCommand({ ...common(), Item: { pk: 'p', sk: 's8' }, ConditionExpression: 'attribute_not_exists(pk)' })).catch(() => undefined),
    )
    expect({ requests, writeUnits }).toEqual({ requests: 1, writeUnits: 2 })
  })
})

test('an item weighs its names and its values', () => {
  expect(bytesOf({ pk: { S: 'p' }, sk: { S: '点' } })).toBe(2 + 1 + 2 + 3)
  expect(bytesOf(undefined)).toBe(0)
})

test('a figure holds at its bar, whichever way that goes, and without one', () => {
  expect([1.5, 1.51].map((value) => holds({ name: '', unit: '', value, bar: 1.5 }))).toEqual([true, false])
  expect([0.5, 0.49].map((value) => holds({ name: '', unit: '', value, bar: 0.5, atLeast: true }))).toEqual([true, false])
  expect(holds({ name: '', unit: '', value: 9 })).toBe(true)
  expect(median([3, 1, 2])).toBe(2)
  expect([1.236, 4].map(rounded)).toEqual([1.24, 4])
})
