import { startTestDatabase } from '../../scripts/local/test-database'

/** One database for all test files: Amazon's DynamoDB Local in memory, or with `DIANJIN_TEST_DATABASE=embedded` the one of `npm start`. */
export default async function setUp(): Promise<void> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
  const database = await startTestDatabase({ kind: process.env['DIANJIN_TEST_DATABASE'] === 'embedded' ? 'embedded' : 'reference' })
  process.env['DYNAMODB_ENDPOINT'] = database.endpoint
  globalThis.dianjinTestDatabase = database
}
