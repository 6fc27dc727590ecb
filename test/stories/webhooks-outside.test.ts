import { freshId } from '../../scripts/support/in-process'
import type { WebhookId } from '../../shared/api/ids'
import { expectBalancedBooks, snapshot } from '../support/books'
import { atDesk, staffOf } from '../support/desk'
import { asking, dies, meanwhile } from '../support/faults'
import { type Hooked, hooked } from '../support/hooked'
import { loosely, member, outcome, owner } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { startReceiver } from '../support/webhooks'

const MINUTE_MS = 60_000

let shop: Shop
let hook: Hooked
beforeAll(async () => {
  shop = await openShop()
  hook = await hooked(shop)
})
beforeEach(() => {
  hook.receiver.answer(204)
  hook.receiver.received.length = 0
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

const log = async (webhookId: WebhookId) => (await (await hook.boss()).webhookDeliveries({ webhookId })).items

describe('an address', () => {
  test.each(['https://10.0.0.1/', 'https://169.254.169.254/latest', 'https://[::ffff:127.0.0.1]/', 'http://shop.example/', 'https://shop.example:8080/', 'https://u:p@shop.example/', 'https://metadata.google.internal/'])('%s is refused when a webhook is made and when one is changed', async (url) => {
    const { id } = await hook.webhook(['points.earned'])
    const boss = await hook.boss()
    const before = await snapshot(shop)
    expect(await outcome(boss.createWebhook({ id: freshId('webhook'), name: '里面', url, kinds: ['points.earned'] }))).toBe('webhook_url_refused')
    expect(await outcome(boss.editWebhook({ webhookId: id, revision: 1, name: '里面', url, kinds: ['points.earned'] }))).toBe('webhook_url_refused')
    expect(await snapshot(shop)).toEqual(before)
  })

  test('of this machine is refused on every stage that was not told to allow it', async () => {
    const strict = await shop.instance()
    const boss = (await atDesk(shop, await owner(shop), strict)).api
    expect(await outcome(boss.createWebhook({ id: freshId('webhook'), name: '本机', url: hook.receiver.url, kinds: ['points.earned'] }))).toBe('webhook_url_refused')
  })

  test('that turned inwards after it was checked is not connected to', async () => {
    const outside = await shop.instance([], { resolve: async () => [{ address: '8.8.8.8', family: 4 }] })
    const boss = (await atDesk(shop, await owner(shop), outside)).api
    const { webhook: { id } } = await boss.createWebhook({ id: freshId('webhook'), name: '变脸', url: 'https://rebound.example/', kinds: ['points.earned'] })
    await member(shop)
    await hook.send(await hook.sender([], { settings: shop.settings, resolve: async () => [{ address: '127.0.0.1', family: 4 }] }))
    expect((await log(id))[0]?.attempts).toMatchObject([{ status: null, failure: 'private_address' }])
    expect(hook.receiver.received).toEqual([])
    const nowhere = await shop.instance([], { resolve: () => Promise.reject(new Error('ENOTFOUND')) })
    expect(await outcome((await atDesk(shop, await owner(shop), nowhere)).api.createWebhook({ id: freshId('webhook'), name: '无', url: 'https://nowhere.example/', kinds: ['points.earned'] }))).toBe('webhook_host_unknown')
  })
})

describe('bad luck', () => {
  test('a run that dies before, or after, it has sent leaves the delivery to a later one, under the same id', async () => {
    const { id } = await hook.webhook(['points.earned'])
    await member(shop)
    const finishing = asking('TransactWriteItems', /attempts/)
    expect(await hook.send(await hook.sender([dies('before', finishing)]))).toMatchObject({ broken: 1 })
    expect(await hook.send()).toMatchObject({ passed: 1, delivered: 0 })
    shop.clock.pass(3 * MINUTE_MS)
    expect(await hook.send()).toMatchObject({ delivered: 1 })
    expect(hook.receiver.received).toHaveLength(2)
    expect(new Set(hook.receiver.received.map((one) => one.id)).size).toBe(1)
    expect((await log(id)).map((one) => one.state)).toEqual(['delivered'])
  })

  test('two runs at once send it once', async () => {
    await hook.webhook(['points.earned'])
    await member(shop)
    const other = await hook.sender()
    const sent = await hook.send(await hook.sender([meanwhile(asking('PutItem', /sendingSince/), () => other.sendAll())]))
    expect(sent).toMatchObject({ delivered: 0, passed: 1 })
    expect(hook.receiver.received).toHaveLength(1)
  })

  test('one webhook that fails holds up no other', async () => {
    const deaf = await startReceiver()
    deaf.answer(500)
    await hook.webhook(['points.earned'], { url: deaf.url })
    await hook.webhook(['points.earned'])
    await member(shop)
    expect(await hook.send()).toMatchObject({ delivered: 1, refused: 1 })
    await deaf.close()
  })
})

test('webhooks are the owner’s; an auditor reads; what is malformed, stale or of nobody is refused', async () => {
  const { id } = await hook.webhook(['points.earned'])
  const [boss, auditor, marketer] = [await hook.boss(), (await atDesk(shop, await staffOf(shop, 'auditor'))).api, (await atDesk(shop, await staffOf(shop, 'marketer'))).api]
  expect([await outcome(auditor.listWebhooks({})), await outcome(auditor.webhookDeliveries({ webhookId: id })), await outcome(auditor.testWebhook({ webhookId: id, id: freshId('operation') }))]).toEqual(['done', 'done', 'not_allowed'])
  expect([await outcome(marketer.listWebhooks({})), await outcome(marketer.removeWebhook({ webhookId: id }))]).toEqual(['not_allowed', 'not_allowed'])
  for (const bad of [{ kinds: [] }, { kinds: ['all'] }, { name: '' }, { url: 'hook' }]) expect(await outcome(loosely(boss, 'createWebhook', { id: freshId('webhook'), name: '名', url: hook.receiver.url, kinds: ['points.earned'], ...bad }))).toBe('invalid_input')
  const edit = (name: string) => ({ webhookId: id, revision: 1, name, url: hook.receiver.url, kinds: ['member.joined' as const] })
  expect(await boss.editWebhook(edit('仓库'))).toMatchObject({ revision: 2, kinds: ['member.joined'] })
  expect(await boss.editWebhook(edit('仓库'))).toMatchObject({ revision: 2 })
  await expect(boss.editWebhook(edit('别的'))).rejects.toMatchObject({ code: 'revision_stale', details: { revision: 2, current: expect.objectContaining({ name: '仓库' }) } })
  expect([await outcome(boss.webhook({ webhookId: freshId('webhook') })), await outcome(boss.testWebhook({ webhookId: freshId('webhook'), id: freshId('operation') }))]).toEqual(['webhook_unknown', 'webhook_unknown'])
})
