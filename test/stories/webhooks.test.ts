import { freshId } from '../../scripts/support/in-process'
import type { WebhookId } from '../../shared/api/ids'
import type { Delivery } from '../../shared/webhooks/webhooks.api'
import { expectBalancedBooks, everything } from '../support/books'
import { type Hooked, hooked } from '../support/hooked'
import { buys, clerk, exchange, member, outcome, redeem, reward } from '../support/people'
import { launched, marketer } from '../support/marketing'
import { openShop, type Shop } from '../support/story'
import { isSigned } from '../support/webhooks'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let shop: Shop
let hook: Hooked
beforeAll(async () => {
  shop = await openShop()
  hook = await hooked(shop)
})
beforeEach(() => {
  hook.receiver.answer(204)
  hook.receiver.received.length = 0
  hook.log.errors.length = 0
})
afterEach(async () => {
  const boss = await hook.boss()
  for (const { id } of (await boss.listWebhooks({})).items) await boss.removeWebhook({ webhookId: id })
})
afterAll(async () => {
  await hook.send()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await Promise.all([hook.close(), shop.close()])
})

const log = async (webhookId: WebhookId, state?: Delivery['state']) => (await (await hook.boss()).webhookDeliveries({ webhookId, ...(state === undefined ? {} : { state }) })).items
const state = async (webhookId: WebhookId) => (await (await hook.boss()).webhook({ webhookId })).state

describe('a webhook', () => {
  test('is told what it asked for, signed, thin, and once however often the stream tells it', async () => {
    const { secret } = await hook.webhook(['points.earned', 'points.exchanged', 'voucher.exchanged', 'voucher.redeemed', 'member.joined'])
    const lin = await member(shop)
    await buys(shop, lin.id, 300)
    const { voucher } = await exchange(lin.api, await reward(shop, 2))
    await redeem(shop, (await clerk(shop)).api, voucher)
    await hook.send()
    await hook.send()
    const mine = hook.receiver.received.filter(({ data }) => data['memberId'] === lin.id)
    expect(mine.map(({ type }) => type).sort()).toEqual(['member.joined', 'points.earned', 'points.earned', 'points.exchanged', 'voucher.exchanged', 'voucher.redeemed'])
    expect(hook.receiver.received.every((one) => isSigned(one, secret, shop.clock.now()))).toBe(true)
    expect(new Set(mine.map(({ id }) => id)).size).toBe(mine.length)
    expect(mine.find(({ type }) => type === 'points.exchanged')?.data).toMatchObject({ entry: { type: 'exchange', points: -100, source: { kind: 'voucher', id: voucher.id } } })
    expect(mine.map(({ body }) => body).join()).not.toMatch(new RegExp([lin.profile.cardNo, 'phone', 'nickname', 'openid', 'clerkName', 'staff'].join('|')))
    const forger = { ...hook.receiver.received[0], headers: hook.receiver.received[0]?.headers ?? {}, body: '{"type":"points.earned"}' }
    expect([isSigned(forger, secret, shop.clock.now()), isSigned({ ...forger, body: hook.receiver.received[0]?.body ?? '' }, secret, shop.clock.now() + 301_000)]).toEqual([false, false])
  })

  test('hears of a joining and an erasing, and of what people decide about campaigns, and not of what it did not ask for', async () => {
    const { id } = await hook.webhook(['member.erased', 'campaign.launched', 'campaign.paused', 'campaign.resumed', 'campaign.ended'])
    const lin = await member(shop)
    await buys(shop, lin.id, 10)
    await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
    await hook.send()
    expect(hook.receiver.received.map(({ type, data }) => [type, data])).toEqual([['member.erased', { memberId: lin.id }]])
    const zhao = await marketer(shop)
    const { campaign: { id: campaignId, revision } } = await launched(shop, zhao)
    await zhao.api.pauseCampaign({ campaignId, revision })
    await zhao.api.resumeCampaign({ campaignId, revision: revision + 1 })
    await zhao.api.endCampaign({ campaignId, revision: revision + 2 })
    await hook.send()
    const told = hook.receiver.received.slice(1)
    expect(told.map(({ type }) => type).sort()).toEqual(['campaign.ended', 'campaign.launched', 'campaign.paused', 'campaign.resumed'])
    expect(told.every(({ data }) => JSON.stringify(data).includes(campaignId))).toBe(true)
    expect(await log(id)).toHaveLength(5)
  })

  test('is sent at once what the stream says was put into its queue', async () => {
    const { id } = await hook.webhook(['points.earned'])
    const sender = await hook.sender()
    await hook.queued()
    await buys(shop, (await member(shop)).id, 10)
    const queued = await hook.queued()
    expect(await sender.follow(queued)).toMatchObject({ delivered: 2 })
    expect(await sender.follow(queued)).toEqual({ delivered: 0, refused: 0, passed: 0, broken: 0 })
    expect((await log(id)).map((one) => one.state)).toEqual(['delivered', 'delivered'])
  })

  test('shows its secret once, keeps it encrypted, and signs with both while one is rotated', async () => {
    const boss = await hook.boss()
    const input = { id: freshId('webhook'), name: '仓库', url: hook.receiver.url, kinds: ['points.earned' as const] }
    const { secret: old } = await boss.createWebhook(input)
    expect(old).toMatch(/^whsec_/)
    expect(JSON.stringify(await everything(shop))).not.toContain(old?.slice(6))
    expect(await boss.createWebhook(input)).toEqual({ webhook: expect.objectContaining({ id: input.id, revision: 1 }), secret: null })
    expect(await outcome(boss.createWebhook({ ...input, name: '别的' }))).toBe('idempotency_conflict')
    const { secret: fresh, webhook } = await boss.rotateWebhookSecret({ webhookId: input.id, revision: 1, graceHours: 1 })
    expect(webhook).toMatchObject({ revision: 2, graceUntil: new Date(shop.clock.now() + HOUR_MS).toISOString() })
    expect(await outcome(boss.rotateWebhookSecret({ webhookId: input.id, revision: 1, graceHours: 1 }))).toBe('revision_stale')
    const signedBy = async () => {
      await boss.testWebhook({ webhookId: input.id, id: freshId('operation') })
      await hook.send()
      const last = hook.receiver.received.at(-1)
      return [old, fresh].map((secret) => last !== undefined && isSigned(last, secret ?? '', shop.clock.now()))
    }
    expect(await signedBy()).toEqual([true, true])
    shop.clock.pass(HOUR_MS)
    expect(await signedBy()).toEqual([false, true])
  })
})

