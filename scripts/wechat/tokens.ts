import { randomBytes } from 'node:crypto'

/** Stable access tokens as WeChat hands them out: the same one over and over, a new one in its last five minutes or by force. */
export interface Tokens {
  issue(force: boolean): { readonly token: string; readonly expiresInSeconds: number }
  check(token: string | undefined): 'good' | 'missing' | 'malformed' | 'expired' | 'rejected'
}

const TOKEN_SECONDS = 7200
const OVERLAP_MS = 5 * 60_000
const FORCE_PAUSE_MS = 30_000
const TOKENS_KEPT = 100

export function createTokens(now: () => number): Tokens {
  const endings = new Map<string, number>()
  let current: { token: string; endsAt: number } | undefined
  let forcedAt = -Infinity

  const renew = () => {
    const [oldest] = endings.keys()
    if (oldest !== undefined && endings.size >= TOKENS_KEPT) endings.delete(oldest)
    current = { token: `99_${randomBytes(96).toString('base64url')}`, endsAt: now() + TOKEN_SECONDS * 1000 }
    endings.set(current.token, current.endsAt)
    return current
  }

  return {
    issue: (force) => {
      const isForced = force && now() - forcedAt >= FORCE_PAUSE_MS
      if (isForced) {
        forcedAt = now()
        endings.clear()
      }
      const issued = current && !isForced && current.endsAt - now() > OVERLAP_MS ? current : renew()
      return { token: issued.token, expiresInSeconds: Math.floor((issued.endsAt - now()) / 1000) }
    },
    check: (token) => {
      if (!token) return 'missing'
      if (!/^\d+_[\w-]+$/.test(token)) return 'malformed'
      const endsAt = endings.get(token)
      if (endsAt === undefined) return 'rejected'
      return endsAt > now() ? 'good' : 'expired'
    },
  }
}
