import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks, snapshot } from '../support/books'
import { apiEvent } from '../support/events'
import { clerk, exchange, loosely, member, memberQr, outcome, type Person, reward, scan, till } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
let lin: Person
beforeAll(async () => {
  shop = await openShop()
  lin = await member(shop)
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

type Sent = Parameters<typeof apiEvent>[0]

async function answer(call: Sent): Promise<{ status: number | undefined; code: unknown; body: Record<string, unknown> }> {
  const { statusCode, body } = await shop.api(apiEvent({ token: lin.token, ...call }))
  const read: Record<string, unknown> = JSON.parse(body ?? '{}')
  return { status: statusCode, code: read['code'], body: read }
}

const refusedOf = async (call: Sent) => {
  const before = await snapshot(shop)
  const { status, code } = await answer(call)
  expect(await snapshot(shop)).toEqual(before)
  return `${status} ${String(code)}`
}

const wrongAmounts: readonly unknown[] = [-1, 0, 1.5, 1e15, 100_000_001, '100', 'viel', null, true, [100], { fen: 100 }, Number.MAX_SAFE_INTEGER + 1]

describe('an amount', () => {
  test.each(wrongAmounts.map((amount) => [JSON.stringify(amount), amount]))('of %s fen is refused everywhere', async (_, amountFen) => {
    const pos = await till(shop)
    const wang = await clerk(shop)
    const ticket = await scan(wang.api, await memberQr(shop, lin))
    const before = await snapshot(shop)
    const refused = (api: typeof pos, ...[name, input]: [Parameters<typeof loosely>[1], object]) => outcome(loosely(api, name, input))
    expect(await refused(pos, 'reportOrderPaid', { orderNo: 'N-1', member: { memberId: lin.id }, amountFen })).toBe('invalid_input')
    expect(await refused(pos, 'reportOrderRefunded', { orderNo: 'N-1', refundId: 'r', amountFen })).toBe('invalid_input')
    expect(await refused(wang.api, 'recordPurchase', { id: freshId('operation'), storeId: storeId(1), ticket, amountFen })).toBe('invalid_input')
    const price = await refused(lin.api, 'exchange', { id: freshId('voucher'), rewardId: freshId('reward'), pricePoints: amountFen })
    expect(price).toBe(amountFen === 1e15 || amountFen === 100_000_001 ? 'reward_not_found' : 'invalid_input')
    expect(await snapshot(shop)).toEqual(before)
  })
})

describe('a body', () => {
  test('with a field nobody asked for is refused by its name', async () => {
    const { body } = await answer({ method: 'POST', path: '/me', body: { nickname: '小满', points: 9_999 } })
    expect(body).toMatchObject({ code: 'invalid_input' })
    expect(JSON.stringify(body['details'])).toContain('points')
    expect(await refusedOf({ method: 'POST', path: '/me', body: '{"nickname":"小满","__proto__":{"role":"owner"}}' })).toBe('400 invalid_input')
    expect(await refusedOf({ method: 'GET', path: '/me/entries', query: { memberId: 'mem_01JD0000000000000000000000' } })).toBe('400 invalid_input')
  })

  test('of a megabyte, or of more than 64 KB, is refused before it is read', async () => {
    expect(await refusedOf({ method: 'POST', path: '/me', body: { nickname: 'x'.repeat(1_048_576) } })).toBe('413 body_too_large')
    expect(await refusedOf({ method: 'POST', path: '/me', body: new Uint8Array(70_000) })).toBe('413 body_too_large')
  })

  test.each([
    ['half a body', { body: '{"nickname":' }],
    ['a list', { body: '[]' }],
    ['null', { body: 'null' }],
    ['a number', { body: '7' }],
    ['bytes that are no text', { body: new Uint8Array([0xff, 0xfe, 0x00]) }],
    ['thirty thousand brackets', { body: '['.repeat(30_000) }],
    ['another content type', { body: '{"nickname":"a"}', headers: { 'content-type': 'text/plain' } }],
    ['a nickname of blanks', { body: { nickname: '   ' } }],
    ['a nickname of 21 letters', { body: { nickname: 'x'.repeat(21) } }],
    ['a birthday that never was', { body: { birthday: '2026-02-30' } }],
  ])('%s is refused', async (_, sent) => {
    expect(await refusedOf({ method: 'POST', path: '/me', ...sent })).toBe('400 invalid_input')
  })

  test('and a query that give one name twice are refused', async () => {
    expect(await refusedOf({ method: 'POST', path: '/me/check-ins', query: { day: '2026-11-24' }, body: { id: freshId('operation'), day: '2026-11-24' } })).toBe('400 invalid_input')
    expect(await refusedOf({ method: 'POST', path: `/vouchers/${freshId('voucher')}/cancellation`, body: { id: freshId('operation'), voucherId: freshId('voucher') } })).toBe('400 invalid_input')
  })
})

test.each([
  ['GET', '/nowhere', 404], ['GET', '/me/', 404], ['DELETE', '/me', 404], ['GET', '/rewards/%E0%A4%A', 400], ['GET', '/vouchers/..%2F..', 400], ['OPTIONS', '/me', 404],
] as const)('%s %s is answered with %i', async (method, path, status) => {
  expect((await answer({ method, path })).status).toBe(status)
})

test.each(['-1', '0', '51', '1.5', 'many', '', '5,6'])('a page of %s items is refused', async (limit) => {
  expect(await refusedOf({ method: 'GET', path: '/me/entries', query: { limit } })).toBe('400 invalid_input')
})

test('a cursor that we never gave is refused', async () => {
  for (const path of ['/me/entries', '/vouchers', '/rewards', '/me/export']) {
    expect(await refusedOf({ method: 'GET', path, query: { cursor: Buffer.from('mem_other/../..').toString('base64url') } })).toBe('400 invalid_input')
  }
})

test('a refusal names itself, its request and a sentence in the language of the phone', async () => {
  const { body } = await answer({ method: 'GET', path: '/nowhere', headers: { 'accept-language': 'en-GB,en' } })
  expect(body).toMatchObject({ code: 'not_found', message: 'Nothing here. Go back and look again.', requestId: expect.stringMatching(/./) })
  expect((await answer({ method: 'GET', path: '/nowhere' })).body['message']).toBe('没有找到。返回上一页再看看。')
})

test('a member who asks for anything of another finds nothing', async () => {
  const chen = await member(shop)
  const it = await reward(shop, 3)
  const { voucher } = await exchange(chen.api, it)
  const before = await snapshot(shop)
  expect(await outcome(lin.api.voucher({ voucherId: voucher.id }))).toBe('voucher_not_found')
  expect(await outcome(lin.api.cancelVoucher({ voucherId: voucher.id, id: freshId('operation') }))).toBe('voucher_not_found')
  expect((await lin.api.listVouchers({})).items).toEqual([])
  expect(JSON.stringify(await lin.api.exportMe({}))).not.toContain(chen.id)
  const cursor = (await chen.api.entries({ limit: 1 })).next ?? ''
  expect((await lin.api.entries({ cursor })).items.every(({ source }) => source.id !== voucher.id)).toBe(true)
  expect(await snapshot(shop)).toEqual(before)
  const mine = await member(shop)
  expect((await exchange(mine.api, it, voucher.id)).voucher.id).toBe(voucher.id)
  expect((await chen.api.voucher({ voucherId: voucher.id })).state).toBe('issued')
})

test('a member is no clerk, a clerk is no owner, and neither is a till', async () => {
  const wang = await clerk(shop)
  for (const call of [{ method: 'POST', path: '/clerk/looks', body: { code: 'x', storeId: storeId(1) } }, { method: 'GET', path: '/clerk/today' }, { method: 'GET', path: '/staff' }] as const) {
    expect((await answer(call)).status).toBe(403)
  }
  expect(await outcome(wang.api.listStaff({}))).toBe('not_allowed')
  expect(await outcome(wang.api.inviteClerk({ storeIds: [storeId(1)], name: '朋友' }))).toBe('not_allowed')
  expect(await outcome(wang.api.reportOrderPaid({ orderNo: 'Q-1', member: { memberId: lin.id }, amountFen: 100 }))).toBe('signed_out')
})
