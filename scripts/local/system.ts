import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { runProgram } from './program'
import { reasonOf, Sentence } from './sentence'
import { text } from './text'

interface SystemPackage {
  /** Debian's name. */
  readonly name: string
  readonly isThere: () => boolean
}

const JAVA_VERSION_MIN = 17
const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome']

/** What some commands need of the system, beyond Node. */
export const systemPackages = {
  java: { name: 'openjdk-17-jre-headless', isThere: () => javaVersion() >= JAVA_VERSION_MIN },
  chromium: { name: 'chromium', isThere: () => chromiumPath() !== undefined },
  chineseFonts: { name: 'fonts-noto-cjk', isThere: hasChineseFonts },
} satisfies Record<string, SystemPackage>

export type SystemPackageName = keyof typeof systemPackages

/** The browser for the tests: `CHROMIUM` of the environment, or the first that the system knows. */
export function chromiumPath(): string | undefined {
  return process.env['CHROMIUM'] ?? chromiumNames.map(pathOf).find((path) => path !== undefined)
}

/** Installs by apt what is missing, after `announce` has said so. Answers with the names of what it installed. */
export async function ensureSystem(wanted: readonly SystemPackageName[], announce: (names: string) => void): Promise<string[]> {
  const missing = wanted.map((name) => systemPackages[name]).filter(({ isThere }) => !isThere())
  if (missing.length === 0) return []
  const names = missing.map(({ name }) => name)
  const asRoot = rightToInstall(names)
  announce(names.join(', '))
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await apt(asRoot, ['update', '-qq'], env)
    await apt(asRoot, ['install', '-y', '-qq', '--no-install-recommends', ...names], env)
  } catch (error) {
    throw new Sentence(text.installFailed(names, reasonOf(error)))
  }
  const absent = missing.filter(({ isThere }) => !isThere())
  if (absent.length > 0) throw new Sentence(text.installFailed(absent.map(({ name }) => name), text.stillMissing))
  return names
}

/** The words before `apt-get` that make it run as root: none, or `sudo`. */
function rightToInstall(names: readonly string[]): readonly string[] {
  if (pathOf('apt-get') === undefined) throw new Sentence(text.noApt(names))
  if (process.getuid?.() === 0) return []
  if (pathOf('sudo') === undefined) throw new Sentence(text.notRoot(names))
  return ['sudo']
}

async function apt(asRoot: readonly string[], args: readonly string[], env: Record<string, string>): Promise<void> {
  const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...args]
  await runProgram(command, rest, { env })
}

function pathOf(command: string): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' })
  return found.status === 0 ? found.stdout.trim() : undefined
}

function javaVersion(): number {
  const { stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' })
  if (error) return 0
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0)
}

function hasChineseFonts(): boolean {
  const { stdout, status } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() !== '' : existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')
}
