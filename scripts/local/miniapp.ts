import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { builtFolder, logFolder, projectFolder } from './folders'
import { ProgramFailure, startProgram } from './program'
import { Sentence } from './sentence'
import { fingerprint, stampOf } from './stamp'
import { text } from './text'

export type MiniappTarget = 'weapp' | 'h5'

/** The addresses that a build for this machine calls. A server may serve it with others in their place (`startStatic`). */
export const builtInAddresses = { api: 'http://localhost:3000', wechat: 'http://localhost:3001', photos: 'http://localhost:3009' }

/** What a build is made of; a change there, or of an address, makes a new one due. */
const sources = ['miniapp', 'shared', 'package-lock.json']
const proofOf: Record<MiniappTarget, string> = { weapp: 'app.json', h5: 'index.html' }

export interface MiniappBuild {
  readonly target: MiniappTarget
  /** Ends the build half-way. */
  readonly signal?: AbortSignal
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly say?: (what: string) => void
}

/** Builds the mini-program into `dist/<target>`, unless its sources are the ones of the last build. */
export async function buildMiniapp({ target, signal, say = () => undefined, env = process.env }: MiniappBuild): Promise<'built' | 'unchanged'> {
  const addresses = { DIANJIN_API: env['DIANJIN_API'] ?? builtInAddresses.api, DIANJIN_WECHAT: env['DIANJIN_WECHAT'] ?? builtInAddresses.wechat }
  const folder = join(builtFolder, target)
  const stamp = stampOf(`miniapp-${target}`)
  const print = await fingerprint(sources, [target, ...Object.values(addresses)])
  if ((await stamp.read()) === print && existsSync(join(folder, proofOf[target]))) return 'unchanged'
  await stamp.remove()
  await rm(folder, { recursive: true, force: true })
  await runTaro(target, addresses, signal, say)
  await stamp.write(print)
  return 'built'
}

async function runTaro(target: MiniappTarget, addresses: Record<string, string>, signal: AbortSignal | undefined, say: (what: string) => void): Promise<void> {
  const logFile = join(logFolder, `${target}.log`)
  const taro = join(projectFolder, 'node_modules/@tarojs/cli/bin/taro')
  const program = await startProgram(process.execPath, [taro, 'build', '--type', target], {
    folder: join(projectFolder, 'miniapp'),
    env: { ...addresses, NODE_ENV: 'production' },
    logFile,
    onLine: (line) => say(stripVTControlCharacters(line).trim()),
  })
  const stop = () => void program.stop()
  signal?.addEventListener('abort', stop)
  const exit = await program.exited
  signal?.removeEventListener('abort', stop)
  if (exit.code !== 0) throw failure(target, new ProgramFailure(exit, program.lastLines()), logFile)
  // Taro may report an error in the middle and end with success.
  if (!existsSync(join(builtFolder, target, proofOf[target]))) throw new Sentence(text.buildFailed(text.step[target], text.nothingBuilt, logFile))
}

function failure(target: MiniappTarget, { exit, lastLines }: ProgramFailure, logFile: string): Sentence {
  const telling = lastLines.split('\n').map((line) => stripVTControlCharacters(line).trim()).find((line) => /error|失败|错误/i.test(line))
  return new Sentence(text.buildFailed(text.step[target], telling ?? exit.how, logFile))
}
