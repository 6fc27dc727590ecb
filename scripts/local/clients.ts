import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

export interface DatabaseClients {
  readonly client: DynamoDBClient
  readonly documentClient: DynamoDBDocumentClient
  readonly streams: DynamoDBStreamsClient
  destroy(): void
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

export const isOnThisMachine = (endpoint: string): boolean => LOOPBACK_NAMES.has(new URL(endpoint).hostname)

/**
 * The region to name for a table on this machine. DynamoDB Local keeps a database for each region, with one thread for all of its tables and a stream
 * that slows with everything ever written: each table of the tests gets one to itself.
 */
export const regionOf = (table: string): string => (/^(test|scratch)-/.test(table) ? table : 'local')

/** The way to a database on this machine, which asks for no real keys, or to AWS with the keys of the environment. */
export function connect(endpoint: string, table = ''): DatabaseClients {
  const config = connection(endpoint, regionOf(table))
  const client = new DynamoDBClient(config)
  // On AWS the streams have an address of their own, which the region gives.
  const streams = new DynamoDBStreamsClient(isOnThisMachine(endpoint) ? config : {})
  return {
    client,
    documentClient: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    streams,
    destroy: () => {
      client.destroy()
      streams.destroy()
    },
  }
}

function connection(endpoint: string, region: string): ConstructorParameters<typeof DynamoDBClient>[0] & object {
  if (!isOnThisMachine(endpoint)) return { endpoint }
  return { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
}
