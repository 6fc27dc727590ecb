import type * as z from 'zod'
import { isImage, messageAnswer, phoneAnswer, riskAnswer, sessionAnswer, tokenAnswer } from './answers'
import { type Ask, type Call, createAsk, parseJson, TIMEOUT_MS } from './ask'
import { rejectsToken, WechatRefusal, type WechatRefusalCode } from './refusals'
import { createTokenKeeper, memoryTokenStore, type TokenKeeper, type TokenStore } from './token'

/** Our only door to WeChat's servers. Every method throws `WechatRefusal` for an expected no. */
export interface Wechat {
  /** Spends the code of `wx.login`. The session key must not leave the server. */
  signIn(code: string): Promise<{ openid: string; unionid?: string; sessionKey: string }>
  /** Spends the code of the phone button, and money. `phoneNumber` is without the country code, both are digits. */
  phoneNumber(code: string): Promise<{ phoneNumber: string; countryCode: string }>
  /** A picture (JPEG or PNG) of the code that opens `page`, without leading slash or query, with `scene`: 1-32 characters. */
  miniProgramCode(input: { scene: string; page: string }): Promise<Uint8Array>
  /** Never throws a refusal but answers it: the caller falls back to the inbox. */
  sendSubscribeMessage(message: SubscribeMessage): Promise<'sent' | WechatRefusalCode>
  /** WeChat's own opinion of a person who opened the mini-program within two hours: 0 harmless to 4 dangerous. */
  userRiskRank(input: { openid: string; scene: RiskScene; clientIp: string; mobile?: string }): Promise<RiskRank>
  /** Whether WeChat takes this for the secret of the mini-program; nothing changes by asking. */
  accepts(appSecret: string): Promise<boolean>
}

export interface SubscribeMessage {
  readonly openid: string
  readonly templateId: string
  /** Opened by a tap; may carry a query. */
  readonly page: string
  /** The template's fields, such as `thing1`. */
  readonly data: Readonly<Record<string, string>>
}

export type RiskRank = 0 | 1 | 2 | 3 | 4
export type RiskScene = 'sign_up' | 'marketing'

export interface WechatOptions {
  /** `https://api.weixin.qq.com`, or the stand-in's address. */
  readonly origin: string
  readonly appId: string
  /** The secret, or where to ask for the one in force. */
  readonly appSecret: string | (() => Promise<string>)
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly fetch?: typeof globalThis.fetch
  readonly sleep?: (milliseconds: number) => Promise<void>
  readonly tokenStore?: TokenStore
  readonly timeoutMs?: number
  /** Which edition of the mini-program codes and messages open; only a released one has its pages checked by WeChat. */
  readonly edition?: Edition
}

export type Edition = 'release' | 'trial' | 'develop'

interface Door {
  readonly appId: string
  readonly appSecret: () => Promise<string>
  readonly edition: Edition
  readonly ask: Ask
  readonly tokens: TokenKeeper
}

export function createWechat(options: WechatOptions): Wechat {
  const { appId, now, fetch = globalThis.fetch, sleep = wait, timeoutMs = TIMEOUT_MS, edition = 'release' } = options
  const ask = createAsk({ origin: new URL(options.origin).origin, fetch, sleep, timeoutMs })
  const store = options.tokenStore ?? memoryTokenStore()
  const given = options.appSecret
  const appSecret = typeof given === 'string' ? () => Promise.resolve(given) : given
  const request = async (force: boolean) => requestToken(ask, { appId, appSecret: await appSecret(), now, force })
  const door: Door = { appId, appSecret, edition, ask, tokens: createTokenKeeper({ store, now, request }) }
  return {
    signIn: (code) => signIn(door, code),
    phoneNumber: (code) => phoneNumber(door, code),
    miniProgramCode: (input) => miniProgramCode(door, input),
    sendSubscribeMessage: (message) => sendSubscribeMessage(door, message),
    userRiskRank: (input) => userRiskRank(door, input),
    accepts: (secret) => requestToken(ask, { appId, appSecret: secret, now, force: false }).then(() => true, refusedSecret),
  }
}

