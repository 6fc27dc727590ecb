import { type BrowserPhone, openPhones, type PhoneOptions, type Phones } from '../support/browser'
import { startStack, type Stack } from '../support/stack'

let stack: Stack
let phones: Phones
const opened: BrowserPhone[] = []

beforeAll(async () => {
  stack = await startStack()
  phones = await openPhones(stack)
}, 300_000)

afterEach(async () => {
  for (const phone of opened.splice(0)) await phone.close()
})

afterAll(async () => {
  await phones?.close()
  await stack?.close()
})

async function phoneWith(options: PhoneOptions = {}): Promise<BrowserPhone> {
  const phone = await phones.open(options)
  opened.push(phone)
  return phone
}

/** Somebody who has joined, on a phone that shows home. */
async function memberAtHome(nickname: string, options: PhoneOptions = {}) {
  const person = stack.newcomer(nickname)
  const api = await stack.member(person.id)
  await api.updateMe({ nickname })
  const phone = await phoneWith({ person: person.id, ...options })
  await phone.see('#balance')
  return { person, api, phone }
}

const count = (requests: readonly string[], request: string) => requests.filter((one) => one === request).length
const unexpected = (phone: BrowserPhone) => phone.errors.filter((error) => !/status of (409|404)|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(error))

describe('a newcomer in the browser', () => {
  test('reads the notice, may say no, joins, and is welcomed with points', async () => {
    const phone = await phoneWith()
    await phone.tap('#demo-newcomer')
    await phone.see('#join')
    await phone.picture('earn-1-sign-in')
    await phone.tap('#join')
    await phone.tap('#decline')
    await phone.see('#declined')
    expect(count(phone.requests, 'POST /sessions')).toBe(1)
    await phone.tap('#reconsider')
    await phone.tap('#read-notice')
    await phone.seeText('收集什么，为什么')
    await phone.picture('earn-2-privacy')
    await phone.tap('#notice-accept')
    await phone.tap('#join')
    await phone.see('#welcome')
    await phone.seeText('100')
    await phone.picture('earn-3-welcome')
    phone.requests.length = 0
    await phone.tap('#begin')
    await phone.see('#balance')
    expect(await phone.textOf('#balance')).toBe('100')
    expect(phone.requests).toEqual(['GET /home'])
    expect(unexpected(phone)).toEqual([])
  })

  test('reads everything in English, in the dark', async () => {
    const phone = await phoneWith({ language: 'en-US', theme: 'dark' })
    await phone.tap('#demo-newcomer')
    await phone.seeText('Every visit')
    await phone.picture('earn-4-sign-in-en-dark')
    await phone.tap('#consent')
    await phone.tap('#join')
    await phone.seeText('Your welcome points are here')
    await phone.tap('#begin')
    await phone.seeText('Points to use')
    await phone.picture('earn-5-home-en-dark')
    expect(await phone.page.evaluate('document.body.innerText.replace("点金咖啡", "").match(/[\\u4e00-\\u9fff]+/g)?.filter((word) => !document.title.includes(word)) ?? []')).toEqual([])
  })
})

