import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { startDatabase } from '../scripts/local/database'
import { lambdaContext, startFunction, type StreamHandler } from '../scripts/local/lambda'
import { requireFreePort } from '../scripts/local/port'
import { positionInFile } from '../scripts/local/position'
import { startSchedule } from '../scripts/local/schedule'
import { Sentence } from '../scripts/local/sentence'
import { startStatic } from '../scripts/local/static'
import { openStream, startStream } from '../scripts/local/stream'
import { createTable } from '../scripts/local/table'
import { en, zh } from '../scripts/local/text'
import { aligned, boxed, columnsOf } from '../scripts/local/width'
import { createTestTable, type TestTable } from './support/database'

const scratch = mkdtempSync(join(tmpdir(), 'dianjin-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('the table', () => {
  test('is the one that serverless.yml declares', async () => {
    const { client, tableName } = await createTestTable({ isVerified: false })
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }))
    expect(Table?.KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }])
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName, Projection }) => [IndexName, Projection?.ProjectionType]).sort()).toEqual([['deeds', 'ALL'], ['members', 'KEYS_ONLY'], ['roster', 'KEYS_ONLY']])
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' })
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: tableName }))
    expect(TimeToLiveDescription?.AttributeName).toBe('ttl')
  })

  test('is made once, and found after that', async () => {
    const { client } = await createTestTable({ isVerified: false })
    const tableName = `scratch-once-${Date.now()}`
    const outcomes = await Promise.all([createTable(client, tableName), createTable(client, tableName)])
    expect(outcomes.sort()).toEqual(['created', 'found'])
    expect(await createTable(client, tableName)).toBe('found')
  })
})

describe('the stream', () => {
  let table: TestTable
  beforeEach(async () => {
    table = await createTestTable({ isVerified: false })
  })
  const put = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, n) => table.documentClient.send(new PutCommand({ TableName: table.tableName, Item: { pk: 'one', sk: `item-${n}`, count, bytes: new Uint8Array([1, 2]) } }))))
  const open = (handler: StreamHandler, file: string) => openStream({ clients: table.clients, tableName: table.tableName, handler, position: positionInFile(join(scratch, file)) })

  test('tells every change once, as Lambda hears of it, and goes on from there after a restart', async () => {
    const heard: unknown[] = []
    const hear: StreamHandler = async ({ Records }) => void heard.push(...Records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.Keys?.['sk']?.S, dynamodb?.NewImage?.['bytes']]))
    await put(3)
    expect(await (await open(hear, 'once.json')).drain()).toBe(3)
    expect(heard).toHaveLength(3)
    expect(heard[0]).toEqual(['INSERT', expect.stringMatching(/^item-/), { B: 'AQI=' }])
    await put(1)
    expect(await (await open(hear, 'once.json')).drain()).toBe(1)
    expect(heard[3]).toEqual(['MODIFY', 'item-0', { B: 'AQI=' }])
  })

  test('what failed is told again from the first failure on, and nothing before it', async () => {
    const heard: (string | undefined)[][] = []
    const refusing: StreamHandler = async ({ Records }) => {
      const numbers = Records.map(({ dynamodb }) => dynamodb?.SequenceNumber)
      heard.push(numbers)
      return heard.length === 1 ? { batchItemFailures: [{ itemIdentifier: numbers[2] }, { itemIdentifier: numbers[3] }] } : { batchItemFailures: [] }
    }
    await put(4)
    await (await open(refusing, 'failed.json')).drain()
    expect(heard).toEqual([expect.anything(), [heard[0]?.[2]], [heard[0]?.[3]]])
  })

  test('one record that always fails is put aside and holds nobody up', async () => {
    const heard = new Set<string | undefined>()
    const putAside: (string | undefined)[] = []
    const handler: StreamHandler = async ({ Records }) => {
      if (Records.some(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S === 'item-1')) throw new Error('no')
      for (const { dynamodb } of Records) heard.add(dynamodb?.Keys?.['sk']?.S)
    }
    await put(4)
    const options = { clients: table.clients, tableName: table.tableName, handler, attemptsMax: 2 }
    await (await openStream({ ...options, onPutAside: ({ dynamodb }) => putAside.push(dynamodb?.Keys?.['sk']?.S) })).drain()
    expect([...heard].sort()).toEqual(['item-0', 'item-2', 'item-3'])
    expect(putAside).toEqual(['item-1'])
  })

  test('the feed tells by itself and stops when closed', async () => {
    let heard = 0
    const feed = await startStream({ clients: table.clients, tableName: table.tableName, handler: async ({ Records }) => void (heard += Records.length) })
    await put(5)
    await until(() => heard === 5)
    await feed.close()
    await put(1)
    expect(heard).toBe(5)
  })
})

