import type { DynamoDBRecord } from 'aws-lambda'
import { isWorking } from '../../shared/imports/batch'
import { importStates } from '../../shared/imports/imports.api'
import { keys } from '../database/keys'
import type { Tools } from './jobs'

/** Imports that records say are to be worked on, each once, with the last record that does. */
export function importsIn(records: readonly DynamoDBRecord[]): readonly { readonly importId: string; readonly sequence: string }[] {
  const found = new Map<string, string>()
  for (const { dynamodb } of records) {
    const [image, state] = [dynamodb?.NewImage, importStates.find((one) => one === dynamodb?.NewImage?.['state']?.S)]
    if (dynamodb?.Keys?.['pk']?.S === keys.import('').pk && state !== undefined && isWorking({ state })) found.set(image?.['id']?.S ?? '', dynamodb.SequenceNumber ?? '')
  }
  return [...found].map(([importId, sequence]) => ({ importId, sequence }))
}

/** A batch that has stood still for so long has lost its record in the stream. */
const STILL_MS = 3 * 60_000
const LOOKED_AT = 50

/** Wakes imports whose work has stopped: among the latest ones, as older ones have ended long ago. */
export async function wakeImports({ imports, clock, log }: Tools): Promise<{ woken: number }> {
  const { batches } = await imports.page('newest', undefined, LOOKED_AT)
  const still = batches.filter((batch) => isWorking(batch) && clock.now() - batch.touchedAt > STILL_MS)
  let woken = 0
  for (const batch of still) if (await imports.stir(batch, clock.now())) woken += 1
  if (woken > 0) log.info('imports woken', { woken })
  return { woken }
}
