import { refusedAnswer } from './answers'
import { meaningOf, type WechatApi, WechatRefusal } from './refusals'

export const TIMEOUT_MS = 3_000
export const RETRIES_MAX = 2
const RETRY_WAIT_MS = 100
const ANSWER_BYTES_MAX = 1_048_576

/** One call to WeChat as a value. */
export interface Call<Answer> {
  readonly api: WechatApi
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Sent as JSON by POST; without it the call is a GET. */
  readonly body?: Readonly<Record<string, unknown>>
  /** Whether doing it twice does no harm. If not, it is only repeated when it certainly never reached WeChat. */
  readonly repeatable: boolean
  /** Undefined when the answer is not what WeChat documents. */
  readonly understand: (bytes: Uint8Array) => Answer | undefined
}

export type Ask = <Answer>(call: Call<Answer>) => Promise<Answer>

export interface Line {
  readonly origin: string
  readonly fetch: typeof globalThis.fetch
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly timeoutMs: number
}

type Outcome<Answer> =
  | { readonly type: 'answered'; readonly answer: Answer }
  | { readonly type: 'refused'; readonly refusal: WechatRefusal }
  | { readonly type: 'unsent'; readonly reason: string }
  | { readonly type: 'unknown'; readonly reason: string }

/** Asks WeChat, again at most `RETRIES_MAX` times and only where that is safe. Throws nothing but `WechatRefusal`. */
export function createAsk(line: Line): Ask {
  return async (call) => {
    for (let retries = 0; ; retries += 1) {
      const outcome = await attempt(line, call)
      if (outcome.type === 'answered') return outcome.answer
      if (retries >= RETRIES_MAX || !mayRepeat(outcome, call.repeatable)) throw refusalOf(outcome, call)
      await line.sleep(Math.random() * RETRY_WAIT_MS * 2 ** retries)
    }
  }
}

type Failed = Exclude<Outcome<unknown>, { type: 'answered' }>

function mayRepeat(outcome: Failed, repeatable: boolean): boolean {
  switch (outcome.type) {
    case 'unsent':
      return true
    case 'unknown':
      return repeatable
    case 'refused':
      // Only «system busy» asks to try again now; the limits per minute and day would only be hit harder.
      return repeatable && outcome.refusal.wechatCode === -1
  }
}

function refusalOf(outcome: Failed, call: Call<unknown>): WechatRefusal {
  if (outcome.type === 'refused') return outcome.refusal
  const lost = outcome.type === 'unknown' && !call.repeatable
  return new WechatRefusal(lost ? 'wechat_answer_lost' : 'wechat_unavailable', call.api, outcome.reason)
}

async function attempt<Answer>(line: Line, call: Call<Answer>): Promise<Outcome<Answer>> {
  let bytes: Uint8Array
  try {
    const response = await line.fetch(`${line.origin}${call.path}?${new URLSearchParams(call.query)}`, requestFor(line, call))
    if (!response.ok) {
      await response.body?.cancel()
      return { type: 'unknown', reason: `http ${response.status}` }
    }
    bytes = await readAtMost(response, ANSWER_BYTES_MAX)
  } catch (error) {
    return failureOf(error)
  }
  const refusal = refusalIn(call.api, bytes)
  if (refusal) return { type: 'refused', refusal }
  const answer = call.understand(bytes)
  return answer === undefined ? { type: 'unknown', reason: 'not the documented answer' } : { type: 'answered', answer }
}

function requestFor(line: Line, call: Call<unknown>): RequestInit {
  return {
    method: call.body ? 'POST' : 'GET',
    // A Lambda that slept would find kept connections dead, and a single-use code would be lost on one.
    headers: { connection: 'close', ...(call.body && { 'content-type': 'application/json' }) },
    ...(call.body && { body: JSON.stringify(call.body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(line.timeoutMs),
  }
}

class TooLong extends Error {}

async function readAtMost(response: Response, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length
    if (length > bytesMax) {
      await reader?.cancel()
      throw new TooLong()
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}

/** What the connection itself says when no request can have left this machine. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

function failureOf(error: unknown): Outcome<never> {
  if (error instanceof TooLong) return { type: 'unknown', reason: 'answer too long' }
  if (textAt(error, 'name') === 'TimeoutError') return { type: 'unknown', reason: 'timeout' }
  const code = textAt(propertyOf(error, 'cause'), 'code')
  return UNSENT.has(code) ? { type: 'unsent', reason: code } : { type: 'unknown', reason: `connection ${code || 'broken'}` }
}

const textAt = (thing: unknown, key: string): string => {
  const text = propertyOf(thing, key)
  return typeof text === 'string' ? text : ''
}

const propertyOf = (thing: unknown, key: string): unknown => (typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined)

function refusalIn(api: WechatApi, bytes: Uint8Array): WechatRefusal | undefined {
  const refused = refusedAnswer.safeParse(parseJson(bytes))
  if (!refused.success) return undefined
  const { errcode, errmsg } = refused.data
  const requestId = /rid: ([\w-]{1,64})/.exec(errmsg ?? '')?.[1]
  return new WechatRefusal(meaningOf(api, errcode), api, `errcode ${errcode}`, { wechatCode: errcode, ...(requestId && { requestId }) })
}

const OPENING_BRACE = 0x7b

/** Undefined when the bytes are no JSON object; pictures are not even tried. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes[0] !== OPENING_BRACE) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
