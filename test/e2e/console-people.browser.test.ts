import { readFileSync } from 'node:fs'
import { freshId } from '../../scripts/support/in-process'
import type { ApiClient } from '../../scripts/support/in-process'
import type { MemberId } from '../../shared/api/ids'
import { type Desk, type DeskOptions, type Desks, openDesks } from '../support/desks'
import { startStack, type Stack } from '../support/stack'

jest.setTimeout(240_000)

let stack: Stack
let desks: Desks
const opened: Desk[] = []
const owner = { login: 'zhao-min', password: 'warm cups in winter' }
const marketer = { login: 'li-marketing', password: 'cold cups in summer' }
let old: { api: ApiClient; id: MemberId; cardNo: string }
let young: { api: ApiClient; id: MemberId; cardNo: string }

async function joined(nickname: string) {
  const api = await stack.member(stack.newcomer(nickname).id)
  const { id, cardNo } = await api.updateMe({ nickname, birthday: '1992-03-04' })
  return { api, id, cardNo }
}

beforeAll(async () => {
  stack = await startStack()
  const boss = await stack.member('zhao-min')
  await boss.setPassword(owner)
  const { invitation } = await boss.inviteClerk({ storeIds: [], name: '李运营', role: 'marketer' })
  const li = await stack.member(stack.newcomer('李运营').id)
  await li.acceptInvitation({ invitation })
  await li.setPassword(marketer)
  await boss.setLimits({ adjustPoints: 500, grantPoints: null, campaignPoints: null, campaignFen: null, revision: 0 })
  old = await joined('陈旧机')
  young = await joined('陈新机')
  await stack.till.reportOrderPaid({ orderNo: 'P-1', member: { memberId: old.id }, amountFen: 6_800 })
  desks = await openDesks(stack)
}, 300_000)

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

afterAll(async () => {
  await desks?.close()
  await stack?.close()
})

async function desk(who: typeof owner, options: DeskOptions): Promise<Desk> {
  const one = await desks.open(options)
  opened.push(one)
  await one.signIn(who.login, who.password)
  await one.page.locator('#account').waitFor()
  return one
}

/** A deed of the menu; pressed as by the keyboard, for the menu slides in. */
async function turn(one: Desk, name: string): Promise<void> {
  await one.page.locator('#more').click()
  const item = one.page.getByRole('menuitem', { name })
  await item.waitFor()
  await one.picture('people-more')
  await item.dispatchEvent('click')
}

const fill = (one: Desk, selector: string, value: string) => one.page.locator(selector).fill(value)

test('a correction above the limit is asked for by one and approved by another; the asker cannot', async () => {
  const li = await desk(marketer, { path: `/members/${old.id}` })
  await li.page.locator('#adjust').click()
  await fill(li, '#adjust-form_points', '800')
  await fill(li, '#adjust-form_text', '补记上月消费')
  await fill(li, '#adjust-form_reason', '系统漏记，有小票')
  await li.see('要另一位店主或运营批准才会生效')
  await li.picture('people-adjust')
  await li.page.locator('#adjust-yes').click()
  await li.see('已提交审批')
  await li.goTo('/approvals')
  await li.see('您提出的，等另一位同事批准')
  expect(await li.page.getByRole('button', { name: '批准' }).count()).toBe(0)
  expect(await li.barriers()).toEqual([])

  const boss = await desk(owner, { path: '/approvals' })
  await boss.see('补记上月消费')
  await boss.picture('people-approvals')
  await boss.page.getByRole('button', { name: '批准' }).click()
  await boss.page.locator('#confirm-yes').click()
  await boss.see('没有等待审批的申请')
  await boss.goTo(`/members/${old.id}?tab=entries`)
  await boss.see('李运营 提出，赵敏 批准')
  await boss.picture('people-entries')
  expect([...li.errors, ...boss.errors]).toEqual([])
})

test('a member is merged into another after a look at what it will do', async () => {
  const boss = await desk(owner, { path: `/members/${old.id}` })
  await turn(boss, '并入另一位会员')
  await fill(boss, '#merge-into', young.cardNo)
  await boss.page.locator('#merge-into').press('Enter')
  await boss.page.locator('#merge-preview').waitFor()
  await fill(boss, '#merge-reason', '同一个人换了手机')
  await boss.picture('people-merge')
  expect(await boss.barriers()).toEqual([])
  await boss.page.locator('#merge-yes').click()
  await boss.see('并入这位会员的账户')
  expect(new URL(boss.page.url()).pathname).toBe(`/members/${young.id}`)
  await boss.picture('people-member')
  await boss.page.getByRole('link', { name: `卡号 ${old.cardNo}` }).click()
  await boss.see('合并转出')
  await boss.goTo(`/members/${old.id}`)
  await boss.see('这位会员已合并')
  await boss.page.locator('#merged-into').click()
  await boss.see('并入这位会员的账户')
  // The owner's answer stands in the books, too: a refund of the old order reaches the one who goes on.
  await stack.till.reportOrderRefunded({ orderNo: 'P-1', refundId: 'R', amountFen: 6_800 })
  expect((await young.api.entries({})).items[0]).toMatchObject({ type: 'reverse' })
  expect(boss.errors).toEqual([])
})

test('personal data is shown for a reason, everything is handed out as a file, and a member who asks is erased', async () => {
  const boss = await desk(owner, { path: `/members/${young.id}`, theme: 'dark', width: 1024 })
  await boss.see('陈**')
  await boss.page.locator('#unmask').click()
  await fill(boss, '#confirm-note', '会员来电核对')
  await boss.page.locator('#confirm-yes').click()
  await boss.page.locator('#unmasked').getByText('陈新机').waitFor()
  await boss.picture('people-member-dark')
  for (const tab of ['vouchers', 'tier', 'invitations', 'risk', 'messages', 'entries']) {
    await boss.goTo(`/members/${young.id}?tab=${tab}`)
    await boss.page.locator('main [role=tabpanel] .panel').first().waitFor()
    expect((await boss.barriers()).map((barrier) => `${tab}: ${barrier}`)).toEqual([])
  }

  await turn(boss, '导出数据')
  await fill(boss, '#confirm-note', '会员要求')
  const [file] = await Promise.all([boss.page.waitForEvent('download'), boss.page.locator('#confirm-yes').click()])
  const handed = JSON.parse(readFileSync(await file.path(), 'utf8'))
  expect(handed).toMatchObject({ profile: { nickname: '陈新机', birthday: '1992-03-04' } })
  expect(handed.items.map(({ type }: { type?: string }) => type)).toEqual(expect.arrayContaining(['merge_in', 'merge_out', 'adjust']))

  await turn(boss, '注销会员')
  await fill(boss, '#erase-reason', '本人到店要求')
  expect(await boss.page.locator('#erase-yes').isDisabled()).toBe(true)
  await fill(boss, '#erase-card', young.cardNo)
  await boss.picture('people-erase')
  expect(await boss.barriers()).toEqual([])
  await boss.page.locator('#erase-yes').click()
  await boss.see('已注销')
  await expect(young.api.checkIn({ id: freshId('operation'), day: '2026-01-01' })).rejects.toMatchObject({ code: 'account_closed' })
  expect(boss.errors).toEqual([])
})
