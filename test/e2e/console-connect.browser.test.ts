import { type Desk, type DeskOptions, type Desks, openDesks } from '../support/desks'
import { startStack, type Stack } from '../support/stack'
import { isSigned, type Receiver, startReceiver } from '../support/webhooks'
import { clientAt } from '../support/keyed'

jest.setTimeout(180_000)

let stack: Stack
let desks: Desks
let receiver: Receiver
const owner = { login: 'zhao-min', password: 'warm cups in winter' }

beforeAll(async () => {
  stack = await startStack()
  receiver = await startReceiver()
  await (await stack.member('zhao-min')).setPassword(owner)
  desks = await openDesks(stack)
}, 300_000)

afterAll(async () => {
  await desks?.close()
  await receiver?.close()
  await stack?.close()
})

async function desk(options: DeskOptions = {}): Promise<Desk> {
  const one = await desks.open(options)
  await one.signIn(owner.login, owner.password)
  await one.page.locator('#account').waitFor()
  return one
}

test('a key is made and shown once, works as far as its scopes go, is rotated, and is refused once it is revoked', async () => {
  const one = await desk({ path: '/keys' })
  await one.page.locator('#make-key').click()
  await one.page.getByRole('textbox', { name: '名称' }).fill('线上商城')
  await one.page.getByRole('textbox', { name: '来源' }).fill('mall')
  await one.page.locator('#scopes').getByText('查会员积分与等级').click()
  expect(await one.barriers()).toEqual([])
  await one.page.locator('#key-yes').click()
  const key = await one.page.locator('#secret').innerText()
  await one.picture('connect-key-once')
  await one.page.locator('#once-done').click()
  await one.see('线上商城')
  const call = clientAt(stack.apiOrigin, key)
  expect(await call('/till/members', { member: { phone: '16199999999' } })).toBe('member_not_found')
  expect(await call('/holds/quotes', { member: { phone: '16199999999' }, billFen: 100 })).toBe('scope_missing')
  await one.page.getByRole('button', { name: '轮换' }).first().click()
  await one.page.getByRole('radio', { name: '立即失效' }).check()
  await one.page.locator('#rotate-yes').click()
  const rotated = clientAt(stack.apiOrigin, await one.page.locator('#secret').innerText())
  await one.page.locator('#once-done').click()
  expect([await call('/till/members', { member: { phone: '16199999999' } }), await rotated('/till/members', { member: { phone: '16199999999' } })]).toEqual(['signed_out', 'member_not_found'])
  await one.picture('connect-keys')
  expect(await one.barriers()).toEqual([])
  await one.page.getByRole('button', { name: '作废' }).first().click()
  await one.page.locator('#confirm-yes').click()
  await one.see('“线上商城”已作废')
  expect(await rotated('/till/members', { member: { phone: '16199999999' } })).toBe('signed_out')
  expect(one.errors).toEqual([])
  await one.close()
})

test('a webhook is told of what happens, refused, told again, and sent again by hand; each time signed', async () => {
  const one = await desk({ path: '/webhooks' })
  await one.page.locator('#make-hook').click()
  await one.page.getByLabel('名称').fill('仓库系统')
  await one.page.getByLabel('地址').fill('https://10.0.0.8/hook')
  await one.page.getByText('会员加入', { exact: true }).click()
  await one.page.locator('#hook-yes').click()
  await one.see('这个地址不能用')
  await one.picture('connect-webhook-refused')
  await one.page.getByLabel('地址').fill(receiver.url)
  await one.page.locator('#hook-yes').click()
  const secret = await one.page.locator('#secret').innerText()
  await one.picture('connect-secret-once')
  await one.page.locator('#once-done').click()
  await one.page.getByRole('link', { name: '仓库系统' }).click()
  await one.page.locator('#test-hook').click()
  await one.page.locator('#log .stage-running').waitFor()
  receiver.answer(500, 'stock room is closed')
  await stack.member(stack.newcomer('安娜').id)
  await one.see('没有投递成功')
  await one.see('HTTP 500')
  await one.page.getByText('会员加入').last().click()
  await one.see('stock room is closed')
  await one.picture('connect-webhook-failing')
  expect(await one.barriers()).toEqual([])
  receiver.answer(204)
  await one.page.locator('.replay').first().click()
  await one.page.getByText('没有投递成功').waitFor({ state: 'detached' })
  await one.picture('connect-webhook-mended')
  await one.page.locator('#delivery-states').getByText('已送达').click()
  await one.page.getByText('会员加入').last().waitFor()
  expect(new URL(one.page.url()).search).toBe('?state=delivered')
  expect(receiver.received.map(({ type }) => type)).toEqual(expect.arrayContaining(['webhook.test', 'member.joined']))
  expect(receiver.received.filter((got) => !isSigned(got, secret, stack.now()))).toEqual([])
  const joined = receiver.received.filter(({ type }) => type === 'member.joined')
  expect(joined.length).toBeGreaterThan(1)
  expect(new Set(joined.map(({ id }) => id)).size).toBe(1)
  expect(one.errors).toEqual([])
  await one.close()
})

test.each([{ theme: 'light', width: 1440, way: 'goTo' }, { theme: 'dark', width: 1024, language: 'en-GB', way: 'walkTo' }] as const)('the screens have no serious barrier, $theme at $width', async ({ way, ...look }) => {
  const one = await desk(look)
  const found: string[] = []
  for (const path of ['/keys', '/keys?make=yes', '/webhooks', '/webhooks?make=yes']) {
    await one[way](path)
    await one.page.locator('main h1').first().waitFor()
    found.push(...(await one.barriers()).map((barrier) => `${path}: ${barrier}`))
    await one.picture(`connect${path.replace(/\W+/g, '-')}-${look.theme}`)
  }
  await one[way]('/webhooks')
  await one.page.locator('.cell-name a').first().click()
  await one.page.locator('#log').waitFor()
  await one.picture(`connect-webhook-${look.theme}`)
  found.push(...(await one.barriers()))
  expect(found).toEqual([])
  expect(one.errors).toEqual([])
  await one.close()
})
