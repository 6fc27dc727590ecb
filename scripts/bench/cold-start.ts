import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { builtFolder } from '../local/folders'
import { eventOf } from '../support/in-process'
import { buildFunctions } from '../support/bundle'
import { type Measure, median } from './measure'
import type { BenchShop } from './shop'

const ROUNDS = 15
const BUNDLE_KILOBYTES_MAX = 1_200
const RATIO_MAX = 1.5

/** The least that a function on Lambda can be: the SDK, and one read of the same item. */
const bareSource = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: process.env.DYNAMODB_ENDPOINT, region: 'local', credentials }))
export async function handler() {
  const { Item } = await client.send(new GetCommand({ TableName: process.env.TABLE_NAME, Key: JSON.parse(process.env.BENCH_KEY), ConsistentRead: true }))
  return { statusCode: Item === undefined ? 404 : 200 }
}`

/** Requires a bundle and waits for its first answer, in a process of its own. */
const host = `
const { handler } = require(process.argv[1])
handler(JSON.parse(process.env.BENCH_EVENT), {}).then((answer) => {
  if (answer.statusCode !== 200) throw new Error(JSON.stringify(answer))
  process.stdout.write('first answer in ' + performance.now())
  process.exit(0)
})`

/** Cold start of the API, first read included, against a bare handler that does the same read; both fresh processes, in turns. */
export async function measureColdStart(shop: BenchShop): Promise<readonly Measure[]> {
  const { api } = await buildFunctions()
  const bare = await buildBare()
  const { token, profile } = await shop.member(shop.newcomer())
  const event = JSON.stringify(eventOf({ method: 'GET', path: '/me', query: {}, body: undefined }, token))
  const key = JSON.stringify({ pk: profile.id, sk: 'MEMBER' })
  const environment = { ...shop.environment, BENCH_EVENT: event, BENCH_KEY: key }
  const times: { bare: number[]; ours: number[] } = { bare: [], ours: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.bare.push(await firstAnswer(bare, environment))
    times.ours.push(await firstAnswer(api.path, environment))
  }
  return [
    { name: 'cold start against a bare handler', value: median(times.ours) / median(times.bare), bar: RATIO_MAX, unit: '×' },
    { name: 'API bundle', value: api.bytes / 1_000, bar: BUNDLE_KILOBYTES_MAX, unit: 'KB' },
  ]
}

async function buildBare(): Promise<string> {
  const folder = join(builtFolder, 'bench')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'bare.mjs'), bareSource)
  const outfile = join(folder, 'bare.js')
  await build({ entryPoints: [join(folder, 'bare.mjs')], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, logLevel: 'warning' })
  return outfile
}

function firstAnswer(bundle: string, environment: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(process.execPath, ['-e', host, bundle], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString()
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const found = /first answer in ([\d.]+)/.exec(said)
      if (code === 0 && found?.[1] !== undefined) resolve(Number(found[1]))
      else reject(new Error(`${bundle} gave no first answer: ${said}`))
    })
  })
}
