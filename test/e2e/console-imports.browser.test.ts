import { readFileSync } from 'node:fs'
import { freshPhone } from '../support/imports'
import { type Desk, type DeskOptions, type Desks, openDesks } from '../support/desks'
import { asXlsx, inGb18030 } from '../support/sheets'
import { startStack, type Stack } from '../support/stack'

jest.setTimeout(180_000)

let stack: Stack
let desks: Desks
const owner = { login: 'zhao-min', password: 'warm cups in winter' }

beforeAll(async () => {
  stack = await startStack()
  await (await stack.member('zhao-min')).setPassword(owner)
  desks = await openDesks(stack)
}, 300_000)

afterAll(async () => {
  await desks?.close()
  await stack?.close()
})

async function signedIn(path: string, options: DeskOptions = {}): Promise<Desk> {
  const desk = await desks.open({ path, ...options })
  await desk.signIn(owner.login, owner.password)
  return desk
}

const choose = (desk: Desk, name: string, buffer: Buffer) => desk.page.locator('#file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
const count = (desk: Desk, name: string) => desk.page.locator(`#count-${name}`).innerText()
const state = (desk: Desk, name: string) => desk.page.locator(`.page-title [data-state=${name}]`).waitFor()

async function downloaded(desk: Desk, press: () => Promise<void>): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([desk.page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

const phones = [freshPhone(), freshPhone(), freshPhone()] as const

test('members come from an Excel file: its columns are guessed, numbers are read as phone numbers and days as days, and errors are told before anything is booked', async () => {
  const desk = await signedIn('/imports')
  await desk.see('还没有导入过')
  await desk.picture('imports-empty')
  await desk.page.getByRole('link', { name: '新的导入' }).first().click()
  await desk.picture('imports-new')
  const rows = [['手机号码', '姓名', '出生日期', '会员号'], [Number(phones[0]), '林小满', new Date('1990-05-06T00:00:00Z'), 'V-1'], [Number(phones[1]), '陈一', null, null], [138_001, '=短号', null, null], [Number(phones[2]), '周宁', new Date('2001-12-31T00:00:00Z'), null]]
  await choose(desk, '会员名单.xlsx', asXlsx(rows))
  await desk.see('各列是什么')
  expect(await desk.page.locator('.columns').innerText()).toMatch(/1990-05-06/)
  expect(await desk.barriers()).toEqual([])
  await desk.picture('imports-map')
  await desk.page.locator('#check').click()
  await state(desk, 'ready')
  expect([await count(desk, 'fit'), await count(desk, 'refused')]).toEqual(['3', '1'])
  await desk.page.locator('#show-problems').click()
  await desk.see('=短号')
  await desk.picture('imports-ready')
  const { name, text } = await downloaded(desk, () => desk.page.getByRole('button', { name: '下载有问题的行' }).click())
  expect(name).toMatch(/^会员名单-有问题的行-.*\.csv$/)
  expect(text).toMatch(/^\uFEFF行,原因,手机号/)
  expect(text).toContain(`4,手机号不对，应为 11 位数字；表格里显示成 1.38E+10 的，请改成文本格式再导出,138001,,'=短号,,,`)
  await desk.page.locator('#run').click()
  await state(desk, 'done')
  expect(await count(desk, 'newMembers')).toBe('3')
  await desk.goTo('/members')
  await desk.see('周*')
  await desk.picture('members-list')
  const list = await downloaded(desk, () => desk.page.getByRole('button', { name: '导出 CSV' }).click())
  expect(list.text).toContain(`${phones[0].slice(0, 3)}****${phones[0].slice(-4)}`)
  expect(list.text).not.toContain(phones[0])
  expect(desk.errors).toEqual([])
  await desk.close()
})

test('balances come from a GB18030 file; the page is left while they are booked, and undone they say first who would owe', async () => {
  const desk = await signedIn('/imports/new?kind=balances', { theme: 'dark', width: 1024 })
  const good = Array.from({ length: 120 }, (_, place) => `${phones[place % 2]},${place % 2 === 0 ? 10 : 5},2027/12/31`)
  await choose(desk, '旧系统余额.csv', inGb18030(['手机号,积分余额,有效期至', ...good, `${freshPhone()},5,`, `${phones[0]},很多,`, ''].join('\r\n')))
  await desk.see('各列是什么')
  await desk.picture('imports-map-dark')
  await desk.page.locator('#note').fill('旧系统积分转入')
  await desk.page.locator('#check').click()
  await state(desk, 'ready')
  expect([await count(desk, 'fit'), await count(desk, 'refused'), await count(desk, 'points')]).toEqual(['120', '2', '900'])
  expect(await desk.page.locator('#reasons').innerText()).toMatch(/积分不对[^]*1 行/)
  await desk.page.locator('#run').click()
  await state(desk, 'running').catch(() => undefined)
  await desk.goTo('/members')
  await desk.goTo('/imports')
  await desk.page.locator('tr', { hasText: '旧系统余额.csv' }).locator('[data-state=done]').waitFor()
  await desk.picture('imports-list-dark')
  expect(await desk.barriers()).toEqual([])
  const owners = await stack.member('zhao-min')
  const [lin] = (await owners.findMembers({ phone: phones[0] })).items
  if (lin === undefined) throw new Error('the first of them is a member')
  expect((await owners.memberDetail({ memberId: lin.id })).account.lots).toEqual([{ expiresOn: '2027-12-31', points: 600 }])
  await desk.page.getByRole('link', { name: '旧系统余额.csv' }).click()
  await desk.picture('imports-done-dark')
  await desk.page.locator('#undo').click()
  await desk.page.locator('#will').waitFor()
  expect(await desk.page.locator('#will').innerText()).toContain('将收回 900 积分')
  await desk.page.locator('#confirm-note').fill('导入有误，已更正')
  await desk.picture('imports-undo-dark')
  await desk.page.locator('#confirm-yes').click()
  await state(desk, 'undone')
  expect([await desk.page.locator('#undone-points').innerText(), await desk.page.locator('#undo').count()]).toEqual(['900', 0])
  expect((await owners.memberDetail({ memberId: lin.id })).account).toMatchObject({ available: 0, debt: 0 })
  await desk.picture('imports-undone-dark')
  expect(desk.errors).toEqual([])
  await desk.close()
})

test('what cannot be a file of rows is said so: nothing in it, an old Excel, an open quote', async () => {
  const desk = await signedIn('/imports/new?kind=orders', { language: 'en-GB' })
  for (const [name, body, said] of [['empty.csv', 'phone\n', 'There is nothing in this file'], ['old.xls', 'x', 'The old .xls is not read'], ['torn.csv', 'customer,paidAt\n"a,b\n', 'The file is malformed'], ['fake.xlsx', 'no zip', 'This file cannot be read']] as const) {
    await choose(desk, name, Buffer.from(body))
    await desk.see(said)
  }
  await choose(desk, 'orders.csv', Buffer.from('customer;date\nK-1;2026-11-20\n'))
  await desk.see('Say which column is Amount (yuan) or Amount (fen)')
  expect(await desk.page.locator('#check').isDisabled()).toBe(true)
  await desk.picture('imports-map-en')
  await desk.close()
})
