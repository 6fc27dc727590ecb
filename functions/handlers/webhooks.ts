import 'reflect-metadata'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import { groundFrom } from '../ground'
import { WebhookSender } from '../webhooks/sender'

const sender = groundFrom(process.env).then((ground) => new WebhookSender(ground))
sender.catch(() => undefined)

/** The queue of deliveries, as the table's stream tells of it, or the schedule → the servers of others. */
export async function handler(event: DynamoDBStreamEvent | { readonly job: string }): Promise<object> {
  return 'Records' in event ? (await sender).follow(event) : (await sender).sendAll()
}
