import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { type DeclaredTable, readDeclaration } from './declaration'
import { Sentence } from './sentence'
import { text } from './text'

const CREATION_SECONDS = 120

/** Creates the table as `serverless.yml` declares it. A table that is there is left alone, if it has the declared shape. */
export async function createTable(client: DynamoDBClient, tableName: string): Promise<'created' | 'found'> {
  const declared = readDeclaration().table
  const found = await describe(client, tableName)
  if (found) {
    requireShape(found, declared, tableName)
    return 'found'
  }
  const isNew = await create(client, tableName, declared)
  await waitUntilTableExists({ client, maxWaitTime: CREATION_SECONDS, minDelay: 1, maxDelay: 2 }, { TableName: tableName })
  if (isNew) await furnish(client, tableName, declared)
  return isNew ? 'created' : 'found'
}

async function describe(client: DynamoDBClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

/** False when somebody else created it in the same moment. */
async function create(client: DynamoDBClient, tableName: string, declared: DeclaredTable): Promise<boolean> {
  const { BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = declared
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode,
        AttributeDefinitions,
        KeySchema,
        ...(GlobalSecondaryIndexes.length > 0 ? { GlobalSecondaryIndexes } : {}),
        StreamSpecification: { StreamEnabled: true, ...StreamSpecification },
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ResourceInUseException) return false
    throw error
  }
}

/** What DynamoDB takes only once the table exists. */
async function furnish(client: DynamoDBClient, tableName: string, declared: DeclaredTable): Promise<void> {
  const { TimeToLiveSpecification, PointInTimeRecoverySpecification } = declared
  if (TimeToLiveSpecification) await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }))
  if (!PointInTimeRecoverySpecification) return
  try {
    await client.send(new UpdateContinuousBackupsCommand({ TableName: tableName, PointInTimeRecoverySpecification }))
  } catch (error) {
    // The databases for one machine know no backups.
    if (!(error instanceof Error && error.name === 'UnknownOperationException')) throw error
  }
}

function requireShape(found: TableDescription, declared: DeclaredTable, tableName: string): void {
  const has = shapeOf(found.KeySchema, found.GlobalSecondaryIndexes, found.StreamSpecification)
  const wants = shapeOf(declared.KeySchema, declared.GlobalSecondaryIndexes, declared.StreamSpecification)
  if (has !== wants) throw new Sentence(text.tableDiffers(tableName, has, wants))
}

type Keys = readonly { readonly AttributeName?: string | undefined }[]
type Indexes = readonly { readonly IndexName?: string | undefined; readonly KeySchema?: Keys | undefined; readonly Projection?: { readonly ProjectionType?: string | undefined } | undefined }[]

/** Keys, indexes and stream in one line, the same for the declared and the existing table. */
function shapeOf(keys: Keys = [], indexes: Indexes = [], stream: { readonly StreamViewType?: string | undefined } = {}): string {
  const names = (schema: Keys = []) => schema.map(({ AttributeName }) => AttributeName).join('/')
  const described = indexes.map(({ IndexName, KeySchema, Projection }) => `${IndexName} ${names(KeySchema)} ${Projection?.ProjectionType}`)
  return [names(keys), ...described.sort(), stream.StreamViewType].join(', ')
}
