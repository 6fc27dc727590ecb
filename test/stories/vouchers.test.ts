import { freshId } from '../../scripts/support/in-process'
import { refusalSentence } from '../../shared/api/errors'
import { expectBalancedBooks, snapshot } from '../support/books'
import { clerk, exchange, member, members, memberQr, outcome, qrOf, redeem, reward, scan, tallied } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const held = async (terms: Parameters<typeof reward>[2] = {}, stock = 5) => {
  const it = await reward(shop, stock, terms)
  const lin = await member(shop)
  const { voucher } = await exchange(lin.api, it)
  return { lin, it, voucher }
}

describe('a voucher', () => {
  test('scanned by twenty clerks at once is redeemed by one, and the others hear by whom', async () => {
    const { voucher, lin } = await held()
    const clerks = [await clerk(shop, [1], '小王'), await clerk(shop, [1, 2], '小李')]
    const tickets = await Promise.all(clerks.map(({ api }) => scan(api, qrOf(shop, voucher))))
    const taps = Array.from({ length: 20 }, (_, n) => clerks[n % 2]?.api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket: tickets[n % 2] ?? '' }) ?? Promise.reject(new Error('no clerk')))
    expect(await tallied(taps)).toEqual({ done: 1, voucher_redeemed: 19 })
    const shown = await lin.api.voucher({ voucherId: voucher.id })
    expect(shown).toMatchObject({ state: 'redeemed', code: null, redeemed: { storeName: '徐汇店' } })
  })

  test('a clerk who sends the same scan again gets the first answer; another clerk is told the time, the store and the name', async () => {
    const { voucher } = await held()
    const [wang, li] = [await clerk(shop, [1], '小王'), await clerk(shop, [1], '小李')]
    shop.clock.turnTo('2026-11-25T06:03:00Z')
    const ticket = await scan(wang.api, qrOf(shop, voucher))
    const tap = { id: freshId('operation'), storeId: storeId(1), ticket }
    const first = await wang.api.redeem(tap)
    shop.clock.pass(3_600_000)
    expect(await wang.api.redeem(tap)).toEqual({ ...first, replayed: true })
    const look = await li.api.look({ code: voucher.code?.typed ?? '', storeId: storeId(1) })
    expect(look.type === 'voucher' && look.refusal?.zh).toBe('这张券已于 14:03 在徐汇店由小王核销。')
    expect((await wang.api.today({})).items).toHaveLength(1)
    expect((await li.api.today({})).items).toHaveLength(0)
  })

  test('cancelled and redeemed at once is one of the two', async () => {
    const wang = await clerk(shop)
    for (let round = 0; round < 5; round++) {
      const { lin, voucher } = await held()
      const ticket = await scan(wang.api, qrOf(shop, voucher))
      const both = [lin.api.cancelVoucher({ voucherId: voucher.id, id: freshId('operation') }), wang.api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket })]
      const [cancelled, redeemed] = await Promise.all(both.map(outcome))
      expect([['done', 'voucher_cancelled'], ['voucher_redeemed', 'done']]).toContainEqual([cancelled, redeemed])
      expect((await lin.api.account({})).available).toBe(cancelled === 'done' ? 100 : 0)
    }
  })

  test('works only in its stores, and the clerk hears where', async () => {
    const { voucher } = await held({ stores: [storeId(2)] })
    const [here, there] = [await clerk(shop, [1]), await clerk(shop, [2])]
    const look = await here.api.look({ code: qrOf(shop, voucher), storeId: storeId(1) })
    expect(look.type === 'voucher' && look.refusal?.code).toBe('voucher_other_store')
    await expect(here.api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket: look.ticket })).rejects.toMatchObject({ code: 'voucher_other_store', details: { storeNames: '静安店' } })
    expect(await outcome(here.api.look({ code: qrOf(shop, voucher), storeId: storeId(2) }))).toBe('store_not_yours')
    expect(await outcome(redeem(shop, there.api, voucher, freshId('operation'), storeId(2)))).toBe('done')
  })

  test('an old picture, a forged code and any other QR code are told apart, and nothing is asked of the database', async () => {
    const { voucher } = await held()
    const wang = await clerk(shop)
    const code = qrOf(shop, voucher)
    const look = (text: string) => outcome(wang.api.look({ code: text, storeId: storeId(1) }))
    expect(await look(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)).toBe('code_unreadable')
    expect(await look('https://example.com/pay')).toBe('code_unreadable')
    shop.clock.pass(30_000)
    expect(await look(code)).toBe('done')
    shop.clock.pass(31_000)
    expect(await look(code)).toBe('code_outdated')
    const typed = voucher.code?.typed ?? ''
    expect(await look(`${typed.slice(0, 4)} ${typed.slice(4)}`.toLowerCase())).toBe('done')
    expect(await look(`${typed.slice(0, 15)}${typed.endsWith('A') ? 'B' : 'A'}`)).toBe('code_unreadable')
  })

  test('is redeemed only by who scanned it, with a scan of a voucher, not too long ago', async () => {
    const { lin, voucher } = await held()
    const [wang, li] = [await clerk(shop), await clerk(shop)]
    const ticket = await scan(wang.api, qrOf(shop, voucher))
    const memberTicket = await scan(wang.api, await memberQr(shop, lin))
    const tap = (api: typeof wang.api, with_: string) => outcome(api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket: with_ }))
    expect(await tap(li.api, ticket)).toBe('code_outdated')
    expect(await tap(wang.api, memberTicket)).toBe('code_outdated')
    expect(await tap(wang.api, `${ticket.slice(0, -2)}AA`)).toBe('code_outdated')
    shop.clock.pass(12 * 3_600_000)
    expect(await tap(wang.api, ticket)).toBe('code_outdated')
  })
})

