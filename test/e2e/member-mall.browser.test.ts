import type { Route } from 'playwright-core'
import { type BrowserPhone, openPhones, type PhoneOptions, type Phones } from '../support/browser'
import { codesOf, onlyVoucher, redeemAtCounter, rewardNamed, shopper } from '../support/mall'
import { scanScreen } from '../support/qr'
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
    expect(phone.errors.filter((error) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(error))).toEqual([])
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

const rewardPath = (title: string) => `/pages/reward/index?rewardId=${rewardNamed(stack, title).id}`
const exchanges = ({ requests }: BrowserPhone) => requests.filter((request) => request === 'POST /vouchers').length
const cards = ({ page }: BrowserPhone) => page.locator('.reward-card >> visible=true').count()
const cardsAre = ({ page }: BrowserPhone, count: number) => page.waitForFunction(`document.querySelectorAll('.reward-card').length === ${count}`)

async function exchangeCookies(phone: BrowserPhone): Promise<void> {
  await phone.tap('#exchange')
  await phone.tap('#confirm-exchange')
  await phone.see('#voucher-qr')
}

/** The server does it, but its answer never arrives. */
async function loseAnswer(route: Route): Promise<void> {
  if (route.request().method() === 'POST') await route.fetch()
  await route.abort()
}

describe('the mall in the browser', () => {
  test('shows every reward with what is missing, by category, by price, and only what can be had', async () => {
    const { personId } = await shopper(stack, '逛一逛')
    const phone = await phoneOf(personId, '/pages/mall/index')
    await phone.see('.reward-card')
    expect(await cards(phone)).toBe(8)
    expect(await phone.textOf('#mall-balance')).toBe('100')
    await phone.seeText('还差 20 积分')
    await phone.picture('mall-1-shelf')
    await phone.page.mouse.wheel(0, 4_000)
    await cardsAre(phone, 11)
    await phone.seeText('已兑完')
    await phone.seeText('即将开始')
    await phone.tap('#affordable')
    await cardsAre(phone, 1)
    await phone.seeText('手工曲奇')
    await phone.tap('.chip >> text=饮品')
    await phone.seeText('暂时没有能兑的礼品')
    await phone.tap('#show-all')
    await cardsAre(phone, 8)
    await phone.tap('#sort')
    await phone.tap('#sort-dearest')
    await phone.page.waitForFunction('document.querySelector(".reward-card .reward-card__title")?.innerText === "保温杯"')
  })

  test('tells on the page of a reward how much is missing and every way to earn it', async () => {
    const { personId } = await shopper(stack, '差一点')
    const phone = await phoneOf(personId, rewardPath('保温杯'))
    expect(await phone.textOf('#ways .ways__missing')).toBe('还差 1,580 积分')
    for (const rule of ['check_in', 'share_opened', 'per_amount']) await phone.see(`#way-${rule}`)
    expect(await phone.textOf('#exchange')).toBe('还差 1,580 积分')
    await phone.page.locator('#exchange >> visible=true').click({ force: true })
    expect(await phone.page.locator('#confirm-exchange').count()).toBe(0)
    await phone.picture('mall-2-missing')
    await phone.tap('#way-share_opened .button')
    await phone.seeText('链接已复制')
    expect(await phone.page.evaluate('navigator.clipboard.readText()')).toMatch(/#\/pages\/share\/index\?share=\w+&rewardId=rwd_/)
  })
})

describe('an exchange in the browser', () => {
  test('takes one tap and a confirmation, shows before and after, and a double tap exchanges once', async () => {
    const { personId, api } = await shopper(stack, '换一份')
    const phone = await phoneOf(personId, rewardPath('手工曲奇'))
    await phone.tap('#exchange')
    expect(await phone.page.locator('.confirm__points').allInnerTexts()).toEqual(['100', '−90', '10'])
    await phone.picture('mall-3-confirm')
    await phone.page.locator('#confirm-exchange >> visible=true').dblclick()
    await phone.see('#voucher-fresh')
    expect(exchanges(phone)).toBe(1)
    const voucher = await onlyVoucher(api)
    expect(codesOf(voucher, stack.now())).toContain(await scanScreen(phone.page, '#voucher-qr'))
    expect(await phone.page.locator('#typed-code').count()).toBe(0)
    await phone.tap('#reveal-typed')
    expect((await phone.textOf('#typed-code')).replace(/\s/g, '')).toBe(voucher.code?.typed)
    await phone.picture('mall-4-voucher')
  })

  test('whose answer is lost is sent again under the same id, and happens once', async () => {
    const { personId, api } = await shopper(stack, '断了网')
    const phone = await phoneOf(personId, rewardPath('手工曲奇'))
    await phone.see('#exchange')
    await phone.page.route('**/vouchers', loseAnswer)
    await phone.tap('#exchange')
    await phone.tap('#confirm-exchange')
    await phone.see('#exchange-news')
    await phone.picture('mall-5-unanswered')
    await phone.page.unroute('**/vouchers')
    await phone.tap('#confirm-exchange')
    await phone.see('#voucher-qr')
    await onlyVoucher(api)
    expect((await api.account({})).available).toBe(10)
  })

  test('whose answer is lost with the page is found again when the page is opened', async () => {
    const { personId, api } = await shopper(stack, '关掉了')
    const phone = await phoneOf(personId, rewardPath('手工曲奇'))
    await phone.see('#exchange')
    await phone.page.route('**/vouchers', loseAnswer)
    await phone.tap('#exchange')
    await phone.tap('#confirm-exchange')
    await phone.see('#exchange-news')
    await phone.page.unroute('**/vouchers')
    await phone.page.reload()
    await phone.tap('#arrived')
    await phone.see('#voucher-qr')
    await onlyVoucher(api)
  })

  test('at an old price says the new one in place and asks again', async () => {
    const { personId, api } = await shopper(stack, '旧价格')
    const phone = await phones.open({ person: personId, path: '/pages/vouchers/index' })
    opened.push(phone)
    await phone.page.route('**/rewards/*', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), pricePoints: 70 } })
    })
    await phone.goTo(rewardPath('手工曲奇'))
    await phone.tap('#exchange')
    await phone.tap('#confirm-exchange')
    expect(await phone.textOf('#exchange-news')).toContain('90 积分')
    expect(await phone.page.locator('.confirm__points').allInnerTexts()).toEqual(['100', '−90', '10'])
    expect((await api.account({})).available).toBe(100)
    await phone.tap('#confirm-exchange')
    await phone.see('#voucher-qr')
    await onlyVoucher(api)
  })

  test('of the last one that somebody else has just taken says so and leads on', async () => {
    const { personId, api } = await shopper(stack, '晚一步', 500)
    const phone = await phones.open({ person: personId, path: '/pages/vouchers/index' })
    opened.push(phone)
    await phone.page.route('**/rewards/*', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), availability: 'open', stockLeft: 1 } })
    })
    await phone.goTo(rewardPath('桌面绿植'))
    await phone.tap('#exchange')
    await phone.page.unroute('**/rewards/*')
    await phone.tap('#confirm-exchange')
    expect(await phone.textOf('#exchange-refused')).toBe('已经兑完了，看看别的礼品吧。')
    await phone.picture('mall-6-sold-out')
    await phone.tap('#see-others')
    await phone.see('#shelf')
    expect((await api.account({})).available).toBe(1_150)
  })

  test('that lapsed begins again under a new id', async () => {
    const { personId, api } = await shopper(stack, '再来')
    const phone = await phoneOf(personId, rewardPath('手工曲奇'))
    await phone.see('#exchange')
    const ids: unknown[] = []
    await phone.page.route('**/vouchers', async (route) => {
      ids.push(route.request().postDataJSON().id)
      if (ids.length > 1) return route.continue()
      return route.fulfill({ status: 409, headers: { 'access-control-allow-origin': '*' }, json: { code: 'exchange_lapsed', message: '', requestId: 'req_1' } })
    })
    await phone.tap('#exchange')
    await phone.tap('#confirm-exchange')
    expect(await phone.textOf('#exchange-news')).toContain('积分没有扣')
    await phone.tap('#confirm-exchange')
    await phone.see('#voucher-qr')
    expect(new Set(ids).size).toBe(2)
    await onlyVoucher(api)
  })
})

