import { keys } from '../../functions/database/keys'
import { freshId } from '../../scripts/support/in-process'
import { text } from '../../scripts/verify/text'
import { verifyTable } from '../../scripts/verify/table'
import { Programme } from '../../shared/earning/programme'
import type { MemberId } from '../../shared/api/ids'
import { answersLost, answersLostOnTheWire, asking, dies, meanwhile, without } from '../support/faults'
import { marketer } from '../support/marketing'
import { buys, clerk, exchange, member, outcome, type Person, redeem, reward, scan, tallied, till } from '../support/people'
import { namedAfter } from '../support/plant'
import { closeBalanced } from '../support/shelf'
import { openShop, type Shop } from '../support/story'
import { programme, storeId } from '../support/story.terms'

let shop: Shop
let li: Person
beforeAll(async () => {
  shop = await openShop({ terms: { rules: [...programme.rules, ...Programme.parse({ ...programme, rules: [{ id: 'invite', kind: 'referral', terms: { inviterPoints: 50, friendPoints: 0 } }] }).rules], cashOff: { stepPoints: 10, fenPerStep: 100, minimumFen: 100, mostPercent: 100, holdMinutes: 15 } } })
  li = await marketer(shop)
})
afterAll(() => closeBalanced(shop))
beforeEach(() => shop.clock.pass(20_000))

const into = (source: Pick<Person, 'id'>, target: Pick<Person, 'id'>, id = freshId('operation')) => ({ memberId: source.id, into: target.id, id, reason: '换了手机号' })
const pointsOf = async (memberId: MemberId) => {
  const { account } = await li.api.memberDetail({ memberId })
  return { available: account.available, pending: account.pending, debt: account.debt }
}
const theMerge = asking('TransactWriteItems', /merge_in/)

