import { SignJWT } from 'jose'
import { Sessions } from '../../functions/members/sessions'
import { clientOf } from '../../scripts/support/in-process'
import type { FailureInput } from '../../scripts/wechat/failures'
import { expectBalancedBooks, snapshot } from '../support/books'
import { apiEvent } from '../support/events'
import { member, outcome } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { programme } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  await shop.close()
})

let addresses = 0
const signIn = (code: string, { api } = shop, consent: { noticeVersion: string } | undefined = programme) => {
  addresses += 1
  const given = consent === undefined ? {} : { consent: { noticeVersion: consent.noticeVersion } }
  return clientOf(api, undefined, `192.0.2.${addresses}`).signIn({ code, deviceId: 'phone-of-a-story', ...given })
}
const newcomer = () => shop.wechat.phone.addPerson({})?.id ?? ''
const codeOf = (person: string) => shop.wechat.phone.loginCode(person) ?? ''
const meWith = (token: string) => outcome(clientOf(shop.api, token).me({}))

describe('a login code', () => {
  test('that WeChat does not know is refused, and nobody joins', async () => {
    const before = await snapshot(shop)
    expect(await outcome(signIn('0'.repeat(32)))).toBe('login_code_bad')
    expect(await snapshot(shop)).toEqual(before)
  })

  test('works once', async () => {
    const code = codeOf(newcomer())
    expect(await outcome(signIn(code))).toBe('done')
    expect(await outcome(signIn(code))).toBe('login_code_bad')
  })

  test('works for five minutes', async () => {
    const code = codeOf(newcomer())
    shop.clock.pass(5 * 60_000)
    expect(await outcome(signIn(code))).toBe('login_code_bad')
  })
})

describe('the privacy notice', () => {
  test('must be accepted before anybody joins, in the version in force', async () => {
    const person = newcomer()
    const own = await shop.instance()
    expect(await outcome(clientOf(own.api).signIn({ code: codeOf(person), deviceId: 'phone-of-a-story' }))).toBe('consent_needed')
    expect(await outcome(signIn(codeOf(person), shop, { noticeVersion: '2020-01' }))).toBe('consent_needed')
    const { isNew, welcomePoints, profile } = await signIn(codeOf(person))
    expect({ isNew, welcomePoints, noticeVersion: profile.noticeVersion }).toEqual({ isNew: true, welcomePoints: 100, noticeVersion: programme.noticeVersion })
    expect(await clientOf(own.api, undefined, '192.0.2.250').signIn({ code: codeOf(person), deviceId: 'phone-of-a-story' })).toMatchObject({ isNew: false, welcomePoints: 0 })
  })
})

describe('a token', () => {
  test('is good for half an hour and renewed without WeChat', async () => {
    const lin = await member(shop)
    shop.clock.pass(30 * 60_000 - 1_000)
    expect(await meWith(lin.token)).toBe('done')
    shop.clock.pass(1_000)
    expect(await meWith(lin.token)).toBe('signed_out')
    const { tokens } = await clientOf(shop.api).renewSession({ renewal: lin.renewal })
    expect(await meWith(tokens.token)).toBe('done')
    shop.clock.pass(30 * 86_400_000)
    expect(await outcome(clientOf(shop.api).renewSession({ renewal: lin.renewal }))).toBe('signed_out')
  })

  test('that is forged, foreign, of another kind or no token at all opens nothing', async () => {
    const lin = await member(shop)
    const [header = '', payload = '', signature = ''] = lin.token.split('.')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    const changed = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: (await member(shop)).id })).toString('base64url')
    const otherKey = new Sessions({ ...shop.settings, sessionKey: new Uint8Array(32) }, shop.clock)
    const foreign = await otherKey.issue({ memberId: lin.id, cardNo: lin.profile.cardNo }, 0)
    const elsewhere = await new SignJWT({ card: 'A' }).setProtectedHeader({ alg: 'HS256' }).setIssuer('another').setAudience('session').setSubject(lin.id).setExpirationTime('2h').sign(shop.settings.sessionKey)
    for (const token of [none, `${header}.${changed}.${signature}`, `${header}.${payload}.${signature.slice(0, -2)}AA`, foreign.token, elsewhere, lin.renewal, 'nonsense-nonsense', '']) {
      expect(await meWith(token)).toBe('signed_out')
    }
    expect(await outcome(clientOf(shop.api).renewSession({ renewal: lin.token }))).toBe('signed_out')
  })

  test('of a till opens nothing of a member, nor the other way round; a wrong key opens nothing', async () => {
    const lin = await member(shop)
    const report = { orderNo: 'X-1', member: { memberId: lin.id }, amountFen: 100 }
    expect(await outcome(clientOf(shop.api, lin.token).reportOrderPaid(report))).toBe('signed_out')
    expect(await outcome(clientOf(shop.api, `dj_${'til_01JD0000000000000000000000'}_${'A'.repeat(43)}`).reportOrderPaid(report))).toBe('signed_out')
    expect(await meWith(`dj_${'til_01JD0000000000000000000000'}_${'A'.repeat(43)}`)).toBe('signed_out')
  })

  test('is renewed no more after signing out everywhere', async () => {
    const lin = await member(shop)
    await lin.api.signOutEverywhere({})
    expect(await outcome(clientOf(shop.api).renewSession({ renewal: lin.renewal }))).toBe('signed_out')
    expect((await member(shop, { wechatId: lin.wechatId })).id).toBe(lin.id)
  })
})

