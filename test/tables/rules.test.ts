import type * as z from 'zod'
import { rules } from '../../shared/earning/rules/list'
import { checkIn, cycleDay } from '../../shared/earning/rules/check-in'
import { capped, type Payment, whole } from '../../shared/earning/rules/rule'
import { Programme, purchaseTerms } from '../../shared/earning/programme'
import { signUpPoints } from '../../shared/earning/sign-up'
import { waysToEarn } from '../../shared/earning/ways'
import { emptyAccount } from '../../shared/points/account'
import { at, booked, memberId, programmeWith, standing, storeId } from '../support/tables'

interface Worked {
  readonly name: string
  readonly example: unknown
  readonly points: number
  readonly promised: number
}

/** One rule's examples, worked; generic so that each event keeps its type. */
function worked<Terms extends z.ZodType, Event>(it: {
  readonly name: string
  readonly terms: Terms
  readonly pay: (terms: z.output<Terms>, event: Event) => Payment
  readonly examples: readonly { readonly terms: z.input<Terms>; readonly event: Event; readonly points: number }[]
}): readonly Worked[] {
  return it.examples.map((example) => ({ name: it.name, example, points: it.pay(it.terms.parse(example.terms), example.event).points, promised: example.points }))
}

const [signUp, daily, share, purchase] = rules
const examples = [...worked(signUp), ...worked(daily), ...worked(share), ...worked(purchase)]

describe('every rule does what its examples say', () => {
  test('every rule has examples, and none was left out here', () => {
    expect(rules).toHaveLength(4)
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
    expect([...new Set(examples.map(({ name }) => name))]).toEqual(rules.map(({ name }) => name))
  })

  test.each(examples.map((one) => [one.name, JSON.stringify(one.example), one] as const))('%s %s', (_, __, { points, promised }) => {
    expect(points).toBe(promised)
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
  test.each([
    ['below the cap all is paid', 10, 25, { points: 10, cuts: [] }],
    ['at the cap all is paid', 10, 10, { points: 10, cuts: [] }],
    ['above it the rest is cut, and said', 10, 4, { points: 4, cuts: [{ cap: 'daily', cutPoints: 6 }] }],
    ['with nothing left nothing is paid', 10, 0, { points: 0, cuts: [{ cap: 'daily', cutPoints: 10 }] }],
    ['more than used up takes nothing away', 10, -5, { points: 0, cuts: [{ cap: 'daily', cutPoints: 10 }] }],
  ])('%s', (_, points, left, expected) => {
    expect(capped(whole(points), 'daily', left)).toEqual(expected)
  })
})

describe('the cycle of check-in steps', () => {
  const terms = (cycleDays?: number) => checkIn.terms.parse({ points: 1, steps: [], ...(cycleDays === undefined ? {} : { cycleDays }) })
  test.each([[1, 7, 1], [7, 7, 7], [8, 7, 1], [14, 7, 7], [15, 7, 1], [400, undefined, 400]])('day %i of a cycle of %s days is day %i', (streak, cycleDays, day) => {
    expect(cycleDay(terms(cycleDays), streak)).toBe(day)
  })
})

describe('what a store pays', () => {
  const { purchases } = programmeWith({
    purchases: [
      { fenPerStep: 100, pointsPerStep: 1 },
      { fenPerStep: 100, pointsPerStep: 3, stores: [storeId(1), storeId(2)] },
      { fenPerStep: 100, pointsPerStep: 9, stores: [storeId(2)] },
    ],
  })
  test.each([
    ['a rule that names the store wins over one for everywhere', storeId(1), 3],
    ['of two that name it the first wins', storeId(2), 3],
    ['another store has the rule for everywhere', storeId(3), 1],
    ['without a store the rule for everywhere', undefined, 1],
  ])('%s', (_, store, pointsPerStep) => {
    expect(purchaseTerms({ ...programmeWith(), purchases }, store)?.pointsPerStep).toBe(pointsPerStep)
  })

  test('no rule, no points', () => {
    expect(purchaseTerms({ ...programmeWith(), purchases: purchases.slice(1) }, storeId(3))).toBeUndefined()
  })
})

describe('welcome points', () => {
  const today = at('2026-11-24')
  test('are booked with their rule and expiry', () => {
    const drafts = signUpPoints(emptyAccount, programmeWith(), memberId, today)
    expect(drafts).toMatchObject([{ type: 'earn', source: { kind: 'member', id: memberId }, paidBy: { rule: 'sign_up', version: 3 }, operationId: `join.${memberId}` }])
    expect(standing(booked(emptyAccount, ...drafts))).toEqual({ available: { '2027-11-30': 100 } })
  })

  test('of nothing leave no entry', () => {
    expect(signUpPoints(emptyAccount, programmeWith({ signUp: { points: 0 } }), memberId, today)).toEqual([])
  })
})

describe('terms that make no sense are refused', () => {
  const sound = programmeWith()
  test.each([
    ['a time zone that does not exist', { timeZone: 'Asia/Nowhere' }],
    ['half a point', { signUp: { points: 0.5 } }],
    ['fewer than no points', { signUp: { points: -1 } }],
    ['a step on the first day', { checkIn: { points: 5, steps: [{ days: 1, bonus: 1 }] } }],
    ['a make-up window that outlives the calendar', { checkIn: { points: 5, steps: [], makeUp: { pricePoints: 1, windowDays: 32, monthlyLimit: 1 } } }],
    ['a purchase that earns by nothing', { purchases: [{ fenPerStep: 0, pointsPerStep: 1 }] }],
    ['points that are good for no day', { expiry: { type: 'days', days: 0 } }],
    ['an unknown field', { bonus: 1 }],
  ])('%s', (_, change) => {
    expect(Programme.safeParse({ ...sound, ...change }).success).toBe(false)
    expect(Programme.safeParse(sound).success).toBe(true)
  })
})
