import { startStack, type Stack } from '../support/stack'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'

let stack: Stack
let dist: string
const phones: Phone[] = []

beforeAll(async () => {
  stack = await startStack()
  dist = await builtWeapp()
}, 300_000)

afterEach(() => {
  for (const phone of phones.splice(0)) phone.close()
})

afterAll(() => stack?.close())

async function phoneOf(personId: string, opening: Partial<Parameters<typeof launchWeapp>[0]> = {}): Promise<Phone> {
  const phone = await launchWeapp({ dist, origins: { 'http://localhost:3000': stack.apiOrigin }, loginCode: () => stack.wechat.phone.loginCode(personId) ?? '', ...opening })
  phones.push(phone)
  return phone
}

const problems = ({ journal }: Phone) => [...journal.errors, ...journal.warnings]

async function member(nickname: string) {
  const person = stack.newcomer(nickname)
  const api = await stack.member(person.id)
  await api.updateMe({ nickname })
  return { person, api }
}

test('in WeChat the task centre leads to the check-in', async () => {
  const { person } = await member('林小满')
  const phone = await phoneOf(person.id, { path: 'tasks/home/index' })
  await phone.see('#tasks-today')
  await phone.see('#task-coffee-week')
  await phone.tap('#go-check-in')
  await phone.until(() => phone.path === 'pages/check-in/index')
  expect(problems(phone)).toEqual([])
})

test('in WeChat the page of invitations shows the code of the member', async () => {
  const { person } = await member('林小满')
  const phone = await phoneOf(person.id, { path: 'tasks/invite/index' })
  await phone.see('#poster-code')
  await phone.see('#send')
  expect(problems(phone)).toEqual([])
})

test('a scanned code brings a newcomer to the share page, remembered as brought by it', async () => {
  const { api } = await member('赵敏敏')
  const { shareId } = await api.myShare({})
  const friend = stack.newcomer('扫码来的')
  const phone = await phoneOf(friend.id, { path: 'pages/share/index', query: { scene: encodeURIComponent(shareId) } })
  await phone.until(() => phone.path === 'pages/sign-in/index')
  await phone.until(() => phone.find('#join')?.isDisabled === false)
  await phone.tap('#consent')
  await phone.tap('#join')
  await phone.see('#welcome')
  await stack.drainStream()
  expect((await api.myInvitations({})).items.map(({ state }) => state)).toEqual(['joined'])
})
