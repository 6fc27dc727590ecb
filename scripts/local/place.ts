import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { localFolder, projectFolder } from './folders'
import { Sentence } from './sentence'
import { text } from './text'

/** Who runs in this folder, and which database belongs to them. */
const running = z.object({ pid: z.number(), databasePid: z.number().optional() })

export interface Place {
  /** Notes the database, so that the next run can end it if this one is killed. */
  holdsDatabase(databasePid: number | undefined): void
  leave(): void
}

const FAREWELL_MILLISECONDS = 3_000
const POLL_MILLISECONDS = 50

/** One run at a time in a folder. A database that an earlier run was killed away from is ended first. */
export async function takePlace(file = join(localFolder, 'running.json')): Promise<Place> {
  const before = noteIn(file)
  if (before !== undefined && before.pid !== process.pid && commandOf(before.pid).includes(join(projectFolder, 'scripts'))) throw new Sentence(text.alreadyRunning(before.pid))
  if (before?.databasePid !== undefined && /dynoxide|DynamoDBLocal/.test(commandOf(before.databasePid))) await end(before.databasePid)
  const note = (databasePid?: number) => writeFileSync(file, JSON.stringify({ pid: process.pid, databasePid }))
  mkdirSync(localFolder, { recursive: true })
  note()
  return { holdsDatabase: note, leave: () => rmSync(file, { force: true }) }
}

function noteIn(file: string): z.output<typeof running> | undefined {
  try {
    return running.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** The command line of a process; empty when it has ended, or where the system does not tell. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM')
  const giveUpAt = Date.now() + FAREWELL_MILLISECONDS
  while (commandOf(pid) !== '' && Date.now() < giveUpAt) await sleep(POLL_MILLISECONDS)
  if (commandOf(pid) !== '') process.kill(pid, 'SIGKILL')
}
