import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks, snapshot } from '../support/books'
import { earnedBy, terms } from '../support/invited'
import { clerk, loosely, member, outcome, owner, type Person, till } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

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

const review = ({ id }: Person, orderNo: string, more: object = {}) => ({ type: 'review_published' as const, orderNo, member: { memberId: id }, words: 20, ...more })
const bottles = ({ id }: Person, eventNo: string, more: object = {}) => ({ type: 'custom' as const, name: 'bottle_returned', eventNo, member: { memberId: id }, count: 1, ...more })
const order = ({ id }: Person, orderNo: string, yuan: number) => ({ type: 'order_paid' as const, orderNo, member: { memberId: id }, amountFen: yuan * 100 })
const short = (rows: readonly { outcome: string; earnedPoints: number; code: string | null }[]) => rows.map((row) => [row.outcome, row.earnedPoints, row.code])

describe('the door for events', () => {
  test('answers each row for itself: a bad one does not stop the others', async () => {
    const lin = await member(shop)
    const pos = await till(shop, 'door')
    const { rows } = await pos.reportEvents({
      rows: [
        order(lin, 'd-1', 10),
        { type: 'order_paid', orderNo: 'd-2', member: { memberId: lin.id }, amountFen: -5 },
        review(lin, 'd-1', { pictures: 2 }),
        { type: 'custom', name: 'unheard_of', eventNo: 'x', member: { memberId: lin.id } },
        { type: 'order_refunded', orderNo: 'd-1', refundId: 'r', amountFen: 500 },
        order(lin, 'd-1', 10),
        order(lin, 'd-1', 11),
        bottles(lin, 'b-1', { count: 3 }),
        review({ ...lin, id: freshId('member') }, 'd-9'),
        null,
        { type: 'granted', points: 1_000 },
        { type: 'order_refunded', orderNo: 'd-1', refundId: 'r2', amountFen: 501 },
        { ...order(lin, 'd-3', 10), paidAt: '2020-01-01T00:00:00Z' },
        { ...review(lin, 'd-4'), at: '2020-01-01T00:00:00Z' },
      ],
    })
    expect(short(rows)).toEqual([
      ['done', 10, null],
      ['refused', 0, 'invalid_input'],
      ['done', 25, null],
      ['refused', 0, 'event_unknown'],
      ['done', 10, null],
      ['replayed', 10, null],
      ['refused', 0, 'order_conflict'],
      ['done', 6, null],
      ['refused', 0, 'member_not_found'],
      ['refused', 0, 'invalid_input'],
      ['refused', 0, 'invalid_input'],
      ['refused', 0, 'refund_exceeds_order'],
      ['refused', 0, 'order_too_late'],
      ['refused', 0, 'event_too_late'],
    ])
    expect(rows[1]?.message).toContain('amountFen')
    expect(await earnedBy(lin)).toEqual({ usable: 36, waiting: 0, debt: 0 })
  })

  test('books a batch once, however often and at once it is sent', async () => {
    const lin = await member(shop)
    const pos = await till(shop, 'twice')
    const rows = [order(lin, 't-1', 10), review(lin, 't-1'), bottles(lin, 'b-1')]
    const replies = await Promise.all(Array.from({ length: 4 }, () => pos.reportEvents({ rows })))
    for (const place of [0, 1, 2]) expect(replies.map((reply) => reply.rows[place]?.outcome).sort()).toEqual(['done', 'replayed', 'replayed', 'replayed'])
    const before = await snapshot(shop)
    expect(short((await pos.reportEvents({ rows })).rows)).toEqual([['replayed', 10, null], ['replayed', 20, null], ['replayed', 2, null]])
    expect(await snapshot(shop)).toEqual(before)
  })

  test('refuses another event under a number that is taken, and takes the same number from another source', async () => {
    const lin = await member(shop)
    const [one, two] = [await till(shop, 'one'), await till(shop, 'two')]
    await one.reportEvents({ rows: [bottles(lin, 'n-1')] })
    expect(short((await one.reportEvents({ rows: [bottles(lin, 'n-1', { count: 2 })] })).rows)).toEqual([['refused', 0, 'event_conflict']])
    expect(short((await two.reportEvents({ rows: [bottles(lin, 'n-1')] })).rows)).toEqual([['done', 2, null]])
  })

  test('pays a review once per order, and none that is too short', async () => {
    const lin = await member(shop)
    const pos = await till(shop, 'reviews')
    expect(short((await pos.reportEvents({ rows: [review(lin, 'o-1', { words: 14 }), review(lin, 'o-2'), review(lin, 'o-2', { words: 30 })] })).rows)).toEqual([['done', 0, null], ['done', 20, null], ['refused', 0, 'event_conflict']])
  })

  test('pays custom events up to their cap of the day', async () => {
    const lin = await member(shop)
    const pos = await till(shop, 'bottles')
    expect(short((await pos.reportEvents({ rows: [bottles(lin, '1', { count: 4 }), bottles(lin, '2', { count: 4 })] })).rows).map(([, points]) => points)).toEqual([8, 2])
    expect((await lin.api.entries({})).items[0]).toMatchObject({ parts: [{ id: 'bottle', points: 2 }], cappedBy: [{ cap: 'per_day', by: 'bottle', cutPoints: 6 }] })
  })

  test('lets every event count for a challenge, whatever it pays itself', async () => {
    const lin = await member(shop)
    const pos = await till(shop, 'deeds')
    await pos.reportEvents({ rows: [bottles(lin, '1'), bottles(lin, '2')] })
    const challenge = async () => (await lin.api.myTasks({})).tasks.find(({ id }) => id === 'three-deeds')
    expect(await challenge()).toMatchObject({ state: 'underway', progress: { done: 2, of: 3 }, rewardPoints: 60, go: 'store' })
    const { rows } = await pos.reportEvents({ rows: [review(lin, 'w-1', { words: 3 })] })
    expect(rows[0]?.earnedPoints).toBe(60)
    expect(await challenge()).toMatchObject({ state: 'done', progress: { done: 3, of: 3 } })
  })

  test('is for tills only, for 25 rows at most, and knows its stores', async () => {
    const lin = await member(shop)
    const pos = await till(shop, 'limits', [1])
    const before = await snapshot(shop)
    expect(await outcome(lin.api.reportEvents({ rows: [order(lin, 'm-1', 10)] }))).toBe('signed_out')
    for (const rows of [[], Array.from({ length: 26 }, (_, i) => order(lin, `m-${i}`, 10)), 'rows', null]) expect(await outcome(loosely(pos, 'reportEvents', { rows }))).toBe('invalid_input')
    expect(short((await pos.reportEvents({ rows: [{ ...order(lin, 'm-1', 10), storeId: storeId(2) }] })).rows)).toEqual([['refused', 0, 'store_not_yours']])
    expect(await snapshot(shop)).toEqual(before)
  })
})

