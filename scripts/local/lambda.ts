import { randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { APIGatewayProxyEventV2, Context, DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'

/** What a function answers is unknown until it has been looked at, here as in AWS. */
export type Handler<Event> = (event: Event, context: Context) => Promise<unknown>
export type ApiHandler = Handler<APIGatewayProxyEventV2>
export type StreamHandler = Handler<DynamoDBStreamEvent>
export type ScheduleHandler = Handler<{ readonly job: string }>

/** The second argument that Lambda gives a handler. */
export function lambdaContext(functionName: string, timeoutMilliseconds: number): Context {
  const endsAt = Date.now() + timeoutMilliseconds
  const ended = () => undefined
  return { ...plainContext(functionName), getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()), done: ended, fail: ended, succeed: ended }
}

function plainContext(functionName: string) {
  const awsRequestId = randomUUID()
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: '1024',
    awsRequestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
  }
}

export interface LocalFunction<Event> {
  readonly handler: Handler<Event>
  close(): Promise<void>
}

export interface FunctionOptions {
  readonly name: string
  /** The file that exports `handler`. */
  readonly bundle: string
  /** The whole environment that it sees. */
  readonly env: Readonly<Record<string, string>>
  /** Where its output goes. */
  readonly logFile: string
}

const answer = z.object({ call: z.number(), result: z.unknown().optional(), failure: z.string().optional() })

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

/** Runs a packaged function in a thread with an environment and a log of its own; a thread that crashed is replaced at the next call. */
export function startFunction<Event>({ name, bundle, env, logFile }: FunctionOptions): LocalFunction<Event> {
  const waiting = new Map<number, Waiting>()
  let calls = 0
  let worker: Worker | undefined
  const settle = (message: unknown) => {
    const { call, result, failure } = answer.parse(message)
    if (failure !== undefined) waiting.get(call)?.reject(new Error(failure))
    else waiting.get(call)?.resolve(result)
    waiting.delete(call)
  }
  const crashed = (reason: Error) => {
    worker = undefined
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }
  const start = () => {
    const started = openThread(bundle, env, logFile)
    started.on('message', settle).on('error', crashed)
    return started
  }
  worker = start()
  const handler: Handler<Event> = (event, context) =>
    new Promise((resolve, reject) => {
      calls += 1
      waiting.set(calls, { resolve, reject })
      worker ??= start()
      worker.postMessage({ call: calls, event, context: { ...plainContext(name), endsAt: Date.now() + context.getRemainingTimeInMillis() } })
    })
  return { handler, close: async () => void (await worker?.terminate()) }
}

function openThread(bundle: string, env: Readonly<Record<string, string>>, logFile: string): Worker {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile, { flags: 'a' })
  const worker = new Worker(join(__dirname, 'worker.cjs'), { workerData: { bundle }, env: { ...env }, execArgv: [], stdout: true, stderr: true })
  worker.stdout.pipe(log, { end: false })
  worker.stderr.pipe(log, { end: false })
  worker.once('exit', () => log.end())
  return worker
}
