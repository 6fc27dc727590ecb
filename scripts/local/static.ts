import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { LOOPBACK, portOf } from './port'

export interface StaticServer {
  readonly url: string
  close(): Promise<void>
}

export interface StaticOptions {
  readonly folder: string
  /** Any free one without it. */
  readonly port?: number
  /** Addresses that were built in → the ones to serve instead, so that one build serves any port. */
  readonly replace?: Readonly<Record<string, string>>
  /** Paths of files that have another name when they say something else: a browser keeps them without asking again. Not where `replace` may change between two starts at one port. */
  readonly lasting?: RegExp
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Pictures and fonts are compressed already. */
const isText = (type: string): boolean => /charset|svg/.test(type)

interface Page {
  readonly type: string
  readonly tag: string
  readonly bytes: Buffer
  /** Made when first asked for. */
  gzipped?: Buffer
}

/** Serves a folder of built files; a path that is no file gets the index, as the router of a single-page build wants it. */
export async function startStatic({ port = 0, ...options }: StaticOptions): Promise<StaticServer> {
  const pages = new Map<string, Page>()
  const server = createServer((request, response) => {
    answer(request, response, options, pages).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, resolve)
  })
  return { url: `http://localhost:${portOf(server)}`, close: () => close(server) }
}

async function answer(request: IncomingMessage, response: ServerResponse, { folder, replace = {}, lasting }: StaticOptions, pages: Map<string, Page>): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
  const file = await fileFor(folder, request.url ?? '/')
  if (file === undefined) return void response.writeHead(404).end()
  const page = pages.get(file.key) ?? (await read(file.path, replace))
  pages.set(file.key, page)
  const isLasting = lasting?.test(request.url ?? '/') === true
  const headers = { 'content-type': page.type, etag: page.tag, 'cache-control': isLasting ? 'max-age=31536000, immutable' : 'no-cache', vary: 'accept-encoding', 'x-content-type-options': 'nosniff' }
  if (request.headers['if-none-match'] === page.tag) return void response.writeHead(304, headers).end()
  const isGzipped = isText(page.type) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  const bytes = isGzipped ? (page.gzipped ??= gzipSync(page.bytes)) : page.bytes
  response.writeHead(200, { ...headers, 'content-length': bytes.length, ...(isGzipped ? { 'content-encoding': 'gzip' } : {}) })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** The file behind an address and a key that changes with it; undefined for a missing asset and for a path that leads out of the folder. */
async function fileFor(folder: string, url: string): Promise<{ path: string; key: string } | undefined> {
  const path = pathIn(folder, url)
  if (path === undefined) return undefined
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile()) return { path, key: `${path} ${found.mtimeMs} ${found.size}` }
  if (extname(path) !== '') return undefined
  const index = join(folder, 'index.html')
  const indexFound = await stat(index).catch(() => undefined)
  return indexFound && { path: index, key: `${index} ${indexFound.mtimeMs} ${indexFound.size}` }
}

function pathIn(folder: string, url: string): string | undefined {
  try {
    const path = normalize(join(folder, decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/')))
    return path.includes('\0') || !`${path}${sep}`.startsWith(normalize(folder + sep)) ? undefined : path
  } catch {
    return undefined
  }
}

async function read(path: string, replace: Readonly<Record<string, string>>): Promise<Page> {
  const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream'
  let bytes: Buffer = await readFile(path)
  if (isText(type)) {
    let text = bytes.toString('utf8')
    for (const [from, to] of Object.entries(replace)) text = text.replaceAll(from, to)
    bytes = Buffer.from(text)
  }
  return { type, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`, bytes }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
