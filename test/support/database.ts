import { randomBytes } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { type Database, openDatabase } from '../../functions/database/client'
import { connect, type DatabaseClients, regionOf } from '../../scripts/local/clients'
import { createTable } from '../../scripts/local/table'
import { listTable, VERIFIED_PREFIX } from '../../scripts/local/test-database'

export interface TestTable {
  readonly tableName: string
  readonly client: DynamoDBClient
  readonly documentClient: DynamoDBDocumentClient
  /** Both ways to the database, for `openStream`. */
  readonly clients: DatabaseClients
  readonly endpoint: string
}

const UNVERIFIED_PREFIX = 'scratch-'

let opened: DatabaseClients[] = []
afterAll(() => {
  for (const clients of opened) clients.destroy()
  opened = []
})

/** The database that all test files share. */
export function testEndpoint(): string {
  const endpoint = process.env['DYNAMODB_ENDPOINT']
  if (endpoint === undefined) throw new Error('Jest has started no database: run it with the project’s jest.config.cjs.')
  return endpoint
}

/** Two cores that also run the tests and a browser answer late at times; how long the product waits is none of a story's business. */
const patience = { requestHandler: { requestTimeout: 30_000, connectionTimeout: 30_000 } }

/** The product's own connection to a test table. */
export const connectionTo = ({ tableName, endpoint }: Pick<TestTable, 'tableName' | 'endpoint'>): Database => openDatabase({ table: tableName, endpoint, region: regionOf(tableName) }, patience)

/** A table of one's own, as `serverless.yml` declares it. `isVerified: false` for a table that is meant to hold something wrong. */
export async function createTestTable({ isVerified = true }: { isVerified?: boolean } = {}): Promise<TestTable> {
  const endpoint = testEndpoint()
  const tableName = `${isVerified ? VERIFIED_PREFIX : UNVERIFIED_PREFIX}${randomBytes(6).toString('hex')}`
  const clients = connect(endpoint, tableName)
  opened.push(clients)
  if (isVerified) await listTable(endpoint, tableName)
  await createTable(clients.client, tableName)
  return { tableName, client: clients.client, documentClient: clients.documentClient, clients, endpoint }
}
