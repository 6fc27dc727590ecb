import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it came. */
export interface Received {
  readonly id: string
  readonly type: string
  readonly data: Record<string, unknown>
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server of somebody else, which keeps what it gets and answers as it is told. */
export interface Receiver {
  readonly url: string
  readonly received: Received[]
  /** From now on it answers so; `never` lets the caller wait. */
  answer(status: number | 'never', text?: string, headers?: Readonly<Record<string, string>>): void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let next: { readonly status: number | 'never'; readonly text: string; readonly headers: Readonly<Record<string, string>> } = { status: 204, text: '', headers: {} }
  const server = createServer((request, reply) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const { type, data } = JSON.parse(body)
      received.push({ id: String(request.headers['webhook-id']), type, data, headers: request.headers, body })
      if (next.status !== 'never') reply.writeHead(next.status, next.headers).end(next.text)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = addressOf(server.address())
  return {
    url: `http://127.0.0.1:${port}/points`,
    received,
    answer: (status, text = '', headers = {}) => void (next = { status, text, headers }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Whether what came is signed by a secret and not older than five minutes, as Standard Webhooks has receivers check it. */
export function isSigned({ headers, body }: Pick<Received, 'headers' | 'body'>, secret: string, now: number): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name]))
  if (Math.abs(now / 1_000 - Number(timestamp)) > 300) return false
  const expected = Buffer.from(createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64'))
  return (signatures ?? '').split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''))
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port')
  return address
}
