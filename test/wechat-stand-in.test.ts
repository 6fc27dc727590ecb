import { inflateSync } from 'node:zlib'
import jsQR from 'jsqr'
import { startWechat } from '../scripts/wechat/server'
import { application, goodCall, MEMBER, message, MINUTE_MS, openStage, outcomeOf, type Stage, textAt } from './support/wechat-stage'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.standIn.close())

const APP = `appid=${application.appId}`
const BOTH = `${APP}&secret=${application.appSecret}`

describe('the stand-in speaks as WeChat does', () => {
  test('a sign-in answers JSON called text/plain, everything else JSON with its odd encoding, refusals with status 200', async () => {
    const signIn = () => stage.raw(`/sns/jscode2session?${BOTH}&js_code=${code}&grant_type=authorization_code`)
    const code = stage.loginCode()
    const session = { openid: stage.openidOf(), session_key: expect.any(String) }
    expect(await signIn()).toEqual({ status: 200, type: 'text/plain', json: session })
    const used = { errcode: 40163, errmsg: expect.stringMatching(/^code been used, rid: [\da-f]{8}-[\da-f]{8}-[\da-f]{8}$/) }
    expect(await signIn()).toEqual({ status: 200, type: 'text/plain', json: used })
    const token = await stage.raw('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: application.appId, secret: application.appSecret })
    expect(token).toEqual({ status: 200, type: 'application/json; encoding=utf-8', json: { access_token: expect.stringMatching(/^99_[\w-]+$/), expires_in: 7200 } })
  })

  test('a phone number comes with its watermark, a risk rank with WeChat’s misspelt id', async () => {
    const token = await stage.newToken()
    const phone = await stage.raw(`/wxa/business/getuserphonenumber?access_token=${token}`, { code: stage.phoneCode() })
    const watermark = { timestamp: stage.now() / 1000, appid: application.appId }
    const info = { phoneNumber: '16100000001', purePhoneNumber: '16100000001', countryCode: '86', watermark }
    expect(phone.json).toEqual({ errcode: 0, errmsg: 'ok', phone_info: info })
    const asked = { appid: application.appId, openid: stage.openidOf(), scene: 1, client_ip: '203.0.113.9' }
    const risk = await stage.raw(`/wxa/getuserriskrank?access_token=${token}`, asked)
    expect(risk.json).toEqual({ errcode: 0, errmsg: 'getuserriskrank succ', risk_rank: 0, unoin_id: expect.any(Number) })
  })

  test('a mini-program code is a picture that opens the page with its scene', async () => {
    const picture = await stage.wechat.miniProgramCode({ scene: 's=store_1&i=a.b~c', page: 'clerk/pages/join/index' })
    expect(readPicture(Buffer.from(picture))).toBe(`clerk/pages/join/index?scene=${encodeURIComponent('s=store_1&i=a.b~c')}`)
  })

  test.each([{ thing1: '一二三四五六七八九十一二三四五六七八九十一' }, { number1: '十' }, { phrase1: 'ABC' }, { unknown1: 'x' }, {}])('a message with %j is refused', async (data) => {
    expect(await stage.wechat.sendSubscribeMessage({ ...message, data, openid: stage.openidOf() })).toBe('message_bad')
  })

  test.each<[string, object | string | undefined, number]>([
    ['/sns/jscode2session?secret=x', undefined, 41002],
    ['/sns/jscode2session?appid=wxother&secret=x', undefined, 40013],
    [`/sns/jscode2session?${APP}`, undefined, 41004],
    [`/sns/jscode2session?${APP}&secret=x`, undefined, 40125],
    [`/sns/jscode2session?${BOTH}`, undefined, 40002],
    [`/sns/jscode2session?${BOTH}&grant_type=authorization_code`, undefined, 41008],
    ['/cgi-bin/stable_token', undefined, 43002],
    ['/cgi-bin/stable_token', '', 44002],
    ['/cgi-bin/stable_token', 'appid=x', 47001],
    ['/cgi-bin/stable_token', { appid: application.appId, secret: application.appSecret }, 40002],
    ['/wxa/getuserriskrank', {}, 41001],
    ['/wxa/getuserriskrank?access_token=nonsense', {}, 40014],
    ['/wxa/getuserriskrank?access_token=99_nonsense', {}, 40001],
    ['/wxa/getuserriskrank?access_token=TOKEN', { appid: 'wxother' }, 40013],
    ['/wxa/getuserriskrank?access_token=TOKEN', { appid: application.appId, openid: 'nobody' }, 40003],
    ['/wxa/getwxacodeunlimit?access_token=TOKEN', {}, 40169],
    ['/wxa/getwxacodeunlimit?access_token=TOKEN', { scene: '门店' }, 40097],
    ['/wxa/getwxacodeunlimit?access_token=TOKEN', { scene: 'a', width: 100 }, 40097],
    ['/wxa/getwxacodeunlimit?access_token=TOKEN', { scene: 'a', page: '/pages/home/index' }, 41030],
    ['/cgi-bin/message/subscribe/send?access_token=TOKEN', { touser: 'nobody' }, 40003],
  ])('%s with %j is refused with %i', async (path, body, errcode) => {
    const answer = await stage.raw(path.replace('TOKEN', await stage.newToken()), body)
    expect(answer.json).toMatchObject({ errcode })
  })

  test('a token is handed out again until its last five minutes, and both are good then', async () => {
    const refusalWith = async (token: string) => (await stage.raw(`/wxa/getuserriskrank?access_token=${token}`, {})).json
    const first = await stage.newToken()
    stage.pass(114 * MINUTE_MS)
    expect(await stage.newToken()).toBe(first)
    stage.pass(2 * MINUTE_MS)
    expect(await stage.newToken()).not.toBe(first)
    expect(await refusalWith(first)).toMatchObject({ errcode: 40013 })
    stage.pass(5 * MINUTE_MS)
    expect(await refusalWith(first)).toMatchObject({ errcode: 42001 })
  })

  test('a taken port is told at the start', async () => {
    const port = Number(new URL(stage.standIn.url).port)
    await expect(startWechat({ ...application, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('the phone’s side, for the browser', () => {
  test('shows three members, two clerks and the owner, to any origin', async () => {
    const response = await fetch(`${stage.standIn.url}/stand-in/people`)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const text = await response.text()
    expect([...text.matchAll(/"nickname":"(.+?)".+?"zh":"(.+?)"/g)].map(([, nickname, role]) => `${nickname} ${role}`)).toEqual(
      ['林小满 会员', '陈一舟 会员', '周以宁 会员', '王芳 店员 · 徐汇店', '李强 店员 · 静安店', '赵敏 店主'],
    )
    expect(text).not.toMatch(/openid|161\d{8}/)
    expect((await fetch(`${stage.standIn.url}/stand-in/people`, { method: 'OPTIONS' })).status).toBe(204)
  })

  test('gives codes that sign in, and permissions for messages', async () => {
    const { raw, wechat, openidOf } = stage
    const login = await raw('/stand-in/login-codes', { person: MEMBER })
    expect((await wechat.signIn(textAt(login.json, 'code'))).openid).toBe(openidOf())
    const phone = await raw('/stand-in/phone-codes', { person: MEMBER })
    expect((await wechat.phoneNumber(textAt(phone.json, 'code'))).phoneNumber).toBe('16100000001')
    const allowed = await raw('/stand-in/subscriptions', { person: MEMBER, templates: [message.templateId] })
    expect(allowed.json).toEqual({ [message.templateId]: 'accept' })
    expect(await wechat.sendSubscribeMessage({ ...message, openid: openidOf() })).toBe('sent')
    expect((await raw('/stand-in/messages')).json).toMatchObject({ messages: [message] })
  })

  test('everybody keeps their openid after a restart, a fresh person by the same id', async () => {
    const { raw, standIn, openidOf } = stage
    expect((await raw('/stand-in/people', { id: 'fresh-1', nickname: '新人' })).json).toMatchObject({ id: 'fresh-1', nickname: '新人' })
    await raw('/stand-in/people', { id: 'fresh-1' })
    expect(standIn.people.filter(({ id }) => id === 'fresh-1')).toHaveLength(1)
    const restarted = await startWechat(application)
    expect(restarted.people[0]?.openid).toBe(openidOf())
    expect(restarted.phone.addPerson({ id: 'fresh-1' })?.openid).toBe(openidOf('fresh-1'))
    await restarted.close()
    expect((await raw('/stand-in/people', {})).json).toMatchObject({ id: expect.stringMatching(/^guest-/) })
  })

  test('switches failures on and off', async () => {
    const { raw } = stage
    const failure = { type: 'errcode', errcode: 45011 }
    await raw('/stand-in/failures', { api: 'jscode2session', failure })
    expect(await outcomeOf(goodCall(stage, 'jscode2session'))).toBe('wechat_busy')
    expect((await raw('/stand-in/failures')).json).toEqual({ failures: [{ api: 'jscode2session', failure, times: 'always' }] })
    await raw('/stand-in/failures', { api: 'jscode2session', failure: null })
    expect(await outcomeOf(goodCall(stage, 'jscode2session'))).toBe('done')
    expect(stage.standIn.calls).toEqual([{ api: 'jscode2session', result: 45011 }, { api: 'jscode2session', result: 0 }])
  })

  test.each<[string, number, object | string | undefined]>([
    ['/stand-in/login-codes', 404, { person: 'nobody' }],
    ['/stand-in/login-codes', 400, { person: 7 }],
    ['/stand-in/login-codes', 413, 'x'.repeat(70_000)],
    ['/stand-in/failures', 400, { api: 'other', failure: null }],
    ['/stand-in/elsewhere', 404, undefined],
    ['/elsewhere', 404, undefined],
  ])('what it cannot do at %s it answers with %i', async (path, status, body) => {
    expect((await stage.raw(path, body)).status).toBe(status)
  })
})

/** The text of the QR code in a greyscale PNG with one data chunk. */
function readPicture(png: Buffer): string | undefined {
  const width = png.readUInt32BE(16)
  const length = png.readUInt32BE(33)
  const rows = inflateSync(png.subarray(41, 41 + length))
  const pixels = new Uint8ClampedArray(width * width * 4)
  for (let index = 0; index < width * width; index += 1) {
    const grey = rows[Math.floor(index / width) * (width + 1) + 1 + (index % width)] ?? 0
    pixels.set([grey, grey, grey, 255], index * 4)
  }
  return jsQR(pixels, width, width)?.data
}
