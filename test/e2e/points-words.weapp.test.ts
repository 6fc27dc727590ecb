import { setTimeout as sleep } from 'node:timers/promises'
import { startStack, type Stack } from '../support/stack'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'

let stack: Stack
let dist: string
let phone: Phone

beforeAll(async () => {
  stack = await startStack()
  dist = await builtWeapp()
}, 300_000)
afterEach(() => phone?.close())
afterAll(() => stack?.close())

const launch = async (personId: string, opening: Partial<Parameters<typeof launchWeapp>[0]> = {}) => {
  phone = await launchWeapp({ dist, origins: { 'http://localhost:3000': stack.apiOrigin }, loginCode: () => stack.wechat.phone.loginCode(personId) ?? '', ...opening })
}

const usual = () => phone.text.match(/积分|\d 分(?!钟)|\bpoints?\b/gi)

test('the owner calls points beans, and a phone that knew them as points follows without being started again', async () => {
  const boss = await stack.member('zhao-min')
  const { id } = stack.newcomer('小豆')
  const lin = await stack.member(id)
  await launch(id)
  await phone.seeText('可用积分')
  const { name } = await boss.settings({})
  await boss.editSettings({ revision: 0, name, pointsWords: { zh: '豆子', one: 'bean', many: 'beans' }, templates: null })
  while ((await lin.home({})).pointsWords.zh !== '豆子') await sleep(500)
  await phone.pullDown()
  await phone.seeText('可用豆子')
  expect(phone.journal.calls.filter(({ name }) => name === 'setTabBarItem').map(({ options }) => options['text'])).toContain('豆子')
  await phone.until(() => usual() === null, 'the usual word is still there')
  expect([...phone.journal.errors, ...phone.journal.warnings]).toEqual([])
}, 120_000)

test('a phone started later knows the word from its own storage or from signing in, on any page and in English', async () => {
  const { id } = stack.newcomer('Bea')
  await stack.member(id)
  await launch(id, { path: 'tasks/home/index', language: 'en' })
  await phone.seeText(/more beans to earn/)
  expect(usual()).toBeNull()
})
