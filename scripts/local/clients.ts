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

/** The way to a database on this machine, which asks for no real keys, or to AWS with the keys of the environment. */
export function connect(endpoint: string): DatabaseClients {
  const config = connection(endpoint)
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

function connection(endpoint: string): ConstructorParameters<typeof DynamoDBClient>[0] & object {
  if (!isOnThisMachine(endpoint)) return { endpoint }
  return { endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
}
