import { startStack, type Stack } from '../support/stack'
import { giveGold, spender } from '../support/tiers'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'

let stack: Stack
let dist: string
const phones: Phone[] = []

beforeAll(async () => {
  stack = await startStack()
  dist = await builtWeapp()
}, 300_000)

afterEach(() => {
  for (const phone of phones.splice(0)) phone.close()
})

afterAll(() => stack?.close())

async function phoneOf(personId: string, opening: Partial<Parameters<typeof launchWeapp>[0]> = {}): Promise<Phone> {
  const phone = await launchWeapp({ dist, origins: { 'http://localhost:3000': stack.apiOrigin }, loginCode: () => stack.wechat.phone.loginCode(personId) ?? '', ...opening })
  phones.push(phone)
  return phone
}

const problems = ({ journal }: Phone) => [...journal.errors, ...journal.warnings]

test('home names the tier and leads to its page: what reaches the next, what each brings, and no change yet', async () => {
  const { personId } = await spender(stack, '新客', 0)
  const phone = await phoneOf(personId)
  await phone.see('#open-tier')
  expect(phone.find('#open-tier')?.text).toBe('普卡')
  await phone.tap('#open-tier')
  await phone.see('#tier-card')
  expect(phone.path).toBe('pages/tier/index')
  expect(phone.find('#tier-name')?.text).toBe('普卡')
  expect(phone.find('#tier-next')?.text).toBe('再攒 300 成长值，升级银卡')
  expect(phone.find('#tier-keep')).toBeUndefined()
  await phone.seeText('还没有等级变动')
  await phone.tap('#to-grow')
  await phone.until(() => phone.path === 'pages/member-code/index')
  expect(problems(phone)).toEqual([])
})

test('a member who spends sees the new tier, what keeps it, and why it came', async () => {
  const { personId, api } = await spender(stack, '老客', 320)
  const phone = await phoneOf(personId, { path: 'pages/tier/index' })
  await phone.see('#tier-keep')
  expect(phone.find('#tier-name')?.text).toBe('银卡')
  expect(phone.find('#growth')?.text).toBe('320')
  expect(phone.find('#keep-sentence')?.text).toMatch(/^\d{4}年\d+月\d+日前再攒 300 成长值，就能保住银卡$/)
  await phone.seeText('升级为银卡')
  await phone.seeText('消费积分 1.2 倍')
  expect((await api.myTier({})).tier.id).toBe('silver')
  expect(problems(phone)).toEqual([])
})

test('a tier given by hand says so with its reason, and English is complete', async () => {
  const { personId, memberId } = await spender(stack, 'Ann', 10)
  await giveGold(stack, memberId, 'Thank you')
  const phone = await phoneOf(personId, { path: 'pages/tier/index', language: 'en' })
  await phone.seeText('Given by the shop')
  await phone.seeText('Reason: Thank you')
  expect(phone.text.replaceAll('点金咖啡', '')).not.toMatch(/[一-鿿]/)
})

test('without a network the page says so and can be asked again', async () => {
  const { personId } = await spender(stack, '断网', 0)
  const phone = await phoneOf(personId)
  await phone.see('#open-tier')
  phone.goOffline()
  await phone.tap('#open-tier')
  await phone.see('#retry')
})
