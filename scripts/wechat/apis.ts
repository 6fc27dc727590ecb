import { createHash, randomInt } from 'node:crypto'
import { sendMessage } from './messages'
import { qrPicture } from './picture'
import { type Fields, fieldsOf, no, textIn, type WireAnswer, type WireRequest, yes } from './wire'
import type { World } from './world'

export const wechatApis = ['jscode2session', 'stable_token', 'getuserphonenumber', 'getwxacodeunlimit', 'subscribe_send', 'getuserriskrank'] as const
export type WechatApi = (typeof wechatApis)[number]

/** One of WeChat's calls: its path, and the work it does. */
export interface Api {
  readonly path: string
  readonly answer: (world: World, request: WireRequest) => WireAnswer
}

export const apis: Readonly<Record<WechatApi, Api>> = {
  jscode2session: { path: '/sns/jscode2session', answer: jscode2session },
  stable_token: { path: '/cgi-bin/stable_token', answer: posted(stableToken) },
  getuserphonenumber: { path: '/wxa/business/getuserphonenumber', answer: withToken(getUserPhoneNumber) },
  getwxacodeunlimit: { path: '/wxa/getwxacodeunlimit', answer: withToken(getWxaCodeUnlimit) },
  subscribe_send: { path: '/cgi-bin/message/subscribe/send', answer: withToken(sendMessage) },
  getuserriskrank: { path: '/wxa/getuserriskrank', answer: withToken(getUserRiskRank) },
}

type Posted = (world: World, request: WireRequest, fields: Fields) => WireAnswer

function posted(work: Posted): Api['answer'] {
  return (world, request) => {
    if (request.method !== 'POST') return no(request, 43002)
    if (!request.body) return no(request, 44002)
    const fields = fieldsOf(request.body)
    return fields ? work(world, request, fields) : no(request, 47001)
  }
}

const TOKEN_REFUSALS = { missing: 41001, malformed: 40014, expired: 42001, rejected: 40001 } as const

function withToken(work: Posted): Api['answer'] {
  const answer = posted(work)
  return (world, request) => {
    const token = world.tokens.check(request.query.get('access_token') ?? undefined)
    return token === 'good' ? answer(world, request) : no(request, TOKEN_REFUSALS[token])
  }
}

function jscode2session(world: World, request: WireRequest): WireAnswer {
  const [appId, secret, code, grant] = ['appid', 'secret', 'js_code', 'grant_type'].map((name) => request.query.get(name))
  const refused = wrongApplication(world, appId, secret)
  if (refused) return no(request, refused)
  if (grant !== 'authorization_code') return no(request, 40002)
  if (!code) return no(request, 41008)
  const spent = world.loginCodes.spend(code)
  const person = spent.type === 'good' ? world.people.byId(spent.personId) : undefined
  if (!person) return no(request, spent.type === 'used' ? 40163 : 40029)
  const sessionKey = createHash('md5').update(code).digest('base64')
  return yes(request, { session_key: sessionKey, openid: person.openid, ...(person.unionid && { unionid: person.unionid }) })
}

function stableToken(world: World, request: WireRequest, fields: Fields): WireAnswer {
  const refused = wrongApplication(world, fields['appid'], fields['secret'])
  if (refused) return no(request, refused)
  if (fields['grant_type'] !== 'client_credential') return no(request, 40002)
  const issued = world.tokens.issue(fields['force_refresh'] === true)
  return yes(request, { access_token: issued.token, expires_in: issued.expiresInSeconds })
}

function wrongApplication(world: World, appId: unknown, secret: unknown): number | undefined {
  if (!appId) return 41002
  if (appId !== world.appId) return 40013
  if (!secret) return 41004
  return secret === world.appSecret ? undefined : 40125
}

function getUserPhoneNumber(world: World, request: WireRequest, fields: Fields): WireAnswer {
  const spent = world.phoneCodes.spend(textIn(fields, 'code'))
  const person = spent.type === 'good' ? world.people.byId(spent.personId) : undefined
  if (!person) return no(request, 40029)
  const { phoneNumber, countryCode } = person
  return yes(request, {
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: countryCode === '86' ? phoneNumber : `${countryCode}${phoneNumber}`,
      purePhoneNumber: phoneNumber,
      countryCode,
      watermark: { timestamp: Math.floor(world.now() / 1000), appid: world.appId },
    },
  })
}

const SCENE_CHARS_MAX = 32
const SCENE_CHARS = /^[\w!#$&'()*+,/:;=?@.~-]+$/
const WIDTH_MIN = 280
const WIDTH_DEFAULT = 430
const WIDTH_MAX = 1280

function getWxaCodeUnlimit(_world: World, request: WireRequest, fields: Fields): WireAnswer {
  const scene = textIn(fields, 'scene')
  const page = textIn(fields, 'page')
  const width = fields['width'] ?? WIDTH_DEFAULT
  if (!scene || scene.length > SCENE_CHARS_MAX) return no(request, 40169)
  if (!SCENE_CHARS.test(scene) || typeof width !== 'number' || width < WIDTH_MIN || width > WIDTH_MAX) return no(request, 40097)
  if (/^\/|[?#]/.test(page)) return no(request, 41030)
  const bytes = qrPicture(`${page || 'pages/index/index'}?scene=${encodeURIComponent(scene)}`, Math.floor(width))
  return { status: 200, contentType: 'image/png', bytes, errcode: 0 }
}

function getUserRiskRank(world: World, request: WireRequest, fields: Fields): WireAnswer {
  if (fields['appid'] !== world.appId) return no(request, 40013)
  const person = world.people.byOpenid(textIn(fields, 'openid'))
  if (!person) return no(request, 40003)
  if (fields['scene'] !== 0 && fields['scene'] !== 1) return no(request, 40129)
  if (!textIn(fields, 'client_ip')) return no(request, 47001)
  return yes(request, { errcode: 0, errmsg: 'getuserriskrank succ', risk_rank: person.riskRank, unoin_id: randomInt(1, 2 ** 31) })
}
