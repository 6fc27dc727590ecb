import { keys } from '../../functions/database/keys'
import { getAll } from '../../functions/database/read'
import { ReviewsRepository, reviewOf } from '../../functions/risk/reviews.repository'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { PointsRepository } from '../../functions/points/points.repository'
import { verifyTable } from '../../scripts/verify/table'
import { text } from '../../scripts/verify/text'
import { freshId } from '../../scripts/support/in-process'
import { CashOffTerms } from '../../shared/points/cash-off'
import { expectBalancedBooks, everything, snapshot } from '../support/books'
import { deciding, joins, marketer, openReviews } from '../support/hunters'
import { buys, exchange, loosely, member, outcome, type Person, reward, till } from '../support/people'
import { namedAfter, namedAfterRemoving } from '../support/plant'
import { openShop, type Shop } from '../support/story'

let shop: Shop
let staff: Person
beforeAll(async () => {
  shop = await openShop({ terms: { cashOff: CashOffTerms.parse({ stepPoints: 100, fenPerStep: 100, mostPercent: 50, holdMinutes: 10 }) } })
  staff = await marketer(shop)
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const freezes = ({ id }: Person) => staff.api.freezeMember({ memberId: id, reason: '疑似刷分' })
const thaws = ({ id }: Person) => staff.api.thawMember({ memberId: id, reason: '本人到店说明' })
const checksIn = ({ api }: Person) => api.checkIn({ id: freshId('operation'), day: shop.clock.today })
const say = text.breach

describe('a frozen member', () => {
  test('reads everything, but neither checks in nor makes up a day nor exchanges', async () => {
    const lin = await member(shop, { points: 200 })
    const it = await reward(shop, 3)
    await freezes(lin)
    expect(await lin.api.account({})).toMatchObject({ available: 300 })
    expect((await lin.api.entries({})).items).toHaveLength(2)
    expect(await outcome(checksIn(lin))).toBe('member_frozen')
    expect(await outcome(lin.api.makeUpCheckIn({ id: freshId('operation'), day: '2026-11-23' }))).toBe('member_frozen')
    expect(await outcome(exchange(lin.api, it))).toBe('member_frozen')
    expect(await lin.api.account({})).toMatchObject({ available: 300, pending: 0 })
    await thaws(lin)
    expect([await outcome(checksIn(lin)), await outcome(exchange(lin.api, it))]).toEqual(['done', 'done'])
  })

  test('pays no bill with points, but one that was being paid is paid', async () => {
    const [lin, here] = [await member(shop, { points: 900 }), await till(shop)]
    const wish = (points: number) => ({ id: freshId('hold'), member: { memberId: lin.id }, billFen: 2_000, points })
    const { hold } = await here.openHold(wish(500))
    await freezes(lin)
    expect([await outcome(here.quoteHold({ member: { memberId: lin.id }, billFen: 2_000 })), await outcome(here.openHold(wish(100)))]).toEqual(['member_frozen', 'member_frozen'])
    expect((await here.confirmHold({ holdId: hold.id })).hold.state).toBe('confirmed')
  })

  test('still gets the answer of what was done before', async () => {
    const lin = await member(shop, { points: 200 })
    const [it, id, day] = [await reward(shop, 3), freshId('operation'), shop.clock.today]
    const { voucher } = await exchange(lin.api, it)
    await lin.api.checkIn({ id, day })
    await freezes(lin)
    expect((await lin.api.checkIn({ id, day })).replayed).toBe(true)
    expect((await exchange(lin.api, it, voucher.id)).replayed).toBe(true)
  })

  test('has what tills report waiting, and what friends bring by a link', async () => {
    const [lin, chen] = [await member(shop), await member(shop)]
    await freezes(lin)
    await buys(shop, lin.id, 60)
    await chen.api.openShare({ shareId: (await lin.api.myShare({})).shareId })
    expect(await lin.api.account({})).toMatchObject({ available: 100, inReview: 70 })
    const mine = (await openReviews(shop, staff)).filter(({ memberId }) => memberId === lin.id)
    expect(mine.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([['frozen'], ['frozen']])
    for (const review of mine) await staff.api.releaseReview(deciding(review))
    expect(await lin.api.account({})).toMatchObject({ available: 170, inReview: 0 })
  })

  test('was frozen by someone, at a time, for a reason, which a second freeze does not change', async () => {
    const lin = await member(shop)
    const first = await freezes(lin)
    shop.clock.pass(60_000)
    expect(await staff.api.freezeMember({ memberId: lin.id, reason: '再说一次' })).toEqual(first)
    expect(await staff.api.memberRisk({ memberId: lin.id })).toMatchObject({ standing: { state: 'frozen', by: expect.stringMatching(/^stf_/), at: expect.stringMatching(/Z$/), reason: '疑似刷分' }, wechatRank: null, refused: [] })
    expect((await thaws(lin)).standing).toMatchObject({ state: 'thawed', reason: '本人到店说明' })
  })

  test('is not somebody unknown or erased', async () => {
    const lin = await member(shop)
    await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
    expect([await outcome(freezes(lin)), await outcome(staff.api.memberRisk({ memberId: lin.id })), await outcome(staff.api.freezeMember({ memberId: freshId('member'), reason: 'x' }))]).toEqual(['member_not_found', 'member_not_found', 'member_not_found'])
  })
})

describe('the block list', () => {
  test('keeps the phone and the account of a hunter from joining again, until the block is lifted', async () => {
    const lin = await member(shop, { wechatId: 'hunter-1', deviceId: 'hunters-own-phone' })
    const { items } = await staff.api.addBlocks({ memberId: lin.id, reason: '多次刷分' })
    expect(items.map(({ kind }) => kind).sort()).toEqual(['device', 'openid'])
    await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
    const again = (person: string, deviceId: string) => outcome(joins(shop, { person, deviceId }))
    expect([await again('hunter-1', 'a-new-phone'), await again('hunter-2', 'hunters-own-phone'), await again('hunter-3', 'a-clean-phone')]).toEqual(['joining_blocked', 'joining_blocked', 'done'])
    for (const { id } of items) await staff.api.removeBlock({ blockId: id })
    expect([await again('hunter-1', 'a-new-phone'), await again('hunter-2', 'hunters-own-phone')]).toEqual(['done', 'done'])
  })

  test('keeps a phone number from being linked', async () => {
    const lin = await member(shop)
    const number = shop.wechat.people.find(({ id }) => id === lin.wechatId)?.phoneNumber ?? ''
    const { items } = await staff.api.addBlocks({ kind: 'phone', value: `+86${number}`, reason: '羊毛号段' })
    const links = () => lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })
    expect(await outcome(links())).toBe('joining_blocked')
    await staff.api.removeBlock({ blockId: items[0]?.id ?? '' })
    expect(await outcome(links())).toBe('done')
  })

  test('says who, when and why, a page at a time, and holds only keyed hashes', async () => {
    for (const value of ['16190000001', '16190000002', '16190000003']) await staff.api.addBlocks({ kind: 'phone', value, reason: `原因 ${value.slice(-1)}` })
    await staff.api.addBlocks({ kind: 'phone', value: '16190000001', reason: '第二次' })
    const first = await staff.api.listBlocks({ limit: 2 })
    const rest = await staff.api.listBlocks({ limit: 50, cursor: first.next ?? '' })
    const all = [...first.items, ...rest.items].filter(({ reason }) => reason.startsWith('原因') || reason === '第二次')
    expect(first.items).toHaveLength(2)
    expect(all.map(({ reason }) => reason).sort()).toEqual(['原因 1', '原因 2', '原因 3'])
    expect(all[0]).toMatchObject({ by: expect.stringMatching(/^stf_/), at: expect.stringMatching(/Z$/) })
    expect(JSON.stringify((await everything(shop)).filter(({ pk }) => pk === 'BLOCKS'))).not.toContain('1619000000')
  })
})

test.each([
  ['releaseReview', { reviewId: 'rev_x', id: freshId('operation'), note: 'x' }],
  ['releaseReview', { reviewId: freshId('review'), id: freshId('operation'), note: '  ' }],
  ['releaseReview', { reviewId: freshId('review'), id: 'op_x', note: 'x' }],
  ['reverseReview', { reviewId: freshId('review'), id: freshId('operation'), note: 'x'.repeat(201) }],
  ['reverseReview', { reviewId: freshId('review'), id: freshId('operation') }],
  ['reverseReview', { reviewId: freshId('review'), id: freshId('operation'), note: 'x', points: 5 }],
  ['listReviews', { state: 'all' }],
  ['listReviews', { limit: 0 }],
  ['listReviews', { cursor: 'bWVtX290aGVy' }],
  ['freezeMember', { memberId: freshId('member') }],
  ['freezeMember', { memberId: 'mem_', reason: 'x' }],
  ['thawMember', { memberId: freshId('member'), reason: 'x', trust: 'yes' }],
  ['memberRisk', { memberId: '..' }],
  ['addBlocks', { reason: 'x' }],
  ['addBlocks', { kind: 'phone', reason: 'x' }],
  ['addBlocks', { kind: 'address', value: '198.18.0.1', reason: 'x' }],
  ['addBlocks', { kind: 'phone', value: '16100000001', memberId: freshId('member'), reason: 'x' }],
  ['addBlocks', { value: '16100000001', reason: 'x' }],
  ['listBlocks', { cursor: 'UFJPR1JBTU1F' }],
  ['removeBlock', { blockId: 'phone.short' }],
] as const)('%s with %j is refused and changes nothing', async (name, input) => {
  const before = await snapshot(shop)
  expect(await outcome(loosely(staff.api, name, input))).toBe('invalid_input')
  expect(await snapshot(shop)).toEqual(before)
})

describe('verifying', () => {
  /** A frozen member with doubted points: an open review and its entry. */
  async function waits() {
    const lin = await member(shop)
    await freezes(lin)
    await buys(shop, lin.id, 60)
    const review = (await openReviews(shop, staff)).find(({ memberId }) => memberId === lin.id)
    if (review === undefined) throw new Error('the purchase of a frozen member waits')
    return { lin, review, number: review.entry.number }
  }

  test('names a doubted entry that is missing from the queue, and a place in the queue that nobody doubted', async () => {
    const { lin, review, number } = await waits()
    expect(await namedAfterRemoving(shop, keys.review(review.id))).toContain(say.reviewMissing(lin.id, number))
    const stray = freshId('review')
    expect(await namedAfter(shop, keys.review(stray), () => ({ ...keys.review(stray), id: stray, memberId: lin.id, entry: { number: 1 }, state: 'open' }))).toContain(say.reviewWithout(stray))
  })

  test('names a review that the queue calls otherwise than it was decided', async () => {
    const { lin, review, number } = await waits()
    expect(await namedAfter(shop, keys.review(review.id), (item) => ({ ...item, state: 'released' }))).toContain(say.reviewState(review.id, 'released', 'open'))
    await staff.api.reverseReview(deciding(review))
    expect(await namedAfterRemoving(shop, keys.reviewed(lin.id, number))).toContain(say.reviewSum(lin.id, 0, 60))
  })

  test('finds nothing after the stream has told of an entry and of its decision twice, in either order', async () => {
    const { lin, review, number } = await waits()
    const reviews = new ReviewsRepository(shop.database)
    const [entry] = await new PointsRepository(shop.database, new ProgrammeRepository(shop.database, shop.clock)).entriesAfter(lin.id, number - 1, 1)
    if (entry === undefined) throw new Error('the entry is there')
    await staff.api.releaseReview(deciding(review))
    const decision = await reviews.decision(lin.id, number)
    if (decision === undefined) throw new Error('it was decided')
    const again = async () => {
      await reviews.close(decision)
      await reviews.open(lin.id, entry)
      await reviews.open(lin.id, entry)
      return (await getAll(shop.database, [keys.review(reviewOf(lin.id, entry).id)])).map((item) => item?.['state'])
    }
    expect(await again()).toEqual(['released'])
    expect((await verifyTable(shop.database)).breaches).toEqual([])
  })
})
