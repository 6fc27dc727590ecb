import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { dayOf } from '../../shared/time/day'
import { programme } from '../demo/shop'
import { startGateway } from '../local/gateway'
import { freshId } from '../support/in-process'
import { type Measure, median } from './measure'
import type { BenchShop } from './shop'

const MEMBERS = 240
/** Ours and the raw client take turns, so that whatever else the machine does meets both. */
const ROUNDS = 10
const AT_ONCE = 8
const READS = 6_000
const THROUGHPUT_MIN = 0.5
const MEMORY_MAX = 1.5

/** Check-ins over HTTP against the raw client doing the same writes, and what memory the API keeps after thousands of calls. */
export async function measureLoad(shop: BenchShop): Promise<readonly Measure[]> {
  const gateway = await startGateway({ handler: shop.api })
  try {
    const people: { token: string }[] = []
    for (let i = 0; i < MEMBERS; i++) people.push(await shop.member(shop.newcomer()))
    const day = dayOf(shop.clock.now(), programme.timeZone)
    const warm = (token: string) => call(gateway.url, token, '/me/account')
    await inTurns(people.slice(0, AT_ONCE * 2), ({ token }) => warm(token))
    const checkIn = ({ token }: { token: string }) => call(gateway.url, token, '/me/check-ins', { id: freshId('operation'), day })
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const group = people.slice((round * MEMBERS) / ROUNDS, ((round + 1) * MEMBERS) / ROUNDS)
      const oursMs = await millisecondsOf(group, checkIn)
      ratios.push((await millisecondsOf(group, (_, index) => rawCheckIn(shop, `${round}_${index}`))) / oursMs)
    }
    return [{ name: 'HTTP throughput against the raw client', value: median(ratios), bar: THROUGHPUT_MIN, atLeast: true, unit: '×' }, await memoryUnderLoad(gateway.url, people)]
  } finally {
    await gateway.close()
  }
}

async function memoryUnderLoad(origin: string, people: readonly { token: string }[]): Promise<Measure> {
  const calls = Array.from({ length: READS }, (_, i) => people[i % people.length])
  const read = (person: { token: string } | undefined) => call(origin, person?.token ?? '', '/me/account')
  await inTurns(calls.slice(0, READS / 3), read)
  const before = heapBytes()
  await inTurns(calls.slice(READS / 3), read)
  return { name: 'memory after thousands of calls against after warm-up', value: heapBytes() / before, bar: MEMORY_MAX, unit: '×' }
}

/** What is alive: everything that can be collected has been. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

async function call(origin: string, token: string, path: string, body?: object): Promise<void> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(origin + path, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } })
  await answer.arrayBuffer()
  if (answer.status !== 200 && answer.status !== 429) throw new Error(`${path} answered ${answer.status}`)
}

/** What a check-in asks of the database and nothing else: a read, and an account with an entry in one conditional transaction. */
async function rawCheckIn({ database: { documents, table } }: BenchShop, name: string): Promise<void> {
  const pk = `raw_${name}`
  const account = { pk, sk: 'ACCOUNT', version: 1, available: 105, lots: { available: { '2027-11-30': 105 } }, roster: 'ROSTER#0' }
  const entry = { pk, sk: 'ENTRY#0000000001', type: 'earn', points: 5, moves: [{ place: 'available', lot: '2027-11-30', points: 5 }] }
  await documents.send(new GetCommand({ TableName: table, Key: { pk, sk: 'ACCOUNT' }, ConsistentRead: true }))
  const ConditionExpression = 'attribute_not_exists(pk)'
  await documents.send(new TransactWriteCommand({ TransactItems: [account, entry].map((Item) => ({ Put: { TableName: table, Item, ConditionExpression } })) }))
}

async function millisecondsOf<Person>(people: readonly Person[], work: (person: Person, index: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await inTurns(people, work)
  return performance.now() - startedAt
}

/** Does the work for everybody, a few at once. */
async function inTurns<Person>(people: readonly Person[], work: (person: Person, index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let index = next++; index < people.length; index = next++) {
      const person = people[index]
      if (person !== undefined) await work(person, index)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
