import { keys } from '../../functions/database/keys'
import { get } from '../../functions/database/read'
import { commit } from '../../functions/database/write'
import { breachesZh } from '../../functions/verify/breaches.zh'
import { type ApiClient, freshId } from '../../scripts/support/in-process'
import { type Desk, type Desks, openDesks } from '../support/desks'
import { startStack, type Stack } from '../support/stack'

jest.setTimeout(180_000)

let stack: Stack
let desks: Desks
let desk: Desk
let boss: ApiClient
const owner = { login: 'zhao-min', password: 'warm cups in winter' }
const DAY_MS = 86_400_000

beforeAll(async () => {
  stack = await startStack()
  boss = await stack.member('zhao-min')
  await boss.setPassword(owner)
  desks = await openDesks(stack)
  desk = await desks.open()
  await desk.signIn(owner.login, owner.password)
}, 300_000)

afterAll(async () => {
  await desk?.close()
  await desks?.close()
  await stack?.close()
})

const figure = (name: string) => desk.page.locator(`[data-figure="${name}"] .big`)
const becomes = (name: string, words: string) => desk.page.locator(`[data-figure="${name}"] .big`).getByText(words, { exact: true }).waitFor({ timeout: 15_000 })

/** A member with points, who has exchanged a reward. */
async function exchanger(nickname: string) {
  const member = await stack.member(stack.newcomer(nickname).id)
  const { id } = await member.me({})
  await stack.till.reportOrderPaid({ orderNo: freshId('order'), member: { memberId: id }, amountFen: 90_000, storeId: stack.stores[1]?.id ?? '' })
  const reward = stack.rewards.find(({ reward: { pricePoints }, stock }) => stock > 0 && pricePoints <= 200)?.reward
  if (reward === undefined) throw new Error('the demo shop has a reward for 500 points')
  return { member, exchange: () => member.exchange({ id: freshId('voucher'), rewardId: reward.id, pricePoints: reward.pricePoints }) }
}

test('today begins with what to do, moves within seconds after a member’s exchange, and says what each figure means', async () => {
  await desk.see('今天')
  const { campaign } = await boss.createCampaign({
    id: freshId('campaign'), name: { zh: '双倍周', en: 'Double week' }, description: { zh: '', en: '' }, effect: { type: 'multiplier', percent: 200 }, budget: { points: 5_000 },
    startsAt: new Date(stack.now()).toISOString(), endsAt: new Date(stack.now() + 7 * DAY_MS).toISOString(),
  })
  await boss.launchCampaign({ campaignId: campaign.id, revision: campaign.revision })
  await figure('exchanges').waitFor()
  const before = Number(await figure('exchanges').innerText())
  const anna = await exchanger('安娜')
  await anna.exchange()
  await becomes('exchanges', String(before + 1))
  await desk.see('还没有核过账')
  await desk.see('双倍周')
  await desk.page.getByRole('button', { name: '发放积分是怎么算的' }).focus()
  await desk.see('当天记账的所有获得')
  expect(await desk.barriers()).toEqual([])
  await desk.page.keyboard.press('Escape')
  await desk.picture('console-today-light-1440')
})

test('a report tells a figure by store, with a table and a file', async () => {
  await desk.goTo('/reports?figure=purchases_fen&by=store')
  await desk.page.locator('.chart svg.recharts-surface').first().waitFor()
  await desk.see('静安店')
  expect(await desk.barriers()).toEqual([])
  const [file] = await Promise.all([desk.page.waitForEvent('download'), desk.page.locator('#download').click()])
  expect(file.suggestedFilename()).toMatch(/^purchases_fen-store-.*\.csv$/)
  await desk.picture('console-reports-light-1440')
})

test('the trail says in a sentence what was changed, and shows before and after', async () => {
  const store = (await boss.deskStores({})).items[0]
  if (store === undefined) throw new Error('the demo shop has a store')
  await boss.editStore({ storeId: store.id, revision: store.revision, name: store.name, address: '上海市徐汇区衡山路 10 号' })
  await desk.goTo('/audit?call=editStore')
  const sentence = desk.page.getByText(`赵敏 把「${store.name}」的地址从 ${store.address} 改为 上海市徐汇区衡山路 10 号`)
  await sentence.waitFor()
  await sentence.click()
  await desk.page.locator('.deed-details .is').waitFor()
  await desk.see(/第 \d+ 环/).catch(async () => void (await desk.page.reload(), await desk.see(/第 \d+ 环/)))
  expect(await desk.barriers()).toEqual([])
  await desk.picture('console-audit-light-1440')
})

