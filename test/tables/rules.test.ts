import { award } from '../../shared/earning/award'
import { checkIn, cycleDay } from '../../shared/earning/rules/check-in'
import { payBy, ProgrammeRule, rules, sentenceOf } from '../../shared/earning/rules/list'
import { signUpPoints } from '../../shared/earning/sign-up'
import { waysToEarn } from '../../shared/earning/ways'
import { emptyAccount } from '../../shared/points/account'
import { capped } from '../../shared/points/caps'
import { ask, at, booked, memberId, programmeWith, standing, storeId } from '../support/tables'

const today = at('2026-11-24')
const examples = rules.flatMap((rule) => rule.examples.map((example) => ({ name: rule.name, ...example })))
const inProgramme = (kind: string, terms: unknown): ProgrammeRule => ProgrammeRule.parse({ id: 'it', kind, terms })

describe('every rule does what its examples say', () => {
  test('every kind but the challenge, which is more than one event, has examples', () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
    expect(rules.filter((rule) => rule.examples.length === 0).map(({ name }) => name)).toEqual(['challenge'])
  })

  test.each(examples.map((one) => [one.name, JSON.stringify(one), one] as const))('%s %s', (_, __, { name, terms, event, points }) => {
    expect(payBy(inProgramme(name, terms), event)).toBe(points)
  })

  test.each(examples.map((one) => [one.name, one] as const))('%s says what it promises in both languages', (_, { name, terms }) => {
    const { zh, en } = sentenceOf(inProgramme(name, terms))
    expect(zh).not.toBe('')
    expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\{/)
  })

  test.each(rules.map((it) => [it.name, it] as const))('%s has a title in both languages', (_, { title }) => {
    expect([title.zh, title.en].every((text) => text.length > 0)).toBe(true)
  })

  test('a member reads every way to earn in both languages, with nothing left out', () => {
    const programme = programmeWith()
    const ways = waysToEarn(programme)
    expect(ways.map((way) => way.rule)).toEqual(['check_in', 'share_opened', 'per_amount'])
    for (const { sentence } of ways) expect(`${sentence.zh}${sentence.en}`).not.toMatch(/undefined|NaN|\{/)
    expect(waysToEarn(programmeWith({ purchases: [] })).map((way) => way.rule)).toEqual(['check_in', 'share_opened'])
  })
})

describe('caps', () => {
  const paid = (points: number) => ({ 'it:per_day': { period: '2026-11-24', points, times: 1 } })
  test.each([
    ['below the cap all is paid', 10, 0, { points: 10 }],
    ['at the cap all is paid', 10, 15, { points: 10 }],
    ['above it the rest is cut, and said', 10, 21, { points: 4, cut: { cap: 'per_day', by: 'it', cutPoints: 6 } }],
    ['with nothing left nothing is paid', 10, 25, { points: 0, cut: { cap: 'per_day', by: 'it', cutPoints: 10 } }],
    ['more than used up takes nothing away', 10, 30, { points: 0, cut: { cap: 'per_day', by: 'it', cutPoints: 10 } }],
  ])('%s', (_, points, before, expected) => {
    expect(capped(points, 'it', { perDay: 25 }, paid(before), '2026-11-24')).toEqual(expected)
  })
})

describe('the cycle of check-in steps', () => {
  const terms = (cycleDays?: number) => checkIn.terms.parse({ points: 1, steps: [], ...(cycleDays === undefined ? {} : { cycleDays }) })
  test.each([[1, 7, 1], [7, 7, 7], [8, 7, 1], [14, 7, 7], [15, 7, 1], [400, undefined, 400]])('day %i of a cycle of %s days is day %i', (streak, cycleDays, day) => {
    expect(cycleDay(terms(cycleDays), streak)).toBe(day)
  })
})

describe('what a store pays', () => {
  const purchases = [
    { fenPerStep: 100, pointsPerStep: 1 },
    { fenPerStep: 100, pointsPerStep: 3, stores: [storeId(1), storeId(2)] },
    { fenPerStep: 100, pointsPerStep: 9, stores: [storeId(2)] },
  ]
  const pays = (store: string | undefined, by = purchases) =>
    award({ ...ask(emptyAccount, programmeWith({ purchases: by }), today), event: { type: 'order_paid', amountFen: 100, storeId: store, isFirst: false, wasInvited: false } }).points
  test.each([
    ['a rule that names the store wins over one for everywhere', storeId(1), 3],
    ['of two that name it the first wins', storeId(2), 3],
    ['another store has the rule for everywhere', storeId(3), 1],
    ['without a store the rule for everywhere', undefined, 1],
  ])('%s', (_, store, points) => {
    expect(pays(store)).toBe(points)
  })

  test('no rule, no points', () => {
    expect(pays(storeId(3), purchases.slice(1))).toBe(0)
  })
})

describe('welcome points', () => {
  const welcome = (programme = programmeWith()) => signUpPoints(emptyAccount, ask(emptyAccount, programme, today))
  test('are booked with their rule and expiry', () => {
    const drafts = welcome()
    expect(drafts).toMatchObject([{ type: 'earn', source: { kind: 'member', id: memberId }, paidBy: { rule: 'sign_up', version: 3 }, operationId: `join.${memberId}` }])
    expect(standing(booked(emptyAccount, ...drafts))).toEqual({ available: { '2027-11-30': 100 } })
  })

  test('of nothing leave no entry', () => {
    expect(welcome(programmeWith({ signUp: { points: 0 } }))).toEqual([])
  })
})

describe('terms that make no sense are refused', () => {
  test.each([
    ['a time zone that does not exist', { timeZone: 'Asia/Nowhere' }],
    ['half a point', { signUp: { points: 0.5 } }],
    ['fewer than no points', { signUp: { points: -1 } }],
    ['a step on the first day', { checkIn: { points: 5, steps: [{ days: 1, bonus: 1 }] } }],
    ['a make-up window that outlives the calendar', { checkIn: { points: 5, steps: [], makeUp: { pricePoints: 1, windowDays: 32, monthlyLimit: 1 } } }],
    ['a purchase that earns by nothing', { purchases: [{ fenPerStep: 0, pointsPerStep: 1 }] }],
    ['points that are good for no day', { expiry: { type: 'days' as const, days: 0 } }],
    ['an unknown field', { bonus: 1 }],
    ['two rules of one id', { rules: [1, 2].map((points) => ({ id: 'same', kind: 'sign_up' as const, terms: { points } })) }],
  ])('%s', (_, change) => {
    expect(() => programmeWith(change)).toThrow()
    expect(() => programmeWith()).not.toThrow()
  })
})
