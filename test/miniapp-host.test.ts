import { builtWeapp } from './support/weapp/build'
import { launchWeapp, type Phone } from './support/weapp/launch'

const origins = { 'http://localhost:3000': 'http://127.0.0.1:9' }
const phones: Phone[] = []

async function phoneWith(options: Partial<Parameters<typeof launchWeapp>[0]> = {}): Promise<Phone> {
  const phone = await launchWeapp({ dist: builtWeapp(), origins, ...options })
  phones.push(phone)
  return phone
}

afterEach(() => {
  for (const phone of phones.splice(0)) phone.close()
})

describe('the compiled mini-program in a simulated WeChat', () => {
  test('boots to the home tab without an error', async () => {
    const phone = await phoneWith()
    await phone.see('.screen')
    expect(phone.path).toBe('pages/home/index')
    expect(phone.journal.errors).toEqual([])
    expect(phone.journal.warnings).toEqual([])
  })
})
