import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks } from '../support/books'
import { clerk, member, memberQr, outcome, scan, tallied, till } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const availableOf = async ({ api }: Awaited<ReturnType<typeof member>>) => (await api.account({})).available

describe('an order', () => {
  test('earns once, however often and by however many tills of its source it is reported at once', async () => {
    const lin = await member(shop)
    const [first, second] = [await till(shop, 'mall'), await till(shop, 'mall')]
    const report = { orderNo: 'A-1', member: { memberId: lin.id }, amountFen: 12_345 }
    const replies = await Promise.all([first, first, second, second, first].map((one) => one.reportOrderPaid(report)))
    expect(replies.map(({ replayed }) => replayed).sort()).toEqual([false, true, true, true, true])
    expect(new Set(replies.map(({ earnedPoints }) => earnedPoints))).toEqual(new Set([123]))
    expect(await availableOf(lin)).toBe(223)
  })

  test('three sources each have numbers of their own: till, web shop and a clerk at the counter', async () => {
    const lin = await member(shop)
    const wang = await clerk(shop)
    const ticket = await scan(wang.api, await memberQr(shop, lin))
    const report = { orderNo: 'B-1', member: { memberId: lin.id }, amountFen: 1_000 }
    const purchase = { id: freshId('operation'), storeId: storeId(1), ticket, amountFen: 1_000 }
    const [pos, web] = [await till(shop, 'pos'), await till(shop, 'web')]
    const reported = () => [pos.reportOrderPaid(report), web.reportOrderPaid(report), wang.api.recordPurchase(purchase)]
    const replies = await Promise.all([...reported(), ...reported()])
    expect(replies.filter(({ replayed }) => !replayed)).toHaveLength(3)
    expect(await availableOf(lin)).toBe(130)
    const { items } = await wang.api.today({})
    expect(items.filter(({ type }) => type === 'purchase')).toHaveLength(1)
  })

  test('with the same number and other content is refused', async () => {
    const lin = await member(shop)
    const chen = await member(shop)
    const pos = await till(shop)
    const report = { orderNo: 'C-1', member: { memberId: lin.id }, amountFen: 1_000 }
    await pos.reportOrderPaid(report)
    expect(await outcome(pos.reportOrderPaid({ ...report, amountFen: 1_001 }))).toBe('order_conflict')
    expect(await outcome(pos.reportOrderPaid({ ...report, member: { memberId: chen.id } }))).toBe('order_conflict')
    expect(await outcome(pos.reportOrderPaid({ ...report, storeId: storeId(1) }))).toBe('order_conflict')
    expect(await pos.reportOrderPaid(report)).toMatchObject({ replayed: true, earnedPoints: 10 })
  })

  test('names its member by member code, phone number or id', async () => {
    const lin = await member(shop)
    await lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })
    const phone = shop.wechat.people.find(({ id }) => id === lin.wechatId)?.phoneNumber ?? ''
    const pos = await till(shop)
    const code = await memberQr(shop, lin)
    for (const [n, ref] of [{ memberId: lin.id }, { code }, { phone }, { phone: `+86${phone}` }].entries()) {
      expect(await pos.reportOrderPaid({ orderNo: `D-${n}`, member: ref, amountFen: 100 })).toMatchObject({ memberId: lin.id })
    }
    shop.clock.pass(120_000)
    expect(await outcome(pos.reportOrderPaid({ orderNo: 'D-9', member: { code }, amountFen: 100 }))).toBe('code_outdated')
    expect(await outcome(pos.reportOrderPaid({ orderNo: 'D-9', member: { phone: '16199999999' }, amountFen: 100 }))).toBe('member_not_found')
  })

  test('from the future or from long ago is refused, and a till reports only for its own stores', async () => {
    const lin = await member(shop)
    const pos = await till(shop, 'store-one', [1])
    const report = (paidAt: string) => ({ orderNo: 'E-1', member: { memberId: lin.id }, amountFen: 100, paidAt })
    expect(await outcome(pos.reportOrderPaid(report('2026-11-30T00:00:00Z')))).toBe('order_too_late')
    expect(await outcome(pos.reportOrderPaid(report('2024-11-24T00:00:00Z')))).toBe('order_too_late')
    expect(await outcome(pos.reportOrderPaid({ ...report('2026-11-24T00:00:00Z'), storeId: storeId(2) }))).toBe('store_not_yours')
  })
})