describe('a member in the browser', () => {
  test('checks in by an impatient double tap, once, and sees it in the calendar and among the entries', async () => {
    const { api, phone } = await memberAtHome('苏晴')
    await phone.page.locator('#check-in >> visible=true').dblclick()
    await phone.seeText('今天已签到')
    await phone.page.waitForFunction('document.querySelector("#balance").innerText === "105"')
    await phone.picture('earn-6-home')
    expect((await api.account({})).available).toBe(105)
    await phone.tap('#open-calendar')
    await phone.see('.calendar__day--today.calendar__day--done')
    await phone.picture('earn-7-check-in')
    await phone.goTo('/pages/points/index')
    await phone.see('.entry-row')
    const rows = await phone.page.locator('.entry-row >> visible=true').allInnerTexts()
    expect(rows.map((row) => row.split('\n')[0])).toEqual(['每日签到', '加入会员'])
    expect(rows[0]).toContain('连签第 1 天')
    expect(rows[0]).toMatch(/有效至 \d{4}年\d+月\d+日/)
    await phone.picture('earn-8-points')
    expect(unexpected(phone)).toEqual([])
  })

  test('is told by one sentence where the server cannot be reached, and tries again', async () => {
    const { person } = await memberAtHome('韩梅')
    const phone = await phoneWith({ person: person.id, path: '/pages/privacy/index' })
    await phone.see('#notice')
    await phone.page.route(/\/home$/, (route) => route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' }, json: { code: 'unavailable', message: '', requestId: 'r', details: { retryAfterSeconds: 0 } } }))
    await phone.goTo('/pages/home/index')
    await phone.seeText('服务暂时连不上')
    await phone.picture('earn-9-refused')
    await phone.page.unroute(/\/home$/)
    await phone.tap('#retry')
    await phone.see('#balance')
  })

  test('keeps a check-in while offline and sends it when the network is back', async () => {
    const { api, phone } = await memberAtHome('何冰')
    await phone.context.setOffline(true)
    await phone.tap('#check-in')
    await phone.see('#outbox-waiting')
    await phone.picture('earn-10-offline')
    expect((await api.account({})).available).toBe(100)
    await phone.context.setOffline(false)
    await phone.seeText('今天已签到')
    expect((await api.account({})).available).toBe(105)
  })

  test('shares a link; a friend who joins by it pays the sharer once, and nobody by opening their own', async () => {
    const { api, phone } = await memberAtHome('林桐')
    await phone.tap('#share')
    await phone.seeText('链接已复制')
    const link = String(await phone.page.evaluate('navigator.clipboard.readText()'))
    const friend = await phoneWith({ path: link.slice(link.indexOf('#') + 1) })
    await friend.tap('#demo-newcomer')
    await friend.tap('#consent')
    await friend.tap('#join')
    await friend.tap('#begin')
    await friend.seeText('林桐 分享给您')
    await friend.picture('earn-11-share')
    expect((await api.account({})).available).toBe(110)
    await friend.tap('#go-on')
    await friend.see('#balance')
    await phone.goTo(link.slice(link.indexOf('#') + 1))
    await phone.seeText('这是您自己的分享')
    expect((await api.account({})).available).toBe(110)
  })

  test('finds every target large enough for a finger, with the largest text too', async () => {
    for (const textPixels of [16, 24]) {
      const { phone } = await memberAtHome(`大字${textPixels}`, { textPixels })
      for (const page of ['home', 'check-in', 'points']) {
        await phone.goTo(`/pages/${page}/index`)
        await phone.see(page === 'check-in' ? '#calendar' : page === 'home' ? '#check-in-card' : '.entry-row')
        const small = await phone.page.evaluate(`[...document.querySelectorAll('.button, .chip, .calendar__day, .calendar__turn, .check-in-card__calendar, .home-section__more, .hero__more')]
          .filter((node) => node.offsetParent !== null && !node.className.includes('--none'))
          .filter((node) => node.getBoundingClientRect().height < 44).map((node) => node.className)`)
        expect(small).toEqual([])
        if (textPixels === 24) await phone.picture(`earn-12-large-${page}`)
      }
    }
  })
})

describe('days later', () => {
  test('a page from yesterday asks for today first; missed days are bought back; a step of the streak is celebrated', async () => {
    const { person, phone } = await memberAtHome('周也')
    await phone.tap('#check-in')
    await phone.seeText('今天已签到')
    stack.passDays(1)
    await phone.tap('#open-calendar')
    await phone.see('#calendar')
    stack.passDays(1)
    await phone.tap('#check-in')
    await phone.seeText('已更新到今天')
    await phone.seeText('从今天开始连签')
    await mendOneDay(phone)
    await phone.seeText('其中 10 是连签奖励')
    await phone.picture('earn-13-made-up')
    await phone.tap('#check-in')
    await phone.see('#cheer')
    await phone.picture('earn-14-cheer')
    await phone.tap('#cheer-close')
    const api = await stack.member(person.id)
    const { items } = await api.entries({})
    expect(items.map(({ type, points }) => [type, points])).toEqual([['earn', 15], ['make_up', -20], ['earn', 5], ['earn', 100]])
    expect((await api.checkInMonth({})).streak).toBe(3)
  })
})

async function mendOneDay(phone: BrowserPhone): Promise<void> {
  const mendable = phone.page.locator('.calendar__day--mendable >> visible=true')
  if ((await mendable.count()) === 0) await phone.tap('#earlier')
  await mendable.last().click()
  await phone.tap('#make-up-confirm')
  await phone.seeText(/补签成功/)
  await phone.page.waitForTimeout(600)
}
