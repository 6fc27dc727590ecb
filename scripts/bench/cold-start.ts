import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { builtFolder } from '../local/folders'
import { eventOf } from '../support/in-process'
import { buildFunctions } from '../support/bundle'
import { type Measure, median } from './measure'
import type { BenchShop } from './shop'

const ROUNDS = 21
const BUNDLE_KILOBYTES_MAX = 1_200
const RATIO_MAX = 1.5

/** The least that a function on Lambda can be: the SDK, and the same read of the stores. */
const bareSource = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: process.env.DYNAMODB_ENDPOINT, region: 'local', credentials }))
export async function handler() {
  const { Items } = await client.send(new QueryCommand({
    TableName: process.env.TABLE_NAME, ConsistentRead: true, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': 'STORES', ':prefix': 'STORE#' },
  }))
  return { statusCode: 200, body: JSON.stringify({ items: Items }) }
}`

/** Requires a bundle and waits for its first answer, in a process of its own, told with and without Node's own start. */
const host = `
const startedAt = performance.now()
const { handler } = require(process.argv[1])
handler(JSON.parse(process.env.BENCH_EVENT), {}).then((answer) => {
  if (answer.statusCode !== 200) throw new Error(JSON.stringify(answer))
  if (JSON.parse(answer.body).items.length === 0) throw new Error('no stores')
  const now = performance.now()
  process.stdout.write('first answer in ' + now + ' after ' + startedAt)
  process.exit(0)
})`

/** Cold start of the API, first read included, against a bare handler that does the same read; both fresh processes, in turns. */
export async function measureColdStart(shop: BenchShop): Promise<readonly Measure[]> {
  const { api } = await buildFunctions()
  const bare = await buildBare()
  const event = eventOf({ method: 'GET', path: '/stores', query: {}, body: undefined })
  const environment = { ...shop.environment, BENCH_EVENT: JSON.stringify(event) }
  const times: { bare: Start[]; ours: Start[] } = { bare: [], ours: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.bare.push(await firstAnswer(bare, environment))
    times.ours.push(await firstAnswer(api.path, environment))
  }
  return [
    { name: 'cold start', value: median(whole(times.ours)), unit: 'ms' },
    { name: 'cold start against a bare handler', value: median(whole(times.ours)) / median(whole(times.bare)), bar: RATIO_MAX, unit: '×' },
    { name: "cold start against a bare handler, without Node's own start", value: median(own(times.ours)) / median(own(times.bare)), unit: '×' },
    { name: 'API bundle', value: api.bytes / 1_000, bar: BUNDLE_KILOBYTES_MAX, unit: 'KB' },
  ]
}

/** Milliseconds since the process began. */
interface Start {
  readonly requiredMs: number
  readonly answeredMs: number
}

const whole = (starts: readonly Start[]): number[] => starts.map(({ answeredMs }) => answeredMs)
const own = (starts: readonly Start[]): number[] => starts.map(({ answeredMs, requiredMs }) => answeredMs - requiredMs)

async function buildBare(): Promise<string> {
  const folder = join(builtFolder, 'bench')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'bare.mjs'), bareSource)
  const outfile = join(folder, 'bare.js')
  await build({ entryPoints: [join(folder, 'bare.mjs')], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, logLevel: 'warning' })
  return outfile
}

function firstAnswer(bundle: string, environment: Readonly<Record<string, string>>): Promise<Start> {
  const child = spawn(process.execPath, ['-e', host, bundle], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString()
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const found = /first answer in ([\d.]+) after ([\d.]+)/.exec(said)
      if (code === 0 && found !== null) resolve({ answeredMs: Number(found[1]), requiredMs: Number(found[2]) })
      else reject(new Error(`${bundle} gave no first answer: ${said}`))
    })
  })
}
