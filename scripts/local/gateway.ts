import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { type DeclaredCors, readDeclaration } from './declaration'
import { isOfDesk } from './desk-routes'
import { apiEvent } from './event'
import { type ApiHandler, lambdaContext } from './lambda'
import { LOOPBACK, portOf } from './port'

export interface Gateway {
  readonly url: string
  /** Takes no new requests and waits for the running ones. */
  close(): Promise<void>
}

export interface GatewayOptions {
  readonly handler: ApiHandler
  /** Answers the routes of the desk, as `serverless.yml` names them; `handler` answers all without it. */
  readonly desk?: ApiHandler
  /** Any free one without it. */
  readonly port?: number
  /** Who may call from a browser; everybody without it. */
  readonly origin?: string
  /** Told of what the handler threw. */
  readonly onError?: (error: unknown) => void
  readonly timeoutMilliseconds?: number
}

/** API Gateway's own limits. */
const BODY_BYTES_MAX = 10 * 1024 * 1024
const HEADER_BYTES_MAX = 10_240
const INTEGRATION_MILLISECONDS = 30_000
const CLOSING_MILLISECONDS = 10_000
const CLOSING_POLL_MILLISECONDS = 20

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string | Buffer
}

/** Serves a Lambda handler over HTTP as an HTTP API of API Gateway would: events, limits and CORS as `serverless.yml` declares them. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { AllowMethods, AllowHeaders, ExposeHeaders, MaxAge } = readDeclaration().cors
  const cors = { allowOrigin: options.origin ?? '*', AllowMethods, AllowHeaders, ExposeHeaders, MaxAge }
  const server = createServer({ maxHeaderSize: HEADER_BYTES_MAX }, (request, response) => {
    respond(request, response, options, cors).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, LOOPBACK, resolve)
  })
  return { url: `http://localhost:${portOf(server)}`, close: () => close(server) }
}

type Cors = DeclaredCors & { readonly allowOrigin: string }

async function respond(request: IncomingMessage, response: ServerResponse, options: GatewayOptions, cors: Cors): Promise<void> {
  const isFromBrowser = request.headers.origin !== undefined
  if (isFromBrowser && request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
    return send(response, { status: 204, headers: preflightHeaders(cors), body: '' })
  }
  const body = await readBody(request)
  if (body === undefined) return send(response, { ...message(413, 'Request Too Long'), headers: { connection: 'close' } })
  const answer = await invoke(request, body, options)
  send(response, isFromBrowser ? { ...answer, headers: { ...answer.headers, ...answerHeaders(cors) } } : answer)
}

/** The whole body; undefined when it is too long. Rejects when the caller hangs up half-way. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES_MAX) return undefined
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > BODY_BYTES_MAX) return undefined
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

async function invoke(request: IncomingMessage, body: Buffer, options: GatewayOptions): Promise<Answer> {
  const { onError, timeoutMilliseconds = INTEGRATION_MILLISECONDS } = options
  const event = apiEvent(request, body)
  const { method, path } = event.requestContext.http
  const handler = options.desk !== undefined && isOfDesk(method, path) ? options.desk : options.handler
  const tooLate = new AbortController()
  try {
    const answer = await Promise.race([
      handler(event, lambdaContext('dianjin-local-api', timeoutMilliseconds)).then(understood),
      sleep(timeoutMilliseconds, message(503, 'Service Unavailable'), { signal: tooLate.signal }),
    ])
    return { ...answer, headers: { ...answer.headers, 'apigw-requestid': event.requestContext.requestId } }
  } catch (error) {
    onError?.(error)
    return message(500, 'Internal Server Error')
  } finally {
    tooLate.abort()
  }
}

const whole = z.object({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).optional(),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
})

/** A handler may answer with a whole response, or with a bare value that becomes the JSON body. */
function understood(result: unknown): Answer {
  const isWhole = typeof result === 'object' && result !== null && 'statusCode' in result
  if (!isWhole) return { status: 200, headers: { 'content-type': 'application/json' }, body: typeof result === 'string' ? result : (JSON.stringify(result) ?? '') }
  const { statusCode, headers: given, cookies, body, isBase64Encoded } = whole.parse(result)
  const headers: Record<string, string | readonly string[]> = { 'content-type': 'text/plain;charset=UTF-8' }
  for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = String(value)
  if (cookies) headers['set-cookie'] = cookies
  return { status: statusCode, headers, body: isBase64Encoded ? Buffer.from(body, 'base64') : body }
}

const message = (status: number, words: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: words }),
})

function preflightHeaders(cors: Cors): Record<string, string> {
  return {
    'access-control-allow-origin': cors.allowOrigin,
    'access-control-allow-methods': cors.AllowMethods.join(','),
    'access-control-allow-headers': cors.AllowHeaders.join(','),
    'access-control-max-age': String(cors.MaxAge),
  }
}

function answerHeaders(cors: Cors): Record<string, string> {
  return { 'access-control-allow-origin': cors.allowOrigin, 'access-control-expose-headers': cors.ExposeHeaders.join(',') }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection becomes idle when its last answer has gone; the caller would keep it for seconds.
  const hurry = setInterval(() => server.closeIdleConnections(), CLOSING_POLL_MILLISECONDS)
  const insist = setTimeout(() => server.closeAllConnections(), CLOSING_MILLISECONDS)
  await closed
  clearInterval(hurry)
  clearTimeout(insist)
}
