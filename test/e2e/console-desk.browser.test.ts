import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtFolder } from '../../scripts/local/folders'
import { appOf } from '../support/desk'
import { type Desk, type DeskOptions, type Desks, openDesks } from '../support/desks'
import { startStack, type Stack } from '../support/stack'

jest.setTimeout(180_000)

let stack: Stack
let desks: Desks
const opened: Desk[] = []
const owner = { login: 'zhao-min', password: 'warm cups in winter' }

beforeAll(async () => {
  stack = await startStack()
  await (await stack.member('zhao-min')).setPassword(owner)
  desks = await openDesks(stack)
}, 300_000)

afterEach(async () => {
  for (const desk of opened.splice(0)) await desk.close()
})

afterAll(async () => {
  await desks?.close()
  await stack?.close()
})

async function desk(options: DeskOptions = {}): Promise<Desk> {
  const one = await desks.open(options)
  opened.push(one)
  return one
}

test('a wrong password says what to do, the right one leads to the place that was asked for', async () => {
  const one = await desk({ path: '/staff?role=clerk' })
  await one.signIn(owner.login, 'not the password')
  await one.see('登录名或密码不对')
  expect(await one.barriers()).toEqual([])
  await one.signIn(owner.login, owner.password)
  await one.see('王芳')
  expect(new URL(one.page.url()).search).toBe('?role=clerk')
  expect(await one.page.getByText('赵敏').count()).toBe(1)
  expect(one.errors).toEqual([])
})

test('a session that ends elsewhere leads to the sign-in and back to the same place', async () => {
  const one = await desk({ path: '/campaigns?stage=draft' })
  await one.signIn(owner.login, owner.password)
  await one.see('这个状态下没有活动')
  await one.page.evaluate(async () => sessionStorage.setItem('dianjin.desk', 'A'.repeat(40)))
  await one.page.reload()
  await one.see('登录已过期。重新登录后，会回到刚才的页面。')
  await one.signIn(owner.login, owner.password)
  await one.see('这个状态下没有活动')
  expect(new URL(one.page.url()).search).toBe('?stage=draft')
})

test('a phone that is signed in lets a browser in by its QR code', async () => {
  const one = await desk({ path: '/staff' })
  await one.page.getByRole('tab', { name: '扫码登录' }).click()
  const code = await one.page.locator('svg.qr').getAttribute('data-code')
  const scanId = /[\w-]{22}$/.exec(code ?? '')?.[0] ?? ''
  expect(await one.barriers()).toEqual([])
  await (await stack.member('zhao-min')).confirmScan({ scanId })
  await one.see('王芳')
})

test('the second factor is set up by its QR code and asked for at the next sign-in', async () => {
  const one = await desk({ path: '/profile' })
  await one.signIn(owner.login, owner.password)
  await one.page.getByRole('button', { name: '开启两步验证' }).click()
  const code = appOf({ clock: { now: () => stack.now() } }, (await one.page.locator('svg.qr').getAttribute('data-code')) ?? '')
  await one.page.getByLabel('验证器里的六位数字').fill(code())
  await one.page.getByRole('button', { name: '确认开启' }).click()
  await one.see('两步验证已开启')
  expect(await one.barriers()).toEqual([])
  const other = await desk({ path: '/profile' })
  await other.signIn(owner.login, owner.password)
  await other.page.locator('#sign-in_secondFactor').fill(code(1))
  await other.page.getByRole('button', { name: '继续' }).click()
  await other.see('已开启。登录时除了密码')
}, 60_000)

test('a clerk finds no menu of marketers, and a marketer none of the owner’s deeds', async () => {
  const clerk = await stack.member('wang-fang')
  await clerk.setPassword({ login: 'wang-fang', password: 'scans at the counter' })
  const one = await desk({ path: '/campaigns' })
  await one.signIn('wang-fang', 'scans at the counter')
  await one.see('没有这个页面')
  expect(await one.page.getByRole('menuitem').count()).toBe(0)
})

test('the first screen, signed in or not, loads at most 350 KB compressed', () => {
  const folder = join(builtFolder, 'console')
  const index = readFileSync(join(folder, 'index.html'), 'utf8')
  const files = readdirSync(join(folder, 'assets'))
  const first = [...index.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map(([, file]) => file ?? '')
  const read = (name: string) => readFileSync(join(folder, 'assets', name))
  const imported = (name: string) => (name.endsWith('.js') ? [...read(name).toString().matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(([, file]) => file ?? '') : [])
  // The page, what it asks for next (signing in, or the frame), one language, and all that those import.
  for (const screen of ['entry', 'signed']) {
    const wanted = [...first, ...files.filter((name) => name.startsWith(`${screen}-`) || /^zh-.*js$/.test(name))]
    for (const name of wanted) wanted.push(...imported(name).filter((file) => !wanted.includes(file)))
    const bytes = [...new Set(wanted)].reduce((sum, name) => sum + gzipSync(read(name)).length, gzipSync(index).length)
    expect(wanted.length).toBeGreaterThan(first.length + 3)
    expect(bytes).toBeLessThan(350_000)
  }
})
