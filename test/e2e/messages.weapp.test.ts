import { templates } from '../support/letters'
import { shopper } from '../support/mall'
import { startStack, type Stack } from '../support/stack'
import { giveGold } from '../support/tiers'
import { askedFor } from '../support/weapp/asked'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'
import { MemberId } from '../../shared/api/ids'

let stack: Stack
let dist: string
let phone: Phone | undefined

beforeAll(async () => {
  stack = await startStack({ templates })
  dist = await builtWeapp()
}, 300_000)

afterAll(async () => {
  phone?.close()
  await stack?.close()
})

test('in WeChat the inbox leads from a new tier to its page, and its settings ask what WeChat may send', async () => {
  const { personId, api } = await shopper(stack, '小信箱')
  await giveGold(stack, MemberId.parse((await api.me({})).id), '感谢')
  await stack.drainStream()
  const opened = await launchWeapp({ dist, origins: { 'http://localhost:3000': stack.apiOrigin }, loginCode: () => stack.wechat.phone.loginCode(personId) ?? '', path: 'pages/messages/index' })
  phone = opened
  await opened.tapText('恭喜升级为金卡')
  await opened.until(() => opened.path === 'pages/tier/index')
  await opened.pressBack()
  await opened.tap('#open-settings')
  const allow = await opened.see('#allow')
  allow.tap()
  expect(askedFor(opened)).toEqual([['tpl-received', 'tpl-ending', 'tpl-starting']])
  await opened.until(() => opened.journal.toasts.includes('好的，到时在微信提醒您'))
  await opened.seeText('还可收到 1 条微信提醒')
  expect((await api.messaging({})).templates.map(({ left }) => left)).toEqual([1, 1, 1])
  expect([...opened.journal.errors, ...opened.journal.warnings]).toEqual([])
})
