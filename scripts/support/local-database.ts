import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { Database, openDatabase } from '../../functions/database/client'
import { isOnThisMachine, regionOf } from '../local/clients'
import { startDatabase } from '../local/database'
import { dataFolder, localFolder } from '../local/folders'
import { startOptions } from '../local/options'
import { takePlace } from '../local/place'
import { LOOPBACK } from '../local/port'
import type { Script } from '../local/script'

export const LOCAL_TABLE = process.env['TABLE_NAME'] ?? 'dianjin-local'

/**
 * Where the data of this folder can be reached: `given` or `DYNAMODB_ENDPOINT` when set, the database of a running `npm start`, or else one that
 * is started for as long as the command runs.
 */
export async function localEndpoint(script: Script, given?: string): Promise<string> {
  const known = given ?? process.env['DYNAMODB_ENDPOINT'] ?? runningEndpoint()
  if (known) return known
  const { database: kind } = startOptions([])
  const place = await takePlace()
  script.onClose(place.leave)
  const database = await startDatabase({ kind, directory: join(dataFolder, kind), onDeath: script.fail })
  script.onClose(database.close)
  place.holdsDatabase(database.pid)
  return database.endpoint
}

/** The table at an address, by the functions' own way; on AWS with the keys of the environment. */
export function databaseAt(endpoint: string, table: string): Database {
  if (isOnThisMachine(endpoint)) return openDatabase({ table, endpoint, region: regionOf(table) })
  const { client } = openDatabase({ table }, { endpoint })
  return new Database(client, table)
}

const running = z.object({ databasePid: z.number() })

/** The database that the note of a running command names, as long as that process lives. */
function runningEndpoint(): string | undefined {
  try {
    const { databasePid } = running.parse(JSON.parse(readFileSync(join(localFolder, 'running.json'), 'utf8')))
    process.kill(databasePid, 0)
    return `http://${LOOPBACK}:${portOf(databasePid)}`
  } catch {
    return undefined
  }
}

/** Both databases are told their port on the command line; where the system does not show it, it is the usual one. */
function portOf(pid: number): string {
  const words = commandOf(pid).split('\0')
  const told = words[words.findIndex((word) => /^--?port$/.test(word)) + 1]
  return told !== undefined && /^\d+$/.test(told) ? told : String(startOptions([]).ports.database)
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
