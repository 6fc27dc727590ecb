import { ahead, calendar, checkIn, isCheckedIn, makeUp, streakOf } from '../../shared/earning/check-in'
import type { Programme } from '../../shared/earning/programme'
import { type Account, emptyAccount } from '../../shared/points/account'
import type { Moment } from '../../shared/points/decide'
import { addDays } from '../../shared/time/day'
import { at, accountWith, booked, codeBy, daysFrom, programmeWith, questionOf, refusalBy, rulesWith } from '../support/tables'

const programme = programmeWith()
const joinedOn = '2026-01-01'

/** Checks in on every one of the days, at ten in the morning. */
function checkedIn(days: readonly string[], account: Account = emptyAccount, by: Programme = programme): Account {
  return days.reduce((before, day) => booked(before, checkIn(questionOf(before, by, at(day)), day, `op.${day}`)), account)
}

const madeUp = (account: Account, day: string, moment: Moment, by = programme): Account => booked(account, ...makeUp(account, by, day, 'op.make-up', joinedOn, moment))
const rich = accountWith({ available: { never: 1_000 } })

describe('checking in', () => {
  test.each([
    ['the first day', 1, 5],
    ['the second', 2, 10],
    ['a step on the third', 3, 25],
    ['the sixth', 6, 40],
    ['a step on the seventh', 7, 75],
    ['no step on the eighth', 8, 80],
    ['a second week without a cycle', 14, 110],
  ])('%s', (_, count, points) => {
    expect(checkedIn(daysFrom('2026-11-01', count)).available).toBe(points)
  })

  test('with a cycle the steps begin again', () => {
    const cycle = programmeWith({ rules: rulesWith({ checkIn: { points: 5, steps: [{ days: 3, bonus: 10 }, { days: 7, bonus: 30 }], cycleDays: 7 } }) })
    expect(checkedIn(daysFrom('2026-11-01', 14), emptyAccount, cycle).available).toBe(2 * 75)
  })

  test.each([
    ['month', '2026-11-28'], ['year', '2026-12-29'], ['leap day', '2028-02-27'], ['February without a leap day', '2027-02-26'],
  ])('a streak goes on over the end of the %s', (_, first) => {
    const days = daysFrom(first, 7)
    expect(streakOf(checkedIn(days).runs, days[6] ?? '')).toBe(7)
  })

  test('one millisecond decides the day', () => {
    const last = at('2026-11-24', '23:59:59.999')
    const first = at('2026-11-25', '00:00:00.000')
    expect(first.now - last.now).toBe(1)
    const one = booked(emptyAccount, checkIn(questionOf(emptyAccount, programme, last), '2026-11-24', 'a'))
    const two = booked(one, checkIn(questionOf(one, programme, first), '2026-11-25', 'b'))
    expect(streakOf(two.runs, '2026-11-25')).toBe(2)
  })

  test('a day that clocks go forward is one day', () => {
    const timeZone = 'America/New_York'
    const days = ['2026-03-07', '2026-03-08', '2026-03-09']
    const account = days.reduce((before, day) => booked(before, checkIn(questionOf(before, programmeWith({ timeZone }), at(day, '22:30:00', timeZone)), day, day)), emptyAccount)
    expect(streakOf(account.runs, '2026-03-09')).toBe(3)
  })

  test('once per day, whatever is asked', () => {
    const account = checkedIn(['2026-11-24'])
    expect(codeBy(() => checkIn(questionOf(account, programme, at('2026-11-24', '23:59:59.999')), '2026-11-24', 'again'))).toBe('already_checked_in')
  })

  test.each([['yesterday', '2026-11-23'], ['tomorrow', '2026-11-25'], ['a year ago', '2025-11-24']])('a page that shows %s is stale', (_, day) => {
    expect(refusalBy(() => checkIn(questionOf(emptyAccount, programme, at('2026-11-24')), day, 'op'))).toEqual({ code: 'check_in_day_passed', details: { today: '2026-11-24' } })
  })

  test('a check-in that pays nothing still counts for the streak', () => {
    const free = programmeWith({ rules: rulesWith({ checkIn: { points: 0, steps: [{ days: 3, bonus: 10 }] } }) })
    const account = checkedIn(daysFrom('2026-11-01', 3), emptyAccount, free)
    expect(account).toMatchObject({ version: 3, available: 10 })
  })
})