test('settings are saved, a stale change is shown side by side, a wrong secret changes nothing', async () => {
  await desk.goTo('/settings')
  const name = desk.page.locator('#programme-name')
  await name.fill('点金茶馆')
  await boss.editSettings({ revision: 0, name: '点金书店', templates: null })
  await desk.page.locator('#save-programme').click()
  await desk.page.locator('#difference').waitFor()
  expect(await desk.page.locator('#difference').innerText()).toMatch(/点金书店\s+点金茶馆/)
  expect(await desk.barriers()).toEqual([])
  await desk.page.getByRole('button', { name: '用我的覆盖' }).click()
  await desk.see('已保存')
  expect((await boss.settings({})).name).toBe('点金茶馆')
  const word = (field: 'zh' | 'one' | 'many', written: string) => desk.page.locator(`#words-${field}`).fill(written)
  await word('zh', '豆子')
  await word('one', 'bean')
  await word('many', '豆')
  await desk.see('1 到 20 个英文字母')
  expect(await desk.page.locator('#save-programme').isDisabled()).toBe(true)
  expect(await desk.barriers()).toEqual([])
  await word('many', 'beans')
  expect(await desk.page.locator('#words-sample').innerText()).toBe('用 120 豆子兑换')
  await desk.picture('console-settings-light-1440')
  await desk.page.locator('#save-programme').click()
  await desk.page.locator('#save-programme:disabled').waitFor()
  expect((await boss.settings({})).pointsWords).toEqual({ zh: '豆子', one: 'bean', many: 'beans' })
  await desk.page.getByRole('tab', { name: '消息' }).click()
  await desk.page.locator('#add-template').click()
  expect(await desk.page.locator('#save-templates').isDisabled()).toBe(true)
  await desk.page.locator('#template-1-id').fill('tpl-points')
  await desk.page.locator('#template-1-kinds').click()
  await desk.page.locator('.ant-select-item-option-active').waitFor()
  await desk.page.keyboard.press('Enter')
  await desk.page.keyboard.press('Escape')
  await desk.page.locator('.template-preview dd').first().waitFor()
  expect(await desk.barriers()).toEqual([])
  await desk.picture('console-settings-messages-light-1440')
  await desk.page.locator('#save-templates').click()
  await desk.see('用的是这里的设置')
  await desk.page.getByRole('tab', { name: '微信' }).click()
  await desk.page.locator('#new-secret').fill('f'.repeat(32))
  await desk.page.locator('#save-secret').click()
  await desk.page.locator('#confirm-yes').click()
  await desk.see('微信不认这个密钥，没有改动')
  expect(desk.errors).toEqual([])
})

test('dark and narrow, in English, nothing is in the way', async () => {
  const dark = await desks.open({ theme: 'dark', width: 1024, language: 'en-GB' })
  await dark.signIn(owner.login, owner.password)
  await dark.page.locator('#account').waitFor()
  const found: string[] = []
  for (const [path, sign] of [['/', '[data-figure="issued"]'], ['/reports?figure=issued&by=rule', '.report'], ['/audit', '.deed'], ['/settings', '#programme-name'], ['/settings?tab=notice', '#new-notice'], ['/settings?tab=messages', '#add-template'], ['/settings?tab=wechat', '#secret-told']] as const) {
    await dark.goTo(path)
    await dark.page.locator(sign).first().waitFor()
    found.push(...(await dark.barriers()).map((barrier) => `${path}: ${barrier}`))
    await dark.picture(`console${path.replaceAll(/[/?=&]/g, '-')}-dark-1024`)
  }
  expect(found).toEqual([])
  expect(dark.errors).toEqual([])
  await dark.close()
})

test('the first screen says when the books were checked, that all balances, what does not, and that nights were missed', async () => {
  await stack.drainStream()
  expect(await stack.checkBooks()).toEqual({ outcome: 'checked', breaches: 0 })
  await desk.goTo('/')
  await desk.see(/核过账，全部相符（\d+ 位会员/)
  await desk.page.locator('#needs').scrollIntoViewIfNeeded()
  await desk.picture('console-today-balanced-light-1440')
  const key = keys.account((await (await stack.member('wang-fang')).me({})).id)
  const account = await get(stack.database, key)
  const put = (more: object) => commit(stack.database, [{ type: 'put', item: { ...account, ...key, ...more } }])
  await put({ available: Number(account?.['available']) + 7 })
  stack.passDays(3)
  const late = await desks.open()
  await late.signIn(owner.login, owner.password)
  await late.see(/以后没有核过账，本该每晚一次/)
  await late.see('npm run verify -- --record')
  expect(await late.barriers()).toEqual([])
  await late.page.locator('#needs').scrollIntoViewIfNeeded()
  await late.picture('console-today-overdue-light-1440')
  expect(await stack.checkBooks()).toMatchObject({ outcome: 'checked', breaches: 3 })
  await late.see('核账发现 3 处不符')
  await late.see(breachesZh.replay(key.pk, 'available'))
  await late.picture('console-today-breaches-light-1440')
  await put({})
  await late.close()
})