describe('two members become one', () => {
  test('with lots on their days, pending points, check-in days, counters and everything by which they are found', async () => {
    const [old, young] = [await member(shop, { points: 30 }), await member(shop)]
    await old.api.linkPhone({ code: shop.wechat.phone.phoneCode(old.wechatId) ?? '' })
    const { phone } = await li.api.unmaskMember({ memberId: old.id, reason: '核对' })
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo: 'M-pending', member: { memberId: old.id }, amountFen: 700, storeId: storeId(2) })
    await old.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
    const before = await old.api.account({})
    const preview = await li.api.mergePreview({ memberId: old.id, into: young.id })
    expect(preview).toMatchObject({ obstacles: [], openVouchers: 0, becomesFrozen: false, finds: ['card', 'openid', 'phone'], after: { available: 235, pending: 7, debt: 0 } })
    const sent = into(old, young)
    const done = await li.api.mergeMembers(sent)
    expect(done).toMatchObject({ into: young.id, points: before.available + before.pending, replayed: false })
    expect(await li.api.mergeMembers(sent)).toEqual({ ...done, replayed: true })
    const after = await young.api.account({})
    expect(after).toMatchObject({ available: 235, pending: 7, arriving: before.arriving })
    expect(await outcome(young.api.checkIn({ id: freshId('operation'), day: shop.clock.today }))).toBe('already_checked_in')
    // The old phone, card, number and WeChat lead to the other.
    for (const by of [{ phone: phone ?? '' }, { cardNo: old.profile.cardNo }, { memberId: old.id }]) expect((await li.api.findMembers(by)).items).toMatchObject([{ id: young.id }])
    expect((await member(shop, { wechatId: old.wechatId })).id).toBe(young.id)
    await pos.reportOrderPaid({ orderNo: 'M-after', member: { phone: phone ?? '' }, amountFen: 500 })
    await pos.reportOrderPaid({ orderNo: 'M-by-id', member: { memberId: old.id }, amountFen: 300 })
    expect(await pointsOf(young.id)).toEqual({ available: 243, pending: 7, debt: 0 })
  })

  test('the old session ends by asking to sign in again, and the old page leads to the other', async () => {
    const [old, young] = [await member(shop), await member(shop)]
    await li.api.mergeMembers(into(old, young))
    for (const ask of [old.api.account({}), old.api.me({}), old.api.checkIn({ id: freshId('operation'), day: shop.clock.today }), old.api.home({}), old.api.listVouchers({}), old.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })]) expect(await outcome(ask)).toBe('signed_out')
    const about = { memberId: old.id, id: freshId('operation'), points: 5, reason: '补', text: '补' }
    for (const ask of [li.api.memberDetail({ memberId: old.id }), li.api.adjustPoints(about), li.api.freezeMember({ memberId: old.id, reason: '看看' }), li.api.mergeMembers(into(old, young))]) expect(await outcome(ask)).toBe('member_merged')
    const seen = await li.api.memberDetail({ memberId: young.id })
    expect(seen.absorbed).toMatchObject([{ memberId: old.id, cardNo: old.profile.cardNo, points: 100, reason: '换了手机号' }])
    expect((await li.api.memberEntries({ memberId: old.id })).items.map(({ type, points }) => [type, points])).toEqual([['merge_out', -100], ['earn', 100]])
    expect((await li.api.memberEntries({ memberId: young.id })).items[0]).toMatchObject({ type: 'merge_in', points: 100, facts: { memberId: old.id } })
  })

  test('debt goes along and is paid from what the other has', async () => {
    const [old, young] = [await member(shop, { points: 50 }), await member(shop, { points: 20 })]
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo: 'M-debt', member: { memberId: old.id }, amountFen: 9_000 })
    await exchange(old.api, await reward(shop, 5, { pricePoints: 240 }))
    await pos.reportOrderRefunded({ orderNo: 'M-debt', refundId: 'R', amountFen: 9_000 })
    expect(await pointsOf(old.id)).toEqual({ available: 0, pending: 0, debt: 90 })
    await li.api.mergeMembers(into(old, young))
    expect(await pointsOf(young.id)).toEqual({ available: 30, pending: 0, debt: 0 })
  })

  test('what comes later of earlier orders, bills and friends reaches the one who goes on, also through two merges', async () => {
    const [a, b, c] = [await member(shop), await member(shop), await member(shop)]
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo: 'M-a', member: { memberId: a.id }, amountFen: 8_000 })
    const hold = freshId('hold')
    await pos.openHold({ id: hold, member: { memberId: a.id }, billFen: 1_000, points: 50 })
    expect(await outcome(li.api.mergeMembers(into(a, b)))).toBe('merge_holds')
    await pos.confirmHold({ holdId: hold })
    await li.api.mergeMembers(into(a, b))
    await pos.reportOrderRefunded({ orderNo: 'M-a', refundId: 'R1', amountFen: 3_000 })
    expect(await pointsOf(b.id)).toEqual({ available: 100 + 130 - 30, pending: 0, debt: 0 })
    await li.api.mergeMembers(into(b, c))
    await pos.reportOrderRefunded({ orderNo: 'M-a', refundId: 'R2', amountFen: 5_000 })
    await pos.refundHold({ holdId: hold, refundId: 'R', points: 20 })
    expect(await pointsOf(c.id)).toEqual({ available: 100 + 200 - 50 + 20, pending: 0, debt: 0 })
    // A till that repeats what it reported before is answered as then.
    expect(await pos.reportOrderPaid({ orderNo: 'M-a', member: { memberId: a.id }, amountFen: 8_000 })).toMatchObject({ replayed: true, earnedPoints: 80, reversedPoints: 80 })
    expect(await pos.reportOrderPaid({ orderNo: 'M-a', member: { memberId: c.id }, amountFen: 8_000 })).toMatchObject({ replayed: true })
    expect(await outcome(pos.reportOrderPaid({ orderNo: 'M-a', member: { memberId: c.id }, amountFen: 8_001 }))).toBe('order_conflict')
  })

  test('friends whom the old account invited pay the one who goes on, who is never paid for themselves', async () => {
    const [old, young] = [await member(shop), await member(shop)]
    const { shareId } = await old.api.myShare({})
    const [before, after] = [await member(shop, { shareId }), await member(shop, { shareId })]
    const pos = await till(shop)
    await shop.drainStream()
    await pos.reportOrderPaid({ orderNo: 'M-friend-1', member: { memberId: before.id }, amountFen: 5_000 })
    await shop.drainStream()
    expect((await pointsOf(old.id)).available).toBe(150)
    await li.api.mergeMembers(into(old, young))
    await pos.reportOrderPaid({ orderNo: 'M-friend-2', member: { memberId: after.id }, amountFen: 5_000 })
    await shop.drainStream()
    expect((await pointsOf(young.id)).available).toBe(300)
    await pos.reportOrderRefunded({ orderNo: 'M-friend-1', refundId: 'R', amountFen: 5_000 })
    await shop.drainStream()
    expect((await pointsOf(young.id)).available).toBe(250)
    const own = await member(shop, { shareId: (await young.api.myShare({})).shareId })
    await li.api.mergeMembers(into(young, own))
    await pos.reportOrderPaid({ orderNo: 'M-friend-3', member: { memberId: own.id }, amountFen: 5_000 })
    await shop.drainStream()
    expect((await pointsOf(own.id)).available).toBe(250 + 100 + 50)
  })

  test('open vouchers are shown to, redeemed for, cancelled and lapse for the one who goes on', async () => {
    const [old, young, wang] = [await member(shop, { points: 100 }), await member(shop), await clerk(shop)]
    const [kept, dropped, lapsing] = [await exchange(old.api, await reward(shop, 5, { pricePoints: 20 })), await exchange(old.api, await reward(shop, 5, { pricePoints: 30 })), await exchange(old.api, await reward(shop, 5, { pricePoints: 40, voucherDays: 0 }))]
    expect((await li.api.mergePreview({ memberId: old.id, into: young.id })).openVouchers).toBe(3)
    await li.api.mergeMembers(into(old, young))
    expect((await young.api.listVouchers({ state: 'usable' })).items.map(({ id }) => id).sort()).toEqual([kept, dropped, lapsing].map(({ voucher }) => voucher.id).sort())
    await redeem(shop, wang.api, (await young.api.voucher({ voucherId: kept.voucher.id })))
    const cancel = { voucherId: dropped.voucher.id, id: freshId('operation') }
    await young.api.cancelVoucher(cancel)
    expect((await young.api.cancelVoucher(cancel)).replayed).toBe(true)
    expect(await pointsOf(young.id)).toEqual({ available: 240, pending: 0, debt: 0 })
    shop.clock.pass(2 * 86_400_000)
    expect(await pointsOf(young.id)).toEqual({ available: 280, pending: 0, debt: 0 })
    await shop.drainStream()
    await shop.run('settle')
    expect((await young.api.entries({})).items.filter(({ type }) => type === 'refund')).toHaveLength(2)
  })

  test('a frozen member does not thaw by it, staff and doubted points do not go, and nobody merges themselves', async () => {
    const [old, young, wang] = [await member(shop), await member(shop), await clerk(shop)]
    await li.api.freezeMember({ memberId: old.id, reason: '可疑' })
    expect(await outcome(li.api.mergeMembers(into(wang, young)))).toBe('merge_staff')
    expect(await outcome(li.api.mergeMembers(into(young, young)))).toBe('merge_same')
    expect(await outcome(li.api.mergeMembers(into(young, li)))).toBe('not_allowed')
    expect(await outcome(wang.api.mergeMembers(into(old, young)))).toBe('not_allowed')
    expect((await li.api.mergePreview({ memberId: wang.id, into: young.id })).obstacles).toMatchObject([{ code: 'merge_staff' }])
    expect((await li.api.mergePreview({ memberId: old.id, into: young.id })).becomesFrozen).toBe(true)
    await li.api.mergeMembers(into(old, young))
    expect((await li.api.memberDetail({ memberId: young.id })).isFrozen).toBe(true)
  })
})

