import type * as z from 'zod'
import { rules } from '../../shared/earning/rules/list'
import { checkIn, cycleDay } from '../../shared/earning/rules/check-in'
import { award } from '../../shared/earning/award'
import { Programme } from '../../shared/earning/programme'
import { signUpPoints } from '../../shared/earning/sign-up'
import { waysToEarn } from '../../shared/earning/ways'
import { capped } from '../../shared/points/caps'
import type { StoreId } from '../../shared/api/ids'
import { emptyAccount } from '../../shared/points/account'
import { at, booked, memberId, programmeWith, type PurchaseRule, questionOf, rulesWith, standing, storeId } from '../support/tables'

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
  readonly pay: (terms: z.output<Terms>, event: Event) => number
  readonly examples: readonly { readonly terms: z.input<Terms>; readonly event: Event; readonly points: number }[]
}): readonly Worked[] {
  return it.examples.map((example) => ({ name: it.name, example, points: it.pay(it.terms.parse(example.terms), example.event), promised: example.points }))
}

const [signUp, profile, daily, share, referral, perAmount, perItem, first, review, birthday, anniversary, challenge, custom, grant] = rules
const examples = [
  ...worked(signUp), ...worked(profile), ...worked(daily), ...worked(share), ...worked(referral), ...worked(perAmount), ...worked(perItem),
  ...worked(first), ...worked(review), ...worked(birthday), ...worked(anniversary), ...worked(custom), ...worked(grant),
]

describe('every rule does what its examples say', () => {
  test('every rule has examples, and none was left out here', () => {
    expect(rules).toHaveLength(14)
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
    // What a challenge pays hangs on how far the member is; its examples are those of `advance`.
    expect(challenge.examples).toEqual([])
    expect([...new Set(examples.map(({ name }) => name))]).toEqual(rules.map(({ name }) => name).filter((name) => name !== 'challenge'))
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
    expect(waysToEarn(programmeWith({ rules: rulesWith({ purchases: [] }) })).map((way) => way.rule)).toEqual(['check_in', 'share_opened'])
  })
})

describe('caps', () => {
  test.each([
    ['below the cap all is paid', 10, 25, { points: 10 }],
    ['at the cap all is paid', 10, 10, { points: 10 }],
    ['above it the rest is cut, and said', 10, 4, { points: 4, cut: { cap: 'per_day', by: 'share', cutPoints: 6 } }],
    ['with nothing left nothing is paid', 10, 0, { points: 0, cut: { cap: 'per_day', by: 'share', cutPoints: 10 } }],
    ['more than used up takes nothing away', 10, -5, { points: 0, cut: { cap: 'per_day', by: 'share', cutPoints: 10 } }],
  ])('%s', (_, points, left, expected) => {
    const paid = { 'share:per_day': { period: '2026-11-24', points: 100 - left, times: 1 } }
    expect(capped(points, 'share', { perDay: 100 }, paid, '2026-11-24')).toEqual(expected)
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
  const paidIn = (store: StoreId | undefined, by: readonly PurchaseRule[]) => {
    const event = { type: 'order_paid' as const, amountFen: 100, isFirst: false, wasInvited: false, storeId: store }
    return award({ ...questionOf(emptyAccount, programmeWith({ rules: rulesWith({ purchases: by }) }), at('2026-11-24')), event }).points
  }
  test.each([
    ['a rule that names the store wins over one for everywhere', storeId(1), 3],
    ['of two that name it the first wins', storeId(2), 3],
    ['another store has the rule for everywhere', storeId(3), 1],
    ['without a store the rule for everywhere', undefined, 1],
  ])('%s', (_, store, pointsPerStep) => {
    expect(paidIn(store, purchases)).toBe(pointsPerStep)
  })

  test('no rule, no points', () => {
    expect(paidIn(storeId(3), purchases.slice(1))).toBe(0)
  })
})

describe('welcome points', () => {
  const today = at('2026-11-24')
  test('are booked with their rule and expiry', () => {
    const drafts = signUpPoints(emptyAccount, questionOf(emptyAccount, programmeWith(), today))
    expect(drafts).toMatchObject([{ type: 'earn', source: { kind: 'member', id: memberId }, paidBy: { rule: 'sign_up', version: 3 }, operationId: `join.${memberId}` }])
    expect(standing(booked(emptyAccount, ...drafts))).toEqual({ available: { '2027-11-30': 100 } })
  })

  test('of nothing leave no entry', () => {
    expect(signUpPoints(emptyAccount, questionOf(emptyAccount, programmeWith({ rules: rulesWith({ signUp: { points: 0 } }) }), today))).toEqual([])
  })
})

describe('terms that make no sense are refused', () => {
  const sound = programmeWith()
  test.each([
    ['a time zone that does not exist', { timeZone: 'Asia/Nowhere' }],
    ['half a point', { rules: rulesWith({ signUp: { points: 0.5 } }) }],
    ['fewer than no points', { rules: rulesWith({ signUp: { points: -1 } }) }],
    ['a step on the first day', { rules: rulesWith({ checkIn: { points: 5, steps: [{ days: 1, bonus: 1 }] } }) }],
    ['a make-up window that outlives the calendar', { rules: rulesWith({ checkIn: { points: 5, steps: [], makeUp: { pricePoints: 1, windowDays: 32, monthlyLimit: 1 } } }) }],
    ['a purchase that earns by nothing', { rules: rulesWith({ purchases: [{ fenPerStep: 0, pointsPerStep: 1 }] }) }],
    ['points that are good for no day', { expiry: { type: 'days', days: 0 } }],
    ['an unknown field', { bonus: 1 }],
  ])('%s', (_, change) => {
    expect(Programme.safeParse({ ...sound, ...change }).success).toBe(false)
    expect(Programme.safeParse(sound).success).toBe(true)
  })
})