describe('the streak', () => {
  const runs = [{ from: '2026-11-20', days: 4 }]
  test.each([['2026-11-23', 4], ['2026-11-24', 4], ['2026-11-25', 0]])('on %s it is %i days', (today, streak) => {
    expect(streakOf(runs, today)).toBe(streak)
  })

  test('a long streak is not forgotten with the calendar', () => {
    const days = daysFrom('2026-01-01', 200)
    const account = checkedIn(days)
    expect(streakOf(account.runs, days[199] ?? '')).toBe(200)
    expect(isCheckedIn(account.runs, '2026-01-01')).toBe(true)
  })

  test.each([
    ['nothing yet', [], { streak: 0, isCheckedInToday: false, nextPoints: 5, nextStep: { streak: 3, bonus: 10, inDays: 3 } }],
    ['yesterday was the second day', [{ from: '2026-11-22', days: 2 }], { streak: 2, isCheckedInToday: false, nextPoints: 15, nextStep: { streak: 3, bonus: 10, inDays: 1 } }],
    ['today was the third day', [{ from: '2026-11-22', days: 3 }], { streak: 3, isCheckedInToday: true, nextPoints: 5, nextStep: { streak: 7, bonus: 30, inDays: 4 } }],
    ['every step is behind', [{ from: '2026-11-01', days: 24 }], { streak: 24, isCheckedInToday: true, nextPoints: 5, nextStep: null }],
  ])('what lies ahead: %s', (_, before, expected) => {
    expect(ahead(programme, before, '2026-11-24')).toEqual(expected)
  })

  test('with a cycle there is always a next step', () => {
    const cycle = programmeWith({ rules: rulesWith({ checkIn: { points: 5, steps: [{ days: 7, bonus: 30 }], cycleDays: 30 } }) })
    expect(ahead(cycle, [{ from: '2026-11-01', days: 24 }], '2026-11-24').nextStep).toEqual({ streak: 37, bonus: 30, inDays: 13 })
  })
})