describe('whatever happens meanwhile', () => {
  test('points earned, spent and refunded at the same time are there once', async () => {
    const [old, young] = [await member(shop, { points: 100 }), await member(shop)]
    const pos = await till(shop)
    const coffee = await reward(shop, 5, { pricePoints: 10 })
    await pos.reportOrderPaid({ orderNo: 'M-r0', member: { memberId: old.id }, amountFen: 2_000 })
    const all = [
      li.api.mergeMembers(into(old, young)),
      ...[1, 2, 3, 4].map((one) => pos.reportOrderPaid({ orderNo: `M-r${one}`, member: { memberId: old.id }, amountFen: 100 * one })),
      pos.reportOrderRefunded({ orderNo: 'M-r0', refundId: 'R', amountFen: 500 }),
      old.api.exchange({ id: freshId('voucher'), rewardId: coffee.id, pricePoints: 10 }),
    ]
    const said = await tallied(all)
    expect((said['done'] ?? 0) + (said['signed_out'] ?? 0)).toBe(7)
    await shop.drainStream()
    expect((await pointsOf(young.id)).available).toBe(100 + 200 + 20 + 10 - 5 - ((said['signed_out'] ?? 0) === 0 ? 10 : 0))
  })

  test('of two merges at once, also of each into the other, one is done', async () => {
    const [a, b, c] = [await member(shop), await member(shop), await member(shop)]
    expect(await tallied([li.api.mergeMembers(into(a, b)), li.api.mergeMembers(into(b, a))])).toEqual({ done: 1, member_merged: 1 })
    const [d, e] = [await member(shop), await member(shop)]
    const sent = into(d, e)
    expect(await tallied([li.api.mergeMembers(sent), li.api.mergeMembers(sent), li.api.mergeMembers(into(d, c))])).toMatchObject({ done: expect.any(Number) })
    const [left, right] = [(await pointsOf(e.id)).available, (await pointsOf(c.id)).available]
    expect([left, right].sort()).toEqual([100, 200])
  })

  test('a merge that died, or whose answer was lost, is done or not done, and done once', async () => {
    for (const fault of [dies('before', theMerge), dies('after', theMerge), answersLost(theMerge), answersLostOnTheWire(theMerge)]) {
      const [old, young] = [await member(shop, { points: 7 }), await member(shop)]
      const sent = into(old, young)
      await Promise.resolve(li.on(await shop.instance([fault])).mergeMembers(sent)).catch(() => undefined)
      await li.api.mergeMembers(sent)
      expect(await pointsOf(young.id)).toEqual({ available: 207, pending: 0, debt: 0 })
    }
  })

  test('a ticket of the counter from before still names the right person', async () => {
    const [old, young, wang] = [await member(shop, { points: 50 }), await member(shop), await clerk(shop)]
    const { voucher } = await exchange(old.api, await reward(shop, 5, { pricePoints: 20 }))
    const ticket = await scan(wang.api, voucher.code?.typed ?? '')
    await li.api.mergeMembers(into(old, young))
    expect(await outcome(wang.api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket }))).toBe('done')
  })
})

