/** WeChat's calls, named by the last part of their path. */
export type WechatApi =
  | 'jscode2session'
  | 'stable_token'
  | 'getuserphonenumber'
  | 'getwxacodeunlimit'
  | 'subscribe_send'
  | 'getuserriskrank'

/**
 * What the door can say no with, and what helps:
 * - `login_code_bad`, `login_code_used`, `phone_code_bad`: the phone asks WeChat for a fresh code
 * - `wechat_answer_lost`: the call may or may not have happened, and must not be sent again; a code is to be taken as spent
 * - `wechat_busy`: too many calls, or WeChat asks to wait; `wechat_unavailable`: no understandable answer
 * - `wechat_misconfigured`: nobody but the operator can help (application id, secret, rights, address list)
 * - `account_at_risk`: WeChat holds this person back
 * - `phone_quota_spent`: the paid phone numbers are used up
 * - `openid_bad`: not a person of this mini-program
 * - `scene_bad`, `page_unpublished`: this mini-program code cannot be drawn
 * - `message_not_wanted`: no subscription left, or withdrawn; `message_bad`: the text breaks the template's limits
 * - `risk_rank_unknown`: the person has not opened the mini-program within two hours
 */
export type WechatRefusalCode =
  | 'login_code_bad'
  | 'login_code_used'
  | 'phone_code_bad'
  | 'phone_quota_spent'
  | 'account_at_risk'
  | 'openid_bad'
  | 'scene_bad'
  | 'page_unpublished'
  | 'message_not_wanted'
  | 'message_bad'
  | 'risk_rank_unknown'
  | 'wechat_busy'
  | 'wechat_answer_lost'
  | 'wechat_unavailable'
  | 'wechat_misconfigured'

/** Safe to log: it holds no code, openid, key or token, and never the error it came from, whose text may quote an answer. */
export class WechatRefusal extends Error {
  readonly wechatCode?: number
  /** WeChat's request id, which its own diagnosis page asks for. */
  readonly requestId?: string

  constructor(
    readonly code: WechatRefusalCode,
    readonly api: WechatApi,
    readonly reason: string,
    answer: { wechatCode?: number; requestId?: string } = {},
  ) {
    super(`${code}: ${api}, ${reason}`)
    this.name = 'WechatRefusal'
    if (answer.wechatCode !== undefined) this.wechatCode = answer.wechatCode
    if (answer.requestId !== undefined) this.requestId = answer.requestId
  }
}

/** Our word for an `errcode` of one call; what WeChat has not documented is `wechat_unavailable`. */
export function meaningOf(api: WechatApi, wechatCode: number): WechatRefusalCode {
  const here = meanings.find((meaning) => meaning.wechatCode === wechatCode && meaning.only === api)
  const everywhere = meanings.find((meaning) => meaning.wechatCode === wechatCode && meaning.only === undefined)
  return (here ?? everywhere)?.means ?? 'wechat_unavailable'
}

interface Meaning {
  readonly wechatCode: number
  readonly means: WechatRefusalCode
  readonly only?: WechatApi
}

/** WeChat's documented error codes (developers.weixin.qq.com, each call's page and the page of common codes). */
export const meanings: readonly Meaning[] = [
  { wechatCode: -1, means: 'wechat_busy' },
  { wechatCode: 45009, means: 'wechat_busy' },
  { wechatCode: 45011, means: 'wechat_busy' },

  { wechatCode: 40029, only: 'jscode2session', means: 'login_code_bad' },
  { wechatCode: 41008, only: 'jscode2session', means: 'login_code_bad' },
  { wechatCode: 40163, only: 'jscode2session', means: 'login_code_used' },
  { wechatCode: 40226, means: 'account_at_risk' },
  { wechatCode: 50002, means: 'account_at_risk' },

  { wechatCode: 40029, only: 'getuserphonenumber', means: 'phone_code_bad' },
  { wechatCode: 40163, only: 'getuserphonenumber', means: 'phone_code_bad' },
  { wechatCode: 41008, only: 'getuserphonenumber', means: 'phone_code_bad' },
  { wechatCode: 45009, only: 'getuserphonenumber', means: 'phone_quota_spent' },
  { wechatCode: 1400001, only: 'getuserphonenumber', means: 'phone_quota_spent' },

  { wechatCode: 40097, only: 'getwxacodeunlimit', means: 'scene_bad' },
  { wechatCode: 40169, only: 'getwxacodeunlimit', means: 'scene_bad' },
  { wechatCode: 41030, means: 'page_unpublished' },

  { wechatCode: 43101, only: 'subscribe_send', means: 'message_not_wanted' },
  { wechatCode: 47003, only: 'subscribe_send', means: 'message_bad' },
  { wechatCode: 45168, only: 'subscribe_send', means: 'message_bad' },
  { wechatCode: 43108, only: 'subscribe_send', means: 'wechat_busy' },
  { wechatCode: 40037, only: 'subscribe_send', means: 'wechat_misconfigured' },
  { wechatCode: 43107, only: 'subscribe_send', means: 'wechat_misconfigured' },

  { wechatCode: 61010, only: 'getuserriskrank', means: 'risk_rank_unknown' },
  { wechatCode: 43104, only: 'getuserriskrank', means: 'openid_bad' },
  { wechatCode: 40003, means: 'openid_bad' },

  { wechatCode: 40001, only: 'stable_token', means: 'wechat_misconfigured' },
  { wechatCode: 40002, means: 'wechat_misconfigured' },
  { wechatCode: 40013, means: 'wechat_misconfigured' },
  { wechatCode: 40125, means: 'wechat_misconfigured' },
  { wechatCode: 40164, means: 'wechat_misconfigured' },
  { wechatCode: 40243, means: 'wechat_misconfigured' },
  { wechatCode: 41001, means: 'wechat_misconfigured' },
  { wechatCode: 41002, means: 'wechat_misconfigured' },
  { wechatCode: 41004, means: 'wechat_misconfigured' },
  { wechatCode: 43002, means: 'wechat_misconfigured' },
  { wechatCode: 43302, means: 'wechat_misconfigured' },
  { wechatCode: 44002, means: 'wechat_misconfigured' },
  { wechatCode: 47001, means: 'wechat_misconfigured' },
  { wechatCode: 40129, means: 'wechat_misconfigured' },
  { wechatCode: 48001, means: 'wechat_misconfigured' },
  { wechatCode: 48004, means: 'wechat_misconfigured' },
  { wechatCode: 61004, means: 'wechat_misconfigured' },
  { wechatCode: 61007, means: 'wechat_misconfigured' },
]

const REJECTED_TOKEN = new Set([40001, 40014, 42001])

/** WeChat looked at the access token first and did nothing else: the call may be repeated with another token. */
export function rejectsToken(error: unknown): boolean {
  return error instanceof WechatRefusal && error.api !== 'stable_token' && REJECTED_TOKEN.has(error.wechatCode ?? 0)
}
