import { WechatRefusal } from './refusals'

/** WeChat's access token, valid for up to two hours. */
export interface StoredToken {
  readonly token: string
  readonly expiresAt: string
}

/** Where all processes share one token; it opens the whole mini-program, so keep it as you keep the secret. */
export interface TokenStore {
  load(): Promise<StoredToken | undefined>
  save(token: StoredToken): Promise<void>
}

export interface TokenKeeper {
  /** A token that is valid for some minutes yet. */
  current(): Promise<string>
  /** A token other than the one WeChat has just rejected. */
  replace(rejected: string): Promise<string>
}

interface TokenSource {
  readonly store: TokenStore
  readonly now: () => number
  /** Asks WeChat; without force it answers the token it has, and a new one in its last five minutes. */
  readonly request: (force: boolean) => Promise<StoredToken>
}

/** Shorter than WeChat's five minutes, so that asking then really gives a new token. */
const RENEW_BEFORE_MS = 4 * 60_000
/** Forcing puts an end to the token everywhere and is limited to twenty times a day. */
const FORCE_PAUSE_MS = 10 * 60_000

export function memoryTokenStore(): TokenStore {
  let stored: StoredToken | undefined
  return {
    load: () => Promise.resolve(stored),
    save: (token) => {
      stored = token
      return Promise.resolve()
    },
  }
}

/** However many calls want a token at once, WeChat is asked once. */
export function createTokenKeeper({ store, now, request }: TokenSource): TokenKeeper {
  let held: StoredToken | undefined
  let renewal: Promise<StoredToken> | undefined
  let forcedAt = -Infinity

  const isGood = (stored: StoredToken | undefined, rejected?: string): stored is StoredToken =>
    stored !== undefined && stored.token !== rejected && Date.parse(stored.expiresAt) - now() > RENEW_BEFORE_MS

  async function fetchOther(rejected: string | undefined): Promise<StoredToken> {
    const fetched = await request(false)
    if (fetched.token !== rejected) return fetched
    if (now() - forcedAt < FORCE_PAUSE_MS) throw new WechatRefusal('wechat_unavailable', 'stable_token', 'the token is rejected again')
    forcedAt = now()
    return request(true)
  }

  async function renew(rejected: string | undefined): Promise<StoredToken> {
    const shared = await store.load()
    if (isGood(shared, rejected)) return (held = shared)
    const fetched = await fetchOther(rejected)
    await store.save(fetched)
    return (held = fetched)
  }

  async function renewOnce(rejected?: string): Promise<string> {
    renewal ??= renew(rejected).finally(() => {
      renewal = undefined
    })
    return (await renewal).token
  }

  return {
    current: async () => (isGood(held) ? held.token : renewOnce()),
    replace: async (rejected) => (isGood(held, rejected) ? held.token : renewOnce(rejected)),
  }
}
