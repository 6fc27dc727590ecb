import { appendFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { connect, type DatabaseClients } from './local/clients'
import type { DemoPeople, LocalContext } from './local/context'
import { type RunningDatabase, startDatabase } from './local/database'
import { builtFolder, dataFolder, localFolder, logFolder } from './local/folders'
import { startGateway } from './local/gateway'
import { type LocalFunction, startFunction, type StreamHandler } from './local/lambda'
import { buildConsole } from './local/console'
import { builtInAddresses, buildMiniapp } from './local/miniapp'
import { troubleNotes } from './local/notes'
import { type StartOptions, startOptions } from './local/options'
import { takePlace } from './local/place'
import { requireFreePort } from './local/port'
import { positionInFile } from './local/position'
import { startSchedule } from './local/schedule'
import { runScript, type Script } from './local/script'
import { localSecrets } from './local/secrets'
import { reasonOf, Sentence } from './local/sentence'
import { startStatic } from './local/static'
import { numberedSteps, type Steps } from './local/steps'
import { startStream } from './local/stream'
import { createTable } from './local/table'
import { text } from './local/text'
import { welcome } from './local/welcome'
import { seed } from './seed'
import { buildFunctions } from './support/bundle'
import { startWechat, type WechatStandIn } from './wechat/server'

const STEPS = 11
const tableName = process.env['TABLE_NAME'] ?? 'dianjin-local'

/** Everything that a step needs of the run. */
interface Run {
  readonly script: Script
  readonly step: Steps
  readonly options: StartOptions
  readonly note: (where: string, error: unknown) => void
}

runScript(async (script) => {
  const options = startOptions(script.args)
  const run: Run = { script, options, step: numberedSteps(STEPS), note: troubleNotes(join(logFolder, 'trouble.log')) }
  const place = await takePlace()
  script.onClose(place.leave)
  await requirePorts(options.ports)
  if (options.fresh) await wipe()
  const database = await openDatabase(run)
  place.holdsDatabase(database.pid)
  const clients = await openTable(run, database)
  const environment: Readonly<Record<string, string>> = { ...(await localEnvironment(database, options.ports.wechat)), ...(await openPhotos(run)) }
  const functions = await openFunctions(run, environment)
  const wechat = await openWechat(run, environment)
  const api = await openApi(run, functions)
  const people = await fill(run, { tableName, clients, environment, apiOrigin: api, wechat })
  await openJobs(run, functions, clients, database)
  const web = await openWeb(run, { api, wechat: wechat.url })
  const desk = await openConsole(run, api, environment['PHOTOS_ORIGIN'] ?? '')
  console.log(`\n${welcome({ web, console: desk, api, wechat: wechat.url, database: database.endpoint }, people)}\n`)
  script.onClose(() => console.log(text.ended))
  await script.untilEnded()
})

async function requirePorts(ports: StartOptions['ports']): Promise<void> {
  await requireFreePort(ports.api, text.step.api, '--api-port')
  await requireFreePort(ports.web, text.step.web, '--web-port')
  await requireFreePort(ports.console, text.step.consoleWeb, '--console-port')
  await requireFreePort(ports.wechat, text.step.wechat, '--wechat-port')
  if (!process.env['DYNAMODB_ENDPOINT']) await requireFreePort(ports.database, text.theDatabase, '--database-port')
}

async function wipe(): Promise<void> {
  if (process.env['DYNAMODB_ENDPOINT']) throw new Sentence(text.freshNeedsOwnDatabase)
  await rm(dataFolder, { recursive: true, force: true })
}

function openDatabase({ script, step, options }: Run): Promise<RunningDatabase> {
  return step(text.step.database, async (say) => {
    const kind = options.database
    const database = await startDatabase({ kind, port: options.ports.database, directory: join(dataFolder, kind), onDeath: script.fail, say })
    script.onClose(database.close)
    return { result: database, summary: `${text.summary.database[database.kind]}, ${database.endpoint}` }
  })
}

function openTable({ script, step }: Run, database: RunningDatabase): Promise<DatabaseClients> {
  return step(text.step.table, async () => {
    const clients = connect(database.endpoint)
    script.onClose(clients.destroy)
    const outcome = await createTable(clients.client, tableName).catch((error: unknown) => {
      throw error instanceof Sentence ? error : new Sentence(text.databaseUnreachable(database.endpoint, reasonOf(error)))
    })
    return { result: clients, summary: `${tableName}, ${text.summary.table[outcome]}` }
  })
}

/** What the functions see: the caller's environment, on top of settings for this machine. */
async function localEnvironment(database: RunningDatabase, wechatPort: number): Promise<Readonly<Record<string, string>>> {
  const own = await localSecrets(join(localFolder, 'secrets.json'))
  const given = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  const settings = { STAGE: 'local', AWS_REGION: 'local', TABLE_NAME: tableName, WECHAT_ORIGIN: `http://127.0.0.1:${wechatPort}`, WEBHOOKS_LOCAL: 'yes' }
  return { ...own, ...settings, ...given, DYNAMODB_ENDPOINT: database.endpoint }
}

/** Photos lie in a folder beside the data; whoever has set where they are to be kept keeps them there. */
async function openPhotos({ script }: Run): Promise<Readonly<Record<string, string>>> {
  if (process.env['PHOTOS_ORIGIN']) return {}
  const folder = join(dataFolder, 'pictures')
  const server = await startStatic({ folder })
  script.onClose(server.close)
  return { PHOTOS_ORIGIN: server.url, PHOTOS_FOLDER: folder }
}

interface Functions {
  readonly api: LocalFunction<APIGatewayProxyEventV2>
  readonly desk: LocalFunction<APIGatewayProxyEventV2>
  readonly stream: LocalFunction<DynamoDBStreamEvent>
  readonly schedule: LocalFunction<{ readonly job: string }>
  readonly webhooks: LocalFunction<DynamoDBStreamEvent | { readonly job: string }>
  readonly verify: LocalFunction<{ readonly job: string }>
}

function openFunctions({ script, step }: Run, env: Readonly<Record<string, string>>): Promise<Functions> {
  return step(text.step.functions, async () => {
    const bundles = await buildFunctions()
    const open = <Event>(name: keyof typeof bundles): LocalFunction<Event> => {
      const opened = startFunction<Event>({ name: `dianjin-local-${name}`, bundle: bundles[name].path, env, logFile: join(logFolder, `${name}.log`) })
      script.onClose(opened.close)
      return opened
    }
    const kilobytes = Math.round(bundles.api.bytes / 1024)
    return { result: { api: open('api'), desk: open('desk'), stream: open('stream'), schedule: open('schedule'), webhooks: open('webhooks'), verify: open('verify') }, summary: text.summary.bundled(kilobytes) }
  })
}

function openWechat({ script, step, options }: Run, environment: Readonly<Record<string, string>>): Promise<WechatStandIn> {
  return step(text.step.wechat, async () => {
    const { WECHAT_APP_ID: appId = '', WECHAT_APP_SECRET: appSecret = '' } = environment
    const wechat = await startWechat({ port: options.ports.wechat, appId, appSecret })
    script.onClose(wechat.close)
    return { result: wechat, summary: wechat.url }
  })
}

function openApi({ script, step, options, note }: Run, { api, desk }: Functions): Promise<string> {
  return step(text.step.api, async () => {
    const gateway = await startGateway({ handler: api.handler, desk: desk.handler, port: options.ports.api, onError: (error) => note(text.step.api, error) })
    script.onClose(gateway.close)
    return { result: gateway.url, summary: gateway.url }
  })
}

function fill({ step }: Run, context: Omit<LocalContext, 'say'>): Promise<DemoPeople> {
  return step(text.step.seed, async (say) => {
    const people = await seed({ ...context, say })
    return { result: people, summary: text.summary.seeded(people.people.length) }
  })
}

function openJobs({ script, step, note }: Run, { stream, schedule, webhooks, verify }: Functions, clients: DatabaseClients, { kind }: RunningDatabase): Promise<void> {
  return step(text.step.jobs, async () => {
    const feed = await startStream({
      clients,
      tableName,
      handler: followedBy(stream.handler, webhooks.handler, (error) => note('webhooks', error)),
      position: positionInFile(join(dataFolder, `stream-${kind}.json`)),
      onPutAside: (record, reason) => putAside(record, reason, note),
      onError: (error) => note(text.step.jobs, error),
    })
    script.onClose(feed.close)
    const jobs = startSchedule({ handler: schedule.handler, onError: (job, error) => note(job, error) })
    script.onClose(jobs.close)
    script.onClose(startSchedule({ handler: webhooks.handler, jobs: [{ job: 'webhooks', everyMilliseconds: 10_000 }], onError: (job, error) => note(job, error) }).close)
    // What was written before this start is brought by the stream first: until then books miss what follows from it.
    const caughtUp = feed.drain().catch(() => 0)
    const check: LocalFunction<{ readonly job: string }>['handler'] = (event, context) => caughtUp.then(() => verify.handler(event, context))
    script.onClose(startSchedule({ handler: check, jobs: [{ job: 'verify', everyMilliseconds: 60_000 }], onError: (job, error) => note(job, error) }).close)
    return { result: undefined, summary: text.summary.jobs }
  })
}

/** On AWS the queue of webhooks has a reader of its own; here it hears of the same records once the stream's consumer is done with them. */
function followedBy(first: StreamHandler, webhooks: StreamHandler, onError: (error: unknown) => void): StreamHandler {
  return async (event, context) => {
    const answer = await first(event, context)
    const Records = event.Records.filter(({ eventName, dynamodb }) => eventName === 'INSERT' && dynamodb?.Keys?.['pk']?.S?.startsWith('DUE#') === true)
    if (Records.length > 0) webhooks({ Records }, context).catch(onError)
    return answer
  }
}

/** Position and cause, not the item: it may hold personal data. */
function putAside({ eventID, dynamodb }: DynamoDBRecord, reason: unknown, note: Run['note']): void {
  const line = { at: new Date().toISOString(), eventID, keys: dynamodb?.Keys, sequenceNumber: dynamodb?.SequenceNumber, reason: reasonOf(reason) }
  appendFileSync(join(localFolder, 'put-aside.jsonl'), `${JSON.stringify(line)}\n`)
  note(text.step.jobs, new Sentence(text.recordPutAside(dynamodb?.SequenceNumber ?? '')))
}

async function openWeb({ script, step, options }: Run, addresses: { readonly api: string; readonly wechat: string }): Promise<string> {
  await step(text.step.h5, async (say) => {
    // Built for the usual addresses whatever is set, and served with the ones of this run.
    const outcome = await buildMiniapp({ target: 'h5', env: {}, say })
    return { result: undefined, summary: text.summary[outcome] }
  })
  return step(text.step.web, async () => {
    const replace = { [builtInAddresses.api]: addresses.api, [builtInAddresses.wechat]: addresses.wechat }
    const server = await startStatic({ folder: join(builtFolder, 'h5'), port: options.ports.web, replace })
    script.onClose(server.close)
    return { result: server.url, summary: server.url }
  })
}

async function openConsole({ script, step, options }: Run, api: string, photos: string): Promise<string> {
  await step(text.step.console, async (say) => ({ result: undefined, summary: text.summary[await buildConsole({ env: {}, say })] }))
  return step(text.step.consoleWeb, async () => {
    const server = await startStatic({ folder: join(builtFolder, 'console'), port: options.ports.console, replace: { [builtInAddresses.api]: api, [builtInAddresses.photos]: photos } })
    script.onClose(server.close)
    return { result: server.url, summary: server.url }
  })
}
