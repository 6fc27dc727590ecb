import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { type Bag, isCallable } from './values'

export interface RealmOptions {
  readonly dist: string
  readonly wx: Bag
  /** WeChat's `Function` gives a function that does nothing; a strict host throws. */
  readonly functionConstructor: 'throws' | 'does-nothing'
  readonly hasIntl: boolean
  /** What the mini-program registers, under the file that is being loaded. */
  onApp(definition: unknown): void
  onPageOrComponent(kind: 'page' | 'component', file: string, definition: unknown): void
  currentApp(): unknown
  currentPages(): unknown[]
  onConsole(level: string, words: readonly unknown[]): void
  guard(work: () => unknown): unknown
}

export interface Realm {
  /** A copy of a value made of the realm's own objects, as WeChat's bridge gives it. */
  adopt(value: unknown): unknown
  /** A buffer of the realm. */
  buffer(bytes: Uint8Array): unknown
  /** Loads a file of the mini-program as WeChat's `require` does; once. */
  load(file: string): void
  close(): void
}

const consoleLevels = ['log', 'info', 'warn', 'error', 'debug', 'group', 'groupEnd', 'time', 'timeEnd', 'trace', 'table']
const hiddenNames = ['window', 'document', 'navigator', 'location', 'history', 'XMLHttpRequest', 'WebSocket', 'fetch', 'localStorage']

/**
 * The thread a mini-program's code runs in: ECMAScript's built-ins, timers, a console and `wx`. There is no window, document,
 * fetch, URL, TextEncoder, AbortController or crypto, as there is none on a phone.
 */
export function createRealm(options: RealmOptions): Realm {
  const timers = createTimers(options.guard)
  const sandbox: Bag = { console: consoleFor(options), ...timers.functions }
  const context = createContext(sandbox, { name: 'weapp', codeGeneration: { strings: false, wasm: false } })
  const run = (code: string, filename?: string): unknown => runInContext(code, context, filename === undefined ? {} : { filename })
  run('delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer; delete globalThis.Atomics;')
  if (!options.hasIntl) run('delete globalThis.Intl;')
  if (options.functionConstructor === 'does-nothing') run(dudFunction)
  const parse = callableFrom(run('JSON.parse'))
  const makeBuffer = callableFrom(run('(bytes) => Uint8Array.from(bytes).buffer'))
  const adopt = (value: unknown): unknown => (value === undefined ? undefined : parse(JSON.stringify(value)))
  const load = createLoader(options, run, sandbox)
  return { adopt, buffer: (bytes) => makeBuffer(Array.from(bytes)), load, close: timers.stopAll }
}

const dudFunction = `(function () {
  const whole = globalThis
  const Dud = function Function() {
    return arguments[arguments.length - 1] === 'return this' ? function () { return whole } : function () {}
  }
  Dud.prototype = Function.prototype
  whole.Function = Dud
})()`

function createLoader(options: RealmOptions, run: (code: string, filename: string) => unknown, sandbox: Bag): (file: string) => void {
  const loaded = new Map<string, { exports: unknown }>()
  let current = ''
  Object.assign(sandbox, {
    wx: options.wx,
    global: sandbox,
    App: options.onApp,
    Page: (definition: unknown) => options.onPageOrComponent('page', current, definition),
    Component: (definition: unknown) => options.onPageOrComponent('component', current, definition),
    Behavior: (definition: unknown) => definition,
    getApp: options.currentApp,
    getCurrentPages: options.currentPages,
  })
  const load = (file: string): unknown => {
    const key = file.replace(/\.js$/, '')
    const known = loaded.get(key)
    if (known) return known.exports
    const module = { exports: {} }
    loaded.set(key, module)
    const path = join(options.dist, `${key}.js`)
    const body = callableFrom(run(`(function (require, module, exports, ${hiddenNames.join(', ')}) {${readFileSync(path, 'utf8')}\n})`, path))
    const outer = current
    current = key
    try {
      body((wanted: unknown) => load(posix.join(posix.dirname(key), String(wanted)).replace(/^\//, '')), module, module.exports)
    } finally {
      current = outer
    }
    return module.exports
  }
  return (file) => void load(file)
}

function consoleFor(options: RealmOptions): Bag {
  return Object.fromEntries(consoleLevels.map((level) => [level, (...words: readonly unknown[]) => options.onConsole(level, words)]))
}

function createTimers(guard: (work: () => unknown) => unknown) {
  const running = new Map<number, NodeJS.Timeout>()
  let last = 0
  const stop = (id: unknown) => {
    const timer = running.get(Number(id))
    clearTimeout(timer)
    running.delete(Number(id))
  }
  const start = (repeats: boolean) => (work: unknown, milliseconds: unknown, ...args: readonly unknown[]) => {
    const id = ++last
    const tick = () => {
      if (!repeats) running.delete(id)
      if (isCallable(work)) guard(() => work(...args))
    }
    running.set(id, repeats ? setInterval(tick, Number(milliseconds ?? 0)) : setTimeout(tick, Number(milliseconds ?? 0)))
    return id
  }
  const functions = { setTimeout: start(false), setInterval: start(true), clearTimeout: stop, clearInterval: stop }
  return { functions, stopAll: () => [...running.keys()].forEach(stop) }
}

function callableFrom(value: unknown): (...args: readonly unknown[]) => unknown {
  if (!isCallable(value)) throw new Error('not a function')
  return value
}
