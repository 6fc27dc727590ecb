import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks } from '../support/books'
import { asking, dies, type Fault, meanwhile, without } from '../support/faults'
import { allows, inboxOf, leftOf, onPhoneOf, parcelsOf, reminding, streamTo, type TemplateId } from '../support/letters'
import { buys, loosely, member, outcome, type Person } from '../support/people'
import { type Instance, openShop, type Shop } from '../support/story'

let shop: Shop
let on: Instance
let drain: () => Promise<void>
const deliver = ({ jobs }: Instance = on) => jobs.run('deliver')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

beforeAll(async () => {
  shop = await openShop()
  on = await reminding(shop)
  drain = await streamTo(shop, on)
})
afterEach(() => shop.wechat.fail('subscribe_send', 'off'))
afterAll(async () => {
  await drain()
  await expectBalancedBooks(shop)
  expect(shop.bugs.filter(({ error }) => !String(error).includes('this process has died'))).toEqual([])
  await shop.close()
})

/** A member who allowed so many messages, with one that waits. */
async function awaiting(allowed = 1): Promise<Person> {
  const lin = await member(shop)
  for (let i = 0; i < allowed; i++) await allows(shop, on, lin, 'tpl-received')
  await buys(shop, lin.id, 58)
  await drain()
  return lin
}

const sendClaim = asking('TransactWriteItems', /sendingSince = :now/)
const forgets = asking('DeleteItem', /OUTBOX/)

describe('quiet hours', () => {
  test.each([
    ['2026-11-24T13:59:00Z', '21:59, before they begin', ['2026-11-24T13:59:00Z']],
    ['2026-11-24T14:00:00Z', '22:00, as they begin', ['2026-11-24T14:00:00Z', '2026-11-24T15:59:00Z', '2026-11-24T23:59:00Z', '2026-11-25T00:00:00Z']],
    ['2026-11-24T16:30:00Z', '00:30, past midnight', ['2026-11-24T16:30:00Z', '2026-11-24T23:59:59Z', '2026-11-25T00:00:00Z']],
  ])('a message of %s (%s) is sent at the last of these and not before', async (at, _, looks) => {
    const start = shop.clock.now()
    shop.clock.turnTo(at)
    const lin = await awaiting()
    const heard: number[] = []
    for (const look of looks) {
      shop.clock.turnTo(look)
      await deliver()
      heard.push(onPhoneOf(shop, lin).length)
    }
    shop.clock.turnTo(new Date(start).toISOString())
    expect(heard).toEqual(looks.map((_look, i) => (i === looks.length - 1 ? 1 : 0)))
    expect(await inboxOf(lin)).toEqual(['points_received 58'])
  })

  test('that a member sets while a message waits hold for it too', async () => {
    const lin = await awaiting()
    await lin.api.changeMessaging({ quiet: { from: '11:00', to: '13:00' } })
    await deliver()
    expect(onPhoneOf(shop, lin)).toEqual([])
    shop.clock.pass(HOUR_MS)
    await deliver()
    expect(onPhoneOf(shop, lin)).toEqual(['58 积分到账'])
    shop.clock.pass(-HOUR_MS)
  })
})

describe('when WeChat fails', () => {
  test('and certainly sent nothing, the permission comes back and the message is sent once WeChat is up again', async () => {
    const lin = await awaiting()
    shop.wechat.fail('subscribe_send', { type: 'errcode', errcode: -1 })
    await deliver()
    expect([onPhoneOf(shop, lin).length, await leftOf(on, lin, 'tpl-received')]).toEqual([0, 1])
    await deliver()
    expect(await parcelsOf(shop, lin)).toMatchObject([{ tries: 1 }])
    shop.clock.pass(5 * MINUTE_MS)
    await deliver()
    expect(await parcelsOf(shop, lin)).toMatchObject([{ tries: 2 }])
    shop.wechat.fail('subscribe_send', 'off')
    shop.clock.pass(10 * MINUTE_MS)
    await deliver()
    expect([onPhoneOf(shop, lin).length, await leftOf(on, lin, 'tpl-received'), (await parcelsOf(shop, lin)).length]).toEqual([1, 0, 0])
  })

  test('for a whole day, it is given up, and the inbox has it', async () => {
    const lin = await awaiting()
    const start = shop.clock.now()
    shop.wechat.fail('subscribe_send', { type: 'errcode', errcode: -1 })
    for (let hour = 0; hour < 25; hour++) {
      await deliver()
      shop.clock.pass(HOUR_MS)
    }
    await deliver()
    shop.clock.turnTo(new Date(start).toISOString())
    expect([onPhoneOf(shop, lin).length, await leftOf(on, lin, 'tpl-received'), (await parcelsOf(shop, lin)).length]).toEqual([0, 1, 0])
    expect(await inboxOf(lin)).toEqual(['points_received 58'])
  })

  test('and its answer is lost, the message is not sent a second time', async () => {
    const lin = await awaiting(2)
    shop.wechat.fail('subscribe_send', { type: 'dropped' })
    await deliver()
    shop.wechat.fail('subscribe_send', 'off')
    shop.clock.pass(HOUR_MS)
    await deliver()
    shop.clock.pass(-HOUR_MS)
    expect([onPhoneOf(shop, lin).length, await leftOf(on, lin, 'tpl-received'), (await parcelsOf(shop, lin)).length]).toEqual([1, 1, 0])
  })

  test('because the member allows no more, its count is the true one: ours falls to none', async () => {
    const lin = await awaiting(3)
    shop.wechat.fail('subscribe_send', { type: 'errcode', errcode: 43101 })
    await deliver()
    expect([await leftOf(on, lin, 'tpl-received'), (await parcelsOf(shop, lin)).length]).toEqual([0, 0])
  })
})

