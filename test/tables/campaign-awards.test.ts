import { armOf } from '../../shared/campaigns/arm'
import { fits, recurs } from '../../shared/campaigns/live'
import { whenOf } from '../../shared/events/when'
import { emptyAccount } from '../../shared/points/account'
import { campaignId, campaignWith, earned, orderOf, partsOf } from '../support/campaigns'
import { at, programmeWith, rulesWith, shanghai } from '../support/tables'

const when = (day: string, time = '10:00:00') => whenOf(at(day, time).now, shanghai)
const person = { memberId: 'm', joinedOn: '2026-11-01', lists: [], birthday: '1990-11-05' }
const [one, two] = [campaignId(1), campaignId(2)]
const bonus = (points: number, change: object = {}, number = 1) => campaignWith({ effect: { type: 'bonus', points }, ...change }, number)

describe('when a campaign recurs', () => {
  test.each([
    ['on its weekday', { weekdays: [2] }, when('2026-11-24'), true],
    ['on no other', { weekdays: [1, 3] }, when('2026-11-24'), false],
    ['until its last minute', { hours: [{ from: '09:00', to: '10:01' }] }, when('2026-11-24'), true],
    ['not at its end', { hours: [{ from: '09:00', to: '10:00' }] }, when('2026-11-24'), false],
    ['after midnight of the day it began on', { weekdays: [1], hours: [{ from: '22:00', to: '02:00' }] }, when('2026-11-24', '01:59:00'), true],
    ['after midnight of a day it did not begin on', { weekdays: [2], hours: [{ from: '22:00', to: '02:00' }] }, when('2026-11-24', '01:59:00'), false],
    ['on the last day of the month', { monthDays: [-1] }, when('2028-02-29'), true],
    ['on no day before it', { monthDays: [-1] }, when('2028-02-28'), false],
    ['in the month of the birthday', { birthdayMonth: true }, when('2026-11-24'), true],
    ['in no other month', { birthdayMonth: true }, when('2026-12-01'), false],
  ])('%s', (_, recurrence, moment, isOn) => {
    expect(recurs(recurrence, { when: moment, person })).toBe(isOn)
  })
})

describe('whom a campaign is for', () => {
  const seen = (day: string) => ({ person, account: emptyAccount, tier: 'gold', when: when(day) })
  test.each([['2026-11-09', true], ['2026-11-10', true], ['2026-11-11', false]])('ten days new on %s: %s', (day, isFor) => {
    expect(fits({ type: 'newcomer', days: 10 }, seen(day))).toBe(isFor)
  })

  test('and, or, not', () => {
    const [yes, no] = [{ type: 'tier' as const, tiers: ['gold'] }, { type: 'list' as const, list: 'vip' }]
    const asked = [{ type: 'and' as const, of: [yes, no] }, { type: 'or' as const, of: [yes, no] }, { type: 'not' as const, of: no }]
    expect(asked.map((audience) => fits(audience, seen('2026-11-24')))).toEqual([false, true, true])
  })
})

describe('campaigns of one group', () => {
  const paid = (campaigns: readonly ReturnType<typeof campaignWith>[], granted = {}) => partsOf(earned(orderOf(10_000), { campaigns, granted }))
  const group = (mode: 'best' | 'all' | 'first', more: object = {}) => ({ stacking: { group: 'g', mode }, ...more })

  test('the best pays; of equal ones the higher priority, then the first id', () => {
    expect(paid([bonus(30, group('best')), bonus(40, group('best'), 2)])).toEqual({ 'purchase-1': 100, [two]: 40 })
    expect(paid([bonus(30, group('best')), bonus(30, group('best'), 2)])).toEqual({ 'purchase-1': 100, [one]: 30 })
    expect(paid([bonus(30, group('best')), bonus(30, group('best', { priority: 1 }), 2)])).toEqual({ 'purchase-1': 100, [two]: 30 })
  })

  test('all add up, the first stands alone, and groups add up', () => {
    expect(paid([bonus(30, group('all')), bonus(40, group('all'), 2)])).toEqual({ 'purchase-1': 100, [one]: 30, [two]: 40 })
    expect(paid([bonus(30, group('first')), bonus(40, group('first'), 2)])).toEqual({ 'purchase-1': 100, [one]: 30 })
    expect(paid([bonus(30), bonus(40, group('best'), 2)])).toEqual({ 'purchase-1': 100, [one]: 30, [two]: 40 })
  })

  test('a budget gives its rest or nothing, and the next best pays when it is out', () => {
    const limited = (atEnd: 'rest' | 'nothing') => bonus(40, group('best', { budget: { points: 1_000, atEnd } }), 2)
    expect(paid([limited('rest')], { [two]: 15 })).toEqual({ 'purchase-1': 100, [two]: 15 })
    expect(paid([limited('nothing')], { [two]: 15 })).toEqual({ 'purchase-1': 100 })
    expect(paid([bonus(30, group('best')), limited('rest')], { [two]: 0 })).toEqual({ 'purchase-1': 100, [one]: 30 })
  })
})

test('the tier and campaigns multiply the same base, and gifts are not multiplied', () => {
  const level = (id: string, min: number, earnPercent: number) => ({ id, min, earnPercent, name: { zh: id, en: id } })
  const tiers = { measure: { type: 'points' as const }, window: { type: 'calendar_year' as const }, levels: [level('base', 0, 150)] }
  const gift = { id: 'first', kind: 'first_purchase' as const, terms: { points: 50 } }
  const programme = programmeWith({ tiers, rules: [gift, ...rulesWith({ purchases: [{ fenPerStep: 100, pointsPerStep: 1 }] })] })
  const award = earned(orderOf(10_000, { isFirst: true }), { programme, campaigns: [campaignWith()] })
  expect(partsOf(award)).toEqual({ first: 50, 'purchase-1': 100, base: 50, [one]: 100 })
  expect(award.growth).toEqual([{ month: '2026-11', amount: 300 }])
})

test('the arm of a member never changes, and the shares are near the weights', () => {
  const campaign = campaignWith({ holdOutPercent: 10, variants: [{ name: 'b', weight: 100, effect: { type: 'bonus', points: 5 } }] })
  const arms = Array.from({ length: 10_000 }, (_, i) => armOf(campaign, `member-${i}`).name)
  const share = (name: string) => arms.filter((arm) => arm === name).length
  expect(arms).toEqual(Array.from({ length: 10_000 }, (_, i) => armOf(campaign, `member-${i}`).name))
  for (const [name, expected] of [['hold_out', 1_000], ['a', 4_500], ['b', 4_500]] as const) expect(Math.abs(share(name) - expected)).toBeLessThan(200)
})
