import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stored } from '../functions/database/stored'
import { timeOf } from '../shared/imports/cells'
import { importOptions, layoutOf } from '../scripts/import/options'
import { type Outcome, readRows } from '../scripts/import/rows'
import { text } from '../scripts/import/text'
import { projectFolder } from '../scripts/local/folders'
import { verifyTable } from '../scripts/verify/table'
import type { Order } from '../shared/earning/order'
import { everything, snapshot } from './support/books'
import { openShop, type Shop } from './support/story'
import { storeId } from './support/story.terms'

const folder = mkdtempSync(join(tmpdir(), 'dianjin-import-'))
let files = 0
function fileOf(content: string | Buffer): string {
  files += 1
  const file = join(folder, `orders-${files}.csv`)
  writeFileSync(file, content)
  return file
}

const lined = ['--columns', 'customer=1,paidAt=3,amount=5', '--delimiter', 'space', '--source', 'old-shop']
/** Columns lined up by spaces and no titles, as old shops print them. */
const ledger = (rows: readonly (readonly [string, string, string])[]): string => rows.map(([customer, day, amount]) => ` ${customer} 0001 ${day}  1 ${amount.padStart(7)}\n`).join('')

const reading = { timeZone: 'Asia/Shanghai', stores: new Set<string>([storeId(2)]) }