describe('a voucher in the browser', () => {
  test('turns to redeemed by itself when the clerk has scanned', async () => {
    const { personId, api } = await shopper(stack, '到店')
    const phone = await phoneOf(personId, rewardPath('手工曲奇'))
    await exchangeCookies(phone)
    await redeemAtCounter(stack, await onlyVoucher(api))
    await phone.seeText(/已于 .+ 使用/)
    await phone.seeText('在徐汇店')
    await phone.picture('mall-7-redeemed')
    expect(await phone.page.locator('#voucher-qr').count()).toBe(0)
    await phone.goTo('/pages/vouchers/index')
    await phone.seeText('还没有可用的券')
    await phone.tap('.chip >> text=已结束')
    await phone.seeText('已使用')
  })

  test('is cancelled after a question, and the points are back', async () => {
    const { personId, api } = await shopper(stack, '不要了')
    const phone = await phoneOf(personId, rewardPath('手工曲奇'))
    await exchangeCookies(phone)
    await phone.tap('#cancel')
    await phone.tap('#keep-voucher')
    expect((await onlyVoucher(api)).state).toBe('issued')
    await phone.tap('#cancel')
    await phone.page.locator('#confirm-cancel >> visible=true').dblclick()
    await phone.see('.ticket--cancelled')
    expect(await phone.textOf('#voucher-state')).toBe('已取消')
    expect((await api.account({})).available).toBe(100)
  })

  test('shows a code that is good now without a network, and says from when the rest is', async () => {
    const { personId, api } = await shopper(stack, '没信号')
    const phone = await phoneOf(personId, rewardPath('手工曲奇'), { theme: 'dark' })
    await exchangeCookies(phone)
    await phone.context.setOffline(true)
    await phone.seeText(/离线中，以下是 .+ 的内容/)
    expect(codesOf(await onlyVoucher(api), stack.now())).toContain(await scanScreen(phone.page, '#voucher-qr'))
    await phone.picture('mall-8-offline-dark')
    await phone.context.setOffline(false)
    await phone.page.waitForFunction('!document.querySelector(".as-of")')
  })
})
