import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { regionOf } from '../scripts/local/clients'
import { buildFunctions } from '../scripts/support/bundle'
import { freshId } from '../scripts/support/in-process'
import { isOfDesk } from '../scripts/local/desk-routes'
import { openStream } from '../scripts/local/stream'
import type { Endpoint } from '../shared/api/endpoint'
import { calls } from '../shared/calls'
import { expectBalancedBooks } from './support/books'
import { apiEvent, lambdaContext, scheduleEvent, streamEvent, streamRecord } from './support/events'
import { runFunction, type RunningFunction } from './support/lambda'
import { reward } from './support/people'
import { openShop, type Shop } from './support/story'
import { programme } from './support/story.terms'

const Answer = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()), body: z.string() })
const Batch = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })
const Signed = z.object({ tokens: z.object({ token: z.string() }), profile: z.object({ id: z.string() }), welcomePoints: z.number() })

/** Six bundles, on a machine that does other things too. */
const BUNDLING_MS = 180_000

const started: RunningFunction[] = []
let shop: Shop
let bundles: Awaited<ReturnType<typeof buildFunctions>>
let api: RunningFunction
let desk: RunningFunction
let stream: RunningFunction
let schedule: RunningFunction

beforeAll(async () => {
  shop = await openShop()
  shop.clock.turnTo(new Date().toISOString())
  bundles = await buildFunctions({ output: 'dist/lambda-under-test' })
  ;[api, desk, stream, schedule] = [run(bundles.api.path), run(bundles.desk.path), run(bundles.stream.path), run(bundles.schedule.path)]
}, BUNDLING_MS)
afterAll(async () => {
  await Promise.all(started.map((one) => one.stop()))
  await expectBalancedBooks(shop)
  await shop.close()
})

function run(bundle: string, more: Readonly<Record<string, string>> = {}): RunningFunction {
  const key = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const { settings, table, wechat } = shop
  const running = runFunction(bundle, {
    STAGE: 'test', AWS_REGION: regionOf(table.tableName), AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_LAMBDA_FUNCTION_NAME: 'dianjin-test',
    TABLE_NAME: table.tableName, DYNAMODB_ENDPOINT: table.endpoint,
    SESSION_KEY: key(settings.sessionKey), CODE_KEY: key(settings.codeKey), PERSONAL_DATA_KEY: key(settings.personalDataKey), PERSONAL_HASH_KEY: key(settings.personalHashKey),
    WECHAT_APP_ID: settings.wechat.appId, WECHAT_APP_SECRET: settings.wechat.appSecret, WECHAT_ORIGIN: wechat.url,
    ...more,
  })
  started.push(running)
  return running
}

async function call(event: Parameters<typeof apiEvent>[0], on = api) {
  const { statusCode, headers, body } = Answer.parse(await on.invoke(apiEvent(event), lambdaContext('api')))
  const json: unknown = JSON.parse(body)
  return { statusCode, headers, json }
}

async function signedIn() {
  const person = shop.wechat.phone.addPerson({})?.id ?? ''
  const body = { code: shop.wechat.phone.loginCode(person) ?? '', deviceId: `phone-${randomBytes(4).toString('hex')}`, consent: { noticeVersion: programme.noticeVersion } }
  const { statusCode, json } = await call({ method: 'POST', path: '/sessions', body })
  expect(statusCode).toBe(200)
  return Signed.parse(json)
}

test('the packaged API lives a member’s story on events of API Gateway, the packaged stream and schedule follow it', async () => {
  const { tokens: { token }, welcomePoints } = await signedIn()
  expect(welcomePoints).toBe(100)
  const it = await reward(shop, 2)
  const tap = { method: 'POST', path: '/vouchers', token, body: { id: freshId('voucher'), rewardId: it.id, pricePoints: 100 } } as const
  expect(await call(tap)).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }, json: { replayed: false, account: { available: 0 } } })
  expect(await call({ ...tap, body: new TextEncoder().encode(JSON.stringify(tap.body)) })).toMatchObject({ statusCode: 200, json: { replayed: true } })
  await call({ method: 'POST', path: `/vouchers/${tap.body.id}/cancellation`, token, body: { id: freshId('operation') } })
  const reader = await openStream({ clients: shop.table.clients, tableName: shop.table.tableName, handler: async (event) => Batch.parse(await stream.invoke(event, lambdaContext('stream'))) })
  while ((await reader.drain()) > 0);
  expect(await call({ method: 'GET', path: `/rewards/${it.id}`, token })).toMatchObject({ json: { stockLeft: 2, available: 100 } })
  expect(await schedule.invoke(scheduleEvent('settle'), lambdaContext('schedule'))).toMatchObject({ failed: 0 })
  expect(await schedule.invoke(scheduleEvent('sweep'), lambdaContext('schedule'))).toEqual({ issued: 0, released: 0, returned: 0, moved: 0, failed: 0 })
})

