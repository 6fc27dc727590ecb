import { setTimeout as sleep } from 'node:timers/promises'
import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import type { DeclaredStream } from './declaration'
import { lambdaContext, type StreamHandler } from './lambda'

/** Told of a record that could not be done after all tries, and of the last reason. */
export type PutAside = (record: DynamoDBRecord, reason: unknown) => void

export interface Delivery {
  readonly records: readonly DynamoDBRecord[]
  readonly handler: StreamHandler
  readonly declared: DeclaredStream
  readonly signal: AbortSignal
  readonly onPutAside: PutAside
  /** Told of the number up to which everything has been dealt with. */
  readonly onProgress: (sequenceNumber: string) => Promise<void>
}

const RETRY_MILLISECONDS = 100
const RETRY_MILLISECONDS_MAX = 5_000
const FUNCTION_MILLISECONDS = 60_000

type Outcome = { readonly type: 'done' } | { readonly type: 'failedFrom'; readonly place: number; readonly reason: unknown }

/**
 * Hands records over as Lambda does with partial batch responses and bisecting: everything before the first failed record is done, the rest is
 * tried again in halves; one record that keeps failing is put aside and the stream goes on. Ends early when `signal` says so.
 */
export async function deliver(delivery: Delivery): Promise<void> {
  const { records, declared, signal, onPutAside, onProgress } = delivery
  let from = 0
  let attempts = 0
  let size = records.length
  while (from < records.length && !signal.aborted) {
    const batch = records.slice(from, from + size)
    const outcome = await attempt(batch, delivery)
    const done = outcome.type === 'done' ? batch.length : outcome.place
    if (done > 0) attempts = 0
    if (outcome.type === 'failedFrom') {
      attempts += 1
      size = Math.max(1, Math.ceil((batch.length - done) / 2))
    } else size = records.length
    from += done
    const stuck = records[from]
    if (outcome.type === 'failedFrom' && stuck && size === 1 && attempts > declared.maximumRetryAttempts) {
      onPutAside(stuck, outcome.reason)
      from += 1
      attempts = 0
    } else if (outcome.type === 'failedFrom') await pause(attempts, signal)
    const last = records[from - 1]
    if (last) await onProgress(last.dynamodb?.SequenceNumber ?? '')
  }
}

async function attempt(batch: readonly DynamoDBRecord[], { handler, declared }: Delivery): Promise<Outcome> {
  const wanted = batch.filter(({ eventName = '' }) => declared.eventNames.length === 0 || declared.eventNames.includes(eventName))
  if (wanted.length === 0) return { type: 'done' }
  try {
    const answer = await handler({ Records: [...wanted] }, lambdaContext('dianjin-local-stream', FUNCTION_MILLISECONDS))
    return outcomeOf(answer, batch)
  } catch (reason) {
    return { type: 'failedFrom', place: 0, reason }
  }
}

const response = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() }).nullish()

/** A name that is not in the batch, or an empty one, fails the whole of it, and so does an answer of another shape: so says Lambda. */
function outcomeOf(answer: unknown, batch: readonly DynamoDBRecord[]): Outcome {
  const failed = response.parse(answer)?.batchItemFailures ?? []
  if (failed.length === 0) return { type: 'done' }
  const places = failed.map(({ itemIdentifier }) => batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === itemIdentifier))
  return { type: 'failedFrom', place: Math.max(0, Math.min(...places)), reason: 'batchItemFailures' }
}

async function pause(attempts: number, signal: AbortSignal): Promise<void> {
  const milliseconds = Math.min(RETRY_MILLISECONDS_MAX, RETRY_MILLISECONDS * 2 ** (attempts - 1))
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined)
}
