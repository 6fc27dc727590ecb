import { createHash, createHmac } from 'node:crypto'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

export interface ToSign {
  readonly method: 'PUT'
  readonly host: string
  /** Encoded as it is sent. */
  readonly path: string
  /** Names in small letters; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  readonly region: string
  /** Milliseconds. */
  readonly now: number
}

/**
 * The headers with which S3 takes a request: AWS Signature Version 4 over method, path, headers and content.
 * Written by hand because the whole S3 client would double the bundle for this one request.
 */
export function signedHeaders(request: ToSign, { accessKeyId, secretAccessKey, sessionToken }: Credentials): Readonly<Record<string, string>> {
  const at = new Date(request.now).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = at.slice(0, 8)
  const content = hash(request.bytes)
  const headers: Readonly<Record<string, string>> = {
    ...request.headers, host: request.host, 'x-amz-content-sha256': content, 'x-amz-date': at, ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  }
  const names = Object.keys(headers).sort()
  const canonical = [request.method, request.path, '', ...names.map((name) => `${name}:${headers[name] ?? ''}`), '', names.join(';'), content].join('\n')
  const scope = `${day}/${request.region}/s3/aws4_request`
  const key = [day, request.region, 's3', 'aws4_request'].reduce<string | Buffer>((before, part) => hmac(before, part), `AWS4${secretAccessKey}`)
  const signature = hmac(key, ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n')).toString('hex')
  const { host: _host, ...sent } = headers
  return { ...sent, authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}` }
}

const hash = (what: string | Uint8Array): string => createHash('sha256').update(what).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
