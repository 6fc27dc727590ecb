import { freshId } from '../../scripts/support/in-process'
import { RewardId } from '../../shared/api/ids'
import { type BrowserPhone, openPhones, type Phones } from '../support/browser'
import { type Desk, type DeskOptions, type Desks, openDesks } from '../support/desks'
import { shopper } from '../support/mall'
import { pngOf } from '../support/photos'
import { startStack, type Stack } from '../support/stack'

jest.setTimeout(240_000)

let stack: Stack
let desks: Desks
let phones: Phones
const owner = { login: 'zhao-min', password: 'warm cups in winter' }
const looks = [{ theme: 'light', width: 1440, way: 'goTo' }, { theme: 'dark', width: 1024, language: 'en-GB', way: 'walkTo' }] as const
const screens = new Map<string, string>([['shelf', '/mall'], ['vouchers', '/vouchers'], ['stores', '/stores'], ['staff', '/staff'], ['invite', '/staff?invite=yes']])

beforeAll(async () => {
  stack = await startStack()
  await (await stack.member('zhao-min')).setPassword(owner)
  desks = await openDesks(stack)
  phones = await openPhones(stack)
}, 300_000)

afterAll(async () => {
  await phones?.close()
  await desks?.close()
  await stack?.close()
})

async function signedIn(look: DeskOptions = {}): Promise<Desk> {
  const desk = await desks.open(look)
  await desk.signIn(owner.login, owner.password)
  await desk.page.locator('#account').waitFor()
  return desk
}

/** So long after a launch every function knows of it. */
const LAUNCHED_MS = 6_000
async function fill(desk: Desk, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, value] of Object.entries(values)) await desk.page.locator(`#${id}`).fill(value)
}

const seesPhoto = (phone: BrowserPhone) => phone.page.waitForFunction("[...document.querySelectorAll('.reward-picture__photo img, img.reward-picture__photo')].some((image) => image.naturalWidth > 0)")

/** A new reward with a photo, on the shelf. */
async function putOnShelf(desk: Desk): Promise<RewardId> {
  await desk.page.locator('#save').click()
  await desk.see('请填写这一项')
  await desk.page.locator('#photo').setInputFiles({ name: 'cocoa.png', mimeType: 'image/png', buffer: pngOf(1_600, 1_000, [122, 62, 28]) })
  await desk.page.locator('.photo-field-image').waitFor()
  await fill(desk, { 'title-zh': '热可可', 'title-en': 'Cocoa', 'alt-zh': '一杯热可可', 'alt-en': 'A cup of cocoa', 'description-zh': '冬天的第一杯。', price: '80', 'first-stock': '3' })
  expect(await desk.barriers()).toEqual([])
  await desk.picture('console-mall-editor')
  await desk.page.locator('#save-open').click()
  await desk.see('已上架')
  await desk.page.waitForURL(/\/mall\/rwd_\w+$/)
  const rewardId = RewardId.parse(new URL(desk.page.url()).pathname.split('/').at(-1))
  for (const [name, path] of [['reward', `/mall/${rewardId}`], ['stock', `/mall/${rewardId}?tab=stock`], ['editor', `/mall/${rewardId}/edit`]] as const) screens.set(name, path)
  return rewardId
}

async function changePriceAndStock(desk: Desk): Promise<void> {
  await desk.page.locator('#edit').click()
  await fill(desk, { price: '60' })
  await desk.page.getByRole('link', { name: '热可可' }).click()
  await desk.see('还有没保存的修改')
  await desk.page.getByRole('button', { name: '留下继续' }).click()
  await desk.page.locator('#save').click()
  await desk.see('60 积分')
  await desk.page.getByRole('tab', { name: '库存' }).click()
  await desk.page.locator('#add-stock').click()
  await fill(desk, { units: '4', reason: '到货入库' })
  await desk.page.locator('#move-yes').click()
  await desk.page.locator('#level-available', { hasText: '7' }).waitFor()
  await desk.see('+4')
}

test('a reward with a photo is put on the shelf; its price and stock change, and the phone shows it', async () => {
  const desk = await signedIn({ path: '/mall/new' })
  const rewardId = await putOnShelf(desk)
  const { personId, api: member } = await shopper(stack, '阿可')
  const phone = await phones.open({ person: personId, path: `/pages/reward/index?rewardId=${rewardId}` })
  await phone.page.locator('#price').waitFor({ timeout: 60_000 })
  expect(await phone.textOf('#price')).toBe('80')
  await phone.seeText('仅剩 3 份')
  await seesPhoto(phone)
  await phone.picture('reward-with-photo')

  await changePriceAndStock(desk)
  await phone.page.reload()
  await phone.seeText('仅剩 7 份')
  // The number counts down to where it is now.
  await phone.page.locator('#price', { hasText: /^\s*60\s*$/ }).last().waitFor()
  expect(phone.errors).toEqual([])
  await phone.close()

  const { voucher } = await member.exchange({ id: freshId('voucher'), rewardId, pricePoints: 60 })
  await desk.goTo('/vouchers')
  await fill(desk, { 'find-voucher': voucher.code?.typed ?? '' })
  await desk.page.getByRole('button', { name: '查找' }).click()
  await desk.page.getByRole('button', { name: '热可可' }).click()
  await desk.see('兑换券详情')
  await desk.see(voucher.id)
  expect(await desk.barriers()).toEqual([])
  expect(desk.errors).toEqual([])
  await desk.close()
})

