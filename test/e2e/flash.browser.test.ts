import { type BrowserPhone, openPhones, type Phones } from '../support/browser'
import { rewardNamed, shopper } from '../support/mall'
import { startStack, type Stack } from '../support/stack'

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

async function phoneOf(person: string, path: string, language: 'zh-CN' | 'en-US' = 'zh-CN'): Promise<BrowserPhone> {
  const phone = await phones.open({ person, path, language })
  opened.push(phone)
  return phone
}

const rewardPath = (title: string) => `/pages/reward/index?rewardId=${rewardNamed(stack, title).id}`

test('the mall shows what is live and what is coming, with a countdown, and leads to the page', async () => {
  const { personId } = await shopper(stack, '看限时')
  const phone = await phoneOf(personId, '/pages/mall/index')
  await phone.see('#flash')
  expect(await phone.textOf('#flash-clock')).toMatch(/^23:5\d:\d\d$/)
  const cake = `#flash-${rewardNamed(stack, '巴斯克蛋糕').id}`
  expect(await phone.textOf(`${cake} .flash-strip__hint`)).toBe('仅剩 12 份')
  expect(await phone.textOf(`${cake} .reward-card__was`)).toBe('360')
  expect(await phone.textOf(`#flash-${rewardNamed(stack, '电影票').id} .flash-strip__hint`)).toMatch(/开抢$/)
  await phone.picture('flash-1-mall')
  await phone.tap(cake)
  await phone.see('#flash-live')
})

test('what is taken is the flash price that the page shows, with the full one struck through', async () => {
  const { personId, api } = await shopper(stack, '抢蛋糕', 300)
  const phone = await phoneOf(personId, rewardPath('巴斯克蛋糕'))
  expect([await phone.textOf('#price'), await phone.textOf('#full-price'), await phone.textOf('#price-why')]).toEqual(['199', '360', '限时价'])
  await phone.picture('flash-2-live')
  const before = (await api.account({})).available
  await phone.tap('#exchange')
  await phone.tap('#confirm-exchange')
  await phone.see('#voucher-qr')
  expect((await api.account({})).available).toBe(before - 199)
  await phone.goTo(rewardPath('巴斯克蛋糕'))
  await phone.seeText('您的限时份额已兑满')
  await phone.see('#price:has-text("360")')
  await phone.picture('flash-3-used-up')
})

test('what is coming can be wished to be told of, once', async () => {
  const { personId, api } = await shopper(stack, '等开抢')
  const phone = await phoneOf(personId, rewardPath('电影票'))
  await phone.see('#flash-coming')
  await phone.picture('flash-4-coming')
  await phone.tap('#remind')
  await phone.seeText('已设提醒')
  expect((await api.reward({ rewardId: rewardNamed(stack, '电影票').id })).isReminded).toBe(true)
})

test('a reward for a tier says which, and cannot be exchanged by others', async () => {
  const { personId } = await shopper(stack, '想上课', 100)
  const phone = await phoneOf(personId, rewardPath('主理人手冲课'))
  await phone.see('#tier-needed')
  expect(await phone.textOf('#exchange')).toMatch(/会员专享$/)
  await phone.page.locator('#exchange >> visible=true').click({ force: true })
  expect(await phone.page.locator('#confirm-exchange').count()).toBe(0)
  await phone.picture('flash-5-tier')
})

test('everything is there in English', async () => {
  const { personId } = await shopper(stack, 'English')
  const phone = await phoneOf(personId, rewardPath('电影票'), 'en-US')
  await phone.see('#flash-coming')
  expect(await phone.textOf('#flash-panel')).not.toMatch(/[\u4e00-\u9fff]/)
})
