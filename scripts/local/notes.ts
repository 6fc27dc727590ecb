import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { reasonOf } from './sentence'

/** Keeps what goes wrong while everything runs: the whole in a file, a new kind of trouble also on the screen. */
export function troubleNotes(file: string): (where: string, error: unknown) => void {
  let last = ''
  mkdirSync(dirname(file), { recursive: true })
  return (where, error) => {
    const line = `${where}: ${reasonOf(error).split('\n', 1)[0]}`
    appendFileSync(file, `${new Date().toISOString()} ${where} ${error instanceof Error ? error.stack : String(error)}\n`)
    if (line !== last) console.error(`${line} (${file})`)
    last = line
  }
}
