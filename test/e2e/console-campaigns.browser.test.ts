import { freshId } from '../../scripts/support/in-process'
import { type Desk, type Desks, openDesks } from '../support/desks'
import { startStack, type Stack } from '../support/stack'

jest.setTimeout(180_000)

let stack: Stack
let desks: Desks
let desk: Desk
const marketer = { login: 'xiao-li', password: 'double points week' }
const DAY_MS = 86_400_000

beforeAll(async () => {
  stack = await startStack()
  const owner = await stack.member('zhao-min')
  const { invitation } = await owner.inviteClerk({ storeIds: [], name: '小李', role: 'marketer' })
  const person = await stack.member(stack.newcomer('小李').id)
  await person.acceptInvitation({ invitation })
  await person.setPassword(marketer)
  desks = await openDesks(stack)
  desk = await desks.open({ path: '/campaigns' })
  await desk.signIn(marketer.login, marketer.password)
}, 300_000)

afterAll(async () => {
  await desk?.close()
  await desks?.close()
  await stack?.close()
})

/** A member with a purchase behind them, and what their account says. */
async function buyer(nickname: string) {
  const member = await stack.member(stack.newcomer(nickname).id)
  const { id, cardNo } = await member.me({})
  const buys = (amountFen: number) => stack.till.reportOrderPaid({ orderNo: freshId('order'), member: { memberId: id }, amountFen })
  return { member, id, cardNo, buys }
}

const field = (id: string) => desk.page.locator(`#${id}`)
const press = (name: string) => desk.page.getByRole('button', { name, exact: true }).click()

test('a marketer writes a campaign and reads it back, tries it, rehearses it, launches it, and a member earns by it', async () => {
  const anna = await buyer('安娜')
  await anna.buys(10_000)
  await desk.page.locator('#new-campaign').click()
  await press('下一步')
  await desk.see('请填写这一项')
  await field('name-zh').fill('暖冬三倍')
  await field('name-en').fill('Warm triple')
  await field('percent').fill('3')
  expect(await field('read-back').innerText()).toBe('消费得 3 倍积分。')
  await press('下一步')
  await field('startsAt').fill(wallOf(stack.now() - DAY_MS))
  await field('endsAt').fill(wallOf(stack.now() + 7 * DAY_MS))
  await press('下一步')
  await desk.see('给所有会员。')
  await press('下一步')
  await field('hasBudget').click()
  await field('budget-points').fill('5000')
  await desk.see('最多发 5,000 积分，成本不超过 ¥50。')
  await press('下一步')
  expect(await desk.barriers()).toEqual([])
  await press('保存草稿')
  await desk.see('对会员的承诺')
  expect(await field('promise').innerText()).toBe('消费得 3 倍积分。')

  await desk.page.getByRole('tab', { name: '试算' }).click()
  await field('try-member').fill(anna.cardNo)
  await press('查找')
  await desk.page.locator('#picked').waitFor()
  await press('试算')
  await desk.page.locator('#outcome-points').waitFor()
  expect(await desk.page.locator('.is-focus').innerText()).toMatch(/暖冬三倍[\s\S]*\+200/)
  expect(await desk.barriers()).toEqual([])

  await desk.page.getByRole('tab', { name: '预演' }).click()
  await press('开始预演')
  await desk.page.locator('#rehearsed .chart svg.recharts-surface').waitFor()
  expect(await field('rehearsed').innerText()).toMatch(/会发出的积分\s*200/)
  expect(await desk.barriers()).toEqual([])

  await desk.page.locator('#turn-launch').click()
  await desk.see('马上对会员生效')
  await desk.see('不会与其他已上线的活动相遇')
  expect(await desk.barriers()).toEqual([])
  await desk.page.locator('#confirm-yes').click()
  await desk.see('进行中')
  await new Promise((resolve) => setTimeout(resolve, 6_000))
  const { earnedPoints } = await anna.buys(10_000)
  expect(earnedPoints).toBe(300)
}, 120_000)

test('a link opens the list as it was; a campaign is paused and ended only after saying what that does', async () => {
  await desk.goTo('/campaigns?stage=running')
  await desk.page.getByText('暖冬三倍').click()
  await desk.page.locator('#turn-pause').click()
  await desk.see('几秒内停止发放')
  await desk.page.locator('#confirm-yes').click()
  await desk.see('已暂停')
  await desk.page.goBack()
  expect(new URL(desk.page.url()).search).toBe('?stage=running')
  expect(await desk.barriers()).toEqual([])
})

test('what somebody else has changed meanwhile is shown as a difference, not overwritten', async () => {
  const owner = await stack.member('zhao-min')
  const now = stack.now()
  const terms = { name: { zh: '双倍周', en: 'Double week' }, description: { zh: '', en: '' }, startsAt: new Date(now + DAY_MS).toISOString(), endsAt: new Date(now + 3 * DAY_MS).toISOString(), effect: { type: 'multiplier' as const, percent: 200 } }
  const { campaign } = await owner.createCampaign({ ...terms, id: freshId('campaign') })
  await desk.goTo(`/campaigns/${campaign.id}/edit`)
  await field('name-zh').fill('我改的名字')
  await owner.editCampaign({ ...terms, name: { zh: '别人改的名字', en: 'Theirs' }, campaignId: campaign.id, revision: 1 })
  await press('保存')
  await desk.page.locator('#difference').waitFor()
  expect(await desk.page.locator('#difference').innerText()).toMatch(/别人改的名字[\s\S]*我改的名字/)
  expect(await desk.barriers()).toEqual([])
  expect((await owner.campaign({ campaignId: campaign.id })).campaign.name.zh).toBe('别人改的名字')
  await press('用我的覆盖')
  await desk.see('对会员的承诺')
  expect((await owner.campaign({ campaignId: campaign.id })).campaign.name.zh).toBe('我改的名字')
}, 60_000)

/** `2026-11-27T10:30` as clocks in Shanghai show an instant. */
function wallOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)
}
