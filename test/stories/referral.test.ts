import { stored } from '../../functions/database/stored'
import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks, snapshot } from '../support/books'
import { type StoredItem, streamEvent, streamRecord } from '../support/events'
import { earnedBy, friendOf, friendsOf, news, purchase, terms } from '../support/invited'
import { member, members, type Person, till } from '../support/people'
import { openShop, type Shop } from '../support/story'

const DAY_MS = 86_400_000

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ terms })
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const joined = (friend: Person, inviter: Person) => streamRecord({ after: { pk: friend.id, sk: 'MEMBER', invitedBy: inviter.id } })
const purchased = async (friend: Person) => streamRecord({ after: stored<StoredItem>((await news(shop, friend)) ?? {}) })
const tell = async (...records: ReturnType<typeof streamRecord>[]) => expect(await shop.jobs.follow(streamEvent(records))).toEqual({ batchItemFailures: [] })

describe('a member who brings a friend', () => {
  test('is paid after the friend’s first purchase, and can use the points once its return window has closed', async () => {
    const [lin] = await members(shop, 1)
    if (lin === undefined) throw new Error('nobody came')
    const friend = await friendOf(shop, lin)
    await shop.drainStream()
    expect(await friendsOf(lin)).toEqual([['joined', 0, null]])
    await purchase(shop, friend, 50)
    await shop.drainStream()
    expect(await earnedBy(lin)).toEqual({ usable: 0, waiting: 100, debt: 0 })
    expect(await friendsOf(lin)).toEqual([['purchased', 100, null]])
    expect(await earnedBy(friend)).toEqual({ usable: 30, waiting: 50, debt: 0 })
    shop.clock.pass(7 * DAY_MS)
    expect(await earnedBy(lin)).toEqual({ usable: 100, waiting: 0, debt: 0 })
    expect(await friendsOf(lin)).toEqual([['paid', 100, null]])
  })

  test('is paid once per friend, for the first purchase only', async () => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    await purchase(shop, friend, 50)
    await purchase(shop, friend, 80)
    await shop.drainStream()
    expect(await earnedBy(lin)).toMatchObject({ waiting: 100 })
    expect(await friendsOf(lin)).toEqual([['purchased', 100, null]])
  })

  test('loses the points when that purchase is refunded in full, and not for a part of it', async () => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    const { refund } = await purchase(shop, friend, 50)
    await shop.drainStream()
    await refund(20)
    await shop.drainStream()
    expect(await earnedBy(lin)).toMatchObject({ waiting: 100 })
    await refund(30)
    await shop.drainStream()
    expect(await earnedBy(lin)).toEqual({ usable: 0, waiting: 0, debt: 0 })
    expect(await earnedBy(friend)).toEqual({ usable: 0, waiting: 0, debt: 0 })
    expect(await friendsOf(lin)).toEqual([['reversed', 100, null]])
  })

  test('is paid for the next purchase of a friend who gave the first one back', async () => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    const { refund } = await purchase(shop, friend, 50)
    await refund(50)
    await purchase(shop, friend, 60)
    await shop.drainStream()
    expect(await earnedBy(lin)).toEqual({ usable: 0, waiting: 100, debt: 0 })
    expect(await earnedBy(friend)).toEqual({ usable: 30, waiting: 60, debt: 0 })
  })

  test('owes the points when they are spent before a late refund', async () => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    const { refund } = await purchase(shop, friend, 50, 1)
    await shop.drainStream()
    expect(await earnedBy(lin)).toMatchObject({ usable: 100 })
    await refund(50)
    await shop.drainStream()
    expect(await earnedBy(lin)).toEqual({ usable: 0, waiting: 0, debt: 0 })
  })

  test('and the friend get nothing on one phone, with the reason kept', async () => {
    const lin = await member(shop, { deviceId: 'one-phone-of-two' })
    const twin = await friendOf(shop, lin, 'one-phone-of-two')
    await purchase(shop, twin, 50)
    await shop.drainStream()
    expect(await earnedBy(lin)).toEqual({ usable: 0, waiting: 0, debt: 0 })
    expect(await earnedBy(twin)).toEqual({ usable: 0, waiting: 50, debt: 0 })
    expect(await friendsOf(lin)).toEqual([['purchased', 0, 'same_device']])
  })

  test('and a friend whose link brought the inviter before are a circle that pays nobody', async () => {
    const [a, b] = [await member(shop), await member(shop)]
    const newcomer = await friendOf(shop, a)
    await a.api.openShare({ shareId: (await b.api.myShare({})).shareId })
    await b.api.openShare({ shareId: (await newcomer.api.myShare({})).shareId })
    const before = await earnedBy(a)
    await purchase(shop, newcomer, 50)
    await shop.drainStream()
    expect(await earnedBy(a)).toEqual(before)
    expect(await friendsOf(a)).toEqual([['purchased', 0, 'circle']])
  })

  test('whose cap of the day is full is told so', async () => {
    const lin = await member(shop)
    for (let count = 0; count < 4; count++) await purchase(shop, await friendOf(shop, lin), 50)
    await shop.drainStream()
    expect(await earnedBy(lin)).toMatchObject({ waiting: 300 })
    expect((await friendsOf(lin)).filter(([, , reason]) => reason === 'cap')).toHaveLength(1)
  })

  test('and has left meanwhile is paid nothing, and the friend still is', async () => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
    await purchase(shop, friend, 50)
    await shop.drainStream()
    expect(await earnedBy(friend)).toEqual({ usable: 0, waiting: 50, debt: 0 })
  })
})

describe('news of a friend', () => {
  test('that comes twice, three times and late pays once', async () => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    await purchase(shop, friend, 50)
    const record = await purchased(friend)
    await tell(record, record)
    await tell(joined(friend, lin), record)
    await shop.drainStream()
    const before = await snapshot(shop)
    await tell(record, joined(friend, lin))
    await shop.drainStream()
    expect(await snapshot(shop)).toEqual(before)
    expect(await friendsOf(lin)).toEqual([['purchased', 100, null]])
  })

  test.each([['the purchase first', false], ['the refund first', true]])('of a purchase and its refund, %s, leaves nothing paid', async (_, isRefundFirst) => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    const { refund } = await purchase(shop, friend, 50)
    const paid = await purchased(friend)
    if (!isRefundFirst) await tell(paid)
    await refund(50)
    const back = await purchased(friend)
    await (isRefundFirst ? tell(back, paid) : tell(back))
    await tell(paid, back, paid)
    expect(await earnedBy(lin)).toEqual({ usable: 0, waiting: 0, debt: 0 })
    expect((await friendsOf(lin))[0]?.[0]).toBe('reversed')
  })

  test('that many bring at one moment pays once', async () => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    await purchase(shop, friend, 50)
    const record = await purchased(friend)
    await Promise.all(Array.from({ length: 6 }, () => tell(record)))
    expect(await earnedBy(lin)).toMatchObject({ waiting: 100 })
  })

  test('of an order whose refund was known before it pays nothing', async () => {
    const lin = await member(shop)
    const friend = await friendOf(shop, lin)
    const pos = await till(shop, 'early')
    await pos.reportOrderRefunded({ orderNo: 'early-1', refundId: 'r', amountFen: 5_000 })
    await pos.reportOrderPaid({ orderNo: 'early-1', member: { memberId: friend.id }, amountFen: 5_000 })
    await shop.drainStream()
    expect(await friendsOf(lin)).toEqual([['joined', 0, null]])
    expect(await earnedBy(lin)).toEqual({ usable: 0, waiting: 0, debt: 0 })
  })
})
