import { type BrowserPhone, openPhones, type Phones } from '../support/browser'
import { shopper } from '../support/mall'
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

async function phoneOf(person: string, path: string): Promise<BrowserPhone> {
  const phone = await phones.open({ person, path })
  opened.push(phone)
  return phone
}

describe('the inbox in the browser', () => {
  test('shows how much is unread, what it says and where it leads, and is read then', async () => {
    const { personId, api } = await shopper(stack, '小信箱')
    const { id } = await api.me({})
    await stack.till.reportOrderPaid({ orderNo: 'inbox-1', member: { memberId: id }, amountFen: 8_800 })
    await stack.drainStream()
    expect(await api.unreadMessages({})).toEqual({ unread: 1 })
    const phone = await phoneOf(personId, '/pages/me/index')
    expect(await phone.textOf('#unread')).toBe('1')
    await phone.picture('messages-1-me')
    await phone.tap('#to-messages')
    await phone.seeText('积分到账')
    await phone.picture('messages-2-inbox')
    await phone.page.waitForFunction('true')
    await phone.tap('#open-settings')
    await phone.see('#quiet')
    await phone.picture('messages-3-settings')
    await phone.page.locator('#quiet .chip >> text=23:00–07:00').first().click()
    await phone.seeText('23:00–07:00 ·')
    expect(await api.messaging({})).toMatchObject({ quiet: { from: '23:00', to: '07:00' } })
    expect(await api.unreadMessages({})).toEqual({ unread: 0 })
  })

  test('that is empty says what will come', async () => {
    const { personId } = await shopper(stack, '空空')
    const phone = await phoneOf(personId, '/pages/messages/index')
    await phone.seeText('还没有消息')
    await phone.picture('messages-4-empty')
  })
})
