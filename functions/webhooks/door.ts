import { lookup } from 'node:dns/promises'
import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Outcome } from '../../shared/webhooks/delivery'
import { hostOf, isAllowedUrl, isLoopback, isPublic } from './addresses'
import type { Resolve } from './resolve'

/** The injection token of the door. */
export const WEBHOOK_DOOR = Symbol('webhook door')

/** The one way out to the servers of others. It reaches nothing that is not of the public Internet, whatever a name says, at whatever time. */
export interface WebhookDoor {
  /** Whether a URL may be told of anything: `refused` by itself or by where its name leads now, or its host is `unknown`. */
  check(url: string): Promise<'allowed' | 'refused' | 'unknown'>
  /** Sends, and hears how the answer begins. Never throws; follows no redirect. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Outcome>
}

export interface DoorOptions {
  readonly mayBeLocal: boolean
  readonly resolve?: Resolve | undefined
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 10_000
const HEAD_BYTES = 600
const HEAD_CHARS = 300

class PrivateAddress extends Error {}

export function createDoor({ mayBeLocal, resolve = (host) => lookup(host, { all: true }), timeoutMs = TIMEOUT_MS }: DoorOptions): WebhookDoor {
  const isOpen = (address: string): boolean => isPublic(address) || (mayBeLocal && isLoopback(address))
  /** The addresses of a host, all of which must be open: a name that leads inside as well is not trusted at all. */
  const addressesOf = async (host: string) => {
    const found = isIP(host) === 0 ? await resolve(host) : [{ address: host, family: isIP(host) }]
    if (found.length === 0) throw new Error(`no address of ${host}`)
    if (found.some(({ address }) => !isOpen(address))) throw new PrivateAddress(host)
    return found.map(({ address, family }) => ({ address, family }))
  }
  // The connection goes to the very addresses that were looked at; Node asks nobody else. It does not ask for what is an address already.
  const lookUp: LookupFunction = (host, options, tell) => {
    addressesOf(host).then((all) => (options.all === true ? tell(null, all) : tell(null, all[0]?.address ?? '', all[0]?.family)), (error: NodeJS.ErrnoException) => tell(error, ''))
  }
  return {
    check: async (url) => {
      if (!isAllowedUrl(url, mayBeLocal)) return 'refused'
      return addressesOf(hostOf(new URL(url))).then(() => 'allowed' as const, (error: unknown) => (error instanceof PrivateAddress ? 'refused' : 'unknown'))
    },
    post: async (url, headers, body) => {
      if (!isAllowedUrl(url, mayBeLocal)) return { failure: 'private_address' }
      const signal = AbortSignal.timeout(timeoutMs)
      const options = { method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, lookup: lookUp, agent: false as const, signal }
      try {
        const sent = url.startsWith('https:') ? overHttps(url, options) : overHttp(url, options)
        return await answerOf(sent, body)
      } catch (error) {
        return { failure: signal.aborted ? 'timeout' : failureOf(error) }
      }
    },
  }
}

/** Status and head of the answer; its rest is not read. */
function answerOf(sent: ClientRequest, body: string): Promise<Outcome> {
  return new Promise((done, fail) => {
    sent.on('error', fail)
    sent.on('response', (answer: IncomingMessage) => {
      const parts: Buffer[] = []
      const end = () => {
        done({ status: answer.statusCode ?? 0, head: headOf(Buffer.concat(parts)) })
        answer.destroy()
      }
      answer.on('data', (part: Buffer) => {
        parts.push(part)
        if (parts.reduce((sum, { length }) => sum + length, 0) >= HEAD_BYTES) end()
      })
      answer.on('end', end).on('error', fail)
    })
    sent.end(body)
  })
}

const headOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/[^\P{C}\n]/gu, ' ').slice(0, HEAD_CHARS)

function failureOf(error: unknown): 'private_address' | 'certificate' | 'unreachable' {
  if (error instanceof PrivateAddress) return 'private_address'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) ? 'certificate' : 'unreachable'
}
