import { freshId } from '../../scripts/support/in-process'
import { startStack, type Stack } from '../support/stack'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'

let stack: Stack
let dist: string
let phone: Phone | undefined

beforeAll(async () => {
  stack = await startStack()
  dist = await builtWeapp()
}, 300_000)

afterAll(async () => {
  phone?.close()
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
