import { inspect } from 'node:util'
import { memoryTokenStore } from '../functions/wechat/token'
import type { WechatApi } from '../scripts/wechat/apis'
import type { Failure } from '../scripts/wechat/failures'
import { startWechat } from '../scripts/wechat/server'
import { application, goodCall, MEMBER, message, MINUTE_MS, openStage, outcomeOf, phoneAnswerFor, type Stage } from './support/wechat-stage'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.standIn.close())

describe('what WeChat does for us', () => {
  test('a sign-in tells who the person is', async () => {
    const { openid, sessionKey } = await stage.wechat.signIn(stage.loginCode())
    expect(openid).toMatch(/^o[\w-]{27}$/)
    expect(sessionKey).toMatch(/=$/)
  })

  test('a person from abroad, known to several applications, doubted by WeChat', async () => {
    const person = { id: 'known', nickname: '甲', avatarColour: '#000000', roleHint: { zh: '', en: '' }, phoneNumber: '2025550123', countryCode: '1', riskRank: 4, unionid: 'u-1' }
    const other = await startWechat({ ...application, people: [person] })
    const wechat = stage.door({ origin: other.url })
    const { openid, unionid } = await wechat.signIn(other.phone.loginCode('known') ?? '')
    expect(unionid).toBe('u-1')
    expect(await wechat.phoneNumber(other.phone.phoneCode('known') ?? '')).toEqual({ phoneNumber: '2025550123', countryCode: '1' })
    expect(await wechat.userRiskRank({ openid, scene: 'sign_up', clientIp: '203.0.113.9', mobile: '2025550123' })).toBe(4)
    await other.close()
  })

  test('a login code works once, for five minutes, and for signing in only', async () => {
    const { wechat, loginCode, phoneCode } = stage
    const code = loginCode()
    expect(await outcomeOf(wechat.signIn(code))).toBe('done')
    expect(await outcomeOf(wechat.signIn(code))).toBe('login_code_used')
    expect(await outcomeOf(wechat.signIn('0made-up'))).toBe('login_code_bad')
    expect(await outcomeOf(wechat.signIn(phoneCode()))).toBe('login_code_bad')
    const late = loginCode()
    stage.pass(5 * MINUTE_MS)
    expect(await outcomeOf(wechat.signIn(late))).toBe('login_code_bad')
  })

  test('a phone code gives the number once, and only a number given to this mini-program', async () => {
    const { wechat, phoneCode, standIn } = stage
    const code = phoneCode()
    expect(await wechat.phoneNumber(code)).toEqual({ phoneNumber: '16100000001', countryCode: '86' })
    expect(await outcomeOf(wechat.phoneNumber(code))).toBe('phone_code_bad')
    standIn.fail('getuserphonenumber', phoneAnswerFor('wxsomebodyelse'), 1)
    expect(await outcomeOf(wechat.phoneNumber(phoneCode()))).toBe('phone_code_bad')
    standIn.fail('getuserphonenumber', phoneAnswerFor(application.appId), 1)
    expect(await wechat.phoneNumber(phoneCode())).toEqual({ phoneNumber: '16100000001', countryCode: '86' })
  })

  test.each([['', 'pages/home/index'], ['x'.repeat(33), 'pages/home/index'], ['门店', 'pages/home/index'], ['a%20', 'pages/home/index'], ['a', '/pages/home/index'], ['a', 'p/h?x=1']])(
    'a mini-program code with scene «%s» for «%s» is not even asked for',
    async (scene, page) => {
      expect(await outcomeOf(stage.wechat.miniProgramCode({ scene, page }))).toBe('scene_bad')
      expect(stage.standIn.calls).toEqual([])
    },
  )

  test('one permission carries one message', async () => {
    const { wechat, standIn, openidOf, now } = stage
    const send = () => wechat.sendSubscribeMessage({ ...message, openid: openidOf() })
    expect(await send()).toBe('message_not_wanted')
    standIn.phone.allowMessages(MEMBER, [message.templateId])
    expect(await send()).toBe('sent')
    expect(await send()).toBe('message_not_wanted')
    expect(standIn.sent).toEqual([{ ...message, openid: openidOf(), sentAt: new Date(now()).toISOString() }])
  })
})

const withToken = ['getuserphonenumber', 'getwxacodeunlimit', 'subscribe_send', 'getuserriskrank'] as const
const every = ['jscode2session', 'stable_token', ...withToken] as const
const singleUse = ['jscode2session', 'getuserphonenumber', 'subscribe_send'] as const
const repeatable = ['getwxacodeunlimit', 'getuserriskrank', 'stable_token'] as const

