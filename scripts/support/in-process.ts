import { randomBytes } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { type ApiRequest, type Client, createClient } from '../../shared/api/client'
import { refusals } from '../../shared/api/errors'
import { type IdKind, newId } from '../../shared/api/ids'
import { Refusal, type RefusalDetails } from '../../shared/api/refusal'
import { calls } from '../../shared/calls'
import type { Api } from '../../functions/http/api'

export type ApiClient = Client<typeof calls>

/** A typed client that calls the API in this process, through the same events that API Gateway sends. */
export function clientOf(api: Api, token?: string, address = '203.0.113.7'): ApiClient {
  return createClient(calls, async (request) => {
    const result = await api(eventOf(request, token, address))
    const body: unknown = JSON.parse(result.body ?? 'null')
    if (result.statusCode === 200) return body
    throw refusalIn(body)
  })
}

/** A request as API Gateway hands it to a function. */
export function eventOf(request: ApiRequest, token?: string, address = '203.0.113.7'): APIGatewayProxyEventV2 {
  const { method, path, query, body } = request
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: { ...query } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: address, userAgent: 'in-process' },
      requestId: freshId('request'),
      routeKey: '$default',
      stage: '$default',
      time: new Date().toISOString(),
      timeEpoch: Date.now(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  }
}

/** A new id of a kind, as a client makes one before a write. */
export const freshId = <K extends IdKind>(kind: K) => newId(kind, Date.now(), randomBytes(16))

function refusalIn(body: unknown): Refusal {
  const { code, details } = { code: '', details: {}, ...(typeof body === 'object' ? body : {}) }
  const known = Object.keys(refusals).find((name): name is keyof typeof refusals => name === code)
  return known === undefined ? new Refusal('broken', { requestId: JSON.stringify(body) }) : new Refusal(known, detailsOf(details))
}

/** Details come from our own filter, which made them from a refusal's details. */
function detailsOf(details: object): RefusalDetails {
  return { ...details }
}
