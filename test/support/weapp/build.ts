import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const projectFolder = resolve(__dirname, '../../..')
const sources = ['miniapp/src', 'miniapp/config', 'shared']

/** Where the built mini-program lies; builds it when it is missing or older than what it is made of. */
export function builtWeapp(): string {
  const dist = join(projectFolder, 'dist/weapp')
  const made = join(dist, 'app.js')
  const isFresh = existsSync(made) && statSync(made).mtimeMs >= Math.max(...sources.map((folder) => changedAt(join(projectFolder, folder))))
  if (!isFresh) build()
  return dist
}

function build(): void {
  const taro = require.resolve('@tarojs/cli/bin/taro')
  const { status, stdout, stderr } = spawnSync(process.execPath, [taro, 'build', '--type', 'weapp'], {
    cwd: join(projectFolder, 'miniapp'),
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the mini-program does not build:\n${stdout}\n${stderr}`)
}

function changedAt(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? changedAt(path) : statSync(path).mtimeMs
  })
  return Math.max(0, ...times)
}