test('the owner opens a store, and another edit in between is shown before it is overwritten', async () => {
  const desk = await signedIn({ path: '/stores' })
  const boss = await stack.member('zhao-min')
  await desk.page.locator('#new-store').click()
  await fill(desk, { 'store-form_name': '浦东店', 'store-form_address': '世纪大道 1 号' })
  await desk.page.locator('#save-store').click()
  const row = desk.page.getByRole('row', { name: /浦东店/ })
  await row.getByRole('button', { name: '修改' }).click()
  const made = (await boss.deskStores({})).items.find(({ name }) => name === '浦东店')
  if (made === undefined) throw new Error('the store is not there')
  await boss.editStore({ storeId: made.id, revision: 1, name: '浦东旗舰店', address: '世纪大道 1 号' })
  await fill(desk, { 'store-form_name': '陆家嘴店' })
  await desk.page.locator('#save-store').click()
  await desk.see(/浦东旗舰店/)
  await desk.page.locator('#save-store').click()
  await desk.page.getByRole('row', { name: /陆家嘴店/ }).waitFor()
  expect(desk.errors).toEqual([])
  await desk.close()
})

test('a marketer writes a flash exchange with its own stock, and reads what came of a campaign with a hold-out', async () => {
  const boss = await stack.member('zhao-min')
  const { campaign } = await boss.createCampaign({
    id: freshId('campaign'), name: { zh: '双倍周', en: 'Double week' }, description: { zh: '', en: '' }, effect: { type: 'multiplier', percent: 200 }, holdOutPercent: 50,
    startsAt: new Date(stack.now()).toISOString(), endsAt: new Date(stack.now() + 7 * 86_400_000).toISOString(),
  })
  await boss.launchCampaign({ campaignId: campaign.id, revision: campaign.revision })
  const desk = await signedIn({ path: '/campaigns/new' })
  await desk.page.locator('#effect').getByText('限时抢兑').click()
  await fill(desk, { 'name-zh': '整点抢', 'name-en': 'On the hour', price: '30', 'flash-stock': '20', 'flash-limit': '1' })
  await desk.page.locator('#read-back', { hasText: '限量 20 份' }).waitFor()
  expect(await desk.barriers()).toEqual([])
  await desk.picture('console-wizard-flash')
  await desk.page.locator('#effect').getByText('积分倍数').click()
  await desk.page.locator('#add-variant').click()
  await fill(desk, { 'variant-b': '3' })
  await desk.picture('console-wizard-variants')

  await new Promise((resolve) => setTimeout(resolve, LAUNCHED_MS))
  for (let one = 0; one < 12; one++) {
    const { id } = await (await stack.member(stack.newcomer(`买家${one}`).id)).me({})
    await stack.till.reportOrderPaid({ orderNo: freshId('order'), member: { memberId: id }, amountFen: 3_000 + one * 1_700 })
  }
  await stack.drainStream()
  await desk.page.getByRole('link', { name: '活动', exact: true }).first().click()
  await desk.page.locator('#leave').click()
  await desk.page.getByRole('link', { name: '双倍周' }).click()
  await desk.page.getByRole('tab', { name: '结果' }).click()
  await desk.page.locator('#arm-a').waitFor()
  screens.set('result', `/campaigns/${campaign.id}?tab=result`)
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.page.locator('#export').click()])
  expect(download.suggestedFilename()).toBe(`${campaign.id}.csv`)
  expect(desk.errors).toEqual([])
  await desk.close()
})

test.each(looks)('the screens of the mall have no serious barrier, $theme at $width', async ({ way, ...look }) => {
  const desk = await signedIn(look)
  const found: string[] = []
  for (const [name, path] of screens) {
    await desk[way](path)
    await desk.page.locator('main h1').first().waitFor()
    found.push(...(await desk.barriers()).map((barrier) => `${path}: ${barrier}`))
    await desk.picture(`console-mall-${name}-${look.theme ?? 'light'}`)
  }
  expect(found).toEqual([])
  expect(desk.errors).toEqual([])
  await desk.close()
})
