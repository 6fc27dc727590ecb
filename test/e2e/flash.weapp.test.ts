import { templates } from '../support/letters'
import { rewardNamed, type Shopper, shopper } from '../support/mall'
import { startStack, type Stack } from '../support/stack'
import { askedFor, knowsTemplates } from '../support/weapp/asked'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'

let stack: Stack
const phones: Phone[] = []

beforeAll(async () => {
  stack = await startStack({ templates })
  await builtWeapp()
}, 300_000)

afterEach(() => {
  for (const phone of phones.splice(0)) phone.close()
})

afterAll(() => stack?.close())

async function phoneOf({ personId }: Shopper, path: string, query: Record<string, string> = {}): Promise<Phone> {
  const phone = await launchWeapp({ dist: await builtWeapp(), origins: { 'http://localhost:3000': stack.apiOrigin }, loginCode: () => stack.wechat.phone.loginCode(personId) ?? '', path, query })
  phones.push(phone)
  return phone
}

const problems = ({ journal }: Phone) => [...journal.errors, ...journal.warnings]

test('from the strip above the shelf to a voucher at the flash price', async () => {
  const member = await shopper(stack, '微信抢', 300)
  const phone = await phoneOf(member, 'pages/mall/index')
  expect((await phone.see('#flash-clock')).text).toMatch(/^23:5\d:\d\d$/)
  await phone.tap(`#flash-${rewardNamed(stack, '巴斯克蛋糕').id}`)
  await phone.until(() => phone.path === 'pages/reward/index')
  await phone.see('#flash-live')
  expect([phone.find('#price')?.text, phone.find('#full-price')?.text, phone.find('#price-why')?.text]).toEqual(['199', '360', '限时价'])
  const before = (await member.api.account({})).available
  await phone.tap('#exchange')
  await phone.tap('#confirm-exchange')
  await phone.until(() => phone.path === 'pages/voucher/index')
  expect((await member.api.account({})).available).toBe(before - 199)
  expect(problems(phone)).toEqual([])
})

test('a wish to be told is sent once and remembered, and the same tap asks WeChat whether it may tell', async () => {
  const member = await shopper(stack, '微信等')
  const rewardId = rewardNamed(stack, '电影票').id
  const phone = await phoneOf(member, 'pages/reward/index', { rewardId })
  expect((await phone.see('#remind')).tap()).toBe(false)
  await knowsTemplates(phone)
  const button = await phone.see('#remind')
  button.tap()
  expect(askedFor(phone)).toEqual([['tpl-starting']])
  button.tap()
  await phone.seeText('已设提醒')
  await phone.until(() => phone.journal.toasts.includes('好的，到时在微信提醒您'))
  expect(askedFor(phone)).toHaveLength(1)
  expect((await member.api.messaging({})).templates.find(({ id }) => id === 'tpl-starting')?.left).toBe(1)
  expect(phone.journal.requests.filter(({ url }) => url.includes('/reminders'))).toHaveLength(1)
  expect((await member.api.reward({ rewardId })).isReminded).toBe(true)
  expect(problems(phone)).toEqual([])
})

test('who says no to WeChat is told in the inbox all the same, and not asked again', async () => {
  const member = await shopper(stack, '微信不要')
  const rewardId = rewardNamed(stack, '电影票').id
  const phone = await phoneOf(member, 'pages/reward/index', { rewardId })
  phone.person.subscribes = false
  await phone.see('#remind')
  await knowsTemplates(phone)
  await phone.tap('#remind')
  await phone.until(() => phone.journal.toasts.includes('记下了，开始前在“消息”里告诉您'))
  expect((await member.api.reward({ rewardId })).isReminded).toBe(true)
  expect((await member.api.messaging({})).templates.map(({ left }) => left)).toEqual([0, 0, 0])
  expect(askedFor(phone)).toHaveLength(1)
  expect(problems(phone)).toEqual([])
})

test('a reward for a tier says which, and leads to what is missing for it', async () => {
  const member = await shopper(stack, '微信想上课')
  const phone = await phoneOf(member, 'pages/reward/index', { rewardId: rewardNamed(stack, '主理人手冲课').id })
  await phone.see('#tier-needed')
  expect(phone.find('#exchange')?.text).toMatch(/会员专享$/)
  await phone.tap('#to-tier')
  await phone.until(() => phone.path === 'pages/tier/index')
  expect(problems(phone)).toEqual([])
})
