import { freshId } from '../../scripts/support/in-process'
import { type BrowserPhone, openPhones, type Phones } from '../support/browser'
import { startStack, type Stack } from '../support/stack'

let stack: Stack
let phones: Phones
const opened: BrowserPhone[] = []

beforeAll(async () => {
  stack = await startStack()
  phones = await openPhones(stack)
}, 300_000)

afterEach(async () => {
  for (const phone of opened.splice(0)) await phone.close()
})

afterAll(async () => {
  await phones?.close()
  await stack?.close()
})

const DAY_MS = 86_400_000

async function draft(more: object = {}) {
  const owner = await stack.member('zhao-min')
  const now = stack.now()
  const { campaign } = await owner.createCampaign({
    id: freshId('campaign'), name: { zh: '周末双倍', en: 'Double weekends' }, description: { zh: '周末来坐坐，积分翻倍。', en: 'Come at the weekend for double points.' },
    startsAt: new Date(now).toISOString(), endsAt: new Date(now + 3 * DAY_MS).toISOString(), effect: { type: 'multiplier', percent: 200 }, ...more,
  })
  return { owner, turn: { campaignId: campaign.id, revision: 1 } }
}

async function phoneAtHome(nickname: string): Promise<BrowserPhone> {
  const person = stack.newcomer(nickname)
  await (await stack.member(person.id)).updateMe({ nickname })
  const phone = await phones.open({ person: person.id })
  opened.push(phone)
  await phone.see('#balance')
  return phone
}

test('a campaign that is coming opens from home, counts down by the server’s clock, and begins by itself', async () => {
  const { owner, turn } = await draft()
  await owner.launchCampaign(turn)
  const phone = await phoneAtHome('小双')
  await phone.picture('campaign-1-home')
  await phone.tap(`#campaign-${turn.campaignId}`)
  await phone.see('#campaign-head')
  expect(await phone.textOf('#campaign-promise')).toBe('消费得 2 倍积分。')
  await phone.seeText('距结束')
  await phone.picture('campaign-2-running')
  await phone.seeText('活动规则')
  expect(await phone.textOf('#time-left')).toMatch(/2 天\s*23:59:\d\d/)
  await owner.endCampaign({ ...turn, revision: 2 })
})

test('one that is coming for a while can be wished to be told of, and says so when one comes back', async () => {
  const now = stack.now()
  const { owner, turn } = await draft({ startsAt: new Date(now + DAY_MS).toISOString() })
  await owner.launchCampaign(turn)
  const phone = await phoneAtHome('小等')
  await phone.goTo(`/pages/campaign/index?id=${turn.campaignId}`)
  expect(await phone.textOf('#time-left')).toMatch(/^距开始/)
  await phone.picture('campaign-5-coming')
  await phone.tap('#remind')
  await phone.seeText('已设提醒')
  await phone.page.reload()
  await phone.see('#remind:has-text("已设提醒")')
})

test('a campaign for others, one that has ended and one that is not there say what to do next', async () => {
  const { owner, turn } = await draft({ audience: { type: 'list', list: 'friends' } })
  await owner.launchCampaign(turn)
  const phone = await phoneAtHome('小外')
  await phone.goTo(`/pages/campaign/index?id=${turn.campaignId}`)
  await phone.see('#campaign-note')
  expect(await phone.textOf('#campaign-note')).toContain('给别的会员')
  await phone.picture('campaign-3-not-for-me')
  await phone.goTo(`/pages/campaign/index?id=${freshId('campaign')}`)
  await phone.seeText('没有找到这个活动')
  await phone.picture('campaign-4-gone')
  await phone.tap('#campaign-way')
  await phone.see('#balance')
})
