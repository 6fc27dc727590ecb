import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Api, apis, type WechatApi, wechatApis } from './apis'
import { createFailures, Failure, type FailureInput, type Failures } from './failures'
import type { KnownPerson } from './people'
import { answerPhone } from './phone'
import { jsonTypeOf, no, readRequest, type WireAnswer, type WireRequest } from './wire'
import { createPhone, createWorld, type Phone, type SentMessage, type World, type WorldOptions } from './world'

export interface WechatStandIn {
  /** Stands for `https://api.weixin.qq.com`; the phone's side is below `/stand-in/`. */
  readonly url: string
  readonly people: readonly KnownPerson[]
  readonly phone: Phone
  /** Subscribe messages that reached a phone, the latest 1,000. */
  readonly sent: readonly SentMessage[]
  /** Calls as they arrived, the latest 1,000, without anything secret; failed ones too. */
  readonly calls: readonly WechatCall[]
  /** Makes the next `times` calls fail, all of them without `times`, until `off`. */
  fail(api: WechatApi, failure: FailureInput | 'off', times?: number): void
  close(): Promise<void>
}

export interface WechatCall {
  readonly api: WechatApi
  /** What was answered, or the failure that came instead. */
  readonly result: number | Failure['type']
}

interface Office {
  readonly world: World
  readonly phone: Phone
  readonly failures: Failures
  readonly calls: WechatCall[]
}

/** Starts a server that speaks WeChat's wire protocol, for machines that cannot or must not reach WeChat. Rejects when the port is taken. */
export async function startWechat({ port = 0, host = '127.0.0.1', ...options }: WorldOptions & { port?: number; host?: string }): Promise<WechatStandIn> {
  const world = createWorld(options)
  const office: Office = { world, phone: createPhone(world), failures: createFailures(), calls: [] }
  const server = createServer((message, response) => {
    serve(office, message, response).catch(() => response.destroy())
  })
  await listen(server, port, host)
  const address = server.address()
  const actualPort = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${actualPort}`,
    get people() {
      return world.people.list()
    },
    phone: office.phone,
    sent: world.sent,
    calls: office.calls,
    fail: (api, failure, times) => office.failures.set(api, failure === 'off' ? 'off' : Failure.parse(failure), times),
    close: () => close(server),
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}

async function serve(office: Office, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message)
  if (!request) return reply(response.setHeader('connection', 'close'), { status: 413, contentType: 'text/plain', bytes: Buffer.alloc(0) })
  if (request.path.startsWith('/stand-in/')) return servePhone(office, request, response)
  const api = wechatApis.find((name) => apis[name].path === request.path)
  if (!api) return reply(response, { status: 404, contentType: 'text/plain', bytes: Buffer.alloc(0) })
  await serveApi(office, { name: api, ...apis[api] }, request, response)
}

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type', 'access-control-allow-methods': 'GET, POST' }

function servePhone(office: Office, request: WireRequest, response: ServerResponse): void {
  for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value)
  const { status, body } = request.method === 'OPTIONS' ? { status: 204, body: '' } : answerPhone(office, request)
  reply(response, { status, contentType: 'application/json; charset=utf-8', bytes: Buffer.from(status === 204 ? '' : JSON.stringify(body)) })
}

async function serveApi(office: Office, api: Api & { name: WechatApi }, request: WireRequest, response: ServerResponse): Promise<void> {
  const failure = office.failures.take(api.name)
  const instead = failure && answerInstead(failure, request)
  const answer = instead ?? api.answer(office.world, request)
  remember(office.calls, { api: api.name, result: failure && failure.type !== 'errcode' ? failure.type : answer.errcode })
  if (failure?.type === 'hang') return
  if (failure?.type === 'dropped') return void response.destroy()
  if (failure?.type === 'slow') await later(failure.milliseconds)
  reply(response, answer)
}

/** The answer of a failure that keeps the work from being done. */
function answerInstead(failure: Failure, request: WireRequest): WireAnswer | undefined {
  switch (failure.type) {
    case 'errcode':
      return no(request, failure.errcode, failure.errmsg)
    case 'http':
      return { status: failure.status, contentType: 'text/html', bytes: Buffer.from(failure.text), errcode: 0 }
    case 'garbage':
      return { status: 200, contentType: jsonTypeOf(request.path), bytes: Buffer.from(failure.text), errcode: 0 }
    case 'slow':
    case 'hang':
    case 'dropped':
      return undefined
  }
}

const CALLS_KEPT = 1_000

function remember(calls: WechatCall[], call: WechatCall): void {
  if (calls.length >= CALLS_KEPT) calls.shift()
  calls.push(call)
}

/** Does not keep the process alive. */
const later = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds).unref())

function reply(response: ServerResponse, { status, contentType, bytes }: Pick<WireAnswer, 'status' | 'contentType' | 'bytes'>): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length })
  response.end(bytes)
}
