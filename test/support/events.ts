import { randomUUID } from 'node:crypto'
import type { APIGatewayProxyEventV2, AttributeValue, Context, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

/** Events exactly as AWS's documentation shows them: what the packaged handlers get when nothing of ours is in between. */

const REGION = 'cn-northwest-1'
const ACCOUNT = '123456789012'

interface ApiCall {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** An object is sent as JSON, text as it stands, bytes in base64 as the gateway does. */
  readonly body?: object | string | Uint8Array
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly sourceIp?: string
  readonly at?: Date
}

/** API Gateway, HTTP API, payload format 2.0, the default route of the default stage. Header names are in lower case, as the gateway makes them. */
export function apiEvent({ method, path, query = {}, body, token, headers = {}, sourceIp = '203.0.113.7', at = new Date() }: ApiCall): APIGatewayProxyEventV2 {
  const domainName = `a1b2c3d4e5.execute-api.${REGION}.amazonaws.com.cn`
  const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) MicroMessenger/8.0.50'
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      accept: '*/*',
      'accept-encoding': 'gzip, deflate, br',
      host: domainName,
      'user-agent': userAgent,
      'x-amzn-trace-id': 'Root=1-6743a1b2-3f0c5d6e7a8b9c0d1e2f3a4b',
      'x-forwarded-for': sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(bytesOf(body).length) }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: { ...query } }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'a1b2c3d4e5',
      domainName,
      domainPrefix: 'a1b2c3d4e5',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent },
      requestId: randomUUID().slice(0, 16),
      routeKey: '$default',
      stage: '$default',
      time: gatewayTime(at),
      timeEpoch: at.getTime(),
    },
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? bytesOf(body).toString('base64') : bytesOf(body).toString() }),
    isBase64Encoded: body instanceof Uint8Array,
  }
}

function bytesOf(body: object | string | Uint8Array): Buffer {
  return Buffer.from(body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body))
}

/** `24/Nov/2026:00:23:05 +0000` */
function gatewayTime(at: Date): string {
  const [, day = '', month = '', year = '', time = ''] = at.toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}

/** A value as our items hold them; a `Set` of texts is DynamoDB's string set. */
export type StoredValue = string | number | boolean | null | ReadonlySet<string> | readonly StoredValue[] | { readonly [name: string]: StoredValue }
export interface StoredItem {
  readonly pk: string
  readonly sk: string
  readonly [name: string]: StoredValue
}

interface Change {
  readonly before?: StoredItem
  readonly after?: StoredItem
  readonly at?: Date
  /** Removed by DynamoDB itself because its `ttl` had passed. */
  readonly isExpired?: boolean
}

let changes = 0

/** One change of the table in its stream, with both images: an insert, a modification or a removal, as `before` and `after` say. */
export function streamRecord({ before, after, at = new Date(), isExpired = false }: Change): DynamoDBRecord {
  const item = after ?? before
  if (item === undefined) throw new Error('A change has an item before, after, or both.')
  changes += 1
  return {
    eventID: randomUUID().replaceAll('-', ''),
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at.getTime() / 1000),
      Keys: { pk: { S: item.pk }, sk: { S: item.sk } },
      ...(after === undefined ? {} : { NewImage: imageOf(after) }),
      ...(before === undefined ? {} : { OldImage: imageOf(before) }),
      SequenceNumber: `49${String(changes).padStart(19, '0')}`,
      SizeBytes: Buffer.byteLength(JSON.stringify([before, after])),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: `arn:aws-cn:dynamodb:${REGION}:${ACCOUNT}:table/dianjin-test/stream/2026-11-24T00:00:00.000`,
    ...(isExpired ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
  }
}

/** A batch as Lambda's poller hands it over. */
export function streamEvent(records: readonly DynamoDBRecord[]): DynamoDBStreamEvent {
  return { Records: [...records] }
}

function imageOf(item: StoredItem): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]))
}

function attribute(value: StoredValue): AttributeValue {
  if (value === null) return { NULL: true }
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'number') return { N: String(value) }
  if (typeof value === 'boolean') return { BOOL: value }
  if (value instanceof Set) return { SS: [...value] }
  if (Array.isArray(value)) return { L: value.map(attribute) }
  return { M: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, attribute(inner)])) }
}

/** A rule of EventBridge with a constant input: the input is the whole event. */
export function scheduleEvent(job: 'sweep' | 'settle' | 'verify'): { readonly job: string } {
  return { job }
}

/** What Lambda passes beside the event. */
export function lambdaContext(functionName: 'api' | 'stream' | 'schedule' | 'webhooks' | 'verify', remainingMilliseconds = 15_000): Context {
  const name = `dianjin-test-${functionName}`
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws-cn:lambda:${REGION}:${ACCOUNT}:function:${name}`,
    memoryLimitInMB: '1024',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: '2026/11/24/[$LATEST]0123456789abcdef0123456789abcdef',
    getRemainingTimeInMillis: () => remainingMilliseconds,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  }
}
