import { startStack, type Stack } from '../support/stack'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'
import { textOf } from '../support/weapp/values'

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

type Opening = Partial<Parameters<typeof launchWeapp>[0]>

async function phoneOf(personId: string, opening: Opening = {}): Promise<Phone> {
  const phone = await launchWeapp({
    dist,
    origins: { 'http://localhost:3000': stack.apiOrigin },
    loginCode: () => stack.wechat.phone.loginCode(personId) ?? '',
    ...opening,
  })
  phones.push(phone)
  return phone
}

async function memberAtHome(nickname: string, opening: Opening = {}) {
  const person = stack.newcomer(nickname)
  const api = await stack.member(person.id)
  await api.updateMe({ nickname })
  const phone = await phoneOf(person.id, opening)
  await phone.see('#balance')
  return { person, api, phone }
}

const sent = (phone: Phone) => phone.journal.requests.map(({ method, url }) => `${method} ${url.replace(/^https?:\/\/[^/]+|\?.*$/g, '')}`)
const problems = ({ journal }: Phone) => [...journal.errors, ...journal.warnings]

test('a newcomer in WeChat consents, is welcomed with points, and home asks once', async () => {
  const phone = await phoneOf(stack.newcomer('新来的').id)
  await phone.see('#join')
  expect(phone.path).toBe('pages/sign-in/index')
  await phone.until(() => !phone.find('#join')?.isDisabled)
  await phone.tap('#consent')
  await phone.tap('#join')
  await phone.see('#welcome')
  await phone.until(() => phone.find('#welcome-points')?.text === '100')
  const before = phone.journal.requests.length
  await phone.tap('#begin')
  await phone.until(() => phone.path === 'pages/home/index')
  await phone.until(() => phone.find('#balance')?.text === '100')
  expect(sent(phone).slice(before)).toEqual(['GET /home'])
  expect(problems(phone)).toEqual([])
})

test('the first screen of a member costs two requests and stays light', async () => {
  const { phone } = await memberAtHome('轻轻')
  expect(sent(phone)).toEqual(['POST /sessions', 'GET /home'])
  const { nodes, setDataBytes } = phone.weight()
  expect(nodes).toBeLessThanOrEqual(300)
  expect(setDataBytes).toBeLessThanOrEqual(64 * 1024)
})

test('one tap checks in, two taps as well; calendar and entries show it', async () => {
  const { api, phone } = await memberAtHome('沈知')
  await Promise.all([phone.tap('#check-in'), phone.tap('#check-in')])
  await phone.seeText('今天已签到')
  await phone.until(() => phone.find('#balance')?.text === '105')
  expect(phone.journal.toasts.at(-1)).toBe('签到成功，+5 积分 · 今天还可得 100 分')
  expect(sent(phone).filter((call) => call === 'POST /me/check-ins')).toHaveLength(1)
  expect((await api.account({})).available).toBe(105)
  await phone.tap('#open-calendar')
  await phone.see('.calendar__day--today')
  expect(phone.find('.calendar__day--today')?.classNames).toContain('calendar__day--done')
  await phone.pressBack()
  await phone.openTab(2)
  await phone.see('#entry-2')
  expect(phone.findAll('.entry-row').map((row) => row.find('.entry-row__title')?.text)).toEqual(['每日签到', '加入会员'])
  await phone.until(() => phone.find('#available')?.text === '105')
  expect(problems(phone)).toEqual([])
})

test('a lost answer is asked for again under the same id and pays once', async () => {
  const { api, phone } = await memberAtHome('路遥')
  phone.weapp.lostAnswers = 1
  await phone.tap('#check-in')
  await phone.seeText('今天已签到')
  const ids = phone.journal.requests.filter(({ url, method }) => method === 'POST' && url.endsWith('/me/check-ins')).map(({ data }) => JSON.stringify(data))
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
  expect((await api.account({})).available).toBe(105)
})

test('without a network it shows the last answer with its time, keeps the check-in and sends it later', async () => {
  const storage = new Map<string, unknown>()
  const { person, api, phone } = await memberAtHome('程野', { storage })
  phone.goOffline()
  phone.pullDown()
  await phone.seeText(/离线中，以下是 .+ 的内容/)
  await phone.tap('#check-in')
  await phone.see('#outbox-waiting')
  expect(phone.find('#check-in')?.isDisabled).toBe(true)
  phone.close()
  const again = await phoneOf(person.id, { storage })
  await again.seeText('今天已签到')
  expect((await api.account({})).available).toBe(105)
})

test('a member shares; the friend who joins by the link is remembered, and pays the sharer once', async () => {
  const { api, phone } = await memberAtHome('白羽')
  const path = textOf((await phone.weapp.sharePromised())['path'])
  expect(path).toMatch(/^\/pages\/share\/index\?share=/)
  const shareId = path.slice(path.indexOf('=') + 1)
  const friend = await phoneOf(stack.newcomer('小友').id, { path: 'pages/share/index', query: { share: shareId } })
  await friend.until(() => friend.find('#join') && !friend.find('#join')?.isDisabled)
  await friend.tap('#consent')
  await friend.tap('#join')
  await friend.tap('#begin')
  await friend.seeText('白羽 分享给您')
  expect((await api.account({})).available).toBe(110)
  await friend.tap('#go-on')
  await friend.until(() => friend.path === 'pages/home/index')
  const own = await phoneOf('nobody', { path: 'pages/share/index', query: { share: shareId }, storage: phone.storage })
  await own.seeText(/这是您自己的分享/)
  expect((await api.account({})).available).toBe(110)
})

test('English is complete on the same pages', async () => {
  const { phone } = await memberAtHome('Ann', { language: 'en' })
  await phone.seeText('Points to use')
  expect(phone.text.replaceAll('点金咖啡', '')).not.toMatch(/[一-鿿]/)
  await phone.openTab(2)
  await phone.see('.entry-row')
  expect(phone.text).not.toMatch(/[一-鿿]/)
})
