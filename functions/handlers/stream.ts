import 'reflect-metadata'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { groundFrom } from '../ground'
import { createJobs } from '../jobs/jobs'

const jobs = groundFrom(process.env).then(createJobs)
jobs.catch(() => undefined)

/** The table's stream → what follows from a write. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return (await jobs).follow(event)
}
