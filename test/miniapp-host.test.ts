import { unreadableOnOldPhones } from './support/old-phones'
import { builtWeapp } from './support/weapp/build'
import type { LaunchOptions } from './support/weapp/host'
import { launchWeapp, type Phone } from './support/weapp/launch'
import { packageBytes } from './support/weapp/sizes'

const builtForApi = 'http://localhost:3000'
const nobodyAnswers = { [builtForApi]: 'http://127.0.0.1:9' }
const mainBytesMax = 500_000
const packageBytesMax = 2 * 1_048_576
const buildMs = 240_000

let dist = ''
beforeAll(async () => {
  dist = await builtWeapp()
}, buildMs)

const phones: Phone[] = []
afterEach(() => {
  for (const phone of phones.splice(0)) phone.close()
})

async function phoneWith(options: Partial<LaunchOptions> = {}): Promise<Phone> {
  const phone = await launchWeapp({ dist, origins: nobodyAnswers, ...options })
  phones.push(phone)
  return phone
}

describe('the compiled mini-program in a simulated WeChat', () => {
  test.each<[string, Partial<LaunchOptions>]>([
    ['as it usually is', {}],
    ['whose Function gives a dud', { functionConstructor: 'does-nothing' }],
    ['without Intl', { hasIntl: false }],
    ['in the dark, with large text', { theme: 'dark', fontSizeSetting: 22 }],
  ])('boots to the home tab on a phone %s', async (_, options) => {
    const phone = await phoneWith(options)
    await phone.see('.screen')
    expect(phone.path).toBe('pages/home/index')
    expect(phone.journal.errors).toEqual([])
    expect(phone.journal.warnings).toEqual([])
  })

  test('without an answer it says so and offers another try', async () => {
    const phone = await phoneWith()
    await phone.seeText('网络没有连上，请检查后再试。')
    const before = phone.journal.requests.length
    await phone.tap('#retry')
    await phone.until(() => phone.journal.requests.length > before, 'no request followed')
    expect(phone.journal.errors).toEqual([])
  })

  test('speaks English where WeChat does', async () => {
    const phone = await phoneWith({ language: 'en' })
    await phone.seeText('No network. Check your connection and try again.')
    const named = phone.journal.calls.filter(({ name }) => name === 'setTabBarItem').map(({ options }) => options['text'])
    expect(named.slice(0, 4)).toEqual(['Home', 'Rewards', 'Points', 'Me'])
  })

  test('grows with the text size chosen in WeChat', async () => {
    const phone = await phoneWith({ fontSizeSetting: 22 })
    expect((await phone.see('.screen')).attributes['style']).toContain('--text-scale: 1.38')
  })

  test('asks only addresses that are listed', async () => {
    const phone = await phoneWith({ origins: {} })
    await phone.until(() => phone.journal.requests.some(({ failure }) => failure === 'url not in domain list'), 'nothing was refused')
  })

  test('every page boots by itself', async () => {
    const all = (await phoneWith()).weapp.pagePaths
    for (const path of all) {
      const phone = await phoneWith({ path })
      await phone.see('.screen')
      expect([path, phone.journal.errors]).toEqual([path, []])
      phone.close()
    }
  }, 60_000)
})

describe('what is shipped to phones', () => {
  test('runs on old ones', () => expect(unreadableOnOldPhones(dist)).toEqual([]))

  test('is small', () => {
    const { main = 0, ...parts } = packageBytes(dist)
    expect(main).toBeLessThanOrEqual(mainBytesMax)
    expect(Object.values(parts).filter((bytes) => bytes > packageBytesMax)).toEqual([])
  })
})
