import { freshId } from '../../scripts/support/in-process'
import { RiskTerms } from '../../shared/risk/terms'
import { expectBalancedBooks } from '../support/books'
import { deciding, marketer, openReviews } from '../support/hunters'
import { clerk, exchange, member, outcome, owner, type Person, reward, tallied, till } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
let pos: Awaited<ReturnType<typeof till>>
let staff: Person
beforeAll(async () => {
  shop = await openShop({ terms: { risk: RiskTerms.parse({ velocity: [{ by: 'member', per: 'day', most: 1, answer: 'hold' }] }) } })
  pos = await till(shop)
  staff = await marketer(shop)
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

let orders = 0
const buysAt = async (store: number, { id }: Person, yuan: number) => {
  orders += 1
  const orderNo = `R-${orders}`
  await pos.reportOrderPaid({ orderNo, member: { memberId: id }, amountFen: yuan * 100, storeId: storeId(store) })
  return orderNo
}
const refunds = (orderNo: string, yuan: number, refundId = freshId('operation').slice(3)) => pos.reportOrderRefunded({ orderNo, refundId, amountFen: yuan * 100 })
const reviewOf = async ({ id }: Person) => (await openReviews(shop, staff)).find(({ memberId }) => memberId === id)

/** A member who has joined, whose next purchase is one too many and waits. */
async function doubted(yuan = 80, store = 1) {
  const lin = await member(shop)
  const orderNo = await buysAt(store, lin, yuan)
  return { lin, orderNo, review: await reviewOf(lin) }
}
const pointsOf = async ({ api }: Person) => {
  const { available, pending, inReview, debt } = await api.account({})
  return { available, pending, inReview, debt }
}

describe('points that wait', () => {
  test('stand in the queue with reasons and a masked member, and cannot be spent meanwhile', async () => {
    const { lin, orderNo, review } = await doubted()
    await lin.api.updateMe({ nickname: '林小满' })
    expect(await reviewOf(lin)).toMatchObject({
      state: 'open', memberId: lin.id, nicknameMasked: '林**', phoneMasked: null, points: 80, decided: null,
      reasons: [{ code: 'velocity_member', zh: '这位会员短时间内得分太频繁' }],
      entry: { type: 'earn', source: { kind: 'order', id: `pos/${orderNo}` } },
    })
    expect(review?.heldAt).toBe(new Date(shop.clock.now()).toISOString())
    expect(await pointsOf(lin)).toEqual({ available: 100, pending: 80, inReview: 80, debt: 0 })
    expect(await outcome(exchange(lin.api, await reward(shop, 1, { pricePoints: 150 })))).toBe('points_short')
  })

  test('come into the queue once, however often the stream tells of them', async () => {
    const { lin, review } = await doubted()
    const entry = (await lin.api.entries({})).items[0]
    expect(entry).toMatchObject({ review: ['velocity_member'], reviewState: 'open' })
    expect((await openReviews(shop, staff)).filter(({ memberId }) => memberId === lin.id)).toHaveLength(1)
    expect(review?.id).toMatch(/^rev_/)
  })

  test('are paged from those that have waited longest, and leave the open list when decided', async () => {
    for (let i = 0; i < 3; i++) await doubted(10)
    const all = await openReviews(shop, staff)
    expect(all.map(({ heldAt }) => heldAt)).toEqual(all.map(({ heldAt }) => heldAt).sort())
    const ids: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await staff.api.listReviews({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
      more = page.next !== null
    }
    expect(ids).toEqual(all.map(({ id }) => id))
    const last = all.at(-1)
    await staff.api.releaseReview(deciding(last))
    expect((await openReviews(shop, staff)).some(({ id }) => id === last?.id)).toBe(false)
    expect((await staff.api.listReviews({ state: 'decided' })).items.find(({ id }) => id === last?.id)).toMatchObject({ state: 'released', decided: { by: expect.stringMatching(/^stf_/), note: '已和会员核实' } })
  })
})

describe('releasing', () => {
  test('gives the points at once, says so in the entries, and a repeated call gives nothing more', async () => {
    const { lin, review } = await doubted()
    const call = deciding(review)
    expect(await staff.api.releaseReview(call)).toEqual({ state: 'released', points: 80, replayed: false })
    expect(await staff.api.releaseReview(call)).toEqual({ state: 'released', points: 80, replayed: true })
    expect(await pointsOf(lin)).toEqual({ available: 180, pending: 0, inReview: 0, debt: 0 })
    expect((await lin.api.entries({})).items.slice(0, 2)).toMatchObject([{ type: 'approve', points: 0, source: { kind: 'review' } }, { type: 'earn', reviewState: 'released' }])
  })

  test('leaves them pending where the return window is still open', async () => {
    const { lin, review } = await doubted(80, 2)
    await staff.api.releaseReview(deciding(review))
    expect((await lin.api.account({})).arriving).toEqual([{ usableFrom: '2026-12-01', points: 80 }])
    expect(await pointsOf(lin)).toMatchObject({ available: 100, pending: 80, inReview: 0 })
  })

  test('and taking back at one moment: one of them, once, whoever calls how often', async () => {
    const { lin, review } = await doubted()
    const boss = await owner(shop)
    const [release, reverse] = [deciding(review), deciding(review)]
    const counts = await tallied([staff.api.releaseReview(release), boss.api.reverseReview(reverse), staff.api.releaseReview(release), boss.api.reverseReview(reverse), boss.api.releaseReview(deciding(review))])
    expect(counts).toEqual({ done: 2, review_decided: 3 })
    const { available, pending } = await pointsOf(lin)
    expect([[180, 0], [100, 0]]).toContainEqual([available, pending])
    expect((await lin.api.entries({})).items.filter(({ source }) => source.kind === 'review')).toHaveLength(1)
  })

  test('beside an order that comes in at the same moment loses neither', async () => {
    const { lin, review } = await doubted()
    await Promise.all([staff.api.releaseReview(deciding(review)), buysAt(1, lin, 7), buysAt(1, lin, 5)])
    expect(await pointsOf(lin)).toEqual({ available: 180, pending: 12, inReview: 12, debt: 0 })
  })
})

describe('taking back', () => {
  test('takes exactly the doubted points', async () => {
    const { lin, review } = await doubted()
    const call = deciding(review)
    expect(await staff.api.reverseReview(call)).toEqual({ state: 'reversed', points: 80, replayed: false })
    expect(await staff.api.reverseReview(call)).toMatchObject({ replayed: true })
    expect(await pointsOf(lin)).toEqual({ available: 100, pending: 0, inReview: 0, debt: 0 })
    expect(await outcome(staff.api.releaseReview(deciding(review)))).toBe('review_decided')
  })

  test('leaves nothing for a refund of the order to take again', async () => {
    const { lin, orderNo, review } = await doubted()
    await refunds(orderNo, 20)
    expect(await staff.api.reverseReview(deciding(review))).toMatchObject({ points: 60 })
    await refunds(orderNo, 60)
    expect(await pointsOf(lin)).toEqual({ available: 100, pending: 0, inReview: 0, debt: 0 })
  })
})

describe('an order that is refunded while its points wait', () => {
  test('releases only what is left of them, and the rest of a refund takes the rest', async () => {
    const { lin, orderNo, review } = await doubted()
    await refunds(orderNo, 30)
    expect(await pointsOf(lin)).toEqual({ available: 100, pending: 50, inReview: 50, debt: 0 })
    expect(await staff.api.releaseReview(deciding(review))).toMatchObject({ points: 50 })
    await refunds(orderNo, 50)
    expect(await pointsOf(lin)).toEqual({ available: 100, pending: 0, inReview: 0, debt: 0 })
  })

  test('in full leaves a review of nothing, which can still be closed either way', async () => {
    const { lin, orderNo, review } = await doubted()
    await refunds(orderNo, 80)
    expect(await staff.api.releaseReview(deciding(review))).toEqual({ state: 'released', points: 0, replayed: false })
    expect(await pointsOf(lin)).toEqual({ available: 100, pending: 0, inReview: 0, debt: 0 })
  })

  test('after its release takes the released points, not those of another order that still waits', async () => {
    const { lin, orderNo, review } = await doubted(80)
    await buysAt(1, lin, 40)
    await staff.api.releaseReview(deciding(review))
    await refunds(orderNo, 80)
    expect(await pointsOf(lin)).toEqual({ available: 100, pending: 40, inReview: 40, debt: 0 })
  })

  test('at the moment of its release adds up either way', async () => {
    const { lin, orderNo, review } = await doubted()
    await Promise.all([refunds(orderNo, 80), staff.api.releaseReview(deciding(review))])
    expect(await pointsOf(lin)).toEqual({ available: 100, pending: 0, inReview: 0, debt: 0 })
  })
})

describe('the queue', () => {
  test('is for the owner and marketers alone', async () => {
    const { lin, review } = await doubted()
    const wang = await clerk(shop)
    for (const [caller, code] of [[lin, 'staff_removed'], [wang, 'not_allowed']] as const) {
      const { api } = caller
      expect(await tallied([api.listReviews({}), api.releaseReview(deciding(review)), api.reverseReview(deciding(review)), api.freezeMember({ memberId: lin.id, reason: 'x' }), api.thawMember({ memberId: lin.id, reason: 'x' }), api.memberRisk({ memberId: lin.id }), api.listBlocks({}), api.addBlocks({ memberId: lin.id, reason: 'x' }), api.removeBlock({ blockId: `phone.${'a'.repeat(43)}` })])).toEqual({ [code]: 9 })
    }
    expect(await pointsOf(lin)).toMatchObject({ inReview: 80 })
  })

  test('lets no marketer decide on their own points', async () => {
    const own = await marketer(shop)
    await buysAt(1, own, 30)
    await shop.drainStream()
    const mine = (await staff.api.listReviews({ limit: 50 })).items.find(({ memberId }) => memberId === own.id)
    expect(await outcome(own.api.releaseReview(deciding(mine)))).toBe('not_allowed')
    expect(await outcome(own.api.thawMember({ memberId: own.id, reason: '我自己', trust: true }))).toBe('not_allowed')
    expect(await outcome(staff.api.releaseReview(deciding(mine)))).toBe('done')
  })

  test('closes what belongs to someone who has erased their account, and moves nothing', async () => {
    const { lin, review } = await doubted()
    await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
    expect(await staff.api.releaseReview(deciding(review))).toEqual({ state: 'void', points: 0, replayed: false })
    expect((await openReviews(shop, staff)).some(({ id }) => id === review?.id)).toBe(false)
  })

  test('knows no review that is not there', async () => {
    expect(await outcome(staff.api.releaseReview(deciding({ id: freshId('review') })))).toBe('not_found')
  })
})
