import type { Weapp } from '../host'
import { type Bag, bagOf, copyOf, lowerCased, textOf } from '../values'
import { defineAsync, Fail, finish } from './define'

const methods = new Set(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'])
const notListed = 600_002
const badAddress = 600_009
const noNetwork = 600_001
const broken = 5

/** A request as it left the phone and what came back. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly header: Readonly<Record<string, string>>
  readonly data: unknown
  status?: number
  reply?: unknown
  failure?: string
}

/** `wx.request` over real HTTP, to the addresses the test allows. */
export function addNetwork(host: Weapp): void {
  defineAsync(host, 'getNetworkType', () => ({ networkType: host.isOffline ? 'none' : 'wifi' }))
  host.wx['request'] = (given: unknown) => request(host, bagOf(given))
}

function request(host: Weapp, options: Bag): Bag {
  const stop = new AbortController()
  const sent: SentRequest = { method: textOf(options['method'] ?? 'GET').toUpperCase(), url: textOf(options['url']), header: lowerCased(options['header']), data: copyOf(options['data']) }
  host.journal.requests.push(sent)
  void exchange(host, sent, Number(options['timeout'] ?? 60_000), stop.signal).then(
    ({ status, header, data }) => {
      sent.status = status
      sent.reply = copyOf(data)
      finish(host, options, 'success', { errMsg: 'request:ok', statusCode: status, header, cookies: [] }, { data: host.adopt(data) })
    },
    (failure: unknown) => {
      sent.failure = failure instanceof Error ? failure.message : textOf(failure)
      finish(host, options, 'fail', { errMsg: `request:fail ${sent.failure}`, errno: failure instanceof Fail ? failure.errno : broken })
    },
  )
  const nothing = () => undefined
  return { abort: () => stop.abort(), onHeadersReceived: nothing, offHeadersReceived: nothing, onChunkReceived: nothing, offChunkReceived: nothing }
}

async function exchange(host: Weapp, sent: SentRequest, timeoutMs: number, stopped: AbortSignal) {
  await Promise.resolve()
  const url = addressOf(host, sent)
  if (host.isOffline) throw new Fail('', noNetwork)
  const timedOut = AbortSignal.timeout(timeoutMs)
  try {
    const body = sent.method === 'GET' || sent.method === 'HEAD' || sent.data === undefined ? {} : { body: typeof sent.data === 'string' ? sent.data : JSON.stringify(sent.data) }
    const answer = await fetch(url, { method: sent.method, headers: { 'content-type': 'application/json', ...sent.header }, signal: AbortSignal.any([timedOut, stopped]), ...body })
    const text = await answer.text()
    if (host.lostAnswers > 0) {
      host.lostAnswers--
      throw new Fail('timeout', broken)
    }
    return { status: answer.status, header: Object.fromEntries(answer.headers), data: readJson(text) }
  } catch (failure) {
    if (failure instanceof Fail) throw failure
    throw new Fail(timedOut.aborted ? 'timeout' : stopped.aborted ? 'abort' : causeOf(failure), broken)
  }
}

/** WeChat's own checks, before anything is sent. */
function addressOf(host: Weapp, { url, method, data }: SentRequest): string {
  const [, origin = '', rest = ''] = /^(https?:\/\/[^/?#]+)(.*)$/.exec(url) ?? []
  if (origin === '') throw new Fail(`invalid url "${url}"`, badAddress)
  const real = host.options.origins[origin]
  if (real === undefined) throw new Fail('url not in domain list', notListed)
  if (!methods.has(method)) throw new Fail(`method is invalid: ${method}`, badAddress)
  const query = method === 'GET' ? new URLSearchParams(Object.entries(bagOf(data)).map(([name, value]) => [name, textOf(value)])).toString() : ''
  return real + rest + (query === '' ? '' : `${rest.includes('?') ? '&' : '?'}${query}`)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function causeOf(failure: unknown): string {
  const cause = failure instanceof Error ? bagOf(failure.cause)['code'] : undefined
  return textOf(cause ?? (failure instanceof Error ? failure.message : failure))
}
