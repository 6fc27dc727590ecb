import { capped, capTallies, type Caps } from '../../shared/points/caps'
import { emptyAccount } from '../../shared/points/account'
import { awardDraft } from '../../shared/earning/award'
import { whenOf } from '../../shared/events/when'
import { campaignWith, earned, orderOf, partsOf } from '../support/campaigns'
import { at, booked, programmeWith, questionOf, rulesWith, shanghai } from '../support/tables'

/** What is left of 100 points for 80 more, when 60 were paid on `before`. */
function left(caps: Caps, before: string, day: string): number {
  const tallies = Object.fromEntries(capTallies(60, 'r', caps, before).map(({ key, period, points, times }) => [key, { period, points, times }]))
  return capped(80, 'r', caps, tallies, day).points
}

describe('a cap counts for its period', () => {
  test.each([
    ['the same day', { perDay: 100 }, '2026-11-24', '2026-11-24', 40],
    ['the next day', { perDay: 100 }, '2026-11-24', '2026-11-25', 80],
    ['Sunday is of the week that began on Monday', { perWeek: 100 }, '2026-11-23', '2026-11-29', 40],
    ['Monday begins another week', { perWeek: 100 }, '2026-11-29', '2026-11-30', 80],
    ['a week goes on over the turn of the year', { perWeek: 100 }, '2026-12-28', '2027-01-03', 40],
    ['the last day of a month', { perMonth: 100 }, '2026-11-01', '2026-11-30', 40],
    ['the first of the next month', { perMonth: 100 }, '2026-11-30', '2026-12-01', 80],
    ['a leap day is of February', { perMonth: 100 }, '2028-02-01', '2028-02-29', 40],
    ['the same month of another year', { perMonth: 100 }, '2026-11-24', '2027-11-24', 80],
    ['ever is ever', { perMember: 100 }, '2026-11-24', '2031-01-01', 40],
    ['one event knows nothing of others', { perEvent: 70 }, '2026-11-24', '2026-11-24', 70],
    ['of several the tightest cuts', { perDay: 100, perWeek: 90, perMember: 95, perEvent: 75 }, '2026-11-24', '2026-11-24', 30],
  ])('%s', (_, caps, before, day, points) => {
    expect(left(caps, before, day)).toBe(points)
  })

  test('the tightest is named, with its rule and what it took', () => {
    expect(capped(80, 'r', { perEvent: 75, perMember: 20 }, {}, '2026-11-24').cut).toEqual({ cap: 'per_member', by: 'r', cutPoints: 60 })
  })

  test('without caps nothing is counted, and nothing that was not paid is', () => {
    expect(capTallies(10, 'r', undefined, '2026-11-24')).toEqual([])
    expect(capTallies(0, 'r', { perDay: 1 }, '2026-11-24')).toEqual([])
  })
})

describe('the cap of a purchase rule', () => {
  const programme = programmeWith({ rules: rulesWith({ purchases: [{ fenPerStep: 100, pointsPerStep: 1, caps: { perDay: 150 } }] }) })
  const moment = at('2026-11-24')
  const first = earned(orderOf(10_000), { programme }, moment)
  const account = booked(emptyAccount, awardDraft(emptyAccount, first, questionOf(emptyAccount, programme, moment), { source: { kind: 'order', id: 'a' } }))

  test('an order reported late counts on the day it is booked, so that it cannot slip past', () => {
    const late = earned(orderOf(10_000), { programme, account, when: whenOf(at('2026-11-20').now, shanghai) }, moment)
    expect(late).toMatchObject({ points: 50, cappedBy: [{ cap: 'per_day', by: 'purchase-1', cutPoints: 50 }] })
  })

  test('a cap that a campaign lifts does not cut, but still counts what was paid', () => {
    const campaigns = [campaignWith({ effect: { type: 'cap_lifted', ruleIds: ['purchase-1'] } })]
    const lifted = earned(orderOf(10_000), { programme, account, campaigns }, moment)
    expect(lifted).toMatchObject({ points: 100, cappedBy: [] })
    const after = booked(account, awardDraft(account, lifted, questionOf(account, programme, moment), { source: { kind: 'order', id: 'b' } }))
    expect(after.tallies['purchase-1:per_day']).toEqual({ period: '2026-11-24', points: 200, times: 2 })
    expect(earned(orderOf(10_000), { programme, account: after }, moment).points).toBe(0)
  })

  test('a lifted cap of one rule leaves that of another', () => {
    const campaigns = [campaignWith({ effect: { type: 'cap_lifted', ruleIds: ['check-in'] } })]
    expect(earned(orderOf(10_000), { programme, account, campaigns }, moment).points).toBe(50)
  })

  test('a campaign has caps of its own, and multiplies what the rule was left', () => {
    const campaigns = [campaignWith({ effect: { type: 'multiplier', percent: 300 }, caps: { perEvent: 70 } })]
    const paid = earned(orderOf(10_000), { programme, account, campaigns }, moment)
    expect(partsOf(paid)).toEqual({ 'purchase-1': 50, [campaigns[0]?.id ?? '']: 70 })
  })
})
