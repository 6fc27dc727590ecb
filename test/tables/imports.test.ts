import { csvLine } from '../../console/src/parts/csv'
import { delimiterOf, textOf } from '../../console/src/imports/read-file'
import { dayIn, fenOfYuan, phoneIn, wholeIn } from '../../shared/imports/cells'
import { guessMapping, importFields, type ImportKind, missingFields } from '../../shared/imports/kinds'
import { rowSentence } from '../../shared/imports/problems'
import { readRow } from '../../shared/imports/rows'
import { nothingWeighed, weigh } from '../../shared/imports/weigh'
import { newId } from '../../shared/api/ids'
import { inGb18030 } from '../support/sheets'

describe('a line of an exported table', () => {
  test.each([
    [['A-1', '林小满', 12], 'A-1,林小满,12'],
    [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"'],
    [[null, undefined, ''], ',,'],
    [[-5, 0.5, '0'], '-5,0.5,0'],
    [['=1+1', '+86 1', '-x', '@sum', '\tx', '\rx'], `'=1+1,'+86 1,'-x,'@sum,'\tx,"'\rx"`],
    [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`)
  })
})

describe('a file is read', () => {
  const bytes = (buffer: Buffer) => Uint8Array.from(buffer).buffer
  test.each([
    ['UTF-8', bytes(Buffer.from('手机号,积分'))],
    ['UTF-8 with its mark', bytes(Buffer.from('\uFEFF手机号,积分'))],
    ['what Excel writes in China', bytes(inGb18030('手机号,积分'))],
    ['what Excel calls Unicode text', bytes(Buffer.from('\uFEFF手机号,积分', 'utf16le'))],
  ])('as %s', (_, file) => {
    expect(textOf(file)).toBe('手机号,积分')
  })

  test.each([['a,b;c,d', ','], ['a;b;c', ';'], ['a\tb', '\t'], ['alone', ',']])('%j is parted by %j', (text, sign) => {
    expect(delimiterOf(`${text}\n;;;;;;`)).toBe(sign)
  })
})

describe('columns are guessed by their titles', () => {
  const guessed = (kind: ImportKind, titles: readonly string[]) => Object.fromEntries(Object.entries(guessMapping(kind, titles)).map(([field, column]) => [titles[column], field]))
  test.each<[ImportKind, readonly string[], object]>([
    ['members', ['会员姓名', '手机号码', '注册时间', '成长值', '备注'], { 会员姓名: 'nickname', 手机号码: 'phone', 注册时间: 'joined', 成长值: 'growth' }],
    ['members', ['Name', 'Mobile', 'Birth date', 'Member No'], { Name: 'nickname', Mobile: 'phone', 'Birth date': 'birthday', 'Member No': 'customer' }],
    ['balances', ['会员号', '手机', '积分余额', '有效期至', '备注'], { 会员号: 'customer', 手机: 'phone', 积分余额: 'points', 有效期至: 'expiresOn', 备注: 'text' }],
    ['orders', ['订单号', '客户编号', '支付时间', '实付金额', '门店'], { 订单号: 'orderNo', 客户编号: 'customer', 支付时间: 'paidAt', 实付金额: 'amount', 门店: 'store' }],
    ['orders', ['customer', 'order_no', 'paid_at', 'amount', 'store_id'], { customer: 'customer', order_no: 'orderNo', paid_at: 'paidAt', amount: 'amount', store_id: 'store' }],
    ['orders', ['x', 'y'], {}],
  ])('%s: %j', (kind, titles, mapping) => {
    expect(guessed(kind, titles)).toEqual(mapping)
  })

  test('and what is missing is told', () => {
    expect([missingFields('members', ['customer']), missingFields('balances', ['phone']), missingFields('orders', ['phone', 'paidAt', 'amountFen'])]).toEqual([[], [['points']], []])
  })
})

describe('a cell', () => {
  test.each([
    [phoneIn, '+86 199-0000-0001', '19900000001'], [phoneIn, '8619900000001', '19900000001'], [phoneIn, '1.99E+10', undefined], [phoneIn, '99900000001', undefined],
    [dayIn, '20271231', '2027-12-31'], [dayIn, '2027.1.5', '2027-01-05'], [dayIn, '2027年1月5日', '2027-01-05'], [dayIn, '2027-02-29', undefined], [dayIn, '2027-12-31 00:00:00', '2027-12-31'], [dayIn, '31.12.2027', undefined], [dayIn, '2027-1231', undefined],
    [fenOfYuan, '¥1,068.5', 106_850], [fenOfYuan, '0', 0], [fenOfYuan, '1.005', undefined], [fenOfYuan, '-1', undefined], [fenOfYuan, '1,00', undefined],
    [wholeIn, '1,200', 1_200], [wholeIn, '30.00', 30], [wholeIn, '1.5', undefined], [wholeIn, '-1', undefined],
  ] as const)('%p of %j', (read, given, value) => {
    expect(read(given)).toBe(value)
  })
})

test('every problem of a row has a sentence in both languages', () => {
  const ground = { timeZone: 'Asia/Shanghai', today: '2026-11-27', stores: new Set<string>() }
  for (const kind of ['members', 'balances', 'orders'] as const) {
    for (const field of importFields[kind]) {
      const row = readRow(kind, { customer: 'V-1', points: '1', orderNo: 'A', paidAt: '2026-11-01', amount: '1', [field]: '!?'.repeat(40) }, ground)
      expect([kind, field, 'code' in row ? row.code : 'read']).toEqual([kind, field, `bad_${field}`])
      for (const language of ['zh', 'en'] as const) expect(rowSentence({ code: `bad_${field}` }, language)).toMatch(/.{8,}/)
    }
  }
  expect(rowSentence({ code: 'missing', details: { field: 'points' } }, 'zh')).toBe('缺少积分，请补上')
  expect(rowSentence({ code: 'order_conflict', details: { orderNo: 'A-1' } }, 'zh')).toContain('A-1')
})

test('what undoing would owe is told over chunks: a member’s points are there once, pending ones first', () => {
  const [lin, chen] = [newId('member', 1, [1]), newId('member', 1, [2])]
  const row = (memberId: typeof lin, points: number, available: number, pendingPoints = 0) => ({ memberId, points, available, pendingPoints, pendingLot: pendingPoints === 0 ? null : '2026-12-01>never' })
  const first = weigh(nothingWeighed, { items: [row(lin, 50, 60), row(chen, 10, 5, 8)], lapsed: 3 })
  const both = weigh(first, { items: [row(lin, 50, 60), row(chen, 10, 5, 8)], lapsed: 4 })
  expect([first.points, first.debt, both.points, both.debt, both.lapsed]).toEqual([60, 0, 120, 47, 7])
})
