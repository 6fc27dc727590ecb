import { CreateTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { connect, isOnThisMachine } from './clients'
import { type DatabaseOptions, type RunningDatabase, startDatabase } from './database'
import { Sentence } from './sentence'
import { text } from './text'

/** Tables of this name are verified after all tests: whatever stories leave behind must balance. */
export const VERIFIED_PREFIX = 'test-'
const LISTED_PREFIX = 'listed-'

/** A database in memory for tests; one that is given must be on this machine. */
export async function startTestDatabase(options: Pick<DatabaseOptions, 'kind' | 'onDeath'>): Promise<RunningDatabase> {
  const database = await startDatabase(options)
  if (isOnThisMachine(database.endpoint)) return database
  throw new Sentence(text.testsStayHere(database.endpoint))
}

/** Writes down that a table is to be verified: an empty table where all can be listed, as each of those to verify stands in a region of its own. */
export async function listTable(endpoint: string, table: string): Promise<void> {
  const { client, destroy } = connect(endpoint)
  await client.send(new CreateTableCommand({ TableName: `${LISTED_PREFIX}${table}`, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] }))
  destroy()
}

/** Names of the tables that tests left behind and that must balance. */
export async function tablesToVerify(endpoint: string): Promise<string[]> {
  const clients = connect(endpoint)
  const names: string[] = []
  let after: string | undefined
  do {
    const page = await clients.client.send(new ListTablesCommand({ ExclusiveStartTableName: after }))
    names.push(...(page.TableNames ?? []))
    after = page.LastEvaluatedTableName
  } while (after !== undefined)
  clients.destroy()
  return names.filter((name) => name.startsWith(LISTED_PREFIX)).map((name) => name.slice(LISTED_PREFIX.length))
}
