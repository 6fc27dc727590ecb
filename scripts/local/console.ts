import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { builtFolder, logFolder, projectFolder } from './folders'
import { builtInAddresses } from './miniapp'
import { ProgramFailure, startProgram } from './program'
import { Sentence } from './sentence'
import { fingerprint, stampOf } from './stamp'
import { text } from './text'

export interface ConsoleBuild {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly say?: (what: string) => void
}

const sources = ['console', 'shared', 'package-lock.json']
const proof = join(builtFolder, 'console', 'index.html')

/** Builds the web console into `dist/console`, unless its sources are the ones of the last build. */
export async function buildConsole({ say = () => undefined, env = process.env }: ConsoleBuild): Promise<'built' | 'unchanged'> {
  const addresses = { DIANJIN_API: env['DIANJIN_API'] ?? builtInAddresses.api, DIANJIN_PHOTOS: env['DIANJIN_PHOTOS'] ?? builtInAddresses.photos }
  const stamp = stampOf('console')
  const print = await fingerprint(sources, Object.values(addresses))
  if ((await stamp.read()) === print && existsSync(proof)) return 'unchanged'
  await stamp.remove()
  await runVite(addresses, say)
  await stamp.write(print)
  return 'built'
}

async function runVite(addresses: Readonly<Record<string, string>>, say: (what: string) => void): Promise<void> {
  const logFile = join(logFolder, 'console.log')
  const program = await startProgram(process.execPath, [join(projectFolder, 'node_modules/vite/bin/vite.js'), 'build', join(projectFolder, 'console')], {
    folder: projectFolder,
    env: { ...addresses, NODE_ENV: 'production' },
    logFile,
    onLine: (line) => say(stripVTControlCharacters(line).trim()),
  })
  const exit = await program.exited
  if (exit.code === 0 && existsSync(proof)) return
  const { lastLines } = new ProgramFailure(exit, program.lastLines())
  const telling = lastLines.split('\n').map((line) => stripVTControlCharacters(line).trim()).find((line) => /error/i.test(line))
  throw new Sentence(text.buildFailed(text.step.console, telling ?? text.nothingBuilt, logFile))
}
