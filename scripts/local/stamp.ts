import { createHash, type Hash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { localFolder, projectFolder } from './folders'

/** A note of what something was last made from. */
export interface Stamp {
  read(): Promise<string | undefined>
  write(print: string): Promise<void>
  remove(): Promise<void>
}

const stampFolder = join(localFolder, 'stamps')

export function stampOf(name: string): Stamp {
  const file = join(stampFolder, name)
  return {
    read: () => readFile(file, 'utf8').catch(() => undefined),
    write: async (print) => {
      await mkdir(stampFolder, { recursive: true })
      await writeFile(file, print)
    },
    remove: () => rm(file, { force: true }),
  }
}

/** Changes when a file in one of these places of the project changes, comes or goes, or when a word of `also` does. */
export async function fingerprint(places: readonly string[], also: readonly string[] = []): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(also))
  for (const place of places) await addPlace(hash, place)
  return hash.digest('hex')
}

const generated = new Set(['node_modules', 'dist', '.swc', '.temp'])

async function addPlace(hash: Hash, place: string): Promise<void> {
  const path = join(projectFolder, place)
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined)
  if (entries === undefined) return void hash.update(`${place}\0`).update(await readFile(path))
  const names = entries.map(({ name }) => name).filter((name) => !generated.has(name))
  for (const name of names.sort()) await addPlace(hash, `${place}/${name}`)
}