describe('WeChat', () => {
  const failures: readonly [string, FailureInput, string][] = [
    ['busy', { type: 'errcode', errcode: -1 }, 'wechat_unavailable'],
    ['over its limit', { type: 'errcode', errcode: 45011 }, 'wechat_unavailable'],
    ['holding a person back', { type: 'errcode', errcode: 40226 }, 'account_at_risk'],
    ['with a wrong secret', { type: 'errcode', errcode: 40125 }, 'wechat_unavailable'],
    ['behind a broken gateway', { type: 'http', status: 502 }, 'login_code_bad'],
    ['talking nonsense', { type: 'garbage', text: '{"openid":7}' }, 'login_code_bad'],
    ['cutting the line', { type: 'dropped' }, 'login_code_bad'],
    ['silent', { type: 'hang' }, 'login_code_bad'],
  ]
  test.each(failures)('%s signs nobody in, and says what to do', async (_, failure, code) => {
    const impatient = await shop.instance([], { wechat: shop.door({ timeoutMs: 200, sleep: async () => undefined }) })
    const person = newcomer()
    const before = await snapshot(shop)
    shop.wechat.fail('jscode2session', failure)
    expect(await outcome(signIn(codeOf(person), { ...shop, ...impatient }))).toBe(code)
    shop.wechat.fail('jscode2session', 'off')
    expect(await snapshot(shop)).toEqual(before)
    expect(await outcome(signIn(codeOf(person)))).toBe('done')
  })

  test('slow, but in time, signs in', async () => {
    shop.wechat.fail('jscode2session', { type: 'slow', milliseconds: 300 }, 1)
    expect(await outcome(signIn(codeOf(newcomer())))).toBe('done')
  })

  test('that refuses a phone number leaves the member as they were', async () => {
    const lin = await member(shop)
    expect(await outcome(lin.api.linkPhone({ code: 'f'.repeat(64) }))).toBe('phone_code_bad')
    shop.wechat.fail('getuserphonenumber', { type: 'errcode', errcode: 1400001 }, 1)
    expect(await outcome(lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' }))).toBe('phone_quota_spent')
    expect((await lin.api.me({})).phoneMasked).toBeNull()
    expect((await lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })).phoneMasked).toMatch(/^1\d\d\*{4}\d{4}$/)
  })
})

describe('who calls too often', () => {
  test('waits, and is told how long', async () => {
    const lin = await member(shop)
    const own = await shop.instance()
    const calls = await Promise.all(Array.from({ length: 90 }, () => own.api(apiEvent({ method: 'GET', path: '/me/code', token: lin.token }))))
    const slowed = calls.filter(({ statusCode }) => statusCode === 429)
    expect(slowed.length).toBeGreaterThanOrEqual(20)
    expect(slowed[0]?.headers?.['retry-after']).toBe('1')
    expect(JSON.parse(slowed[0]?.body ?? '')).toMatchObject({ code: 'too_many_requests', details: { retryAfterSeconds: 1 } })
    const other = await member(shop)
    expect(await outcome(clientOf(own.api, other.token).memberCode({}))).toBe('done')
  })

  test('from one address without a session waits too', async () => {
    const own = await shop.instance()
    const calls = await Promise.all(Array.from({ length: 260 }, () => own.api(apiEvent({ method: 'GET', path: '/privacy-notice', sourceIp: '192.0.2.99' }))))
    expect(calls.some(({ statusCode }) => statusCode === 429)).toBe(true)
  })
})
