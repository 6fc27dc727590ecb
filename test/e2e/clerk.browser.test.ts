import { freshId } from '../../scripts/support/in-process'
import { type BrowserPhone, openPhones, type Phones } from '../support/browser'
import { holdUp, invite, newClerk, newCustomer, removeClerk, storeAt } from '../support/counter'
import { type Stack, startStack } from '../support/stack'

const startingMs = 300_000
const loadFailed = /Failed to load resource/

let stack: Stack
let phones: Phones
const open: BrowserPhone[] = []

beforeAll(async () => {
  stack = await startStack()
  phones = await openPhones(stack)
}, startingMs)

afterEach(async () => {
  for (const phone of open.splice(0)) {
    expect(phone.errors.filter((error) => !loadFailed.test(error))).toEqual([])
    await phone.close()
  }
})

afterAll(async () => {
  await phones?.close()
  await stack?.close()
})

async function phoneOf(person: string, path = '/clerk/home/index', more: Parameters<Phones['open']>[0] = {}): Promise<BrowserPhone> {
  const phone = await phones.open({ person, path, ...more })
  open.push(phone)
  return phone
}

const looksOf = (phone: BrowserPhone) => phone.requests.filter((request) => request === 'POST /clerk/looks').length

async function typeCode(phone: BrowserPhone, code: string): Promise<void> {
  await phone.page.locator('#typed-code input >> visible=true').fill(code)
  await phone.tap('#look')
}