function refusedSecret(error: unknown): false {
  if (error instanceof WechatRefusal && error.code === 'wechat_misconfigured') return false
  throw error
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

async function requestToken(ask: Ask, { appId, appSecret, now, force }: { appId: string; appSecret: string; now: () => number; force: boolean }) {
  const askedAt = now()
  const answer = await ask({
    api: 'stable_token',
    path: '/cgi-bin/stable_token',
    query: {},
    body: { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force },
    repeatable: true,
    understand: json(tokenAnswer),
  })
  return { token: answer.access_token, expiresAt: new Date(askedAt + answer.expires_in * 1000).toISOString() }
}

async function signIn({ ask, appId, appSecret }: Door, code: string) {
  const session = await ask({
    api: 'jscode2session',
    path: '/sns/jscode2session',
    query: { appid: appId, secret: await appSecret(), js_code: code, grant_type: 'authorization_code' },
    repeatable: false,
    understand: json(sessionAnswer),
  })
  return { openid: session.openid, sessionKey: session.session_key, ...(session.unionid && { unionid: session.unionid }) }
}

async function phoneNumber(door: Door, code: string) {
  const { phone_info: phone } = await askWithToken(door, {
    api: 'getuserphonenumber',
    path: '/wxa/business/getuserphonenumber',
    body: { code },
    repeatable: false,
    understand: json(phoneAnswer),
  })
  if (phone.watermark.appid !== door.appId) throw new WechatRefusal('phone_code_bad', 'getuserphonenumber', 'another application’s number')
  return { phoneNumber: phone.purePhoneNumber, countryCode: phone.countryCode }
}

const SCENE = /^[\w!#$&'()*+,/:;=?@.~-]{1,32}$/
const PAGE = /^[\w-]+(\/[\w-]+)*$/

async function miniProgramCode(door: Door, { scene, page }: { scene: string; page: string }): Promise<Uint8Array> {
  if (!SCENE.test(scene) || !PAGE.test(page)) throw new WechatRefusal('scene_bad', 'getwxacodeunlimit', 'not asked')
  return askWithToken(door, {
    api: 'getwxacodeunlimit',
    path: '/wxa/getwxacodeunlimit',
    body: { scene, page, check_path: door.edition === 'release', env_version: door.edition },
    repeatable: true,
    understand: (bytes) => (isImage(bytes) ? bytes : undefined),
  })
}

const MESSAGE_STATE = { release: 'formal', trial: 'trial', develop: 'developer' } as const

async function sendSubscribeMessage(door: Door, { openid, templateId, page, data }: SubscribeMessage): Promise<'sent' | WechatRefusalCode> {
  const values = Object.fromEntries(Object.entries(data).map(([field, value]) => [field, { value }]))
  try {
    await askWithToken(door, {
      api: 'subscribe_send',
      path: '/cgi-bin/message/subscribe/send',
      body: { touser: openid, template_id: templateId, page, data: values, miniprogram_state: MESSAGE_STATE[door.edition], lang: 'zh_CN' },
      repeatable: false,
      understand: json(messageAnswer),
    })
    return 'sent'
  } catch (error) {
    if (error instanceof WechatRefusal) return error.code
    throw error
  }
}

const RISK_SCENE = { sign_up: 0, marketing: 1 } as const

async function userRiskRank(door: Door, input: { openid: string; scene: RiskScene; clientIp: string; mobile?: string }): Promise<RiskRank> {
  const { openid, scene, clientIp, mobile } = input
  const answer = await askWithToken(door, {
    api: 'getuserriskrank',
    path: '/wxa/getuserriskrank',
    body: { appid: door.appId, openid, scene: RISK_SCENE[scene], client_ip: clientIp, ...(mobile && { mobile_no: mobile }) },
    repeatable: true,
    understand: json(riskAnswer),
  })
  return answer.risk_rank
}

/** A rejected token is replaced once; WeChat looks at it before anything else, so even a single-use code is still whole then. */
async function askWithToken<Answer>({ ask, tokens }: Door, call: Omit<Call<Answer>, 'query'>): Promise<Answer> {
  const token = await tokens.current()
  try {
    return await ask({ ...call, query: { access_token: token } })
  } catch (error) {
    if (!rejectsToken(error)) throw error
    return ask({ ...call, query: { access_token: await tokens.replace(token) } })
  }
}

const json =
  <Schema extends z.ZodType>(schema: Schema) =>
  (bytes: Uint8Array): z.infer<Schema> | undefined =>
    schema.safeParse(parseJson(bytes)).data
