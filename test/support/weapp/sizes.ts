import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bagOf, listOf, textOf } from './values'

/** Bytes of each package of a built mini-program; `main` is what a newcomer waits for. */
export function packageBytes(dist: string): Readonly<Record<string, number>> {
  const app = bagOf(JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')))
  const roots = listOf(app['subPackages']).map((part) => `${textOf(bagOf(part)['root']).replace(/\/$/, '')}/`)
  const bytes: Record<string, number> = { main: 0 }
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const { size } = statSync(join(dist, file))
    if (!statSync(join(dist, file)).isFile()) continue
    const part = roots.find((root) => file.startsWith(root)) ?? 'main'
    bytes[part] = (bytes[part] ?? 0) + size
  }
  return bytes
}