describe('a clerk at the counter, in a browser', () => {
  test('becomes a clerk by the invitation that the owner made', async () => {
    const owner = await phoneOf('zhao-min', '/clerk/join/index')
    await owner.page.locator('#clerk-name input').fill('小满')
    await owner.tap(`#invite-${storeAt(stack, 0).id}`)
    await owner.tap('#make-invitation')
    await owner.see('#invitation-code')
    await owner.picture('clerk-invitation')
    const link = await owner.textOf('#invitation-text')
    const newcomer = stack.newcomer('小满')
    await stack.member(newcomer.id)
    const phone = await phoneOf(newcomer.id, link.slice(link.indexOf('#') + 1))
    await phone.tap('#accept-invitation')
    await phone.see('#joined')
    await phone.tap('#start-work')
    expect(await phone.textOf('#place')).toBe(storeAt(stack, 0).name)
  })

  test('learns that an invitation works for one person only', async () => {
    const invitation = await invite(stack, '先来', 0)
    const [first, second] = [stack.newcomer('先来').id, stack.newcomer('后到').id]
    await (await stack.member(first)).acceptInvitation({ invitation })
    await stack.member(second)
    const phone = await phoneOf(second, `/clerk/join/index?invitation=${invitation}`)
    await phone.tap('#accept-invitation')
    await phone.see('.field--problem')
    expect(await phone.textOf('.field__hint')).toBe('这个邀请已失效，请店主重新发一个。')
  })

  test('scans a voucher once, redeems it, and hears on the second scan who redeemed it, when and where', async () => {
    const clerk = await newClerk(stack, '王小二')
    const customer = await newCustomer(stack, '林一')
    const voucher = await customer.exchange('美式咖啡')
    const phone = await phoneOf(clerk.personId)
    await phone.see('#scan')
    await phone.picture('clerk-home-light')
    await holdUp(phone.page, voucher.show())
    await phone.tap('#scan')
    await phone.see('#confirm-redeem')
    expect(looksOf(phone)).toBe(1)
    await phone.seeText('林*')
    await phone.picture('clerk-voucher-light')
    await phone.tap('#confirm-redeem')
    await phone.see('#redeemed')
    await phone.picture('clerk-redeemed-light')
    expect((await customer.api.voucher({ voucherId: voucher.id })).redeemed?.storeName).toBe(storeAt(stack, 0).name)
    await holdUp(phone.page, voucher.show())
    await phone.tap('#scan-next')
    await phone.see('#refusal')
    expect(await phone.textOf('#refusal')).toMatch(/这张券已于 \d\d:\d\d 在徐汇店由王小二核销。/)
    await phone.picture('clerk-refused-light')
  })

  test('gets one sentence to read out for every other refusal', async () => {
    const clerk = await newClerk(stack, '念一念', 1)
    const customer = await newCustomer(stack, '林二')
    const [elsewhere, cancelled, old] = [await customer.exchange('帆布袋'), await customer.exchange('手工曲奇'), await customer.exchange('美式咖啡')]
    await customer.api.cancelVoucher({ voucherId: cancelled.id, id: freshId('operation') })
    const phone = await phoneOf(clerk.personId)
    await phone.tap('#type-code')
    for (const [code, sentence] of [
      [elsewhere.typed.toLowerCase(), '这张券不能在本店用，请到：徐汇店。'],
      [cancelled.typed, '这张券已被会员取消，积分已退回。'],
      [old.show(120_000), '这是旧的截图，请会员打开券页面，扫正在变化的码。'],
      ['ABCDEFGHJKMNPQRS', '这不是点金的码，请对准会员的券码再扫一次。'],
    ] as const) {
      await typeCode(phone, code)
      await phone.see('#refusal')
      expect(await phone.textOf('#refusal')).toContain(sentence)
      await phone.tap('#type-instead')
    }
  })

  test('records a purchase for a scanned member to the fen, and finds it in the list of the day', async () => {
    const clerk = await newClerk(stack, '收银员')
    const customer = await newCustomer(stack, '周三')
    const phone = await phoneOf(clerk.personId, undefined, { theme: 'dark' })
    await phone.see('#scan')
    await holdUp(phone.page, await customer.showMemberCode())
    await phone.tap('#scan')
    for (const key of ['2', '9', 'point', '3', '3', '9']) await phone.tap(`#key-${key}`)
    expect(await phone.textOf('#amount')).toBe('¥29.33')
    await phone.picture('clerk-purchase-dark')
    await phone.tap('#record-purchase')
    await phone.tap('#confirm-purchase')
    await phone.see('#recorded')
    await phone.seeText('获得 43 积分')
    await phone.seeText(/起可用/)
    const { items } = await clerk.api.today({})
    expect(items).toMatchObject([{ type: 'purchase', amountFen: 2_933, points: 43, cardNo: customer.cardNo }])
    await phone.goTo('/clerk/today/index')
    await phone.seeText('消费 ¥29.33')
    await phone.picture('clerk-today-dark')
  })

  test('sees a redemption wait while the network is gone, and done only when the server has said so', async () => {
    const clerk = await newClerk(stack, '信号差')
    const voucher = await (await newCustomer(stack, '吴四')).exchange('美式咖啡')
    const phone = await phoneOf(clerk.personId)
    await phone.tap('#type-code')
    await typeCode(phone, voucher.typed)
    await phone.see('#confirm-redeem')
    await phone.context.setOffline(true)
    await phone.tap('#confirm-redeem')
    await phone.see('#waiting')
    await phone.seeText('还没有核销')
    await phone.picture('clerk-waiting-light')
    expect((await clerk.api.today({})).items).toEqual([])
    await phone.context.setOffline(false)
    await phone.see('#redeemed')
    expect((await clerk.api.today({})).items).toHaveLength(1)
  })

  test('can do nothing from the moment of removal', async () => {
    const clerk = await newClerk(stack, '要走了')
    const voucher = await (await newCustomer(stack, '郑五')).exchange('美式咖啡')
    const phone = await phoneOf(clerk.personId)
    await phone.tap('#type-code')
    await typeCode(phone, voucher.typed)
    await phone.see('#confirm-redeem')
    await removeClerk(stack, '要走了')
    await phone.tap('#confirm-redeem')
    await phone.see('#refusal')
    expect(await phone.textOf('#refusal')).toContain('您已不是本店店员，如有疑问请联系店主。')
    await phone.goTo('/clerk/home/index')
    await phone.see('#to-join')
    expect(await phone.page.locator('#scan >> visible=true').count()).toBe(0)
    await phone.picture('clerk-removed-light')
  })
})
