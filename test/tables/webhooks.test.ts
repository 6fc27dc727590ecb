import { nextStep, TRIES_MAX } from '../../shared/webhooks/delivery'
import { entryHappening } from '../../shared/webhooks/happenings'
import { isAllowedUrl, isPublic } from '../../functions/webhooks/addresses'
import { createDoor } from '../../functions/webhooks/door'
import { newSecret, signedHeaders } from '../../functions/webhooks/signature'
import { startReceiver } from '../support/webhooks'

describe('an address of the public Internet', () => {
  test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '223.5.5.5', '2606:4700:4700::1111', '2400:3200::1'])('is %s', (address) => expect(isPublic(address)).toBe(true))

  test.each([
    '0.0.0.0', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.0.9', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.168.1.1', '198.18.0.1', '203.0.113.7', '224.0.0.1', '240.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:8.8.8.8', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1', '2001::1', '2002:7f00:1::', 'localhost', '', '1.1.1', '01.1.1.1',
  ])('is not %s', (address) => expect(isPublic(address)).toBe(false))
})

describe('a URL of a webhook', () => {
  test.each(['https://shop.example/hook', 'https://shop.example:8443/a?b=c', 'https://8.8.8.8/', 'https://[2606:4700:4700::1111]/', 'https://xn--fiq228c.example/'])('may be %s', (url) => expect(isAllowedUrl(url, false)).toBe(true))

  test.each([
    'http://shop.example/hook', 'https://shop.example:8080/', 'https://shop.example:22/', 'https://me:word@shop.example/', 'https://shop.example/#a', 'ftp://shop.example/', 'https://localhost/', 'https://intranet/', 'https://db.internal/', 'https://printer.local./',
    'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://169.254.169.254/latest/meta-data/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[fd00:ec2::254]/', 'https://10.0.0.8/', 'https://①②⑦.0.0.1/', 'nowhere',
  ])('may not be %s', (url) => expect(isAllowedUrl(url, false)).toBe(false))

  test('may be this machine only where a developer has said so, and nothing else inside even then', () => {
    expect([isAllowedUrl('http://127.0.0.1:9999/x', true), isAllowedUrl('http://localhost:3/', true), isAllowedUrl('http://10.0.0.1/', true), isAllowedUrl('https://169.254.169.254/', true)]).toEqual([true, true, false, false])
  })
})

describe('the door', () => {
  const once = (...answers: readonly string[]) => {
    let asked = 0
    return async () => [{ address: answers[Math.min(asked++, answers.length - 1)] ?? '', family: 4 }]
  }

  test('refuses a name that leads inside, or inside as well, and does not know one that leads nowhere', async () => {
    const check = (resolve: () => Promise<readonly { address: string; family: number }[]>) => createDoor({ mayBeLocal: false, resolve }).check('https://shop.example/')
    expect(await check(once('8.8.8.8'))).toBe('allowed')
    expect(await check(once('169.254.169.254'))).toBe('refused')
    expect(await check(async () => [{ address: '8.8.8.8', family: 4 }, { address: '10.0.0.1', family: 4 }])).toBe('refused')
    expect(await check(async () => [{ address: '::ffff:10.0.0.1', family: 6 }])).toBe('refused')
    expect(await check(async () => [])).toBe('unknown')
    expect(await check(() => Promise.reject(new Error('ENOTFOUND')))).toBe('unknown')
  })

  test('asks again at every connection: a name that was outside when it was checked and is inside now is not reached', async () => {
    const receiver = await startReceiver()
    const door = createDoor({ mayBeLocal: false, resolve: once('8.8.8.8', '127.0.0.1') })
    const url = `https://shop.example:8443/`
    expect(await door.check(url)).toBe('allowed')
    expect(await door.post(url, {}, '{}')).toEqual({ failure: 'private_address' })
    // What would be reached without the law: the same name, where this machine is allowed.
    const open = createDoor({ mayBeLocal: true, resolve: once('127.0.0.1') })
    expect(await open.post(receiver.url.replace('127.0.0.1', 'localhost'), {}, '{}')).toMatchObject({ status: 204 })
    expect(receiver.received).toHaveLength(1)
    await receiver.close()
  })

  test('follows no redirect, keeps the head of an answer only, and gives up on who does not answer', async () => {
    const receiver = await startReceiver()
    const door = createDoor({ mayBeLocal: true, timeoutMs: 200 })
    receiver.answer(302, '', { location: 'http://169.254.169.254/' })
    expect(await door.post(receiver.url, {}, '{}')).toEqual({ status: 302, head: '' })
    receiver.answer(500, `bro\u0000ken ${'x'.repeat(100_000)}`)
    expect(await door.post(receiver.url, {}, '{}')).toEqual({ status: 500, head: `bro ken ${'x'.repeat(292)}` })
    receiver.answer('never')
    expect(await door.post(receiver.url, {}, '{}')).toEqual({ failure: 'timeout' })
    await receiver.close()
    expect(await door.post(receiver.url, {}, '{}')).toEqual({ failure: 'unreachable' })
  })
})

test('a signature is that of Standard Webhooks', () => {
  // The example of its specification's libraries: one secret, one message, one moment.
  const headers = signedHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 'msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', 1_614_265_330_000)
  expect(headers).toEqual({ 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' })
  expect(newSecret()).toMatch(/^whsec_[\w+/]{43}=$/)
  expect(signedHeaders([newSecret(), newSecret()], 'a', 'b', 0)['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/)
})

describe('after a try', () => {
  const step = (tries: number, outcome: Parameters<typeof nextStep>[0] = { status: 500, head: '' }, isTest = false, chance = 0) => nextStep(outcome, tries, isTest, 0, chance)

  test('only 2xx is a yes', () => {
    for (const status of [200, 204, 299]) expect(step(1, { status, head: '' })).toEqual({ state: 'delivered' })
    for (const status of [100, 199, 300, 302, 400, 404, 429, 500]) expect(step(1, { status, head: '' }).state).toBe('waiting')
  })

  test('pauses grow, to about a day in all, and chance only lengthens them', () => {
    const pauses = Array.from({ length: TRIES_MAX - 1 }, (_, place) => step(place + 1)).map((one) => ('dueAt' in one ? one.dueAt : Number.NaN))
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000).toBeCloseTo(23.35, 1)
    expect(step(1, undefined, false, 0.999)).toEqual({ state: 'waiting', dueAt: 11_998 })
    expect(step(TRIES_MAX)).toEqual({ state: 'failed', isGone: false })
  })

  test('410 is the last word, and a test is tried once', () => {
    expect(step(1, { status: 410, head: '' })).toEqual({ state: 'failed', isGone: true })
    expect(step(1, { failure: 'timeout' }, true)).toEqual({ state: 'failed', isGone: false })
  })
})

test('what did not change tells nothing: a tier that is held again', () => {
  const entry = { number: 3, type: 'tier', at: '2026-11-24T04:00:00.000Z', day: '2026-11-24', source: { kind: 'tier', id: 'gold' }, moves: [], debt: 0, points: 0, available: 0 } as const
  expect(entryHappening('mem_1', { ...entry, facts: { from: 'gold', to: 'gold' } })).toBeUndefined()
  expect(entryHappening('mem_1', { ...entry, facts: { from: 'silver', to: 'gold' } })).toMatchObject({ id: '1795492800000_entry_mem_1_3', kind: 'tier.changed', data: { memberId: 'mem_1', tier: { from: 'silver', to: 'gold' } } })
})