/** A run that does not come to its end. */
const dying = async (faults: readonly Fault[]) => deliver(await reminding(shop, faults)).catch(() => undefined)

describe('a process that dies', () => {
  test('before it took a message in hand leaves it to the next run', async () => {
    const lin = await awaiting()
    await dying([dies('before', sendClaim)])
    expect(onPhoneOf(shop, lin)).toEqual([])
    await deliver()
    expect(onPhoneOf(shop, lin)).toEqual(['58 积分到账'])
  })

  test('with a message in hand leaves it to the inbox: WeChat may have sent it', async () => {
    const lin = await awaiting(2)
    await dying([dies('after', sendClaim)])
    await deliver()
    expect(await parcelsOf(shop, lin)).toMatchObject([{ sendingSince: shop.clock.now() }])
    shop.clock.pass(11 * MINUTE_MS)
    await deliver()
    shop.clock.pass(-11 * MINUTE_MS)
    expect([onPhoneOf(shop, lin).length, await leftOf(on, lin, 'tpl-received'), (await parcelsOf(shop, lin)).length]).toEqual([0, 1, 0])
    expect(await inboxOf(lin)).toEqual(['points_received 58'])
  })

  test('after WeChat has sent it does not send again', async () => {
    const lin = await awaiting(2)
    await dying([dies('before', forgets)])
    shop.clock.pass(11 * MINUTE_MS)
    await deliver()
    shop.clock.pass(-11 * MINUTE_MS)
    expect(onPhoneOf(shop, lin)).toEqual(['58 积分到账'])
  })
})

/** Four runs at once, each with its own connection. */
const runsAtOnce = async () => Promise.all((await Promise.all([1, 2, 3, 4].map(() => reminding(shop)))).map((one) => deliver(one)))

describe('runs at once', () => {
  test('send each message once, and use no more permissions than there are', async () => {
    const lin = await awaiting(2)
    for (const yuan of [1, 2, 3]) await buys(shop, lin.id, yuan)
    await drain()
    expect(await parcelsOf(shop, lin)).toHaveLength(4)
    await runsAtOnce()
    await deliver()
    const sent = onPhoneOf(shop, lin)
    expect([sent.length, new Set(sent).size, await leftOf(on, lin, 'tpl-received'), (await parcelsOf(shop, lin)).length]).toEqual([2, 2, 0, 0])
  })

  test('that overtake each other send a message once; without the fence around a message in hand they would send it again', async () => {
    const sentWith = async (faults: readonly Fault[]) => {
      const lin = await awaiting(4)
      const other = await reminding(shop, [dies('before', forgets)])
      await deliver(await reminding(shop, [meanwhile(sendClaim, () => deliver(other).catch(() => undefined)), ...faults]))
      return onPhoneOf(shop, lin).length
    }
    expect(await sentWith([])).toBe(1)
    expect(await sentWith([without('attribute_not_exists(sendingSince)'), without('revision = :revision')])).toBe(2)
  })
})

describe('answers to WeChat’s question', () => {
  const answer = (templateId: TemplateId, said: 'accept' | 'reject' | 'ban' | 'filter') => [{ templateId, answer: said }]

  test('are counted once per id, at once from many phones too; only an accept counts, and only for our templates', async () => {
    const lin = await member(shop)
    const api = lin.on(on)
    const id = freshId('operation')
    await Promise.all([1, 2, 3, 4].map(() => api.answerSubscriptions({ id, answers: answer('tpl-received', 'accept') })))
    await Promise.all(['reject', 'ban', 'filter'].map((said) => loosely(api, 'answerSubscriptions', { id: freshId('operation'), answers: [{ templateId: 'tpl-received', answer: said }] })))
    await api.answerSubscriptions({ id: freshId('operation'), answers: [{ templateId: 'of-another-shop', answer: 'accept' }] })
    expect((await api.messaging({})).templates.map(({ left }) => left)).toEqual([1, 0, 0])
    expect(await outcome(api.answerSubscriptions({ id, answers: answer('tpl-ending', 'accept') }))).toBe('idempotency_conflict')
  })

  test('of many phones at once all count', async () => {
    const lin = await member(shop)
    await Promise.all([1, 2, 3, 4, 5].map(() => lin.on(on).answerSubscriptions({ id: freshId('operation'), answers: answer('tpl-received', 'accept') })))
    expect(await leftOf(on, lin, 'tpl-received')).toBe(5)
  })

  test('kinds that a member muted stay in the inbox', async () => {
    const lin = await member(shop)
    await allows(shop, on, lin, 'tpl-received')
    await lin.on(on).changeMessaging({ muted: ['points_received'] })
    await buys(shop, lin.id, 5)
    await drain()
    await deliver()
    expect([await inboxOf(lin), onPhoneOf(shop, lin)]).toEqual([['points_received 5'], []])
  })
})
