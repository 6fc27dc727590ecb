import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { Sentence } from './sentence'
import { text } from './text'

export interface ProgramOptions {
  readonly folder?: string
  readonly env?: Readonly<Record<string, string>>
  /** Its results, beside its messages, are not shown. */
  readonly isQuiet?: boolean
  /** Its output goes there instead of the screen. */
  readonly logFile?: string
  /** Sees each line of output that goes to a log file. */
  readonly onLine?: (line: string) => void
}

export interface Program {
  readonly pid: number
  /** Never rejects. */
  readonly exited: Promise<Exit>
  /** The latest lines that went to the log file. */
  lastLines(): string
  /** Asks it to end, insists after a while, and waits until it has. */
  stop(): Promise<void>
}

export interface Exit {
  /** 128 when a signal ended it. */
  readonly code: number
  /** `exit code 1`, or the signal's name. */
  readonly how: string
}

const PATIENCE_MILLISECONDS = 5_000
const LINES_KEPT = 15
const ENDED_BY_SIGNAL = 128

/** Starts another program, which ends with us at the latest. */
export async function startProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<Program> {
  const child = spawn(command, args, {
    ...(options.folder === undefined ? {} : { cwd: options.folder }),
    env: { ...process.env, ...options.env },
    stdio: options.logFile === undefined ? ['inherit', options.isQuiet ? 'ignore' : 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  })
  const pid = await started(child, command)
  endWithUs(child)
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code: code ?? ENDED_BY_SIGNAL, how: signal ?? `exit code ${code}` })
    })
  })
  const lines = options.logFile === undefined ? [] : keepLines(child, options.logFile, options.onLine)
  return { pid, exited, lastLines: () => lines.join('\n'), stop: () => stopped(child, exited) }
}

/** Runs a program to its end; anything but success is an error with its last lines. */
export async function runProgram(command: string, args: readonly string[], options: ProgramOptions & { readonly signal?: AbortSignal } = {}): Promise<void> {
  const program = await startProgram(command, args, options)
  const stop = () => void program.stop()
  options.signal?.addEventListener('abort', stop)
  const exit = await program.exited
  options.signal?.removeEventListener('abort', stop)
  if (exit.code !== 0) throw new ProgramFailure(exit, program.lastLines())
}

export class ProgramFailure extends Error {
  constructor(
    readonly exit: Exit,
    readonly lastLines: string,
  ) {
    super(exit.how)
  }
}

const children = new Set<ChildProcess>()

/** Whatever way we end, short of being killed ourselves, no program of ours stays behind. */
function endWithUs(child: ChildProcess): void {
  listenForTheEnd()
  children.add(child)
  child.once('exit', () => children.delete(child))
}

let isListening = false

function listenForTheEnd(): void {
  if (isListening) return
  isListening = true
  const killAll = () => children.forEach((child) => child.kill('SIGKILL'))
  process.on('exit', killAll)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const told = () => {
      // Whoever else listens will end us in order, and then the exit above comes.
      if (process.listenerCount(signal) > 1) return
      killAll()
      process.off(signal, told)
      process.kill(process.pid, signal)
    }
    process.on(signal, told)
  }
}

function started(child: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Sentence(text.programMissing(command))))
    child.once('spawn', () => resolve(child.pid ?? 0))
  })
}

function keepLines(child: ChildProcess, logFile: string, onLine: ((line: string) => void) | undefined): string[] {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile)
  const lines: string[] = []
  for (const output of [child.stdout, child.stderr]) {
    if (output === null) continue
    createInterface({ input: output }).on('line', (line) => {
      log.write(`${line}\n`)
      if (line.trim() !== '') lines.push(line)
      if (lines.length > LINES_KEPT) lines.shift()
      onLine?.(line)
    })
  }
  return lines
}

async function stopped(child: ChildProcess, exited: Promise<Exit>): Promise<void> {
  child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MILLISECONDS)
  await exited
  clearTimeout(insist)
}
