import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
}

export interface WireAnswer {
  readonly status: number
  readonly contentType: string
  readonly bytes: Buffer
  /** For the list of calls. */
  readonly errcode: number
}

export type Fields = Readonly<Record<string, unknown>>

/** WeChat says `text/plain` of the JSON of jscode2session, and `encoding` instead of `charset` elsewhere. */
const JSON_TYPE = 'application/json; encoding=utf-8'
const SIGN_IN_TYPE = 'text/plain'
const SIGN_IN_PATH = '/sns/jscode2session'

export const jsonTypeOf = (path: string): string => (path === SIGN_IN_PATH ? SIGN_IN_TYPE : JSON_TYPE)

export function yes(request: WireRequest, fields: Fields): WireAnswer {
  return { status: 200, contentType: jsonTypeOf(request.path), bytes: Buffer.from(JSON.stringify(fields)), errcode: 0 }
}

/** Refusals come with status 200 and the id of the request at the end of the message. */
export function no(request: WireRequest, errcode: number, errmsg = messages[errcode] ?? 'unknown error'): WireAnswer {
  const rid = [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-')
  const text = JSON.stringify({ errcode, errmsg: `${errmsg}${request.path === SIGN_IN_PATH ? ',' : ''} rid: ${rid}` })
  return { status: 200, contentType: jsonTypeOf(request.path), bytes: Buffer.from(text), errcode }
}

/** What WeChat documents, or is seen, to say with each code. */
const messages: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  40164: 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist',
  40169: 'invalid length for scene, or the data is not json string',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  43104: 'appid not match openid',
  44002: 'empty post data',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45168: 'hit sensitive words',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  50002: 'user limited',
  61010: 'code is expired',
}

const BODY_BYTES_MAX = 65_536

/** Undefined when the body is too long. */
export async function readRequest(message: IncomingMessage): Promise<WireRequest | undefined> {
  const url = new URL(message.url ?? '/', 'http://stand-in')
  const parts: Buffer[] = []
  let length = 0
  for await (const part of message) {
    const bytes = Buffer.from(part)
    length += bytes.length
    if (length > BODY_BYTES_MAX) return undefined
    parts.push(bytes)
  }
  return { method: message.method ?? 'GET', path: url.pathname, query: url.searchParams, body: Buffer.concat(parts).toString('utf8') }
}

/** The fields of a JSON object; undefined for anything else. */
export function fieldsOf(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}

export const textIn = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
