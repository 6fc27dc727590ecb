import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** An HTTP request as API Gateway hands it to Lambda: payload format 2.0, the default route of the default stage. */
export function apiEvent(request: IncomingMessage, body: Buffer, now = new Date()): APIGatewayProxyEventV2 {
  const target = request.url ?? '/'
  const queryStart = target.indexOf('?')
  const rawPath = queryStart < 0 ? target : target.slice(0, queryStart)
  const rawQueryString = queryStart < 0 ? '' : target.slice(queryStart + 1)
  const headers = joinedHeaders(request)
  const cookies = headers['cookie']?.split('; ')
  delete headers['cookie']
  const query = joinedQuery(rawQueryString)
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookies === undefined ? {} : { cookies }),
    headers,
    ...(query === undefined ? {} : { queryStringParameters: query }),
    requestContext: requestContext(request, rawPath, headers, now),
    ...encodedBody(body, headers['content-type']),
  }
}

function requestContext(request: IncomingMessage, path: string, headers: Record<string, string>, now: Date): APIGatewayProxyEventV2['requestContext'] {
  const domainName = (headers['host'] ?? 'localhost').replace(/:\d+$/, '')
  return {
    accountId: '000000000000',
    apiId: 'local',
    domainName,
    domainPrefix: domainName.split('.')[0] ?? domainName,
    http: {
      method: request.method ?? 'GET',
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: sourceAddress(request),
      userAgent: headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey: '$default',
    stage: '$default',
    time: logTime(now),
    timeEpoch: now.getTime(),
  }
}

/** Lower-case names, repeated headers joined by a comma, and what a gateway adds on the way. */
function joinedHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value
  }
  delete headers['connection']
  const from = sourceAddress(request)
  headers['x-forwarded-for'] = headers['x-forwarded-for'] === undefined ? from : `${headers['x-forwarded-for']}, ${from}`
  headers['x-forwarded-proto'] = 'http'
  return headers
}

function joinedQuery(rawQueryString: string): Record<string, string> | undefined {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(rawQueryString)) query[name] = query[name] === undefined ? value : `${query[name]},${value}`
  return Object.keys(query).length === 0 ? undefined : query
}

function sourceAddress(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
}

const textTypes = /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml))\b)/i

function encodedBody(body: Buffer, contentType = 'text/plain'): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false }
  const isText = textTypes.test(contentType)
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `24/Nov/2026:00:23:05 +0000` */
function logTime(now: Date): string {
  const [date = '', time = ''] = now.toISOString().split('T')
  const [year, , day] = date.split('-')
  return `${day}/${months[now.getUTCMonth()]}/${year}:${time.slice(0, 8)} +0000`
}
