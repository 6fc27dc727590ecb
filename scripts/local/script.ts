import { Sentence } from './sentence'
import { text } from './text'

/** What a running command may ask of its surroundings. */
export interface Script {
  readonly args: readonly string[]
  /** Runs `close` at the end, after a failure or on Ctrl-C; last opened, first closed. */
  onClose(close: Close): void
  /** Ends the command with this failure, from anywhere. */
  fail(error: unknown): void
  /** Resolves when the command is told to end. */
  untilEnded(): Promise<void>
}

type Close = () => Promise<void> | void

interface Ending {
  readonly exitCode: number
  readonly error?: unknown
}

/** npm, the terminal and `run.mjs` may each pass on one and the same Ctrl-C. */
const SAME_SIGNAL_MILLISECONDS = 1_000

/**
 * Runs a command of `scripts/` to its end and exits. A `Sentence` is printed alone, anything else with its stack. `main` may return an exit code.
 * Ctrl-C closes everything first; a second one, later, does not wait.
 */
export function runScript(main: (script: Script) => Promise<number | void>): void {
  const closers: Close[] = []
  let end: (ending: Ending) => void = () => undefined
  const ended = new Promise<Ending>((resolve) => {
    end = resolve
  })
  const fail = (error: unknown) => end({ exitCode: 1, error })
  endWhenTold(() => end({ exitCode: 0 }))
  main({
    args: process.argv.slice(2),
    onClose: (close) => closers.push(close),
    fail,
    untilEnded: () => ended.then(() => undefined),
  }).then((exitCode) => end({ exitCode: exitCode ?? 0 }), fail)
  void ended.then(async ({ exitCode, error }) => {
    const isClosed = await closeAll(closers)
    if (error !== undefined) complain(error)
    process.exit(isClosed ? exitCode : 1)
  })
}

function endWhenTold(tell: () => void): void {
  let toldAt: number | undefined
  const told = () => {
    toldAt ??= Date.now()
    if (Date.now() - toldAt > SAME_SIGNAL_MILLISECONDS) process.exit(1)
    tell()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, told)
  // The channel to `run.mjs` breaks when that is killed without a chance to pass it on.
  process.on('disconnect', tell)
}

async function closeAll(closers: readonly Close[]): Promise<boolean> {
  let isClosed = true
  for (const close of [...closers].reverse()) {
    try {
      await close()
    } catch (error) {
      isClosed = false
      complain(error)
    }
  }
  return isClosed
}

/** A `Sentence` alone, anything else with its stack. */
export function complain(error: unknown): void {
  if (error instanceof Sentence) console.error(`\n${text.stopped(error.message)}`)
  else console.error(error)
}
