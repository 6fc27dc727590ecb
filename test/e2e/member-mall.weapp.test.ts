import { memberCode } from '../../shared/vouchers/code'
import { codesOf, onlyVoucher, redeemAtCounter, rewardNamed, type Shopper, shopper } from '../support/mall'
import { scanPicture } from '../support/qr'
import { startStack, type Stack } from '../support/stack'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'
import { textOf } from '../support/weapp/values'

let stack: Stack
const phones: Phone[] = []

beforeAll(async () => {
  stack = await startStack()
  await builtWeapp()
}, 300_000)

afterEach(() => {
  for (const phone of phones.splice(0)) phone.close()
})

afterAll(() => stack?.close())

type Opening = Partial<Parameters<typeof launchWeapp>[0]>

async function phoneOf({ personId }: Shopper, opening: Opening): Promise<Phone> {
  const phone = await launchWeapp({
    dist: await builtWeapp(),
    origins: { 'http://localhost:3000': stack.apiOrigin },
    loginCode: () => stack.wechat.phone.loginCode(personId) ?? '',
    phoneCode: () => stack.wechat.phone.phoneCode(personId) ?? '',
    ...opening,
  })
  phones.push(phone)
  return phone
}

const rewardPage = (title: string) => ({ path: 'pages/reward/index', query: { rewardId: rewardNamed(stack, title).id } })
const problems = ({ journal }: Phone) => [...journal.errors, ...journal.warnings]
const sent = ({ journal }: Phone, call: string) => journal.requests.filter(({ method, url }) => `${method} ${url.replace(/^https?:\/\/[^/]+|\?.*$/g, '')}` === call)
const wasCalled = ({ journal }: Phone, name: string) => journal.calls.filter((call) => call.name === name)

async function scan(phone: Phone, selector: string): Promise<string | undefined> {
  await phone.see(selector)
  return scanPicture(textOf(phone.find(`${selector} image`)?.attributes['src']))
}

test('from the shelf to a voucher: a double tap exchanges once, and the code is the one the server knows', async () => {
  const member = await shopper(stack, '微信里换')
  const phone = await phoneOf(member, { path: 'pages/mall/index' })
  await phone.seeText('手工曲奇')
  expect(phone.findAll('.reward-card')).toHaveLength(8)
  phone.reachBottom()
  await phone.until(() => phone.findAll('.reward-card').length === 11)
  await phone.tap('#affordable')
  await phone.until(() => phone.findAll('.reward-card').length === 1)
  await phone.tap('.reward-card')
  await phone.until(() => phone.path === 'pages/reward/index')
  await phone.tap('#exchange')
  await phone.see('#confirm-exchange')
  expect(phone.findAll('.confirm__points').map((node) => node.text)).toEqual(['100', '−90', '10'])
  const confirm = await phone.see('#confirm-exchange')
  confirm.tap()
  confirm.tap()
  await phone.until(() => phone.path === 'pages/voucher/index')
  expect(sent(phone, 'POST /vouchers')).toHaveLength(1)
  const voucher = await onlyVoucher(member.api)
  expect(codesOf(voucher, stack.now())).toContain(await scan(phone, '#voucher-qr'))
  await phone.tap('#reveal-typed')
  expect((await phone.see('#typed-code')).text).toBe(voucher.code?.typed)
  expect(problems(phone)).toEqual([])
})

test('while a code is shown the screen is bright and stays on, and is put back afterwards', async () => {
  const member = await shopper(stack, '屏幕亮')
  const phone = await phoneOf(member, { path: 'pages/member-code/index' })
  const { cardNo, key } = await member.api.memberCode({})
  expect([0, 30_000].map((ago) => memberCode(key, cardNo, stack.now() - ago))).toContain(await scan(phone, '#member-qr'))
  const brightness = () => wasCalled(phone, 'setScreenBrightness').map(({ options }) => options['value'])
  await phone.until(() => brightness().length === 1)
  phone.leaveForHomeScreen()
  await phone.until(() => brightness().length === 2)
  expect(brightness()).toEqual([1, 0.5])
  expect(wasCalled(phone, 'setKeepScreenOn').map(({ options }) => options['keepScreenOn'])).toEqual([true, false])
})

