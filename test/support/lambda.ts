import { fork } from 'node:child_process'
import { once } from 'node:events'
import * as z from 'zod'

const ANSWER_MILLISECONDS = 30_000

/** What runs in the function's own process: the bundle alone, as Lambda would load it. */
const host = `
const { handler } = require(process.argv[1])
process.on('message', async ({ number, event, context }) => {
  const timed = { ...context, getRemainingTimeInMillis: () => context.timeLeftMs ?? 15000 }
  try { process.send({ number, answer: await handler(event, timed) }) }
  catch (error) { process.send({ number, error: String(error && error.stack || error) }) }
})`

const message = z.object({ number: z.number(), answer: z.unknown().optional(), error: z.string().optional() })

export interface RunningFunction {
  /** What the handler answers to one event; rejects with what it throws. `timeLeftMs` in the context is the time it has, for as long as it runs. */
  invoke(event: object, context?: object): Promise<unknown>
  /** Everything it wrote so far. */
  log(): string
  stop(): Promise<void>
}

/** A packaged function in a fresh process with exactly this environment: one execution environment of Lambda. */
export function runFunction(bundle: string, environment: Readonly<Record<string, string>>): RunningFunction {
  const child = fork(bundle, [], { execArgv: ['-e', host], env: only(environment), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const written: Buffer[] = []
  child.stdout?.on('data', (part: Buffer) => written.push(part))
  child.stderr?.on('data', (part: Buffer) => written.push(part))
  const log = () => Buffer.concat(written).toString()
  const ended = new Promise<never>((_, fail) => child.once('exit', (code) => fail(new Error(`The function ended with ${code}:\n${log()}`))))
  ended.catch(() => undefined)
  // Sending to a process that is gone is told here too; `ended` has said so already.
  child.on('error', () => undefined)
  let invocations = 0
  return {
    log,
    invoke(event, context = {}) {
      invocations += 1
      const number = invocations
      const answer = new Promise<unknown>((done, fail) => {
        const timer = setTimeout(() => fail(new Error(`The function did not answer:\n${log()}`)), ANSWER_MILLISECONDS)
        const hear = (heard: unknown) => {
          const read = message.parse(heard)
          if (read.number !== number) return
          clearTimeout(timer)
          child.off('message', hear)
          if (read.error === undefined) done(read.answer)
          else fail(new Error(read.error))
        }
        child.on('message', hear)
      })
      child.send({ number, event, context })
      return Promise.race([answer, ended])
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** Nothing of the test's own environment gets in, so nothing can be missing on AWS that was there by chance. */
function only(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of Object.keys(env)) if (name !== 'PATH') delete env[name]
  return Object.assign(env, environment)
}