describe('what is refused', () => {
  test('is tried again with growing pauses, under the same id, until it is taken', async () => {
    const { id, secret } = await hook.webhook(['points.earned'])
    hook.receiver.answer(500, 'we are down')
    await member(shop)
    await hook.send()
    const [waiting] = await log(id, 'waiting')
    expect(waiting).toMatchObject({ attempts: [{ status: 500, head: 'we are down', failure: null }], dueAt: new Date(shop.clock.now() + 10_000).toISOString() })
    expect(await state(id)).toBe('failing')
    expect(await hook.send()).toMatchObject({ refused: 0, delivered: 0 })
    shop.clock.pass(10_000)
    expect(await hook.send()).toMatchObject({ refused: 1 })
    hook.receiver.answer(200)
    shop.clock.pass(MINUTE_MS)
    expect(await hook.send()).toMatchObject({ delivered: 1 })
    expect((await log(id))[0]).toMatchObject({ state: 'delivered', dueAt: null, attempts: [{ status: 500 }, { status: 500 }, { status: 200 }] })
    expect(await state(id)).toBe('active')
    expect(new Set(hook.receiver.received.map(({ id: one }) => one)).size).toBe(1)
    expect(hook.receiver.received.every((one) => isSigned(one, secret, Number(one.headers['webhook-timestamp']) * 1_000))).toBe(true)
  })

  test('for a day pauses the webhook with an alarm and a line on Today; what happened meanwhile is sent once it is resumed', async () => {
    const { id } = await hook.webhook(['points.earned'])
    hook.receiver.answer(503)
    const lin = await member(shop)
    let tries = 0
    for (const pauseS of [10, 60, 300, 900, 3_600, 7_200, 14_400, 21_600, 36_000, 0]) {
      tries += (await hook.send()).refused
      shop.clock.pass(pauseS * 1_000)
    }
    expect(tries).toBe(10)
    expect(hook.log.errors).toEqual(['webhook paused'])
    const boss = await hook.boss()
    const paused = await boss.webhook({ webhookId: id })
    expect(paused).toMatchObject({ state: 'paused', pausedBecause: 'failing', revision: 2 })
    expect((await boss.insightToday({})).attention.webhooks).toEqual([{ webhookId: id, name: '企业系统', state: 'paused', since: paused.since }])
    await buys(shop, lin.id, 20)
    hook.receiver.answer(200)
    hook.receiver.received.length = 0
    expect(await hook.send()).toMatchObject({ delivered: 0, refused: 0 })
    await boss.resumeWebhook({ webhookId: id, revision: 2 })
    expect(await hook.send()).toMatchObject({ delivered: 1 })
    expect(await boss.replaySince({ webhookId: id, id: freshId('operation'), since: new Date(shop.clock.now() - 48 * HOUR_MS).toISOString(), which: 'failed' })).toEqual({ replayed: 1, next: null })
    expect(await hook.send()).toMatchObject({ delivered: 1 })
    expect((await boss.insightToday({})).attention.webhooks).toEqual([])
  })

  test('with 410 pauses it at once; a delivery that fails for good among others that are taken does not', async () => {
    const { id } = await hook.webhook(['points.earned'])
    hook.receiver.answer(410)
    await member(shop)
    await hook.send()
    const boss = await hook.boss()
    expect(await boss.webhook({ webhookId: id })).toMatchObject({ state: 'paused', pausedBecause: 'gone' })
    await boss.resumeWebhook({ webhookId: id, revision: 2 })
    hook.receiver.answer(500)
    const lin = await member(shop)
    for (let hours = 0; hours < 26; hours += 0.5) {
      await hook.send()
      shop.clock.pass(HOUR_MS / 2)
      if (hours !== 20) continue
      hook.receiver.answer(200)
      await buys(shop, lin.id, 5)
      const [wanted] = (await log(id)).filter(({ kind, state: now }) => kind === 'points.earned' && now === 'waiting')
      expect(wanted).toBeDefined()
      await hook.send()
      hook.receiver.answer(500)
    }
    expect(await state(id)).toBe('failing')
    expect((await log(id, 'failed')).length).toBe(2)
  })

  test.each([['a server that is not there', 'http://127.0.0.1:9/', 'unreachable'], ['a server that does not answer', undefined, 'timeout']] as const)('%s is told as such', async (_, url, failure) => {
    const { id } = await hook.webhook(['points.earned'], url === undefined ? {} : { url })
    hook.receiver.answer('never')
    await member(shop)
    await hook.send(await hook.sender([], { timeoutMs: 100 }))
    expect((await log(id))[0]?.attempts).toMatchObject([{ status: null, failure, head: '' }])
  })
})

