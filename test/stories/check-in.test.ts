import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks } from '../support/books'
import { member, outcome, type Person, tallied } from '../support/people'
import { openShop, type Shop } from '../support/story'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const checkIn = ({ api }: Person, day = shop.clock.today) => api.checkIn({ id: freshId('operation'), day })
/** Noon in Shanghai. */
const noon = (day: string) => shop.clock.turnTo(`${day}T04:00:00Z`)
const daysInARow = async (person: Person, days: readonly string[]) => {
  const streaks: number[] = []
  for (const day of days) {
    noon(day)
    streaks.push((await checkIn(person, day)).streak.streak)
  }
  return streaks
}

describe('a check-in', () => {
  test('counts for its day up to the last millisecond, and for the next from the first', async () => {
    shop.clock.turnTo('2026-11-24T15:59:59.999Z')
    const lin = await member(shop)
    expect((await checkIn(lin, '2026-11-24')).streak.streak).toBe(1)
    expect(await outcome(checkIn(lin, '2026-11-24'))).toBe('already_checked_in')
    shop.clock.turnTo('2026-11-24T16:00:00.000Z')
    expect((await checkIn(lin, '2026-11-25')).streak.streak).toBe(2)
  })

  test('on two phones at once pays once', async () => {
    const lin = await member(shop)
    expect(await tallied(Array.from({ length: 5 }, () => checkIn(lin)))).toEqual({ done: 1, already_checked_in: 4 })
    expect((await lin.api.account({})).available).toBe(105)
  })

  test('sent again gets the first answer', async () => {
    const lin = await member(shop)
    const tap = { id: freshId('operation'), day: shop.clock.today }
    const first = await lin.api.checkIn(tap)
    expect(await lin.api.checkIn(tap)).toEqual({ ...first, replayed: true })
  })

  test('of a phone whose clock is wrong, or whose page is old, is refused with the true day', async () => {
    const lin = await member(shop)
    for (const day of ['2026-11-23', '2026-11-25', '2020-01-01', '2030-12-31']) {
      await expect(checkIn(lin, day)).rejects.toMatchObject({ code: 'check_in_day_passed', details: { today: '2026-11-24' } })
    }
    expect((await lin.api.account({})).available).toBe(100)
  })

  test.each([
    ['month end', ['2026-11-29', '2026-11-30', '2026-12-01']],
    ['year end', ['2026-12-30', '2026-12-31', '2027-01-01']],
    ['the leap day', ['2028-02-28', '2028-02-29', '2028-03-01']],
    ['February without one', ['2027-02-27', '2027-02-28', '2027-03-01']],
  ])('keeps its streak over %s', async (_, days) => {
    noon(days[0] ?? '')
    const lin = await member(shop)
    expect(await daysInARow(lin, days)).toEqual([1, 2, 3])
    expect((await lin.api.account({})).available).toBe(100 + 5 + 5 + 15)
    const month = await lin.api.checkInMonth({})
    expect(month).toMatchObject({ streak: 3, isCheckedInToday: true, nextPoints: 5, nextStep: { streak: 7, bonus: 30, inDays: 4 } })
  })

  test('the streak ends with a missed day', async () => {
    const lin = await member(shop)
    expect(await daysInARow(lin, ['2026-11-24', '2026-11-25', '2026-11-27'])).toEqual([1, 2, 1])
  })
})

describe('a make-up', () => {
  const missedOne = async () => {
    const lin = await member(shop)
    await daysInARow(lin, ['2026-11-24', '2026-11-26'])
    return lin
  }

  test('repairs the streak for its price, and pays the steps it reaches', async () => {
    const lin = await missedOne()
    const tap = { id: freshId('operation'), day: '2026-11-25' }
    const made = await lin.api.makeUpCheckIn(tap)
    expect(made.streak.streak).toBe(3)
    expect(made.entries.map(({ type, points }) => [type, points])).toEqual([['make_up', -20], ['earn', 10]])
    expect(await lin.api.makeUpCheckIn(tap)).toEqual({ ...made, replayed: true })
    expect((await lin.api.account({})).available).toBe(100 + 10 - 20 + 10)
  })

  test('on two phones at once is paid for once', async () => {
    const lin = await missedOne()
    expect(await tallied(Array.from({ length: 4 }, () => lin.api.makeUpCheckIn({ id: freshId('operation'), day: '2026-11-25' })))).toEqual({ done: 1, make_up_not_missed: 3 })
    expect((await lin.api.account({})).available).toBe(100)
  })

  test('with a used id and another day is refused', async () => {
    const lin = await member(shop)
    await daysInARow(lin, ['2026-11-24', '2026-11-28'])
    const id = freshId('operation')
    await lin.api.makeUpCheckIn({ id, day: '2026-11-26' })
    expect(await outcome(lin.api.makeUpCheckIn({ id, day: '2026-11-27' }))).toBe('idempotency_conflict')
    expect((await lin.api.account({})).available).toBe(90)
  })

  test('keeps to its window, its monthly limit and the day of joining, and costs what one has', async () => {
    noon('2026-11-10')
    const lin = await member(shop)
    noon('2026-11-24')
    const makeUp = (day: string) => outcome(lin.api.makeUpCheckIn({ id: freshId('operation'), day }))
    expect(await makeUp('2026-11-24')).toBe('make_up_not_missed')
    expect(await makeUp('2026-11-16')).toBe('make_up_window_closed')
    expect(await makeUp('2026-11-09')).toBe('make_up_not_missed')
    expect([await makeUp('2026-11-17'), await makeUp('2026-11-20'), await makeUp('2026-11-21')]).toEqual(['done', 'done', 'make_up_limit_reached'])
    noon('2026-12-01')
    expect(await makeUp('2026-11-28')).toBe('done')
  })
})
