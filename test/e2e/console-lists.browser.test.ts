import { freshId } from '../../scripts/support/in-process'
import type { ApiClient } from '../../scripts/support/in-process'
import type { MemberId } from '../../shared/api/ids'
import { type Desk, type DeskOptions, type Desks, openDesks } from '../support/desks'
import { startStack, type Stack } from '../support/stack'

jest.setTimeout(240_000)

let stack: Stack
let desks: Desks
let li: ApiClient
let chen: MemberId
const opened: Desk[] = []
const owner = { login: 'zhao-min', password: 'warm cups in winter' }

beforeAll(async () => {
  stack = await startStack()
  const first = await stack.member('zhao-min')
  const { programme: { version, publishedAt: _at, copyOf: _copy, ...terms } } = await first.programme({})
  const { revision } = await first.draftProgramme({ revision: 0, terms: { ...terms, risk: { ...terms.risk, velocity: [{ by: 'member', per: 'day', most: 1, answer: 'hold' }] } } })
  await first.publishProgramme({ version, revision })
  stack.passDays(1)
  const boss = await stack.member('zhao-min')
  await boss.setPassword(owner)
  const { invitation } = await boss.inviteClerk({ storeIds: [], name: '李运营', role: 'marketer' })
  li = await stack.member(stack.newcomer('李运营').id)
  await li.acceptInvitation({ invitation })
  await boss.setLimits({ adjustPoints: 500, grantPoints: null, campaignPoints: null, campaignFen: null, revision: 0 })
  chen = (await (await stack.member(stack.newcomer('陈').id)).updateMe({ nickname: '陈' })).id
  desks = await openDesks(stack)
}, 300_000)

afterEach(async () => {
  for (const one of opened.splice(0)) {
    expect(one.errors).toEqual([])
    await one.close()
  }
})

afterAll(async () => {
  await desks?.close()
  await stack?.close()
})

async function desk(options: DeskOptions): Promise<Desk> {
  const one = await desks.open(options)
  opened.push(one)
  await one.signIn(owner.login, owner.password)
  await one.page.locator('#account').waitFor()
  return one
}

const asks = (points: number, text: string) => li.adjustPoints({ id: freshId('operation'), memberId: chen, points, text, reason: '有小票' })
/** What stands in the row that keys stand on. */
const inFocus = ({ page }: Desk) => page.locator('[data-row]:focus').innerText()
const dialog = ({ page }: Desk) => page.getByRole('dialog')
const waiting = async () => (await li.listApprovals({ state: 'waiting' })).items.length

