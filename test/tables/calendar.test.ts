import { BusinessDay, BusinessMonth, addDays, dayOf, daysBetween, endOfDay, endOfMonth, startOfDay } from '../../shared/time/day'
import { clockFace } from '../../shared/time/clock-face'
import { expiresOn } from '../../shared/earning/expiry'
import { Programme } from '../../shared/earning/programme'
import { emptyAccount } from '../../shared/points/account'
import { due } from '../../shared/points/decide'
import { accountWith, at, booked, programmeWith, standing } from '../support/tables'

const HOUR_MS = 3_600_000
const utc = (text: string): number => Date.parse(text)

describe('the business day', () => {
  test.each([
    ['one millisecond before midnight in Shanghai', '2026-11-24T15:59:59.999Z', 'Asia/Shanghai', '2026-11-24'],
    ['midnight in Shanghai', '2026-11-24T16:00:00.000Z', 'Asia/Shanghai', '2026-11-25'],
    ['the last moment of a year', '2026-12-31T15:59:59.999Z', 'Asia/Shanghai', '2026-12-31'],
    ['the first moment of a year', '2026-12-31T16:00:00.000Z', 'Asia/Shanghai', '2027-01-01'],
    ['a leap day', '2028-02-28T16:00:00.000Z', 'Asia/Shanghai', '2028-02-29'],
    ['midnight in New York in winter', '2026-03-08T05:00:00.000Z', 'America/New_York', '2026-03-08'],
    ['midnight in New York in summer', '2026-03-09T04:00:00.000Z', 'America/New_York', '2026-03-09'],
    ['one millisecond before that', '2026-03-09T03:59:59.999Z', 'America/New_York', '2026-03-08'],
  ])('%s', (_, instant, timeZone, day) => {
    expect(dayOf(utc(instant), timeZone)).toBe(day)
  })

  test.each([
    ['an ordinary day', '2026-11-24', 'Asia/Shanghai', 24],
    ['the day that clocks go forward', '2026-03-08', 'America/New_York', 23],
    ['the day that clocks go back', '2026-11-01', 'America/New_York', 25],
    ['the day that clocks go forward at midnight', '2026-09-06', 'America/Santiago', 23],
    ['the day that a country skipped', '2011-12-30', 'Pacific/Apia', 0],
    ['a day far east', '2026-06-15', 'Pacific/Kiritimati', 24],
    ['a day far west', '2026-06-15', 'Pacific/Niue', 24],
  ])('%s has its hours', (_, day, timeZone, hours) => {
    expect((endOfDay(day, timeZone) - startOfDay(day, timeZone)) / HOUR_MS).toBe(hours)
  })

  test.each([['2026-11-24', 'Asia/Shanghai'], ['2026-03-08', 'America/New_York'], ['2026-11-01', 'America/New_York'], ['2028-02-29', 'Europe/Berlin']])('%s in %s begins where the day before ends', (day, timeZone) => {
    const start = startOfDay(day, timeZone)
    expect([dayOf(start - 1, timeZone), dayOf(start, timeZone), dayOf(endOfDay(day, timeZone) - 1, timeZone)]).toEqual([addDays(day, -1), day, day])
  })

  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2026-11-24', 0, '2026-11-24'],
  ])('%s and %i days is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected)
    expect(daysBetween(day, expected)).toBe(count)
  })

  test.each([
    ['2026-11-24', true], ['2028-02-29', true], ['2027-02-29', false], ['2026-02-30', false], ['2026-13-01', false],
    ['2026-1-1', false], ['2026-11-24T00:00:00Z', false], ['', false], ['today', false],
  ])('%j is a day of the calendar: %s', (text, isDay) => {
    expect(BusinessDay.safeParse(text).success).toBe(isDay)
  })

  test.each([['2026-11', true], ['2026-00', false], ['2026-13', false], ['2026-1', false]])('%j is a month: %s', (text, isMonth) => {
    expect(BusinessMonth.safeParse(text).success).toBe(isMonth)
  })

  test.each([
    ['today without the day', '2026-11-24T06:03:00Z', '14:03'],
    ['another day with it', '2026-11-23T06:03:00Z', '11-23 14:03'],
    ['another year with the year', '2025-12-31T16:00:00Z', '2026-01-01 00:00'],
    ['midnight is the beginning of a day', '2026-11-23T16:00:00Z', '00:00'],
  ])('a time is read out at the counter: %s', (_, instant, face) => {
    expect(clockFace(instant, instant.startsWith('2025') ? '2027-03-01' : '2026-11-24', 'Asia/Shanghai')).toBe(face)
  })
})

