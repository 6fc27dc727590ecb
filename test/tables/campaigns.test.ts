import { newId } from '../../shared/api/ids'
import { type Audience, Campaign, type Effect, type Recurrence } from '../../shared/campaigns/campaign'
import { overlapsOf } from '../../shared/campaigns/overlaps'
import { promiseOf } from '../../shared/campaigns/promise'
import { mergeRehearsals, nothingRehearsed, type Rehearsal, resultOf } from '../../shared/earning/rehearse'

let made = 0
const campaign = (more: object = {}): Campaign => {
  made += 1
  return Campaign.parse({
    id: newId('campaign', made, []), state: 'launched', revision: 1, name: { zh: '甲', en: 'A' }, description: { zh: '', en: '' },
    startsAt: '2026-11-01T00:00:00Z', endsAt: '2026-12-01T00:00:00Z', effect: { type: 'multiplier', percent: 200 }, ...more,
  })
}
const now = Date.parse('2026-11-10T00:00:00Z')

describe('two campaigns', () => {
  test.each<[string, object, object, string[]]>([
    ['of one group give way', {}, {}, ['gives_way']],
    ['of two groups add up', {}, { stacking: { group: 'other', mode: 'best' } }, ['adds_up']],
    ['that all count add up', { stacking: { group: 'main', mode: 'all' } }, { stacking: { group: 'main', mode: 'all' } }, ['adds_up']],
    ['of one group and two modes are in conflict', {}, { stacking: { group: 'main', mode: 'first' } }, ['mode_differs']],
    ['one after the other never meet', {}, { startsAt: '2026-12-01T00:00:00Z', endsAt: '2026-12-09T00:00:00Z' }, []],
    ['on other days of the week never meet', { recurrence: { weekdays: [1, 2] } }, { recurrence: { weekdays: [6, 7] } }, []],
    ['at other hours never meet', { recurrence: { hours: [{ from: '08:00', to: '10:00' }] } }, { recurrence: { hours: [{ from: '10:00', to: '12:00' }] } }, []],
    ['of which one goes past midnight may meet', { recurrence: { hours: [{ from: '22:00', to: '02:00' }], weekdays: [1] } }, { recurrence: { weekdays: [2] } }, ['gives_way']],
    ['for tiers apart never meet', { audience: { type: 'tier', tiers: ['gold'] } }, { audience: { type: 'tier', tiers: ['silver'] } }, []],
    ['of which one is for all but the other’s never meet', { audience: { type: 'list', list: 'x' } }, { audience: { type: 'not', of: { type: 'list', list: 'x' } } }, []],
    ['for other events never meet', {}, { effect: { type: 'bonus', points: 5, events: ['checked_in'] } }, []],
    ['of which one is a draft are not told', {}, { state: 'draft' }, []],
    ['of which one is paused are', {}, { state: 'paused' }, ['gives_way']],
  ])('%s', (_, one, other, expected) => {
    const [a, b] = [campaign(one), campaign(other)]
    expect(overlapsOf(a, [a, b], now).map(({ kind }) => kind)).toEqual(expected)
  })
})

describe('a promise', () => {
  test.each<[{ effect: Effect; audience?: Audience; recurrence?: Recurrence }, string, string]>([
    [{ effect: { type: 'multiplier', percent: 200, events: ['order_paid'] }, recurrence: { monthDays: [8] } }, '每月 8 日，消费得 2 倍积分。', 'On the 8th of each month, 2 times the points for purchases.'],
    [{ effect: { type: 'bonus', points: 20, minimumFen: 3_000, events: ['order_paid'] }, audience: { type: 'first_purchase' } }, '第一次消费，消费满 30 元每次多得 20 积分。', 'On your first purchase, 20 points more each time for purchases from ¥30.'],
    [{ effect: { type: 'multiplier', percent: 150, events: ['order_paid', 'checked_in'] }, recurrence: { birthdayMonth: true } }, '生日当月，消费、签到得 1.5 倍积分。', 'In the month of your birthday, 1.5 times the points for purchases and checking in.'],
    [{ effect: { type: 'cap_lifted', ruleIds: ['share'] }, audience: { type: 'and', of: [{ type: 'tier', tiers: ['gold'] }, { type: 'newcomer', days: 30 }] } }, '黑金会员且入会 30 天内的新会员，积分不受平日上限限制。', 'For Gold members and in the first 30 days of membership, the usual limits do not apply.'],
    [{ effect: { type: 'multiplier', percent: 200, events: ['order_paid'] }, recurrence: { monthDays: [1, 22, -1], hours: [{ from: '22:00', to: '02:00' }] } }, '每月 1 日、22 日、最后一天 22:00–次日 02:00，消费得 2 倍积分。', 'On the 1st, 22nd and last day of each month from 22:00 to 02:00 the next day, 2 times the points for purchases.'],
  ])('in plain words', ({ effect, audience = { type: 'everyone' }, recurrence }, zh, en) => {
    expect(promiseOf({ effect, audience, recurrence }, { tiers: { gold: { zh: '黑金', en: 'Gold' } } })).toEqual({ zh, en })
  })
})

test('parts of a rehearsal add up in any order, to the same result', () => {
  const part = (day: string, points: number, memberId: string): Rehearsal => ({ looked: 1, paid: 1, events: 1, skipped: 0, days: [{ day, events: 1, points, netPoints: points - 1 }], top: [{ memberId, points }] })
  const parts = [part('2026-11-03', 30, 'c'), part('2026-11-01', 10, 'a'), part('2026-11-03', 5, 'b')]
  const sums = [parts, [...parts].reverse()].map((list) => list.reduce(mergeRehearsals, nothingRehearsed))
  expect(sums[0]).toEqual(sums[1])
  expect(sums[0]).toMatchObject({ looked: 3, days: [{ day: '2026-11-01', points: 10 }, { day: '2026-11-03', events: 2, points: 35, netPoints: 33 }], top: [{ memberId: 'c' }, { memberId: 'a' }, { memberId: 'b' }] })
  expect(resultOf(sums[0] ?? nothingRehearsed, 50, 45)).toEqual({ points: 45, netPoints: 42, costFen: 22, budgetEndsOn: '2026-11-03', budgetLeft: 0 })
  expect(resultOf(sums[0] ?? nothingRehearsed, 50, 46)).toMatchObject({ budgetEndsOn: null, budgetLeft: 1 })
})