describe('making up a missed day', () => {
  const today = at('2026-11-24')
  const missedOn23 = checkedIn(['2026-11-24'], checkedIn(['2026-11-21', '2026-11-22'], rich))

  test.each([
    ['seven days back', '2026-11-17', undefined],
    ['eight days back', '2026-11-16', 'make_up_window_closed'],
    ['today', '2026-11-24', 'make_up_not_missed'],
    ['tomorrow', '2026-11-25', 'make_up_not_missed'],
    ['a day already checked in', '2026-11-22', 'make_up_not_missed'],
  ])('%s', (_, day, code) => {
    expect(codeBy(() => madeUp(missedOn23, day, today))).toBe(code)
  })

  test('not before the member joined', () => {
    expect(codeBy(() => makeUp(rich, programme, '2026-11-22', 'op', '2026-11-23', today))).toBe('make_up_not_missed')
    expect(makeUp(rich, programme, '2026-11-23', 'op', '2026-11-23', today)).toHaveLength(1)
  })

  test('so many times a month, and again in the next', () => {
    const thrice = ['2026-11-18', '2026-11-19', '2026-11-20'].reduce((account, day) => madeUp(account, day, today), missedOn23)
    expect(refusalBy(() => madeUp(thrice, '2026-11-23', today))).toEqual({ code: 'make_up_limit_reached', details: { limit: 3 } })
    expect(codeBy(() => madeUp(thrice, '2026-11-30', at('2026-12-01')))).toBeUndefined()
  })

  test('its price must be there', () => {
    const poor = checkedIn(['2026-11-22'])
    expect(refusalBy(() => madeUp(poor, '2026-11-23', today))).toEqual({ code: 'points_short', details: { missing: 15 } })
  })

  test('no price, no matter', () => {
    const free = programmeWith({ rules: rulesWith({ checkIn: { points: 5, steps: [], makeUp: { pricePoints: 0, windowDays: 7, monthlyLimit: 3 } } }) })
    expect(madeUp(emptyAccount, '2026-11-23', today, free)).toMatchObject({ version: 1, available: 0, runs: [{ from: '2026-11-23', days: 1 }] })
  })

  test('a programme without make-ups has none', () => {
    const none = programmeWith({ rules: rulesWith({ checkIn: { points: 5, steps: [] } }) })
    expect(codeBy(() => madeUp(rich, '2026-11-23', today, none))).toBe('make_up_not_missed')
  })

  test.each([
    ['the day itself earns nothing', ['2026-11-24'], '2026-11-22', -20],
    ['the step that the repaired streak reaches', ['2026-11-21', '2026-11-22', '2026-11-24'], '2026-11-23', 10 - 20],
    ['every step that the joined streak has passed', [...daysFrom('2026-11-18', 5), '2026-11-24'], '2026-11-23', 30 - 20],
    ['no step that was paid before', [...daysFrom('2026-11-19', 4), '2026-11-24'], '2026-11-23', -20],
    ['no step that the later half was paid', ['2026-11-19', ...daysFrom('2026-11-21', 4)], '2026-11-20', -20],
    ['both halves were paid the third day; the seventh is new', [...daysFrom('2026-11-17', 3), ...daysFrom('2026-11-21', 4)], '2026-11-20', 30 - 10 - 20],
  ])('%s', (_, days, day, change) => {
    const before = checkedIn(days, rich)
    expect(madeUp(before, day, today).available - before.available).toBe(change)
  })
})

describe('the calendar', () => {
  const account = checkedIn(['2026-11-20', '2026-11-21', '2026-11-24'], rich)
  const month = (asked?: string, joined = joinedOn) => calendar(programme, account, joined, asked, at('2026-11-24'))

  test('shows this month, what is done and what can be bought back', () => {
    expect(month()).toMatchObject({ month: '2026-11', today: '2026-11-24', checkedIn: ['2026-11-20', '2026-11-21', '2026-11-24'], canMakeUp: ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-22', '2026-11-23'] })
  })

  test('shows another month when asked', () => {
    expect(month('2026-10')).toMatchObject({ month: '2026-10', checkedIn: [], canMakeUp: [] })
  })

  test('offers no day from before the member joined', () => {
    expect(month(undefined, '2026-11-22')).toMatchObject({ canMakeUp: ['2026-11-22', '2026-11-23'], firstMonth: '2026-11' })
  })

  test('offers nothing once the limit is reached', () => {
    const spent = { ...account, tallies: { make_up: { period: '2026-11', points: 60, times: 3 } } }
    expect(calendar(programme, spent, joinedOn, undefined, at('2026-11-24'))).toMatchObject({ canMakeUp: [], makeUp: { leftThisMonth: 0 } })
  })

  test.each(['2026-03-01', '2026-07-31', '2026-11-24', '2026-12-31', '2028-03-01'])('every month it can show on %s is shown whole', (today) => {
    const everyOther = Array.from({ length: 100 }, (_, i) => addDays(today, 2 * i - 198))
    const whole = checkedIn(everyOther)
    const { firstMonth } = calendar(programme, whole, '2020-01-01', undefined, at(today))
    const shown = calendar(programme, whole, '2020-01-01', firstMonth, at(today)).checkedIn
    expect(shown).toEqual(everyOther.filter((day) => day.startsWith(firstMonth)))
  })
})