describe('the books would tell', () => {
  test('without the version of the account and the number of the entry, an order that comes meanwhile is lost', async () => {
    const [old, young] = [await member(shop), await member(shop)]
    const late = meanwhile(theMerge, () => buys(shop, old.id, 40))
    await li.on(await shop.instance([late])).mergeMembers(into(old, young))
    expect((await pointsOf(young.id)).available).toBe(240)

    const broken = await openShop({ isVerified: false })
    const marketing = await marketer(broken)
    const [first, second] = [await member(broken), await member(broken)]
    const careless = await broken.instance([without('version = :version', /mergedInto/), without('attribute_not_exists(pk)', /merge_out/), meanwhile(theMerge, () => buys(broken, first.id, 40))])
    await marketing.on(careless).mergeMembers(into(first, second)).catch(() => undefined)
    const { breaches } = await verifyTable(broken.database)
    expect(breaches.length).toBeGreaterThan(0)
    await broken.close()
  })

  test('points that left and did not arrive, and entries about a stranger, are named', async () => {
    const [old, young] = [await member(shop), await member(shop)]
    const { operationId } = await (async () => {
      const sent = into(old, young)
      await li.api.mergeMembers(sent)
      return { operationId: sent.id }
    })()
    await shop.drainStream()
    expect(await namedAfter(shop, keys.entry(young.id, 2), (item) => ({ ...item, operationId: 'op_other' }))).toContain(text.breach.mergeUnmatched(old.id, young.id, 100, 0))
    expect(operationId).toBeTruthy()
    expect(await namedAfter(shop, keys.account(young.id), ({ absorbed: _absorbed, ...item }) => item)).toEqual(expect.arrayContaining([text.breach.mergeUnlisted(old.id, young.id), text.breach.mergeForeign(young.id, old.id)]))
    expect(await namedAfter(shop, keys.account(old.id), (item) => ({ ...item, mergedInto: 'mem_other' }))).toContain(text.breach.mergeInto(old.id, 'mem_other', young.id))
  })
})
