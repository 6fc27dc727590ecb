import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Entry } from '../../shared/points/entry'
import { poolOf } from '../../shared/vouchers/voucher'
import { prefixes } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import { tellEntry } from '../messages/post'
import { entryOf } from '../points/points.repository'
import { isVoid, voucherOf } from '../vouchers/voucher.items'
import { stockName } from '../vouchers/vouchers.repository'
import { chainEnded, type Ended, followCounter, noteDeed } from './follow-deeds'
import { countedIn, followFigures } from './follow-figures'
import { importsIn } from './follow-imports'
import { followReferral } from './follow-referrals'
import { followReview } from './follow-reviews'
import { happeningIn } from './follow-webhooks'
import type { Tools } from './jobs'
import { tellWebhooks } from '../webhooks/teller'

interface Shard {
  readonly pool: string
  readonly shard: number
  readonly done: { readonly voucher: string; readonly attempt: string; readonly sequence: string }[]
}

/**
 * A new voucher clears its reservation, one write for all of a shard; an ended one brings its unit of stock back. Records may
 * come twice and late: every write is conditional on what it undoes.
 */
export async function follow(tools: Tools, event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed: string[] = []
  const shards = new Map<string, Shard>()
  const budgets = new Map<string, Spent>()
  const ended = new Map<string, Ended>()
  for (const record of event.Records) {
    const sequence = record.dynamodb?.SequenceNumber ?? ''
    noteBudgets(budgets, record, sequence)
    await attempt(tools, failed, sequence, () => followReferral(tools, record))
    await attempt(tools, failed, sequence, () => followReview(tools, insertedItem(record)))
    await attempt(tools, failed, sequence, () => followCounter(tools, itemWith(record, 'deedsOf')))
    noteDeed(ended, itemWith(record, 'outcome'), sequence)
    await attempt(tools, failed, sequence, () => tellNewEntry(tools, record))
    await attempt(tools, failed, sequence, async () => {
      const item = voucherItem(record)
      if (item === undefined) return
      const voucher = voucherOf(item)
      const name = stockName(voucher)
      if (record.eventName === 'INSERT') {
        const key = `${poolOf(voucher)} ${voucher.reservation.shard}`
        const shard = shards.get(key) ?? { pool: poolOf(voucher), shard: voucher.reservation.shard, done: [] }
        if (!shard.done.some((one) => one.voucher === name)) shard.done.push({ voucher: name, attempt: voucher.reservation.attempt, sequence })
        shards.set(key, shard)
      }
      if (item['stockOwed'] === true) await tools.reservations.bringBack(poolOf(voucher), voucher.reservation.shard, name, tools.clock.now())
    })
  }
  for (const { pool, shard, done } of shards.values()) {
    await attempt(tools, failed, firstOf(done), () => tools.stock.clear(pool, shard, done))
  }
  for (const { budget, shard, done } of budgets.values()) {
    await attempt(tools, failed, firstOf(done), () => tools.budgets.clear(budget, shard, done))
  }
  for (const one of ended.values()) {
    await attempt(tools, failed, firstOf(one.deeds), () => chainEnded(tools, one))
  }
  const counted = countedIn(event.Records)
  await attempt(tools, failed, firstOf(counted), () => followFigures(tools, counted.map(({ subject }) => subject)))
  const told = happeningsIn(event.Records)
  await attempt(tools, failed, firstOf(told), () => tellWebhooks(tools, told.map(({ happening }) => happening)))
  for (const { importId, sequence } of importsIn(event.Records)) await attempt(tools, failed, sequence, () => tools.importWorker.carryOn(importId))
  return { batchItemFailures: [...new Set(failed)].map((itemIdentifier) => ({ itemIdentifier })) }
}

/** A new entry tells its member what it brought. */
async function tellNewEntry(tools: Tools, { eventName, dynamodb }: DynamoDBRecord): Promise<void> {
  const image = eventName === 'INSERT' && dynamodb?.Keys?.['sk']?.S?.startsWith(prefixes.entry) === true ? dynamodb.NewImage : undefined
  if (image !== undefined) await tellEntry(tools, dynamodb?.Keys?.['pk']?.S ?? '', entryOf(unmarshall(stored<Parameters<typeof unmarshall>[0]>(image))))
}

interface Spent {
  readonly budget: string
  readonly shard: number
  readonly done: { readonly attempt: string; readonly points: number; readonly sequence: string }[]
}

/** A new entry clears what it took of budgets, one write for all of a shard. */
function noteBudgets(budgets: Map<string, Spent>, record: DynamoDBRecord, sequence: string): void {
  const image = record.eventName === 'INSERT' ? record.dynamodb?.NewImage : undefined
  if (image?.['budgets'] === undefined || record.dynamodb?.Keys?.['sk']?.S?.startsWith(prefixes.entry) !== true) return
  const { budgets: taken } = stored<Entry>(unmarshall(stored<Parameters<typeof unmarshall>[0]>(image)))
  for (const { budget, shard, points } of taken?.from ?? []) {
    const key = `${budget} ${shard}`
    const spent = budgets.get(key) ?? { budget, shard, done: [] }
    if (!spent.done.some(({ attempt }) => attempt === taken?.attempt)) spent.done.push({ attempt: taken?.attempt ?? '', points, sequence })
    budgets.set(key, spent)
  }
}

/** What records tell webhooks, each with the record that does. */
const happeningsIn = (records: readonly DynamoDBRecord[]) =>
  records.flatMap((record) => {
    const opened = (image: 'OldImage' | 'NewImage') => record.dynamodb?.[image] && unmarshall(stored<Parameters<typeof unmarshall>[0]>(record.dynamodb[image]))
    const happening = happeningIn(record, () => ({ before: opened('OldImage'), after: opened('NewImage') }))
    return happening === undefined ? [] : [{ happening, sequence: record.dynamodb?.SequenceNumber ?? '' }]
  })

/** The item that a record says is new. */
const insertedItem = (record: DynamoDBRecord): Item | undefined => (record.eventName === 'INSERT' ? itemWith(record, 'pk') : undefined)

/** The item as a record says it is now, if it has this attribute. */
function itemWith({ dynamodb }: DynamoDBRecord, attribute: string): Item | undefined {
  const image = dynamodb?.NewImage?.[attribute] === undefined ? undefined : dynamodb.NewImage
  return image && unmarshall(stored<Parameters<typeof unmarshall>[0]>(image))
}

/** The voucher a record is about; undefined for everything else in the table. */
function voucherItem(record: DynamoDBRecord): Item | undefined {
  const image = record.dynamodb?.NewImage
  if (image === undefined || record.dynamodb?.Keys?.['sk']?.S?.startsWith(prefixes.voucher) !== true) return undefined
  const item: Item = unmarshall(stored<Parameters<typeof unmarshall>[0]>(image))
  return isVoid(item) ? undefined : item
}

async function attempt(tools: Tools, failed: string[], sequence: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    tools.log.error('stream record failed', error, { sequence })
    failed.push(sequence)
  }
}

/** The earliest of sequences, from which on records come again. */
const firstOf = (done: readonly { readonly sequence: string }[]): string => done.map(({ sequence }) => sequence).sort(bySequence)[0] ?? ''

/** Sequence numbers are long decimal numbers of unequal length. */
const bySequence = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : 1)