describe('until when points are good', () => {
  test.each([
    ['to the end of a month of 30 days', { type: 'month_end', months: 0 }, '2026-11-01', '2026-11-30'],
    ['to the end of a month of 31 days', { type: 'month_end', months: 1 }, '2026-11-30', '2026-12-31'],
    ['to the end of February', { type: 'month_end', months: 1 }, '2027-01-31', '2027-02-28'],
    ['to the end of February of a leap year', { type: 'month_end', months: 1 }, '2028-01-31', '2028-02-29'],
    ['to the end of February a leap year later', { type: 'month_end', months: 12 }, '2028-02-29', '2029-02-28'],
    ['over the turn of the year', { type: 'month_end', months: 2 }, '2026-12-31', '2027-02-28'],
    ['five years of months', { type: 'month_end', months: 60 }, '2026-11-24', '2031-11-30'],
    ['earned on the last day of a month', { type: 'month_end', months: 0 }, '2026-11-30', '2026-11-30'],
    ['to the end of this year', { type: 'year_end', years: 0 }, '2026-12-31', '2026-12-31'],
    ['to the end of the next year', { type: 'year_end', years: 1 }, '2026-01-01', '2027-12-31'],
    ['for a day more', { type: 'days', days: 1 }, '2026-12-31', '2027-01-01'],
    ['for 365 days, over a leap day', { type: 'days', days: 365 }, '2028-02-28', '2029-02-27'],
    ['for ever', { type: 'never' }, '2026-11-24', 'never'],
  ])('%s', (_, expiry, from, until) => {
    expect(expiresOn(programmeWith({ expiry: Programme.shape.expiry.parse(expiry) }).expiry, from)).toBe(until)
  })

  test.each([[0, '2026-11-30'], [1, '2026-12-31'], [3, '2027-02-28'], [15, '2028-02-29']])('%i months after November ends on %s', (months, end) => {
    expect(endOfMonth('2026-11-24', months)).toBe(end)
  })
})

describe('what the calendar makes due', () => {
  const account = accountWith({ available: { '2026-11-30': 5, never: 1 }, pending: { '2026-11-28>2026-11-30': 7, '2026-12-05>2027-12-31': 9 } })

  test.each([
    ['nothing before its day', at('2026-11-27', '23:59:59.999'), standing(account), []],
    ['pending points are usable from the first moment of their day', at('2026-11-28', '00:00:00.000'), { available: { '2026-11-30': 12, never: 1 }, pending: { '2026-12-05>2027-12-31': 9 } }, ['settle']],
    ['points are good through the last moment of their last day', at('2026-11-30', '23:59:59.999'), { available: { '2026-11-30': 12, never: 1 }, pending: { '2026-12-05>2027-12-31': 9 } }, ['settle']],
    ['and gone the moment after', at('2026-12-01', '00:00:00.000'), { available: { never: 1 }, pending: { '2026-12-05>2027-12-31': 9 } }, ['settle', 'expire']],
    ['years later all has happened, in its order', at('2030-01-01'), { available: { never: 1 } }, ['settle', 'expire', 'settle', 'expire']],
  ])('%s', (_, moment, expected, types) => {
    const drafts = due(account, moment)
    expect(drafts.map(({ type }) => type)).toEqual(types)
    expect(standing(booked(account, ...drafts))).toEqual(expected)
  })

  test('nothing is due twice', () => {
    const later = at('2030-01-01')
    expect(due(booked(account, ...due(account, later)), later)).toEqual([])
  })

  test('what was due is dated when it happened, not when it was seen', () => {
    expect(due(account, at('2026-12-25')).map(({ type, day, at: instant }) => [type, day, instant])).toEqual([
      ['settle', '2026-11-28', '2026-11-27T16:00:00.000Z'],
      ['expire', '2026-11-30', '2026-11-30T16:00:00.000Z'],
      ['settle', '2026-12-05', '2026-12-04T16:00:00.000Z'],
    ])
  })

  test('points that become usable pay debt before they can lapse', () => {
    const owing = { ...accountWith({ pending: { '2026-11-28>2026-11-30': 7, '2026-12-05>never': 9 } }), debt: 10 }
    expect(standing(booked(owing, ...due(owing, at('2026-12-31'))))).toEqual({ available: { never: 6 } })
  })

  test('an empty account is never due', () => {
    expect(due(emptyAccount, at('2030-01-01'))).toEqual([])
  })
})