describe('every documented error code has its refusal', () => {
  const each = (apis: readonly WechatApi[], codes: readonly number[], refusal: string) => apis.flatMap((api) => codes.map((code) => [api, code, refusal] as const))

  test.each([
    ...each(every, [-1, 45011], 'wechat_busy'),
    ...each(['jscode2session', 'stable_token', 'getwxacodeunlimit', 'subscribe_send', 'getuserriskrank'], [45009], 'wechat_busy'),
    ...each(['jscode2session'], [40029, 41008], 'login_code_bad'),
    ...each(['jscode2session'], [40163], 'login_code_used'),
    ...each(['jscode2session'], [40226, 50002], 'account_at_risk'),
    ...each(['getuserphonenumber'], [40029, 40163, 41008], 'phone_code_bad'),
    ...each(['getuserphonenumber'], [45009, 1400001], 'phone_quota_spent'),
    ...each(['getwxacodeunlimit'], [40097, 40169], 'scene_bad'),
    ...each(['getwxacodeunlimit', 'subscribe_send'], [41030], 'page_unpublished'),
    ...each(['subscribe_send'], [43101], 'message_not_wanted'),
    ...each(['subscribe_send'], [47003, 45168], 'message_bad'),
    ...each(['subscribe_send'], [43108], 'wechat_busy'),
    ...each(['subscribe_send', 'getuserriskrank'], [40003], 'openid_bad'),
    ...each(['getuserriskrank'], [43104], 'openid_bad'),
    ...each(['getuserriskrank'], [61010], 'risk_rank_unknown'),
    ...each(['subscribe_send'], [40037, 43107], 'wechat_misconfigured'),
    ...each(['stable_token'], [40001, 40002, 40164, 40243, 41002, 41004, 43002], 'wechat_misconfigured'),
    ...each(['getuserriskrank'], [40129, 43302], 'wechat_misconfigured'),
    ...each(withToken, [41001], 'wechat_misconfigured'),
    ...each(every, [40013, 40125, 44002, 47001, 48001, 48004, 61004, 61007], 'wechat_misconfigured'),
    ...each(every, [99999], 'wechat_unavailable'),
  ])('%s %i: %s', async (api, errcode, refusal) => {
    stage.standIn.fail(api, { type: 'errcode', errcode })
    expect(await outcomeOf(goodCall(stage, api))).toBe(refusal)
  })

  test('a wrong application id or secret is the operator’s to mend', async () => {
    expect(await outcomeOf(goodCall(stage, 'jscode2session', stage.door({ appSecret: 'wrong' })))).toBe('wechat_misconfigured')
    expect(await outcomeOf(goodCall(stage, 'getuserphonenumber', stage.door({ appId: 'wxwrong' })))).toBe('wechat_misconfigured')
  })
})

describe.each<[string, Failure]>([
  ['an error page', { type: 'http', status: 500, text: '{"errcode":0,"errmsg":"ok"}' }],
  ['garbage', { type: 'garbage', text: '<html>502 Bad Gateway</html>' }],
  ['half an answer', { type: 'garbage', text: '{"errcode":0,"openid":"oabc' }],
  ['another shape', { type: 'garbage', text: '{"hello":"world"}' }],
  ['no text at all', { type: 'garbage', text: '' }],
  ['an endless text', { type: 'garbage', text: `{"errcode":0,"errmsg":"${'x'.repeat(1_100_000)}"}` }],
  ['a slow answer', { type: 'slow', milliseconds: 1_000 }],
  ['no answer', { type: 'hang' }],
  ['a cut connection', { type: 'dropped' }],
])('after %s', (_, failure) => {
  const patience = failure.type === 'slow' || failure.type === 'hang' ? { timeoutMs: 250 } : {}

  test.each(singleUse)('%s is never repeated', async (api) => {
    stage.standIn.fail(api, failure)
    expect(await outcomeOf(goodCall(stage, api, stage.door(patience)))).toBe('wechat_answer_lost')
    expect(stage.callsOf(api)).toBe(1)
  })

  test.each(repeatable)('%s is repeated twice, then given up', async (api) => {
    stage.standIn.fail(api, failure)
    expect(await outcomeOf(goodCall(stage, api, stage.door(patience)))).toBe('wechat_unavailable')
    expect([stage.callsOf(api), stage.waits.length]).toEqual([3, 2])
  })

  test.each(repeatable)('%s succeeds when it was only once', async (api) => {
    stage.standIn.fail(api, failure, 1)
    expect(await outcomeOf(goodCall(stage, api, stage.door(patience)))).toBe('done')
  })
})

