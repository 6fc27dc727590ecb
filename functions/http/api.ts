import { NestFactory } from '@nestjs/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { Refusal } from '../../shared/api/refusal'
import { AppModule, type Ground, type Part } from '../app.module'
import { RefusalsFilter } from './refusals.filter'
import { Answer, type ApiCall } from './request'
import { findRoute, type Route, routesOf } from './routes'

const BODY_BYTES_MAX = 64 * 1024

export type Api = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>

/** A part of the API as one function from an API Gateway event to its answer. */
export async function createApi(ground: Ground, part: Part): Promise<Api> {
  const application = await NestFactory.createApplicationContext(AppModule.on(ground, part), { logger: false, abortOnError: false })
  const routes = routesOf(application, part.calls)
  const pages = { '/health': () => new Answer(200, { ok: true }), ...part.pages }
  const filter = application.get(RefusalsFilter)
  return async (event) => {
    const startedAt = ground.clock.elapsed()
    const { requestId, http } = event.requestContext
    const answer = await answered({ routes, pages }, event).catch((error: unknown) => filter.answer(error, requestId, event.headers['accept-language']))
    const path = findRoute(routes, http.method, event.rawPath)?.route.call.path ?? 'unknown'
    const code = answer.status >= 400 && typeof answer.body === 'object' && answer.body !== null && 'code' in answer.body ? String(answer.body.code) : undefined
    ground.log.info('call', { requestId, method: http.method, path, status: answer.status, code, durationMs: Math.round(ground.clock.elapsed() - startedAt) })
    return toResult(answer, requestId)
  }
}

interface Answering {
  readonly routes: readonly Route[]
  readonly pages: Part['pages']
}

async function answered({ routes, pages }: Answering, event: APIGatewayProxyEventV2): Promise<Answer> {
  const { method, path, sourceIp } = event.requestContext.http
  const page = method === 'GET' ? pages[path] : undefined
  if (page !== undefined) return page()
  const found = findRoute(routes, method, path)
  if (found === undefined) throw new Refusal('not_found')
  const { call, name, run } = found.route
  const apiCall: ApiCall = { call, name, event, requestId: event.requestContext.requestId, address: sourceIp, raw: rawInput(event, found.parts, call.bodyBytesMax), caller: { type: 'anyone' } }
  const reply = await run(apiCall)
  return reply instanceof Answer ? reply : new Answer(200, reply)
}

/** Path parts, query and body as one object. A name given twice is refused rather than guessed at. */
function rawInput(event: APIGatewayProxyEventV2, parts: Record<string, string>, bytesMax: number = BODY_BYTES_MAX): Record<string, unknown> {
  const body = bodyOf(event, bytesMax)
  const query = event.queryStringParameters ?? {}
  const given = { ...query, ...body }
  const names = [...Object.keys(query), ...Object.keys(body), ...Object.keys(parts)]
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Refusal('invalid_input', { field: twice })
  const decoded = Object.entries(parts).map(([name, value]) => [name, decodedPart(value)])
  return { ...given, ...Object.fromEntries(decoded) }
}

function decodedPart(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    throw new Refusal('invalid_input', { field: 'path' })
  }
}

function bodyOf(event: APIGatewayProxyEventV2, bytesMax: number): Record<string, unknown> {
  const { body, isBase64Encoded, headers } = event
  if (body === undefined || body === '') return {}
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > bytesMax) throw new Refusal('body_too_large')
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw new Refusal('invalid_input', { field: 'content-type' })
  const parsed = parsedJson(bytes.toString('utf8'))
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Refusal('invalid_input', { field: 'body' })
  return { ...parsed }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_input', { field: 'body' })
  }
}

function toResult(answer: Answer, requestId: string): APIGatewayProxyStructuredResultV2 {
  const isText = typeof answer.body === 'string'
  return {
    statusCode: answer.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...answer.headers,
    },
    body: isText ? String(answer.body) : JSON.stringify(answer.body),
  }
}