test('a voucher turns to redeemed by itself and is felt in the hand', async () => {
  const member = await shopper(stack, '到店核销')
  const phone = await phoneOf(member, rewardPage('手工曲奇'))
  await phone.tap('#exchange')
  await phone.tap('#confirm-exchange')
  await phone.see('#voucher-qr')
  await redeemAtCounter(stack, await onlyVoucher(member.api))
  await phone.see('.ticket--redeemed', 8_000)
  expect(phone.find('#voucher-state')?.text).toMatch(/^已于 .+ 使用$/)
  expect(wasCalled(phone, 'vibrateShort')).toHaveLength(1)
  const asked = sent(phone, `GET /vouchers/${(await onlyVoucher(member.api)).id}`).length
  await new Promise((resolve) => setTimeout(resolve, 3_500))
  expect(sent(phone, `GET /vouchers/${(await onlyVoucher(member.api)).id}`)).toHaveLength(asked)
  expect(problems(phone)).toEqual([])
})

test('an exchange whose answers are all lost, with WeChat closed, is there when the reward is opened again', async () => {
  const storage = new Map<string, unknown>()
  const member = await shopper(stack, '丢了回应')
  const phone = await phoneOf(member, { ...rewardPage('手工曲奇'), storage })
  await phone.tap('#exchange')
  await phone.see('#confirm-exchange')
  phone.weapp.lostAnswers = 3
  await phone.tap('#confirm-exchange')
  await phone.see('#exchange-news', 10_000)
  const ids = sent(phone, 'POST /vouchers').map(({ data }) => JSON.stringify(data))
  expect(new Set(ids).size).toBe(1)
  phone.close()
  const again = await phoneOf(member, { ...rewardPage('手工曲奇'), storage })
  await again.tap('#arrived')
  await again.see('#voucher-qr')
  await onlyVoucher(member.api)
  expect((await member.api.account({})).available).toBe(10)
})

test('a voucher that was loaded once shows its changing code where no server can be reached', async () => {
  const storage = new Map<string, unknown>()
  const member = await shopper(stack, '地下室')
  const phone = await phoneOf(member, { ...rewardPage('手工曲奇'), storage })
  await phone.tap('#exchange')
  await phone.tap('#confirm-exchange')
  await phone.see('#voucher-qr')
  const voucher = await onlyVoucher(member.api)
  phone.close()
  const below = await phoneOf(member, { path: 'pages/voucher/index', query: { voucherId: voucher.id }, storage, origins: { 'http://localhost:3000': 'http://127.0.0.1:9' } })
  expect(codesOf(voucher, stack.now())).toContain(await scan(below, '#voucher-qr'))
  await below.seeText(/离线中，以下是 .+ 的内容/, 10_000)
  await below.seeText('没有网络也能用，请放心出示。')
})

test('a cancelled voucher gives its points back, once', async () => {
  const member = await shopper(stack, '又不要了')
  const phone = await phoneOf(member, rewardPage('手工曲奇'))
  await phone.tap('#exchange')
  await phone.tap('#confirm-exchange')
  await phone.tap('#cancel')
  const confirm = await phone.see('#confirm-cancel')
  confirm.tap()
  confirm.tap()
  await phone.see('.ticket--cancelled')
  expect(phone.find('#voucher-state')?.text).toBe('已取消')
  expect((await member.api.account({})).available).toBe(100)
  expect(problems(phone)).toEqual([])
})

test('a shared reward carries the share id of the member and the reward', async () => {
  const member = await shopper(stack, '分享家')
  const phone = await phoneOf(member, rewardPage('电影票'))
  await phone.see('#share')
  const { path } = await member.api.myShare({ rewardId: rewardNamed(stack, '电影票').id })
  await phone.until(() => phone.share().path === path)
  expect(phone.share().title).toBe('电影票')
})

test("the phone number comes by WeChat's own button and is shown masked", async () => {
  const member = await shopper(stack, '留号码')
  const phone = await phoneOf(member, { path: 'pages/profile/index' })
  await phone.tap('#link-phone')
  expect((await phone.see('#phone-masked')).text).toMatch(/^\d{3}\*{4}\d{4}$/)
  expect(problems(phone)).toEqual([])
})

test('everything is there in English', async () => {
  const member = await shopper(stack, 'English')
  const phone = await phoneOf(member, { path: 'pages/mall/index', language: 'en' })
  await phone.seeText('Butter cookies')
  expect(phone.text).not.toMatch(/[\u4e00-\u9fff]/)
  await phone.openTab(3)
  await phone.seeText('My vouchers')
  expect(phone.text).not.toMatch(/[\u4e00-\u9fff]/)
})