describe('repeating does no harm', () => {
  test('a code whose answer was lost is spent: the phone must fetch another', async () => {
    const { standIn, wechat, loginCode } = stage
    const code = loginCode()
    standIn.fail('jscode2session', { type: 'dropped' }, 1)
    expect(await outcomeOf(wechat.signIn(code))).toBe('wechat_answer_lost')
    expect(await outcomeOf(wechat.signIn(code))).toBe('login_code_used')
    expect(await outcomeOf(wechat.signIn(loginCode()))).toBe('done')
  })

  test('a message whose answer was lost arrives once', async () => {
    stage.standIn.fail('subscribe_send', { type: 'dropped' })
    expect(await outcomeOf(goodCall(stage, 'subscribe_send'))).toBe('wechat_answer_lost')
    expect(stage.standIn.sent).toHaveLength(1)
  })

  test('«system busy» is tried again where that is safe, a limit never', async () => {
    stage.standIn.fail('getuserriskrank', { type: 'errcode', errcode: -1 }, 2)
    expect(await outcomeOf(goodCall(stage, 'getuserriskrank'))).toBe('done')
    stage.standIn.fail('getuserriskrank', { type: 'errcode', errcode: 45011 })
    expect(await outcomeOf(goodCall(stage, 'getuserriskrank'))).toBe('wechat_busy')
    stage.standIn.fail('jscode2session', { type: 'errcode', errcode: -1 })
    expect(await outcomeOf(goodCall(stage, 'jscode2session'))).toBe('wechat_busy')
    expect([stage.callsOf('getuserriskrank'), stage.callsOf('jscode2session')]).toEqual([4, 1])
  })

  test('what never left this machine may be sent again, even a single-use code', async () => {
    const closed = await startWechat(application)
    await closed.close()
    let asked = 0
    const fetchAtFirstClosed: typeof fetch = (input, init) => fetch(asked++ === 0 ? String(input).replace(stage.standIn.url, closed.url) : input, init)
    expect(await outcomeOf(goodCall(stage, 'jscode2session', stage.door({ fetch: fetchAtFirstClosed })))).toBe('done')
    expect(asked).toBe(2)
    expect(await outcomeOf(goodCall(stage, 'jscode2session', stage.door({ origin: closed.url })))).toBe('wechat_unavailable')
  })
})

describe('the access token', () => {
  const askForRank = (through = stage.wechat) => goodCall(stage, 'getuserriskrank', through)
  const twenty = <Answer>(make: () => Promise<Answer>) => Promise.all(Array.from({ length: 20 }, make))

  test('is fetched once for twenty calls at once, kept, and renewed once before its end', async () => {
    await twenty(() => askForRank())
    stage.pass(110 * MINUTE_MS)
    await twenty(() => askForRank())
    expect(stage.callsOf('stable_token')).toBe(1)
    stage.pass(7 * MINUTE_MS)
    await twenty(() => askForRank())
    expect(stage.callsOf('stable_token')).toBe(2)
  })

  test('that somebody else has ended is replaced once, and twenty phone codes survive it', async () => {
    await askForRank()
    await stage.newToken(true)
    const numbers = await twenty(() => stage.wechat.phoneNumber(stage.phoneCode()))
    expect(new Set(numbers.map(({ phoneNumber }) => phoneNumber))).toEqual(new Set(['16100000001']))
    expect(stage.callsOf('stable_token')).toBe(3)
  })

  test.each([40001, 40014, 42001])('that is refused with %i though WeChat still hands it out is renewed by force', async (errcode) => {
    stage.standIn.fail('getuserphonenumber', { type: 'errcode', errcode }, 1)
    expect(await outcomeOf(goodCall(stage, 'getuserphonenumber'))).toBe('done')
    expect(stage.callsOf('stable_token')).toBe(3)
  })

  test('is forced at most once in ten minutes, however often it is refused', async () => {
    stage.standIn.fail('getuserriskrank', { type: 'errcode', errcode: 40001 })
    for (let time = 0; time < 5; time += 1) expect(await outcomeOf(askForRank())).toBe('wechat_unavailable')
    expect(stage.callsOf('stable_token')).toBe(1 + 2 + 4)
  })

  test('is shared by all processes through the store, also when one of them replaces it', async () => {
    const tokenStore = memoryTokenStore()
    const [first, second] = [stage.door({ tokenStore }), stage.door({ tokenStore })]
    await askForRank(first)
    await askForRank(second)
    expect(stage.callsOf('stable_token')).toBe(1)
    await stage.newToken(true)
    await askForRank(first)
    await askForRank(second)
    expect(stage.callsOf('stable_token')).toBe(3)
  })

  test('of a clock that runs behind, or of another life, is replaced', async () => {
    const tokenStore = memoryTokenStore()
    const behind = stage.door({ tokenStore, now: () => stage.now() - 60 * MINUTE_MS })
    await askForRank(behind)
    stage.pass(125 * MINUTE_MS)
    expect(await outcomeOf(askForRank(behind))).toBe('done')
    await tokenStore.save({ token: 'not a token', expiresAt: new Date(stage.now() + 90 * MINUTE_MS).toISOString() })
    expect(await outcomeOf(askForRank(stage.door({ tokenStore })))).toBe('done')
  })
})

test('a refusal says nothing secret, but how WeChat can look it up', async () => {
  const { wechat, standIn, openidOf } = stage
  const code = stage.loginCode()
  standIn.fail('jscode2session', { type: 'garbage', text: `{"openid":"${openidOf()}","session_key":"c2VjcmV0", broken` }, 1)
  const lost = await wechat.signIn(code).catch((error: unknown) => error)
  expect(inspect(lost, { depth: 9 })).not.toMatch(new RegExp([code, application.appSecret, openidOf(), 'c2VjcmV0'].join('|')))
  await wechat.signIn(code)
  const used = await wechat.signIn(code).catch((error: unknown) => error)
  expect(inspect(used)).not.toContain(code)
  expect(used).toMatchObject({ code: 'login_code_used', api: 'jscode2session', wechatCode: 40163, requestId: expect.stringMatching(/^[\da-f-]{26}$/) })
})
