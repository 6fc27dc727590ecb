import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** Longest wait for one answer of the database; the SDK tries three times in all. */
const REQUEST_TIMEOUT_MS = 3_000
const CONNECT_TIMEOUT_MS = 1_000
const ATTEMPTS = 3

/** The table and the one connection to it; the injection token of every repository. */
export class Database {
  readonly documents: DynamoDBDocumentClient

  constructor(
    readonly client: DynamoDBClient,
    readonly table: string,
  ) {
    this.documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  }
}

/** @param settings `endpoint` only for a database on this machine */
export function openDatabase(settings: { table: string; endpoint?: string | undefined; region?: string | undefined }, config: DynamoDBClientConfig = {}): Database {
  const endpoint = settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }
  const local = isOnThisMachine(settings.endpoint) ? { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}
  const client = new DynamoDBClient({
    ...(settings.region === undefined ? {} : { region: settings.region }),
    ...endpoint,
    ...local,
    maxAttempts: ATTEMPTS,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, connectionTimeout: CONNECT_TIMEOUT_MS, throwOnRequestTimeout: true, httpsAgent: { keepAlive: true } },
    ...config,
  })
  return new Database(client, settings.table)
}

/** A database on this machine takes any key; everywhere else the environment's own are used. */
const isOnThisMachine = (endpoint: string | undefined): boolean => endpoint !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(endpoint).hostname)