describe('by hand', () => {
  test('a test is sent once, also while it is paused, and its failure pauses nothing', async () => {
    const { id } = await hook.webhook(['points.earned'])
    const boss = await hook.boss()
    await boss.pauseWebhook({ webhookId: id, revision: 1 })
    expect((await boss.insightToday({})).attention.webhooks).toEqual([])
    const operation = freshId('operation')
    const first = await boss.testWebhook({ webhookId: id, id: operation })
    expect((await boss.testWebhook({ webhookId: id, id: operation })).id).toBe(first.id)
    hook.receiver.answer(404, 'no such path')
    await member(shop)
    await hook.send()
    expect(hook.receiver.received.map(({ type }) => type)).toEqual(['webhook.test'])
    expect(await log(id, 'failed')).toMatchObject([{ id: first.id, kind: 'webhook.test', attempts: [{ status: 404, head: 'no such path' }] }])
    expect(await boss.webhook({ webhookId: id })).toMatchObject({ state: 'paused', pausedBecause: 'staff' })
  })

  test('one that was delivered is sent again under its id; the same replay again does nothing more', async () => {
    const { id } = await hook.webhook(['points.earned'])
    await member(shop)
    await hook.send()
    const boss = await hook.boss()
    const [delivered] = await log(id)
    const operation = freshId('operation')
    for (let times = 0; times < 2; times++) await boss.replayDelivery({ webhookId: id, deliveryId: delivered?.id ?? '', id: operation })
    await hook.send()
    await boss.replayDelivery({ webhookId: id, deliveryId: delivered?.id ?? '', id: operation })
    await hook.send()
    expect(hook.receiver.received.map((one) => one.id)).toEqual([delivered?.id, delivered?.id])
    expect((await log(id))[0]?.attempts).toHaveLength(2)
    expect(await outcome(boss.replayDelivery({ webhookId: id, deliveryId: '1795492800000_entry_nobody_1', id: freshId('operation') }))).toBe('delivery_unknown')
  })

  test('all since an instant are sent again, and none from before', async () => {
    const { id } = await hook.webhook(['points.earned'])
    await member(shop)
    await hook.send()
    shop.clock.pass(HOUR_MS)
    const since = new Date(shop.clock.now()).toISOString()
    const lin = await member(shop)
    await buys(shop, lin.id, 3)
    await hook.send()
    hook.receiver.received.length = 0
    expect(await (await hook.boss()).replaySince({ webhookId: id, id: freshId('operation'), since, which: 'all' })).toEqual({ replayed: 2, next: null })
    await hook.send()
    expect(hook.receiver.received.map(({ data }) => data['memberId'])).toEqual([lin.id, lin.id])
  })
})
