import { freshId } from '../../scripts/support/in-process'
import { templates } from '../support/letters'
import { startStack, type Stack } from '../support/stack'
import { askedFor, knowsTemplates } from '../support/weapp/asked'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'

let stack: Stack
let dist: string
let phone: Phone | undefined

beforeAll(async () => {
  stack = await startStack({ templates })
  dist = await builtWeapp()
}, 300_000)

afterEach(() => phone?.close())

afterAll(async () => {
  await stack?.close()
})

const DAY_MS = 86_400_000

test('in WeChat a campaign opens from home with its promise, its rules and the time that is left', async () => {
  const owner = await stack.member('zhao-min')
  const now = stack.now()
  const { campaign } = await owner.createCampaign({
    id: freshId('campaign'), name: { zh: '周末双倍', en: 'Double weekends' }, description: { zh: '积分翻倍。', en: 'Double points.' },
    startsAt: new Date(now).toISOString(), endsAt: new Date(now + 3 * DAY_MS).toISOString(), effect: { type: 'multiplier', percent: 200 },
  })
  await owner.launchCampaign({ campaignId: campaign.id, revision: 1 })
  const person = stack.newcomer('小双')
  await (await stack.member(person.id)).updateMe({ nickname: '小双' })
  const opened = await launchWeapp({ dist, origins: { 'http://localhost:3000': stack.apiOrigin }, loginCode: () => stack.wechat.phone.loginCode(person.id) ?? '' })
  phone = opened
  await opened.see('#balance')
  await opened.tap(`#campaign-${campaign.id}`)
  await opened.until(() => opened.path === 'pages/campaign/index')
  await opened.see('#campaign-head')
  await opened.until(() => opened.find('#campaign-promise')?.text === '消费得 2 倍积分。')
  await opened.see('#campaign-rules')
  expect([...opened.journal.errors, ...opened.journal.warnings]).toEqual([])
})

test('one that is coming can be wished to be told of; the same tap asks WeChat, and the page remembers', async () => {
  const owner = await stack.member('zhao-min')
  const now = stack.now()
  const { campaign } = await owner.createCampaign({
    id: freshId('campaign'), name: { zh: '圣诞三倍', en: 'Triple Christmas' }, description: { zh: '', en: '' },
    startsAt: new Date(now + DAY_MS).toISOString(), endsAt: new Date(now + 3 * DAY_MS).toISOString(), effect: { type: 'multiplier', percent: 300 },
  })
  await owner.launchCampaign({ campaignId: campaign.id, revision: 1 })
  const person = stack.newcomer('小等')
  const api = await stack.member(person.id)
  await api.updateMe({ nickname: '小等' })
  const opened = await launchWeapp({ dist, origins: { 'http://localhost:3000': stack.apiOrigin }, loginCode: () => stack.wechat.phone.loginCode(person.id) ?? '', path: 'pages/campaign/index', query: { id: campaign.id } })
  phone = opened
  await opened.see('#remind')
  await knowsTemplates(opened)
  const button = await opened.see('#remind')
  button.tap()
  expect(askedFor(opened)).toEqual([['tpl-starting']])
  await opened.seeText('已设提醒')
  await opened.until(() => opened.journal.toasts.includes('好的，到时在微信提醒您'))
  expect((await api.campaignPage({ campaignId: campaign.id })).isReminded).toBe(true)
  expect((await api.messaging({})).templates.find(({ id }) => id === 'tpl-starting')?.left).toBe(1)
  expect([...opened.journal.errors, ...opened.journal.warnings]).toEqual([])
})