test('approvals are worked by keys alone, and letters in fields stay letters', async () => {
  for (const [points, text] of [[600, '补记一'], [700, '补记二'], [800, '补记三']] as const) await asks(points, text)
  const one = await desk({ path: '/approvals' })
  const { page } = one
  await one.see('补记三')
  await page.keyboard.press('a')
  expect(await dialog(one).count()).toBe(0)
  await page.keyboard.press('j')
  expect(await inFocus(one)).toContain('补记三')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  expect(await inFocus(one)).toContain('补记一')
  await page.keyboard.press('k')
  expect(await inFocus(one)).toContain('补记二')
  await one.picture('lists-approvals-keys')

  await page.keyboard.press('a')
  await dialog(one).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await one.see('已批准并生效')
  await page.locator('[data-row]', { hasText: '补记二' }).waitFor({ state: 'detached' })
  await page.locator('[data-row]:focus', { hasText: '补记一' }).waitFor()

  await page.keyboard.press('r')
  await dialog(one).waitFor()
  await page.keyboard.type('jar a r')
  expect(await page.locator('#confirm-note').inputValue()).toBe('jar a r')
  await page.keyboard.press('Enter')
  await page.locator('[data-row]', { hasText: '补记一' }).waitFor({ state: 'detached' })
  expect((await li.listApprovals({ state: 'declined' })).items.map(({ decided }) => decided?.note)).toEqual(['jar a r'])

  await page.locator('[data-row]:focus', { hasText: '补记三' }).waitFor()
  await page.keyboard.press('a')
  await dialog(one).waitFor()
  await page.keyboard.press('Escape')
  await dialog(one).waitFor({ state: 'detached' })
  expect(await waiting()).toBe(1)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/members/${chen}`)
})

test('a chord goes where it goes and decides nothing; the keys are told', async () => {
  const one = await desk({ path: '/approvals', theme: 'dark', width: 1024 })
  const { page } = one
  await one.see('补记三')
  await page.keyboard.press('?')
  await one.see('拒绝、收回')
  await one.picture('lists-keys-dark')
  expect(await one.barriers()).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByText('拒绝、收回').waitFor({ state: 'hidden' })
  await page.keyboard.press('j')
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await page.waitForURL('**/audit')
  expect(await waiting()).toBe(1)
})

test('doubted points are released and taken back by keys alone', async () => {
  for (let number = 1; number <= 3; number++) await stack.till.reportOrderPaid({ orderNo: `Q-${number}`, member: { memberId: chen }, amountFen: number * 10_000 })
  await stack.drainStream()
  const one = await desk({ path: '/reviews' })
  const { page } = one
  await page.locator('[data-row]').nth(1).waitFor()
  expect(await one.barriers()).toEqual([])
  for (const [key, note] of [['a', '小票属实'], ['r', '是刷单']] as const) {
    const before = await page.locator('[data-row]').count()
    await page.keyboard.press('j')
    await one.picture(`lists-reviews-${key}`)
    await page.keyboard.press(key)
    await dialog(one).waitFor()
    await page.keyboard.type(note)
    await page.keyboard.press('Enter')
    await page.locator('[data-row]').nth(before - 1).waitFor({ state: 'detached' })
  }
  const { items } = await li.listReviews({ state: 'decided' })
  expect(items.map(({ state, decided }) => [state, decided?.note]).sort()).toEqual([['released', '小票属实'], ['reversed', '是刷单']])
})

test('what a person sorts, filters and turns over stands in the address, and a link opens it so again', async () => {
  const one = await desk({ path: '/mall' })
  const { page } = one
  const sorted = (name: string, way: 'ascending' | 'descending') => page.locator(`th[aria-sort=${way}]`, { hasText: name }).waitFor()
  const prices = async () => (await page.locator('tbody tr.row-open td:nth-child(3)').allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')))
  await page.locator('tbody tr.row-open').first().waitFor()
  await page.getByRole('columnheader', { name: '价格' }).press('Enter')
  await page.waitForURL('**/mall?sort=price')
  await sorted('价格', 'ascending')
  await page.getByRole('columnheader', { name: '价格' }).click()
  await page.waitForURL('**/mall?sort=-price')
  await sorted('价格', 'descending')
  expect(await page.locator('th[aria-sort]').count()).toBe(1)
  const [shown] = await Promise.all([prices(), one.picture('lists-shelf-sorted')])
  expect(shown.length).toBeGreaterThan(3)
  expect(shown).toEqual([...shown].sort((a, b) => b - a))
  await page.reload()
  await page.locator('tbody tr.row-open').first().waitFor()
  await sorted('价格', 'descending')
  expect(await prices()).toEqual(shown)

  await one.goTo('/members')
  await page.locator('tbody tr.row-open').first().waitFor()
  const names = () => page.locator('tbody tr.row-open td:nth-child(1)').allInnerTexts()
  const newest = await names()
  await sorted('入会', 'descending')
  await page.getByRole('columnheader', { name: '入会' }).click()
  await page.waitForURL('**/members?sort=at')
  await sorted('入会', 'ascending')
  await page.locator('tbody tr.row-open').first().filter({ hasText: newest.at(-1)?.split('\n')[0] ?? '' }).waitFor()
  expect(await names()).toEqual([...newest].reverse())
  expect(await one.barriers()).toEqual([])
})
