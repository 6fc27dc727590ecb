import { emptyAccount } from '../../shared/points/account'
import { due, earn, giveBack, hold, release, reverse, spend } from '../../shared/points/decide'
import type { Draft } from '../../shared/points/entry'
import { applyAll, replay, withDay } from '../../shared/points/ledger'
import { about, accountWith, at, booked, codeBy, refusalBy, standing, sumOf } from '../support/tables'

const today = at('2026-11-24')
const freesAt = '2026-11-24T02:10:00.000Z'
const lots = { '2026-11-30': 30, '2026-12-31': 40, never: 50 }

describe('spending', () => {
  test.each([
    ['the soonest-expiring points go first', 10, { '2026-11-30': 20, '2026-12-31': 40, never: 50 }],
    ['a lot that is used up is gone', 30, { '2026-12-31': 40, never: 50 }],
    ['what one lot lacks the next one gives', 35, { '2026-12-31': 35, never: 50 }],
    ['points that never expire go last', 100, { never: 20 }],
    ['nothing costs nothing', 0, lots],
  ])('%s', (_, points, left) => {
    const account = accountWith({ available: lots })
    expect(booked(account, spend(account, points, about, today)).lots.available).toEqual(left)
  })

  test('all points can be spent', () => {
    const account = accountWith({ available: lots })
    expect(standing(booked(account, spend(account, 120, about, today)))).toEqual({})
  })

  test('one point too few is refused, with what is missing', () => {
    expect(refusalBy(() => spend(accountWith({ available: lots }), 121, about, today))).toEqual({ code: 'points_short', details: { missing: 1 } })
  })

  test('pending and held points cannot be spent', () => {
    const account = accountWith({ available: { never: 5 }, pending: { '2026-12-01>never': 100 }, held: { 'bill>never': 100 } })
    expect(codeBy(() => spend(account, 6, about, today))).toBe('points_short')
  })
})

describe('earning', () => {
  test.each([
    ['usable at once when the day is long past', '2025-01-01', { available: { '2026-12-31': 7 } }],
    ['usable at once when the day is today', '2026-11-24', { available: { '2026-12-31': 7 } }],
    ['usable at once when the day is past', '2026-11-01', { available: { '2026-12-31': 7 } }],
    ['pending until a later day', '2026-11-25', { pending: { '2026-11-25>2026-12-31': 7 } }],
  ])('%s', (_, usableFrom, expected) => {
    const draft = earn(emptyAccount, [{ points: 7, expiresOn: '2026-12-31', usableFrom }], about, today)
    expect(standing(booked(emptyAccount, draft))).toEqual(expected)
  })

  test.each([
    ['debt is paid first', 10, 4, { available: { never: 6 } }],
    ['debt may take all', 4, 4, {}],
    ['debt that is larger shrinks', 4, 10, { debt: 6 }],
  ])('%s', (_, points, debt, expected) => {
    const account = accountWith({}, { debt })
    expect(standing(booked(account, earn(account, [{ points, expiresOn: 'never', usableFrom: today.today }], about, today)))).toEqual(expected)
  })

  test('pending points pay no debt before they are usable', () => {
    const account = accountWith({}, { debt: 4 })
    const draft = earn(account, [{ points: 10, expiresOn: 'never', usableFrom: '2026-11-25' }], about, today)
    expect(standing(booked(account, draft))).toEqual({ pending: { '2026-11-25>never': 10 }, debt: 4 })
  })

  test('nothing earned is still an entry, that moves nothing', () => {
    const { account, entries } = applyAll(emptyAccount, [earn(emptyAccount, [{ points: 0, expiresOn: 'never', usableFrom: '2026-12-24' }], about, today)])
    expect(entries[0]).toMatchObject({ number: 1, points: 0, available: 0, moves: [], debt: 0 })
    expect(standing(account)).toEqual({})
  })
})

describe('giving back', () => {
  test('points return into the lots they came from, with their old expiry', () => {
    const account = accountWith({ available: lots })
    const spent = spend(account, 100, about, today)
    const after = booked(account, spent)
    expect(booked(after, giveBack(after, spent.moves, about, at('2026-11-25'))).lots).toEqual(account.lots)
  })

  test('what lapsed meanwhile lapses again', () => {
    const account = accountWith({ available: lots })
    const spent = spend(account, 100, about, today)
    const later = at('2027-01-10')
    const back = giveBack(booked(account, spent), spent.moves, about, later)
    const after = booked(account, spent, back)
    expect(standing(booked(after, ...due(after, later)))).toEqual({ available: { never: 50 } })
  })

  test('debt is paid first, from the soonest-expiring of what returns', () => {
    const account = accountWith({ available: lots })
    const spent = spend(account, 100, about, today)
    const owing = { ...booked(account, spent), debt: 35 }
    expect(standing(booked(owing, giveBack(owing, spent.moves, about, today)))).toEqual({ available: { '2026-12-31': 35, never: 50 } })
  })
})