test('the packaged check of the books needs no secrets, checks what is due and then rests', async () => {
  const { settings: { tableName }, table: { endpoint } } = shop
  const env = { AWS_REGION: regionOf(tableName), AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', TABLE_NAME: tableName, DYNAMODB_ENDPOINT: endpoint }
  const verify = runFunction(bundles.verify.path, env)
  started.push(verify)
  expect(await verify.invoke(scheduleEvent('verify'), { ...lambdaContext('verify'), timeLeftMs: 840_000 })).toEqual({ outcome: 'checked', breaches: 0 })
  expect(await verify.invoke(scheduleEvent('verify'), { ...lambdaContext('verify'), timeLeftMs: 840_000 })).toEqual({ outcome: 'rests' })
})

test('each call is answered by the function that its route leads to', async () => {
  for (const [name, { method, path }] of Object.entries<Endpoint>(calls)) {
    const address = path.replaceAll(/\{\w+\}/g, 'x')
    const { json } = await call({ method, path: address, ...(method === 'GET' ? {} : { body: {} }) }, isOfDesk(method, address) ? desk : api)
    expect({ name, json }).not.toMatchObject({ json: { code: 'not_found' } })
  }
})

test('the function of the phones knows nothing of desks', async () => {
  expect(await call({ method: 'GET', path: '/marketing/campaigns' })).toMatchObject({ statusCode: 404 })
  expect(await call({ method: 'GET', path: '/marketing/campaigns' }, desk)).toMatchObject({ statusCode: 401 })
})

test('its refusals have their status, code and language', async () => {
  expect(await call({ method: 'GET', path: '/me' })).toMatchObject({ statusCode: 401, json: { code: 'signed_out' } })
  expect(await call({ method: 'GET', path: '/nowhere', headers: { 'accept-language': 'en' } })).toMatchObject({ statusCode: 404, json: { message: 'Nothing here. Go back and look again.' } })
  const { tokens: { token } } = await signedIn()
  expect(await call({ method: 'POST', path: '/me', token, body: { nickname: 'x'.repeat(1_048_576) } })).toMatchObject({ statusCode: 413 })
})

test('a database behind a closed port is 503 with retry-after, and the function lives on', async () => {
  const { tokens: { token } } = await signedIn()
  const far = run(bundles.api.path, { DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' })
  for (let times = 0; times < 2; times++) {
    expect(await call({ method: 'GET', path: '/me/account', token }, far)).toMatchObject({ statusCode: 503, headers: { 'retry-after': '3' }, json: { code: 'unavailable' } })
  }
})

test('records of other things, of things removed and of no known shape hold the stream up only where they must', async () => {
  const other = streamRecord({ after: { pk: 'MALL', sk: 'REWARD#x', title: 'x' } })
  const removed = streamRecord({ before: { pk: 'mem_x', sk: 'VOUCHER#x' }, isExpired: true })
  const voided = streamRecord({ after: { pk: 'mem_x', sk: 'VOUCHER#ABCDEF', type: 'void' } })
  expect(await stream.invoke(streamEvent([other, removed, voided]))).toEqual({ batchItemFailures: [] })
  const broken = streamRecord({ after: { pk: 'mem_x', sk: 'VOUCHER#GHJKMN' } })
  expect(await stream.invoke(streamEvent([other, broken]))).toEqual({ batchItemFailures: [{ itemIdentifier: broken.dynamodb?.SequenceNumber }] })
})

test('a schedule that names no job, and a start without settings, fail loudly', async () => {
  await expect(schedule.invoke({ job: 'tidy' })).rejects.toThrow('there is no job named tidy')
  await expect(run(bundles.api.path, { CODE_KEY: 'short' }).invoke(apiEvent({ method: 'GET', path: '/health' }))).rejects.toThrow('CODE_KEY')
})