describe('a refund', () => {
  const paid = async (amountFen: number) => {
    const lin = await member(shop)
    const orderNo = freshId('order')
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo, member: { memberId: lin.id }, amountFen })
    const refund = (refundId: string, fen: number) => pos.reportOrderRefunded({ orderNo, refundId, amountFen: fen })
    return { lin, refund }
  }

  test('takes back what its order earned, once, however often it is reported', async () => {
    const { lin, refund } = await paid(10_000)
    const replies = await Promise.all([refund('r', 10_000), refund('r', 10_000), refund('r', 10_000)])
    expect(replies.map(({ replayed }) => replayed).sort()).toEqual([false, true, true])
    expect(await availableOf(lin)).toBe(100)
    expect(await outcome(refund('r', 9_999))).toBe('order_conflict')
  })

  test('in parts takes back what the whole would, to the point, in any order and at once', async () => {
    const { lin, refund } = await paid(9_999)
    await Promise.all([refund('a', 3_333), refund('b', 1), refund('c', 3_332), refund('d', 3_333)])
    expect(await availableOf(lin)).toBe(100)
    const parts = await paid(1_050)
    expect(await parts.refund('a', 51)).toMatchObject({ reversedPoints: 1, refundedFen: 51 })
    expect(await parts.refund('b', 999)).toMatchObject({ reversedPoints: 10, refundedFen: 1_050 })
  })

  test('of more than was paid is refused, also when two refunds meet', async () => {
    const { lin, refund } = await paid(10_000)
    expect(await outcome(refund('big', 10_001))).toBe('refund_exceeds_order')
    expect(await tallied([refund('a', 6_000), refund('b', 6_000)])).toEqual({ done: 1, refund_exceeds_order: 1 })
    expect(await availableOf(lin)).toBe(140)
  })

  test('that comes before its order waits for it', async () => {
    const lin = await member(shop)
    const pos = await till(shop)
    const orderNo = freshId('order')
    expect(await pos.reportOrderRefunded({ orderNo, refundId: 'early', amountFen: 4_000 })).toMatchObject({ memberId: null, reversedPoints: 0 })
    const report = { orderNo, member: { memberId: lin.id }, amountFen: 10_000 }
    expect(await pos.reportOrderPaid(report)).toMatchObject({ earnedPoints: 100, reversedPoints: 40 })
    expect(await pos.reportOrderPaid(report)).toMatchObject({ earnedPoints: 100, reversedPoints: 40, replayed: true })
    expect(await availableOf(lin)).toBe(160)
  })

  test('that meets its order gives the same sum, whoever comes first', async () => {
    const lin = await member(shop)
    const pos = await till(shop)
    const pairs = Array.from({ length: 6 }, () => freshId('order')).flatMap((orderNo) => [
      pos.reportOrderPaid({ orderNo, member: { memberId: lin.id }, amountFen: 1_000 }),
      pos.reportOrderRefunded({ orderNo, refundId: 'r', amountFen: 400 }),
    ])
    expect(await tallied(pairs)).toEqual({ done: 12 })
    expect(await availableOf(lin)).toBe(100 + 6 * 6)
  })

  test('of a pending purchase takes pending points', async () => {
    const lin = await member(shop)
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo: `P-${lin.id}`, member: { memberId: lin.id }, amountFen: 5_000, storeId: storeId(2) })
    await pos.reportOrderRefunded({ orderNo: `P-${lin.id}`, refundId: 'r', amountFen: 2_000 })
    expect(await lin.api.account({})).toMatchObject({ available: 100, pending: 30, debt: 0 })
  })
})