describe('taking back what was earned', () => {
  const earned = { expiresOn: '2026-12-31', usableFrom: '2026-12-01' }
  test.each([
    ['what is still pending of it goes first', { available: { '2026-12-31': 9 }, pending: { '2026-12-01>2026-12-31': 9 } }, 5, { available: { '2026-12-31': 9 }, pending: { '2026-12-01>2026-12-31': 4 } }],
    ['pending points of others stay', { pending: { '2026-12-02>2026-12-31': 9 } }, 5, { pending: { '2026-12-02>2026-12-31': 9 }, debt: 5 }],
    ['then its own lot, though others expire sooner', { available: { '2026-11-30': 9, '2026-12-31': 9 } }, 5, { available: { '2026-11-30': 9, '2026-12-31': 4 } }],
    ['then the soonest-expiring others', { available: { '2026-11-30': 9, '2026-12-31': 3, never: 9 } }, 5, { available: { '2026-11-30': 7, never: 9 } }],
    ['what is spent already becomes debt', { available: { '2026-12-31': 3 } }, 5, { debt: 2 }],
    ['held points are left alone', { held: { 'bill>2026-12-31': 9 } }, 5, { held: { 'bill>2026-12-31': 9 }, debt: 5 }],
    ['pending, own lot, others and debt in turn', { available: { '2026-12-31': 2, never: 3 }, pending: { '2026-12-01>2026-12-31': 1 } }, 10, { debt: 4 }],
  ])('%s', (_, before, points, expected) => {
    const account = accountWith(before)
    expect(standing(booked(account, reverse(account, [{ ...earned, points }], about, today)))).toEqual(expected)
  })
})

describe('holding', () => {
  const account = accountWith({ available: lots })
  const held = booked(account, hold(account, 'bill', 50, freesAt, about, today))

  test('held points come from the soonest-expiring lots and count for neither spending nor debt', () => {
    expect(standing(held)).toEqual({ available: { '2026-12-31': 20, never: 50 }, held: { 'bill>2026-11-30': 30, 'bill>2026-12-31': 20 } })
    expect(held).toMatchObject({ available: 70, held: 50 })
  })

  test('a hold that is released leaves the account as it was', () => {
    expect(booked(held, release(held, 'bill', about, today)).lots).toEqual(account.lots)
  })

  test('releasing one hold leaves another', () => {
    const two = booked(held, hold(held, 'other', 5, freesAt, about, today))
    expect(standing(booked(two, release(two, 'bill', about, today)))).toMatchObject({ held: { 'other>2026-12-31': 5 } })
  })

  test('more than is available cannot be held', () => {
    expect(codeBy(() => hold(account, 'bill', 121, freesAt, about, today))).toBe('points_short')
  })

  test('points that a release brings back pay debt first, like any that arrive', () => {
    const owing = { ...held, debt: 35 }
    expect(standing(booked(owing, release(owing, 'bill', about, today)))).toEqual({ available: { '2026-12-31': 35, never: 50 } })
  })
})

describe('the books', () => {
  const draft: Draft = { ...about, at: '2026-11-24T02:00:00.000Z', day: '2026-11-24', moves: [{ place: 'available', lot: 'never', points: 5 }], debt: 0 }

  test('an entry carries the next number, the change of the total and the balance after it', () => {
    const { entries } = applyAll(emptyAccount, [draft, { ...draft, moves: [], debt: 2 }, { ...draft, debt: -2 }])
    expect(entries.map(({ number, points, available }) => ({ number, points, available }))).toEqual([
      { number: 1, points: 5, available: 5 },
      { number: 2, points: -2, available: 5 },
      { number: 3, points: 7, available: 10 },
    ])
  })

  test('replaying entries gives the account', () => {
    const { account, entries } = applyAll(emptyAccount, [draft, draft])
    expect(replay(entries)).toEqual(account)
    expect(sumOf(entries)).toBe(10)
  })

  test.each([
    ['a lot below zero', { moves: [{ place: 'available' as const, lot: 'never', points: -1 }] }, /lot available never would fall to -1/],
    ['debt below zero', { debt: -1 }, /debt would fall to -1/],
    ['half a point', { moves: [{ place: 'available' as const, lot: 'never', points: 0.5 }] }, /not a whole number/],
  ])('%s is a bug and stops everything', (_, change, message) => {
    expect(() => applyAll(emptyAccount, [{ ...draft, ...change }])).toThrow(message)
  })

  test('a counter starts again with a new period and goes when nothing is left to count', () => {
    const tally = (period: string, times: number): Draft => ({ ...draft, tallies: [{ key: 'k', period, points: times * 10, times }] })
    const first = booked(emptyAccount, tally('a', 1), tally('a', 1))
    expect(first.tallies).toEqual({ k: { period: 'a', points: 20, times: 2 } })
    expect(booked(first, tally('b', 1)).tallies).toEqual({ k: { period: 'b', points: 10, times: 1 } })
    expect(booked(first, tally('a', -2)).tallies).toEqual({})
  })
})

describe('runs of check-in days', () => {
  const run = (from: string, days: number) => ({ from, days })
  test.each([
    ['the first day', [], '2026-11-24', [run('2026-11-24', 1)]],
    ['the day behind a run makes it longer', [run('2026-11-22', 2)], '2026-11-24', [run('2026-11-22', 3)]],
    ['the day before a run makes it longer', [run('2026-11-23', 2)], '2026-11-22', [run('2026-11-22', 3)]],
    ['the day between two joins them', [run('2026-11-20', 2), run('2026-11-23', 2)], '2026-11-22', [run('2026-11-20', 5)]],
    ['a day apart stands for itself, in order', [run('2026-11-24', 1)], '2026-11-20', [run('2026-11-20', 1), run('2026-11-24', 1)]],
    ['over a leap day', [run('2028-02-28', 1)], '2028-02-29', [run('2028-02-28', 2)]],
    ['over the turn of the year', [run('2026-12-31', 1)], '2027-01-01', [run('2026-12-31', 2)]],
  ])('%s', (_, before, day, expected) => {
    expect(withDay(before, day, day)).toEqual(expected)
  })
})
