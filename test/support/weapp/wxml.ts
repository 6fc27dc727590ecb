import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { bagOf, isCallable } from './values'

/** Draws one file with a page's data: WeChat's own virtual nodes. */
export type Render = (file: string, view: unknown) => unknown

const outputBytesMax = 256 * 1_048_576

/**
 * Compiles every .wxml and .wxs of a built mini-program with WeChat's own compiler, `wcc`; throws where it finds an error.
 * The compiled code keeps its state in globals, so each mini-program gets a context of its own.
 */
export function compileWxml(dist: string): Render {
  const files = filesBelow(dist)
  const code = runCompiler(dist, files)
  const context = createContext({ console: silent, document: {} })
  runInContext('var window = globalThis; window.__webview_engine_version__ = 0.02;', context)
  const compiled: unknown = runInContext(`(function(){${code};return $gwx;})()`, context)
  const parse: unknown = runInContext('JSON.parse', context)
  if (!isCallable(compiled) || !isCallable(parse)) throw new Error('wcc gave no function')
  const templates = new Map<string, unknown>()
  return (file, view) => {
    if (!templates.has(file)) templates.set(file, compiled(file))
    const template = templates.get(file)
    if (!isCallable(template)) throw new Error(`there is no ${file}`)
    // Data must be of the context's own realm: .wxs code compares constructors.
    return template(parse(JSON.stringify(view)), {}, {})
  }
}

function filesBelow(folder: string, top = folder): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path, top) : [relative(top, path).split(sep).join('/')]
  })
}

function runCompiler(dist: string, files: readonly string[]): string {
  const wxml = files.filter((file) => file.endsWith('.wxml'))
  const wxs = files.filter((file) => file.endsWith('.wxs'))
  const components = wxml.flatMap((file) => componentsOf(dist, file))
  const folder = dirname(require.resolve('miniprogram-compiler/package.json'))
  const program = join(folder, 'bin', process.platform === 'darwin' ? 'mac' : 'linux', 'wcc')
  chmodSync(program, 0o755) // npm ships it without the bit that lets it run
  const args = ['-d', '-cc', [components.length, ...components.flat()].join(' '), ...wxml, ...wxs, '-gn', '$gwx']
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: dist, maxBuffer: outputBytesMax })
  if (error) throw error
  if (status !== 0) throw new Error(`wcc: ${stderr.toString()}`)
  return stdout.toString()
}

function componentsOf(dist: string, file: string): [string, ...(string | number)[]][] {
  const settings = join(dist, file.replace(/\.wxml$/, '.json'))
  if (!existsSync(settings)) return []
  const used = Object.keys(bagOf(bagOf(JSON.parse(readFileSync(settings, 'utf8'))).usingComponents))
  return used.length === 0 ? [] : [[file, used.length, ...used]]
}

const silent = Object.fromEntries(['log', 'info', 'warn', 'error', 'debug'].map((name) => [name, () => undefined]))