describe('the schedule', () => {
  test('a job runs at once and again, never beside itself, and survives its own failure', async () => {
    const jobs: string[] = []
    const errors: string[] = []
    let running = 0
    const handler = async ({ job }: { readonly job: string }) => {
      jobs.push(job)
      expect((running += 1)).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 15))
      running -= 1
      throw new Error('tired')
    }
    const schedule = startSchedule({ handler, jobs: [{ job: 'sweep', everyMilliseconds: 5 }], onError: (job) => errors.push(job) })
    await until(() => jobs.length === 3)
    await schedule.close()
    expect(running).toBe(0)
    expect(errors).toEqual(['sweep', 'sweep', 'sweep'])
  })
})

describe('a function in its thread', () => {
  const start = (source: string) => {
    const bundle = join(scratch, `${Math.random()}.cjs`)
    writeFileSync(bundle, source)
    return startFunction<{ readonly n: number }>({ name: 'probe', bundle, env: { ONLY: 'this' }, logFile: join(scratch, 'probe.log') })
  }
  const context = lambdaContext('probe', 1_000)

  test('sees its own environment, answers, throws, and is there again after a crash', async () => {
    const { handler, close } = start(`exports.handler = async ({ n }, context) => {
      if (n === 1) throw new Error('one')
      if (n === 2) setImmediate(() => { throw new Error('two') })
      if (n === 2) await new Promise(() => undefined)
      return [n, Object.keys(process.env), context.functionName, context.getRemainingTimeInMillis() <= 1000]
    }`)
    const call = (n: number) => handler({ n }, context)
    expect(await call(0)).toEqual([0, ['ONLY'], 'probe', true])
    await expect(call(1)).rejects.toThrow('one')
    await expect(call(2)).rejects.toThrow('two')
    expect(await call(3)).toEqual([3, ['ONLY'], 'probe', true])
    await close()
  })
})

describe('a failure', () => {
  test('of a busy port is one sentence that names it', async () => {
    const server = await startStatic({ folder: scratch })
    const port = Number(new URL(server.url).port)
    await expect(requireFreePort(port, 'the API', '--api-port')).rejects.toThrow(new RegExp(`${port}.*--api-port`))
    await expect(startDatabase({ kind: 'embedded', port, env: {} })).rejects.toBeInstanceOf(Sentence)
    await server.close()
  })

  test('of the database is told when it ends by itself', async () => {
    const told = new Promise<Sentence>((resolve) => {
      void startDatabase({ kind: 'embedded', env: {}, onDeath: resolve }).then(({ pid }) => pid && process.kill(pid, 'SIGKILL'))
    })
    expect((await told).message).toMatch(/.+/)
  })
})

test('both languages say the same things', () => {
  const keys = (value: unknown): unknown => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keys(inner)])) : typeof value)
  expect(keys(zh)).toEqual(keys(en))
})

test('a frame fits Chinese and English alike', () => {
  const lines = boxed(['点金 Dianjin', undefined, ...aligned([['林小满', 'Member'], ['ab', '店员']])]).split('\n')
  expect(new Set(lines.map(columnsOf)).size).toBe(1)
})
