import { type BrowserPhone, openPhones, type PhoneOptions, type Phones } from '../support/browser'
import { shopper } from '../support/mall'
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

describe("the member's own corner in the browser", () => {
  test('shows the card, the code and the language of choice', async () => {
    const { personId, api } = await shopper(stack, '小卡片')
    const phone = await phoneOf(personId, '/pages/me/index')
    expect(await phone.textOf('#nickname')).toBe('小卡片')
    expect(await phone.page.locator('#to-clerk').count()).toBe(0)
    await phone.picture('mall-9-me')
    await phone.tap('#language')
    await phone.tap('#language-en')
    await phone.seeText('Points I can use')
    await phone.tap('#to-member-code')
    await phone.see('#member-qr')
    expect(await scanScreen(phone.page, '#member-qr')).toContain(`DJM1.${(await api.me({})).cardNo}.`)
    await phone.picture('mall-10-member-code-en')
  })

  test('changes the nickname, links a phone, shows all data, and leads clerks to their desk', async () => {
    const { personId, api } = await shopper(stack, '旧名字')
    const phone = await phoneOf(personId, '/pages/profile/index')
    await phone.tap('#nickname-row')
    await phone.page.locator('#nickname-field input').fill('新名字')
    await phone.tap('#save-nickname')
    await phone.page.waitForFunction('document.querySelector("#nickname-row").innerText.includes("新名字")')
    await phone.tap('#link-phone')
    expect(await phone.textOf('#phone-masked')).toMatch(/^\d{3}\*{4}\d{4}$/)
    expect(await api.me({})).toMatchObject({ nickname: '新名字', phoneMasked: await phone.textOf('#phone-masked') })
    await phone.tap('#export')
    expect(await phone.textOf('#export-data')).toContain('"nickname": "新名字"')
    const [download] = await Promise.all([phone.page.waitForEvent('download'), phone.tap('#export-save')])
    expect(download.suggestedFilename()).toMatch(/^dianjin-\d{4}-\d{2}-\d{2}\.json$/)
    const clerk = await phoneOf('wang-fang', '/pages/me/index', { language: 'en-US', theme: 'dark' })
    await clerk.see('#to-clerk')
    await clerk.picture('mall-11-me-clerk-en-dark')
  })

  test('erases the account only after two steps and the word, and leaves nobody signed in', async () => {
    const { personId, api } = await shopper(stack, '再见')
    const phone = await phoneOf(personId, '/pages/profile/index')
    await phone.tap('#erase')
    await phone.seeText('100 可用积分全部作废')
    await phone.picture('mall-12-erase')
    await phone.tap('#erase-go-on')
    await phone.page.locator('#confirm-erase >> visible=true').click({ force: true })
    expect(phone.requests).not.toContain('POST /me/erasure')
    await phone.page.locator('#erase-word input').fill('注销')
    await phone.tap('#confirm-erase')
    await phone.seeText('这是演示：谁在用手机？')
    await expect(api.me({})).rejects.toMatchObject({ code: expect.stringMatching(/account_closed|signed_out/) })
    expect(await phone.page.evaluate('Object.keys(localStorage).filter((name) => /session|answer\\./.test(name))')).toEqual([])
  })
})