describe('a grant', () => {
  const grant = (lin: Person, points: number, more: object = {}) => ({ id: freshId('operation'), memberId: lin.id, points, reason: '等太久', text: '久等了，请您喝杯咖啡', ...more })

  test('gives points once per operation, and the member reads the text and never the reason', async () => {
    const lin = await member(shop)
    const { api } = await owner(shop)
    const asked = grant(lin, 200)
    const replies = await Promise.all([api.grantPoints(asked), api.grantPoints(asked)])
    expect(replies.map(({ replayed }) => replayed).sort()).toEqual([false, true])
    expect(await earnedBy(lin)).toMatchObject({ usable: 200 })
    const [entry] = (await lin.api.entries({})).items
    expect(entry?.facts).toEqual({ text: '久等了，请您喝杯咖啡' })
    expect(JSON.stringify(entry)).not.toContain('等太久')
    expect(await outcome(api.grantPoints({ ...asked, points: 300 }))).toBe('idempotency_conflict')
  })

  test('of more than the rule or its caps allow is refused whole', async () => {
    const lin = await member(shop)
    const { api } = await owner(shop)
    expect(await outcome(api.grantPoints(grant(lin, 501)))).toBe('grant_too_much')
    await api.grantPoints(grant(lin, 500))
    expect(await outcome(api.grantPoints(grant(lin, 301)))).toBe('grant_too_much')
    await api.grantPoints(grant(lin, 300))
    expect(await earnedBy(lin)).toMatchObject({ usable: 800 })
  })

  test('needs such a rule, a known member and the right to give', async () => {
    const lin = await member(shop)
    const wang = await clerk(shop)
    expect(await outcome(wang.api.grantPoints(grant(lin, 10)))).toBe('not_allowed')
    expect(await outcome((await owner(shop)).api.grantPoints({ ...grant(lin, 10), memberId: freshId('member') }))).toBe('member_not_found')
    for (const more of [{ points: 0 }, { points: 1.5 }, { text: '' }, { reason: '   ' }, { text: 'x'.repeat(41) }, { id: 'once' }]) expect(await outcome(loosely((await owner(shop)).api, 'grantPoints', { ...grant(lin, 10), ...more }))).toBe('invalid_input')
    const other = await openShop()
    const chen = await member(other)
    expect(await outcome((await owner(other)).api.grantPoints(grant(chen, 10)))).toBe('grant_not_offered')
    await other.close()
  })
})
