// Runs before anything is installed: plain JavaScript, nothing but Node. Checks Node, installs what package-lock.json says, starts scripts/<command>.ts.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NODE_MIN = [20, 19]
const commands = ['start', 'check', 'bench', 'verify', 'import', 'seed', 'owner', 'build', 'package']
const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.dianjin-lock')
const isChinese = /^zh/i.test(process.env.DIANJIN_LANGUAGE || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
const say = (zh, en) => (isChinese ? zh : en)

const [command, ...args] = process.argv.slice(2)

function stop(zh, en) {
  console.error(`\n${say(`已停止：${zh}`, `Stopped: ${en}`)}`)
  process.exit(1)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return
  const wanted = NODE_MIN.join('.')
  stop(`需要 Node ${wanted} 或更新版本，这里是 ${process.versions.node}：请从 nodejs.org 安装。`, `Node ${wanted} or newer is needed, and this is ${process.versions.node}: install it from nodejs.org.`)
}

function checkCommand() {
  const known = commands.join(', ')
  if (!commands.includes(command)) stop(`没有命令“${command ?? ''}”：请从 ${known} 中选择。`, `There is no command "${command ?? ''}": choose one of ${known}.`)
  if (!existsSync(join(root, 'scripts', `${command}.ts`))) stop(`缺少文件 scripts/${command}.ts：请重新获取项目。`, `The file scripts/${command}.ts is missing: get the project again.`)
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** True when node_modules is what the lock says; asks npm's own note of what it installed where our stamp is missing or old. */
function isInstalled(lockStamp) {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockStamp) return true
  const note = join(modules, '.package-lock.json')
  if (!existsSync(note)) return false
  const installed = readJson(note).packages
  const wanted = Object.entries(readJson(join(root, 'package-lock.json')).packages)
  const isThere = ([path, { version, optional }]) => path === '' || (installed[path]?.version ?? (optional ? version : undefined)) === version
  if (!wanted.every(isThere)) return false
  writeFileSync(stampFile, lockStamp)
  return true
}

async function install() {
  const lockFile = join(root, 'package-lock.json')
  if (!existsSync(lockFile)) stop('缺少 package-lock.json：请重新获取项目。', 'package-lock.json is missing: get the project again.')
  const lockStamp = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (isInstalled(lockStamp)) return
  const total = Object.entries(readJson(lockFile).packages).filter(([path, { optional }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !optional).length
  console.log(say(`正在安装 ${total} 个软件包（一两分钟，仅首次）…`, `Installing ${total} packages (a minute or two, only the first time) …`))
  const startedAt = Date.now()
  const progress = showProgress(total, startedAt)
  const { exitCode, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  progress.end()
  if (exitCode !== 0) stop(...installFailure(output))
  writeFileSync(stampFile, lockStamp)
  console.log(say(`已安装（${seconds(startedAt)} 秒）。`, `Installed (${seconds(startedAt)} s).`))
}

const seconds = (since) => Math.round((Date.now() - since) / 1000)

/** The share of packages that have arrived; rewritten in place on a terminal, a line now and then in a log. */
function showProgress(total, startedAt) {
  const isLive = process.stdout.isTTY
  const timer = setInterval(() => {
    const line = `  ${Math.min(total, packageCount())} / ${total}  ${seconds(startedAt)} s`
    process.stdout.write(isLive ? `\r\u001b[K${line}` : `${line}\n`)
  }, isLive ? 500 : 10_000)
  return {
    end: () => {
      clearInterval(timer)
      if (isLive) process.stdout.write('\r\u001b[K')
    },
  }
}

/** Packages whose own package.json has arrived. */
function packageCount() {
  const names = existsSync(modules) ? readdirSync(modules) : []
  const paths = names.flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name]))
  return paths.filter((path) => existsSync(join(modules, path, 'package.json'))).length
}

/** npm through its own file where npm started us, so that it works wherever npm works. */
function npm(npmArgs) {
  const ownFile = process.env.npm_execpath
  const [program, first] = ownFile?.endsWith('.js') ? [process.execPath, [ownFile]] : ['npm', []]
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(program, [...first, ...npmArgs], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk) => (output = (output + chunk).slice(-20_000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    passSignals(child)
    child.on('error', (error) => resolve({ exitCode: 1, output: error.message }))
    child.on('close', (exitCode, signal) => (signal ? process.exit(128 + constants.signals[signal]) : resolve({ exitCode, output })))
  })
}

function installFailure(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    return ['无法连接 npm 软件源：请检查网络（npm config get registry）后重试。', 'The npm registry cannot be reached: check the network (npm config get registry) and try again.']
  }
  if (/ENOSPC/.test(output)) return ['磁盘已满：请腾出约 1 GB 空间后重试。', 'The disk is full: free about 1 GB and try again.']
  if (/EACCES|EPERM/.test(output)) return [`没有写入 ${modules} 的权限：请检查文件夹的所有者。`, `There is no right to write to ${modules}: check who owns the folder.`]
  console.error(output.trim())
  return ['npm ci 失败，原因见上。', 'npm ci failed for the reason above.']
}

function passSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
}

function run() {
  const loader = pathToFileURL(join(modules, 'tsx', 'dist', 'loader.mjs')).href
  const child = spawn(process.execPath, ['--import', loader, join(root, 'scripts', `${command}.ts`), ...args], {
    cwd: root,
    // The fourth channel carries nothing: it breaks when this process is killed, and so tells the command to end.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  })
  passSignals(child)
  endWithNpm(child)
  child.on('error', (error) => stop(`无法启动 Node：${error.message}。`, `Node cannot be started: ${error.message}.`))
  child.on('close', (exitCode, signal) => process.exit(signal ? 128 + constants.signals[signal] : exitCode))
}

/** npm ends its own shell when it is told to end, but that shell does not pass it on to us. */
function endWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
}

checkNode()
checkCommand()
await install()
run()
