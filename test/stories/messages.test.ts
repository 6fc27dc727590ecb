import { freshId } from '../../scripts/support/in-process'
import { canonical, everything, expectBalancedBooks } from '../support/books'
import { allows, inboxOf, leftOf, onPhoneOf, parcelsOf, reminding, streamTo } from '../support/letters'
import { buys, exchange, member, outcome, reward } from '../support/people'
import { type Instance, openShop, type Shop } from '../support/story'

let shop: Shop
let on: Instance
let drain: () => Promise<void>
const run = (job: string, { jobs }: Instance = on) => jobs.run(job)

beforeAll(async () => {
  shop = await openShop()
  on = await reminding(shop)
  drain = await streamTo(shop, on, 2)
})
afterAll(async () => {
  await drain()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const DAY_MS = 86_400_000

describe('a member is told', () => {
  test('of points that an order brought, once however often the record comes, in the inbox and by WeChat', async () => {
    const lin = await member(shop)
    await allows(shop, on, lin, 'tpl-received')
    await buys(shop, lin.id, 58)
    await drain()
    await drain()
    expect(await inboxOf(lin)).toEqual(['points_received 58'])
    await run('deliver')
    await run('deliver')
    expect(onPhoneOf(shop, lin)).toEqual(['58 积分到账'])
    expect(await leftOf(on, lin, 'tpl-received')).toBe(0)
    await buys(shop, lin.id, 7)
    await drain()
    await run('deliver')
    expect(await inboxOf(lin)).toEqual(['points_received 7', 'points_received 58'])
    expect(onPhoneOf(shop, lin)).toEqual(['58 积分到账'])
  })

  test('not of what happens before their eyes: joining, checking in, exchanging', async () => {
    const chen = await member(shop)
    await chen.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
    await exchange(chen.api, await reward(shop, 3))
    await drain()
    expect(await inboxOf(chen)).toEqual([])
  })

  test('of points that lapse in 30, 7 and 1 days, once each, however often the job runs and whatever days it missed', async () => {
    const wu = await member(shop)
    const heard: string[][] = []
    const [lot] = (await wu.api.account({})).lots
    const lapse = Date.parse(`${lot?.expiresOn ?? ''}T04:00:00Z`)
    const start = shop.clock.now()
    for (const daysLeft of [31, 30, 29, 12, 6, 5, 1, 0]) {
      shop.clock.turnTo(new Date(lapse - daysLeft * DAY_MS).toISOString())
      await run('messages')
      await run('messages')
      heard.push([String(daysLeft), String((await inboxOf(wu)).filter((line) => line === 'points_expiring 100').length)])
    }
    shop.clock.turnTo(new Date(start).toISOString())
    expect(heard).toEqual([['31', '0'], ['30', '1'], ['29', '1'], ['12', '1'], ['6', '2'], ['5', '2'], ['1', '3'], ['0', '3']])
  })

  test('of a voucher three days and one day before it lapses, and of its points coming back; not of one that was cancelled', async () => {
    const zhao = await member(shop, { points: 300 })
    const it = await reward(shop, 3, { voucherDays: 5 })
    const { voucher } = await exchange(zhao.api, it)
    const other = await exchange(zhao.api, it)
    await zhao.api.cancelVoucher({ voucherId: other.voucher.id, id: freshId('operation') })
    const start = shop.clock.now()
    for (const day of [1, 2, 3, 4, 5]) {
      shop.clock.turnTo(new Date(start + day * DAY_MS).toISOString())
      await run('messages')
    }
    expect((await zhao.api.listMessages({})).items.filter(({ kind }) => kind === 'voucher_expiring').map(({ facts }) => facts['voucherId'])).toEqual([voucher.id, voucher.id])
    shop.clock.turnTo(new Date(start + 6 * DAY_MS).toISOString())
    await run('settle')
    await drain()
    expect((await inboxOf(zhao))[0]).toBe('points_returned 100')
    shop.clock.turnTo(new Date(start).toISOString())
  })
})

describe('the inbox', () => {
  test('is paged newest first, counts what is unread, and reading never goes back', async () => {
    const lin = await member(shop)
    for (const yuan of [1, 2, 3]) {
      await buys(shop, lin.id, yuan)
      shop.clock.pass(1_000)
    }
    await drain()
    const first = await lin.api.listMessages({ limit: 2 })
    const second = await lin.api.listMessages({ limit: 2, cursor: first.next ?? '' })
    expect([...first.items, ...second.items].map(({ facts }) => facts['points'])).toEqual([3, 2, 1])
    expect(await lin.api.unreadMessages({})).toEqual({ unread: 3 })
    const upTo = first.items[0]?.at ?? ''
    expect(await lin.api.readMessages({ upTo })).toEqual({ unread: 0 })
    expect(await lin.api.readMessages({ upTo: '2026-01-01T00:00:00.000Z' })).toEqual({ unread: 0 })
    expect((await lin.api.listMessages({})).items.every(({ isUnread }) => !isUnread)).toBe(true)
    shop.clock.pass(1_000)
    await buys(shop, lin.id, 4)
    await drain()
    expect(await lin.api.unreadMessages({})).toEqual({ unread: 1 })
  })

  test('cannot be read ahead of the clock: what comes later is unread', async () => {
    const lin = await member(shop)
    await lin.api.readMessages({ upTo: '2099-01-01T00:00:00.000Z' })
    shop.clock.pass(1_000)
    await buys(shop, lin.id, 4)
    await drain()
    expect(await lin.api.unreadMessages({})).toEqual({ unread: 1 })
  })

  test('is nobody else’s, and is in the export, page by page', async () => {
    const [lin, chen] = [await member(shop), await member(shop)]
    for (let i = 1; i <= 70; i++) await buys(shop, lin.id, i)
    await drain()
    expect(await inboxOf(chen)).toEqual([])
    const items: unknown[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: { items: readonly unknown[]; next: string | null } = await lin.api.exportMe(cursor === '' ? {} : { cursor })
      items.push(...page.items)
      cursor = page.next ?? undefined
    }
    expect(items.filter((item) => JSON.stringify(item).includes('points_received'))).toHaveLength(70)
  })
})

test('an erased member is told nothing any more, and nothing of how they were told is left', async () => {
  const lin = await member(shop)
  await allows(shop, on, lin, 'tpl-received')
  await lin.api.changeMessaging({ quiet: { from: '12:30', to: '13:00' } })
  await buys(shop, lin.id, 58)
  await drain()
  expect(await parcelsOf(shop, lin)).toHaveLength(1)
  await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
  await run('deliver')
  await run('messages')
  expect(onPhoneOf(shop, lin)).toEqual([])
  expect(await parcelsOf(shop, lin)).toEqual([])
  expect((await everything(shop)).filter(({ pk, sk }) => pk === lin.id && sk === 'MESSAGING')).toEqual([])
  const { api } = lin
  const calls = [api.listMessages({}), api.unreadMessages({}), api.readMessages({ upTo: '2026-11-24T00:00:00.000Z' }), api.messaging({}), api.changeMessaging({}), api.answerSubscriptions({ id: freshId('operation'), answers: [{ templateId: 'x', answer: 'accept' }] }), api.remindOfCampaign({ campaignId: freshId('campaign') })]
  expect(await Promise.all(calls.map(outcome))).toEqual(calls.map(() => 'account_closed'))
  expect((await everything(shop)).filter(({ pk }) => pk === lin.id).map(canonical).join()).not.toContain('12:30')
})
