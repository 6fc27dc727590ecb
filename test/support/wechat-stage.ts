import { createWechat, type Wechat, type WechatOptions } from '../../functions/wechat/wechat'
import { WechatRefusal } from '../../functions/wechat/refusals'
import type { WechatApi } from '../../scripts/wechat/apis'
import type { Failure } from '../../scripts/wechat/failures'
import { startWechat, type WechatStandIn } from '../../scripts/wechat/server'

export const application = { appId: 'wxd1a2b3c4d5e6f708', appSecret: '0123456789abcdef0123456789abcdef' }
export const MEMBER = 'lin-xiaoman'
export const MINUTE_MS = 60_000
export const message = { templateId: 'points-received', page: 'pages/points/index?from=message', data: { thing1: '签到', number2: '10' } }

export interface RawAnswer {
  readonly status: number
  readonly type: string | null
  readonly json: unknown
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** A stand-in for WeChat with a clock of its own, and doors to it. */
export async function openStage() {
  let clock = Date.parse('2026-11-24T06:00:00Z')
  const now = () => clock
  const standIn = await startWechat({ ...application, now })
  const waits: number[] = []
  const sleep = async (milliseconds: number) => void waits.push(milliseconds)
  const door = (options: Partial<WechatOptions> = {}) => createWechat({ origin: standIn.url, ...application, now, sleep, ...options })
  const openidOf = (person = MEMBER) => standIn.people.find(({ id }) => id === person)?.openid ?? 'nobody'
  return {
    standIn,
    now,
    pass: (milliseconds: number) => void (clock += milliseconds),
    /** How long each repetition would have waited. */
    waits,
    door,
    wechat: door(),
    openidOf,
    loginCode: (person = MEMBER) => standIn.phone.loginCode(person) ?? 'nobody',
    phoneCode: (person = MEMBER) => standIn.phone.phoneCode(person) ?? 'nobody',
    callsOf: (api: WechatApi) => standIn.calls.filter((call) => call.api === api).length,
    raw: (path: string, body?: object | string) => raw(standIn, path, body),
    newToken: async (force = false): Promise<string> => {
      const asked = { grant_type: 'client_credential', appid: application.appId, secret: application.appSecret, force_refresh: force }
      return textAt((await raw(standIn, '/cgi-bin/stable_token', asked)).json, 'access_token')
    },
  }
}

/** One good call of each kind; `stable_token` by a call that needs one. */
export function goodCall({ standIn, wechat, loginCode, phoneCode, openidOf }: Stage, api: WechatApi, through: Wechat = wechat): Promise<unknown> {
  switch (api) {
    case 'jscode2session':
      return through.signIn(loginCode())
    case 'getuserphonenumber':
      return through.phoneNumber(phoneCode())
    case 'getwxacodeunlimit':
      return through.miniProgramCode({ scene: 's=xuhui', page: 'pages/home/index' })
    case 'subscribe_send':
      standIn.phone.allowMessages(MEMBER, [message.templateId])
      return through.sendSubscribeMessage({ ...message, openid: openidOf() })
    case 'stable_token':
    case 'getuserriskrank':
      return through.userRiskRank({ openid: openidOf(), scene: 'marketing', clientIp: '203.0.113.9' })
  }
}

/** `done`, or the code of the refusal. */
export async function outcomeOf(promise: Promise<unknown>): Promise<string> {
  try {
    const answer = await promise
    return typeof answer === 'string' && answer !== 'sent' ? answer : 'done'
  } catch (error) {
    return error instanceof WechatRefusal ? error.code : `not a refusal: ${String(error)}`
  }
}

/** A request as any program would send it: POST when there is a body. */
async function raw(standIn: WechatStandIn, path: string, body?: object | string): Promise<RawAnswer> {
  const sent = body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(`${standIn.url}${path}`, sent)
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), json: text.startsWith('{') ? JSON.parse(text) : undefined }
}

export function textAt(json: unknown, name: string): string {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined
  return typeof value === 'string' ? value : ''
}

/** As WeChat's documentation shows it, with a number for the country. */
export function phoneAnswerFor(appid: string): Failure {
  const info = { phoneNumber: '16100000001', purePhoneNumber: '16100000001', countryCode: 86, watermark: { timestamp: 1, appid } }
  return { type: 'garbage', text: JSON.stringify({ errcode: 0, errmsg: 'ok', phone_info: info }) }
}