describe('a voucher that nobody redeems in time', () => {
  test.each([true, false])('ends by itself, without any job; points back: %s', async (refundOnExpiry) => {
    const own = await openShop()
    own.clock.turnTo('2026-11-24T04:00:00Z')
    const it = await reward(own, 1, { voucherDays: 1, refundOnExpiry })
    const [lin, chen] = await members(own, 2)
    if (lin === undefined || chen === undefined) throw new Error('two members were asked for')
    const { voucher } = await exchange(lin.api, it)
    expect(voucher.expiresAt).toBe('2026-11-25T16:00:00.000Z')
    const wang = await clerk(own)
    own.clock.turnTo('2026-11-25T15:59:59.999Z')
    const ticket = await scan(wang.api, qrOf(own, voucher))
    expect((await lin.api.voucher({ voucherId: voucher.id })).state).toBe('issued')
    own.clock.turnTo('2026-11-25T16:00:00.000Z')
    await expect(wang.api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket })).rejects.toMatchObject({ code: 'voucher_expired', details: { expiresAt: '00:00' } })
    expect(await lin.api.voucher({ voucherId: voucher.id })).toMatchObject({ state: 'expired', code: null })
    expect((await lin.api.account({})).available).toBe(refundOnExpiry ? 100 : 0)
    expect(await outcome(lin.api.cancelVoucher({ voucherId: voucher.id, id: freshId('operation') }))).toBe('voucher_expired')
    expect(await outcome(exchange(chen.api, it))).toBe('sold_out')
    await lin.api.checkIn({ id: freshId('operation'), day: own.clock.today })
    expect((await lin.api.account({})).available).toBe(refundOnExpiry ? 105 : 5)
    await own.run('settle')
    await own.drainStream()
    expect(await outcome(exchange(chen.api, it))).toBe('done')
    await own.drainStream()
    await expectBalancedBooks(own)
    expect(own.bugs).toEqual([])
    await own.close()
  })

  test('gives points back only while they are still good themselves', async () => {
    const own = await openShop({ terms: { expiry: { type: 'days', days: 2 } } })
    const it = await reward(own, 1, { voucherDays: 5 })
    const lin = await member(own)
    await exchange(lin.api, it)
    own.clock.pass(7 * 86_400_000)
    expect((await lin.api.account({})).available).toBe(0)
    await own.run('settle')
    await own.run('settle')
    expect((await lin.api.entries({})).items.map(({ type }) => type)).toEqual(['expire', 'refund', 'exchange', 'earn'])
    await own.drainStream()
    await expectBalancedBooks(own)
    await own.close()
  })

  test('the schedule run twice, or twice at once, settles once', async () => {
    const own = await openShop()
    const it = await reward(own, 9, { voucherDays: 0 })
    for (const { api } of await members(own, 4)) await exchange(api, it)
    own.clock.pass(2 * 86_400_000)
    const ran = await Promise.all([own.run('settle'), own.run('settle')])
    expect(ran.every((one) => Reflect.get(one, 'failed') === 0)).toBe(true)
    await own.drainStream()
    const after = await snapshot(own)
    await own.run('settle')
    await own.run('sweep')
    expect(await snapshot(own)).toEqual(after)
    await expectBalancedBooks(own)
    await own.close()
  })
})

test('every refusal at the counter is a whole sentence in both languages', () => {
  const details = { redeemedAt: '14:03', storeName: '徐汇店', clerkName: '小王', storeNames: '静安店', expiresAt: '00:00' }
  for (const code of ['voucher_redeemed', 'voucher_expired', 'voucher_cancelled', 'voucher_other_store', 'code_outdated', 'code_unreadable', 'voucher_not_found'] as const) {
    for (const language of ['zh', 'en'] as const) expect(refusalSentence(code, details, language)).not.toMatch(/\{|undefined| {2}/)
  }
})
