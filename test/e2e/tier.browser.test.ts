import { type BrowserPhone, openPhones, type PhoneOptions, type Phones } from '../support/browser'
import { startStack, type Stack } from '../support/stack'
import { giveGold, spender } from '../support/tiers'

let stack: Stack
let phones: Phones
const opened: BrowserPhone[] = []

beforeAll(async () => {
  stack = await startStack()
  phones = await openPhones(stack)
}, 300_000)

afterEach(async () => {
  for (const phone of opened.splice(0)) {
    expect(phone.errors.filter((error) => !/Failed to load resource/.test(error))).toEqual([])
    await phone.close()
  }
})

afterAll(async () => {
  await phones?.close()
  await stack?.close()
})

async function phoneOf(person: string, path: string, more: PhoneOptions = {}): Promise<BrowserPhone> {
  const phone = await phones.open({ person, path, ...more })
  opened.push(phone)
  return phone
}

test('from 我的 to the tier: the card, what keeps it, what every tier brings, and the history', async () => {
  const { personId } = await spender(stack, '林小满', 521)
  const phone = await phoneOf(personId, '/pages/me/index')
  await phone.see('#to-tier')
  await phone.picture('tier-1-me')
  await phone.tap('#to-tier')
  expect(await phone.textOf('#tier-name')).toBe('银卡')
  expect(await phone.textOf('#tier-next')).toBe('再攒 479 成长值，升级金卡')
  await phone.see('#tier-event-3')
  await phone.picture('tier-2-silver')
  await phone.page.locator('#tier-benefits .chip >> nth=2').click()
  await phone.seeText('消费积分 1.5 倍')
  await phone.seeText('升级礼 200 积分')
})

test('a tier that is about to fall says until when and to what, in the dark and in English too', async () => {
  const { personId } = await spender(stack, '快降级', 300)
  const { personId: given, memberId } = await spender(stack, 'Ann', 40)
  await giveGold(stack, memberId, 'A friend of the house')
  stack.passDays(365)
  const near = await phoneOf(personId, '/pages/tier/index', { theme: 'dark' })
  await near.seeText('就能保住银卡')
  await near.picture('tier-3-near-dark')
  const ann = await phoneOf(given, '/pages/tier/index', { language: 'en-US' })
  await ann.seeText('This is the highest tier')
  await ann.seeText('Reason: A friend of the house')
  await ann.picture('tier-4-by-hand-en')
  const newcomer = await phoneOf((await spender(stack, '新客', 0)).personId, '/pages/home/index')
  await newcomer.see('#open-tier')
  await newcomer.picture('tier-5-home')
  await newcomer.tap('#open-tier')
  await newcomer.seeText('还没有等级变动')
  await newcomer.picture('tier-6-none')
})