async function outcomesOf(content: string | Buffer, ...args: string[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for await (const row of readRows(importOptions(['orders', fileOf(content), ...args]), reading)) outcomes.push(row)
  return outcomes
}

describe('a file of orders is read', () => {
  test('by position, lined up by spaces, with a number for every order of a customer’s day', async () => {
    const rows = await outcomesOf(ledger([['00004', '19970101', '29.33'], ['00004', '19970101', '0.00'], ['00021', '19970102', '1.5']]), ...lined)
    expect(rows).toEqual([
      { type: 'order', number: 1, line: 1, customer: '00004', report: { source: 'old-shop', orderNo: '19970101-00004-1', amountFen: 2_933, paidAt: '1996-12-31T16:00:00.000Z', storeId: undefined } },
      expect.objectContaining({ number: 2, report: expect.objectContaining({ orderNo: '19970101-00004-2', amountFen: 0 }) }),
      expect.objectContaining({ number: 3, report: expect.objectContaining({ orderNo: '19970102-00021-1', amountFen: 150 }) }),
    ])
  })

  test('by title, with quotes, a byte order mark, empty lines and a store', async () => {
    const rows = await outcomesOf(`\ufefforder_no,customer,paid_at,amount,store_id\r\n"A-1",c1,2026-11-24 09:30,12.3,${storeId(2)}\r\n\r\nA-2,c1,2026-11-24T01:30:00Z,12,\r\n`)
    expect(rows.map((row) => row.type === 'order' && row.report)).toEqual([
      { source: 'import', orderNo: 'A-1', amountFen: 1_230, paidAt: '2026-11-24T01:30:00.000Z', storeId: storeId(2) },
      { source: 'import', orderNo: 'A-2', amountFen: 1_200, paidAt: '2026-11-24T01:30:00.000Z', storeId: undefined },
    ])
  })

  test('by titles of its own, in another alphabet’s encoding and with amounts in fen', async () => {
    const gb = Buffer.concat([Buffer.from([0xbf, 0xcd]), Buffer.from(';day;fen\nc1;2026/1/5;99\n')])
    const rows = await outcomesOf(gb, '--columns', 'customer=客,paidAt=day,amountFen=fen', '--delimiter', 'semicolon', '--encoding', 'gb18030')
    expect(rows).toEqual([expect.objectContaining({ report: expect.objectContaining({ amountFen: 99, paidAt: '2026-01-04T16:00:00.000Z' }) })])
    await expect(outcomesOf(gb)).rejects.toThrow('utf-8')
  })

  test.each([
    [',2026-01-05,1', text.row.missing('customer')],
    ['c 1,2026-01-05,1', text.row.customer('c 1')],
    ['c1,,1', text.row.missing('paidAt')],
    ['c1,2026-02-30,1', text.row.paidAt('2026-02-30')],
    ['c1,05.01.2026,1', text.row.paidAt('05.01.2026')],
    ['c1,2026-01-05 24:00,1', text.row.paidAt('2026-01-05 24:00')],
    ['c1,2026-01-05', text.row.missing('amount')],
    ['c1,2026-01-05,-1', text.row.amount('-1')],
    ['c1,2026-01-05,1.005', text.row.amount('1.005')],
    ['c1,2026-01-05,1000000.01', text.row.amount('1000000.01')],
    ['c1,2026-01-05,1e3', text.row.amount('1e3')],
    ['c1,2026-01-05,1,nowhere', text.row.store('nowhere')],
  ])('and «%s» is left out with its line and the reason', async (line, what) => {
    const [good, bad] = await outcomesOf(`customer,paid_at,amount,store_id\nc0,2026-01-05,1,\n${line}\n`)
    expect(good?.type).toBe('order')
    expect(bad).toEqual({ type: 'problem', number: 2, line: 3, what })
  })

  test('and a line with an open quote is named, not fatal', async () => {
    const rows = await outcomesOf('customer,paid_at,amount\nc0,2026-01-05,1\nc"1,2026-01-05,1\nc2,2026-01-05,1\n')
    expect(rows.map(({ type }) => type)).toEqual(['order', 'problem', 'order'])
  })

  test('and a bad line keeps its number, so that the others keep theirs when it is put right', async () => {
    const [, second] = await outcomesOf(ledger([['c1', '19970101', 'x'], ['c1', '19970101', '2.00']]), ...lined)
    expect(second).toMatchObject({ report: { orderNo: '19970101-c1-2' } })
  })

  test('with times of a zone of their own, or of the programme’s', () => {
    expect(timeOf('2026-03-01T00:00:00+01:00', 'Asia/Shanghai')).toBe(Date.parse('2026-02-28T23:00:00Z'))
    expect(timeOf('2026-03-29', 'Europe/Berlin')).toBe(Date.parse('2026-03-28T23:00:00Z'))
    expect(timeOf('202603-1', 'Asia/Shanghai')).toBeUndefined()
  })
})

test.each([
  [[], text.onlyOrders],
  [['members', 'x.csv'], text.onlyOrders],
  [['orders', 'x.csv', '--source', 'a#b'], text.sourceWrong('a#b')],
  [['orders', 'x.csv', '--encoding', 'klingon'], text.encodingUnknown('klingon')],
  [['orders', 'x.csv', '--colour', 'red'], '--colour'],
])('the wish %j is answered by how it is used', (args, reason) => {
  expect(() => importOptions(args)).toThrow(reason)
})

test.each([
  ['customer=1', text.columnsNeeded],
  ['who=1,paidAt=2,amount=3', 'who'],
  ['customer=1,paidAt=day,amount=3', text.columnsMixed],
])('the columns %s are refused', (columns, reason) => {
  expect(() => layoutOf(columns)).toThrow(reason)
})

describe('npm run import', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ terms: { orderMaxAgeDays: 36_500 } })
  })
  afterAll(async () => {
    expect((await verifyTable(shop.database)).breaches).toEqual([])
    await shop.close()
  })

  function start(file: string, ...more: string[]) {
    const loader = join(projectFolder, 'node_modules/tsx/dist/loader.mjs')
    const place = ['--table', shop.table.tableName, '--endpoint', shop.table.endpoint]
    const env = { ...process.env, DIANJIN_LANGUAGE: 'en', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' }
    const child = spawn(process.execPath, ['--import', loader, join(projectFolder, 'scripts/import.ts'), 'orders', file, ...place, ...more], { cwd: projectFolder, env })
    let said = ''
    for (const output of [child.stdout, child.stderr]) output.on('data', (part: Buffer) => (said += part.toString()))
    const ended = new Promise<{ code: number | null; said: string }>((resolve) => child.once('close', (code) => resolve({ code, said })))
    return { child, ended, heard: () => said }
  }
  const run = (file: string, ...more: string[]) => start(file, ...more).ended

  const orders = async () => (await everything(shop)).filter(({ sk }) => sk === 'ORDER').map((item) => stored<Order>(item))
  const paidFen = async () => (await orders()).reduce((sum, { paid }) => sum + (paid?.amountFen ?? 0), 0)

  test('says what it would do and writes nothing, then does just that, and a second time nothing', async () => {
    const file = fileOf(ledger([['c1', '19970101', '29.33'], ['c1', '19970101', '11.00'], ['c2', '19970105', '8.50'], ['c1', '19980301', '20.00']]))
    const before = await snapshot(shop)
    expect((await run(file, ...lined, '--dry-run')).said).toContain('would book 4 orders (68 points), 0 are there already, 2 new members')
    expect(await snapshot(shop)).toEqual(before)
    const first = await run(file, ...lined)
    expect(first.said).toContain('4 orders booked (68 points), 0 were there already, 2 new members')
    expect(first.code).toBe(0)
    const after = await snapshot(shop)
    expect((await run(file, ...lined)).said).toContain('0 orders booked (0 points), 4 were there already, 0 new members')
    expect((await run(file, ...lined, '--dry-run')).said).toContain('would book 0 orders (0 points), 4 are there already, 0 new members')
    expect(await snapshot(shop)).toEqual(after)
    expect(await paidFen()).toBe(6_883)
    const member = (await everything(shop)).find(({ customer }) => customer === 'c1')
    expect(member).not.toHaveProperty('personal')
    expect(member).not.toHaveProperty('consent')
  })

  test('leaves out what is wrong, writes a list of it, and books the rest', async () => {
    const file = fileOf(`customer,order_no,paid_at,amount\nc3,X1,2026-01-05,10\nc3,X2,yesterday,10\nc3,X1,2026-01-05,11\nc3,X3,2999-01-01,10\n`)
    const dry = await run(file, '--dry-run')
    const real = await run(file)
    for (const { code, said } of [dry, real]) {
      expect(code).toBe(1)
      for (const line of ['line 3', 'line 4', 'line 5', '3 rows were left out']) expect(said).toContain(line)
    }
    expect(real.said).toContain('1 orders booked (10 points)')
    const list = /The list: (\S+)/.exec(real.said)?.[1] ?? ''
    expect(readFileSync(list, 'utf8').split('\n')).toHaveLength(5)
  })

  test('killed in the middle, it goes on where it stopped, and everything is booked once', async () => {
    const before = await paidFen()
    const rows = Array.from({ length: 400 }, (_, i) => [`k${i % 100}`, `2026010${1 + Math.floor(i / 100)}`, '3.00'] as const)
    const file = fileOf(ledger(rows))
    const running = start(file, ...lined)
    while (!/Book the orders/.test(running.heard())) await sleep(20)
    await sleep(500)
    running.child.kill('SIGKILL')
    await running.ended
    const { code, said } = await run(file, ...lined)
    expect(said).toMatch(/Book the orders: [\d,]+ orders booked/)
    expect(code).toBe(0)
    expect((await paidFen()) - before).toBe(400 * 300)
  })

  test('a file that is not there, a column that is not there: one sentence', async () => {
    expect((await run(join(folder, 'none.csv'))).said).toMatch(/none\.csv cannot be read/)
    expect((await run(fileOf('customer,paid_at\nc1,2026-01-05\n'))).said).toContain('no column "amount"')
  })
})
