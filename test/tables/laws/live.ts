import type { Audience, Campaign, Effect, Recurrence } from '../../../shared/campaigns/campaign'
import { whenOf } from '../../../shared/events/when'
import { emptyAccount } from '../../../shared/points/account'
import type { Caps } from '../../../shared/points/caps'
import { campaignWith } from '../../support/campaigns'
import type { Shop } from '../../support/mutations'
import { accountWith, at, shanghai, storeId } from '../../support/tables'
import type { Law } from './law'

const caps = 'points/caps.ts'
const live = 'campaigns/live.ts'
const arm = 'campaigns/arm.ts'

/** What is left of 100 points for 80 more, when 60 were paid on a day before. */
const left = ({ caps: { capped, capTallies } }: Shop, terms: Caps, before: string, day: string): number => {
  const tallies = Object.fromEntries(capTallies(60, 'r', terms, before).map(({ key, period, points, times }) => [key, { period, points, times }]))
  return capped(80, 'r', terms, tallies, day).points
}

export const capLaws: readonly Law[] = [
  {
    law: 'a cap counts what was paid in its own day, week from Monday, month, or ever',
    check: (shop) => {
      const asked: readonly (readonly [Caps, string, string])[] = [
        [{ perDay: 100 }, '2026-11-24', '2026-11-24'], [{ perDay: 100 }, '2026-11-24', '2026-11-25'], [{ perWeek: 100 }, '2026-11-23', '2026-11-29'], [{ perWeek: 100 }, '2026-11-29', '2026-11-30'],
        [{ perMonth: 100 }, '2026-11-01', '2026-11-30'], [{ perMonth: 100 }, '2026-11-30', '2026-12-01'], [{ perMember: 100 }, '2026-11-24', '2031-01-01'],
      ]
      expect(asked.map((one) => left(shop, ...one))).toEqual([40, 80, 40, 80, 40, 80, 40])
    },
    without: [
      { file: caps, rule: 'period: (day: BusinessDay) => day }', broken: "period: () => 'ever' }" },
      { file: caps, rule: 'addDays(day, 1 - weekdayOf(day))', broken: 'day' },
      { file: caps, rule: 'addDays(day, 1 - weekdayOf(day))', broken: 'addDays(day, -weekdayOf(day) % 7)' },
      { file: caps, rule: 'period: monthOf }', broken: "period: () => 'ever' }" },
      { file: caps, rule: "period: () => 'ever' }", broken: 'period: monthOf }' },
      { file: caps, rule: 'tally?.period === period ? tally.points : 0', broken: 'tally?.points ?? 0' },
      { file: caps, rule: 'tally?.period === period ? tally.points : 0', broken: '0' },
    ],
  },
  {
    law: 'of several caps the tightest cuts, and is named with what it took',
    check: ({ caps: { capped } }) => {
      expect(capped(80, 'r', { perEvent: 20, perDay: 70, perMember: 75 }, {}, '2026-11-24')).toEqual({ points: 20, cut: { cap: 'per_event', by: 'r', cutPoints: 60 } })
      expect(capped(80, 'r', { perEvent: 75, perMember: 20 }, {}, '2026-11-24')).toEqual({ points: 20, cut: { cap: 'per_member', by: 'r', cutPoints: 60 } })
      expect(capped(80, 'r', { perEvent: 80, perDay: 90 }, {}, '2026-11-24')).toEqual({ points: 80 })
    },
    without: [
      { file: caps, rule: 'if (left < best.points)', broken: 'if (left < points)' },
      { file: caps, rule: 'if (left < best.points)', broken: 'if (left <= best.points)' },
      { file: caps, rule: 'if (left < best.points)', broken: 'if (false)' },
      { file: caps, rule: 'cutPoints: points - left }', broken: 'cutPoints: best.points - left }' },
      { file: caps, rule: 'const whole = caps.perEvent === undefined', broken: 'const whole = true' },
    ],
  },
  {
    law: 'a cap that is more than used up takes nothing away',
    check: ({ caps: { capped } }) => expect(capped(10, 'r', { perDay: 100 }, { 'r:per_day': { period: '2026-11-24', points: 130, times: 1 } }, '2026-11-24').points).toBe(0),
    without: [{ file: caps, rule: 'Math.max(0, most', broken: 'Math.max(Number.NEGATIVE_INFINITY, most' }],
  },
  {
    law: 'what is paid is counted for the caps there are, and nothing that was not paid',
    check: ({ caps: { capTallies } }) => {
      expect(capTallies(10, 'r', { perEvent: 5, perDay: 1, perMonth: 1 }, '2026-11-24')).toEqual([{ key: 'r:per_day', period: '2026-11-24', points: 10, times: 1 }, { key: 'r:per_month', period: '2026-11', points: 10, times: 1 }])
      expect(capTallies(0, 'r', { perDay: 1 }, '2026-11-24')).toEqual([])
    },
    without: [
      { file: caps, rule: 'caps === undefined || points === 0', broken: 'caps === undefined' },
      { file: caps, rule: 'of(caps) === undefined ? [] : [{ key', broken: 'false ? [] : [{ key' },
      { file: caps, rule: 'period: period(day), points, times: 1', broken: 'period: period(day), points: 1, times: 1' },
    ],
  },
]

const when = (day: string, time = '10:00:00') => whenOf(at(day, time).now, shanghai)
const person = { memberId: 'm', joinedOn: '2026-11-01', lists: ['vip'], birthday: '1990-11-05' }
const seen = (day = '2026-11-24', more: object = {}) => ({ person, account: emptyAccount, tier: 'gold', when: when(day), ...more })

const recurring: readonly (readonly [Recurrence, string, string, boolean])[] = [
  [{ weekdays: [2] }, '2026-11-24', '10:00:00', true], [{ weekdays: [1, 3] }, '2026-11-24', '10:00:00', false],
  [{ hours: [{ from: '09:00', to: '10:00' }] }, '2026-11-24', '09:00:00', true], [{ hours: [{ from: '09:00', to: '10:00' }] }, '2026-11-24', '09:59:00', true],
  [{ hours: [{ from: '09:00', to: '10:00' }] }, '2026-11-24', '10:00:00', false], [{ hours: [{ from: '09:00', to: '10:00' }] }, '2026-11-24', '08:59:00', false],
  [{ hours: [{ from: '08:00', to: '09:00' }, { from: '10:00', to: '11:00' }] }, '2026-11-24', '10:30:00', true],
  [{ weekdays: [7], hours: [{ from: '22:00', to: '02:00' }] }, '2026-11-30', '01:59:00', true], [{ weekdays: [1], hours: [{ from: '22:00', to: '02:00' }] }, '2026-11-30', '01:59:00', false],
  [{ weekdays: [1], hours: [{ from: '22:00', to: '02:00' }] }, '2026-11-30', '22:00:00', true], [{ hours: [{ from: '22:00', to: '02:00' }] }, '2026-11-30', '02:00:00', false],
  [{ weekdays: [2], hours: [{ from: '22:00', to: '02:00' }] }, '2026-11-25', '01:00:00', true],
  [{ hours: [{ from: '09:30', to: '10:15' }] }, '2026-11-24', '09:29:00', false], [{ hours: [{ from: '09:30', to: '10:15' }] }, '2026-11-24', '10:14:00', true],
  [{ weekdays: [2], hours: [{ from: '09:00', to: '09:00' }] }, '2026-11-24', '10:00:00', true], [{ weekdays: [2], hours: [{ from: '09:00', to: '09:00' }] }, '2026-11-25', '08:00:00', true], [{ weekdays: [2], hours: [{ from: '09:00', to: '09:00' }] }, '2026-11-24', '08:00:00', false],
  [{ monthDays: [30], hours: [{ from: '22:00', to: '02:00' }] }, '2026-12-01', '01:00:00', true],
  [{ monthDays: [8] }, '2026-11-08', '10:00:00', true], [{ monthDays: [8] }, '2026-11-09', '10:00:00', false],
  [{ monthDays: [-1] }, '2028-02-29', '10:00:00', true], [{ monthDays: [-1] }, '2028-02-28', '10:00:00', false],
  [{ birthdayMonth: true }, '2026-11-24', '10:00:00', true], [{ birthdayMonth: true }, '2026-12-05', '10:00:00', false],
]

const audiences: readonly (readonly [Audience, object, boolean])[] = [
  [{ type: 'tier', tiers: ['gold'] }, {}, true], [{ type: 'tier', tiers: ['gold'] }, { tier: 'silver' }, false],
  [{ type: 'newcomer', days: 24 }, {}, true], [{ type: 'newcomer', days: 23 }, {}, false],
  [{ type: 'first_purchase' }, {}, true], [{ type: 'first_purchase' }, { account: accountWith({}, { tallies: { orders: { period: 'ever', points: 0, times: 1 } } }) }, false],
  [{ type: 'sleeping', days: 10 }, { account: accountWith({}, { marks: { purchase: '2026-11-14' } }) }, true], [{ type: 'sleeping', days: 11 }, { account: accountWith({}, { marks: { purchase: '2026-11-14' } }) }, false], [{ type: 'sleeping', days: 1 }, {}, false],
  [{ type: 'list', list: 'vip' }, {}, true], [{ type: 'list', list: 'press' }, {}, false],
  [{ type: 'store', stores: [storeId(1)] }, { storeId: storeId(1) }, true], [{ type: 'store', stores: [storeId(1)] }, { storeId: storeId(2) }, false], [{ type: 'store', stores: [storeId(1), storeId(2)] }, { storeId: storeId(2) }, true],
  [{ type: 'and', of: [{ type: 'everyone' }, { type: 'list', list: 'press' }] }, {}, false], [{ type: 'or', of: [{ type: 'everyone' }, { type: 'list', list: 'press' }] }, {}, true],
  [{ type: 'not', of: { type: 'list', list: 'press' } }, {}, true], [{ type: 'not', of: { type: 'everyone' } }, {}, false],
]

export const liveLaws: readonly Law[] = [
  {
    law: 'a campaign is live in its window, while it is launched, in its recurring times and for its audience',
    check: ({ live: { isFor } }) => {
      const asked: readonly (readonly [Parameters<typeof campaignWith>[0], object])[] = [
        [{}, {}], [{ startsAt: '2026-11-24T02:00:00.000Z' }, {}], [{ startsAt: '2026-11-24T02:00:00.001Z' }, {}], [{ endsAt: '2026-11-24T02:00:00.000Z' }, {}], [{ endsAt: '2026-11-24T02:00:00.001Z' }, {}],
        [{ state: 'paused' }, {}], [{ recurrence: { weekdays: [1] } }, {}], [{ audience: { type: 'tier', tiers: ['plain'] } }, {}],
      ]
      expect(asked.map(([change, more]) => isFor(campaignWith(change), seen('2026-11-24', more)))).toEqual([true, true, false, false, true, false, false, false])
    },
    without: [
      { file: live, rule: "stageOf(campaign, seen.when.at) === 'running'", broken: 'true' },
      { file: live, rule: ' && recurs(campaign.recurrence, seen)', broken: '' },
      { file: live, rule: ' && fits(campaign.audience, seen)', broken: '' },
      { file: 'campaigns/campaign.ts', rule: 'if (now >= parsed(campaign.endsAt))', broken: 'if (now > parsed(campaign.endsAt))' },
      { file: 'campaigns/campaign.ts', rule: 'now < parsed(campaign.startsAt)', broken: 'now <= parsed(campaign.startsAt)' },
      { file: 'campaigns/campaign.ts', rule: "if (campaign.state === 'paused') return 'paused'", broken: '' },
    ],
  },
  {
    law: 'recurring times are those of the day they begin on, half-open, and all kinds must hold',
    check: ({ live: { recurs } }) => expect(recurring.map(([recurrence, day, time]) => recurs(recurrence, { when: when(day, time), person }))).toEqual(recurring.map(([, , , isOn]) => isOn)),
    without: [
      { file: live, rule: 'if (weekdays !== undefined && !weekdays.includes(weekday)) return false', broken: '' },
      { file: live, rule: 'start <= when.minute && when.minute < end &&', broken: 'start < when.minute && when.minute < end &&' },
      { file: live, rule: 'start <= when.minute && when.minute < end &&', broken: 'start <= when.minute && when.minute <= end &&' },
      { file: live, rule: 'hours.some(', broken: 'hours.every(' },
      { file: live, rule: 'if (start < end) return', broken: 'if (start <= end) return' },
      { file: live, rule: '* 60 + Number(clock.slice(3))', broken: '* 60' },
      { file: live, rule: '7 : when.weekday - 1', broken: '7 : when.weekday + 1' },
      { file: live, rule: 'if (when.minute >= start) return isOn(recurrence, when.day, when.weekday)', broken: '' },
      { file: live, rule: 'return when.minute < end && isOn(', broken: 'return isOn(' },
      { file: live, rule: 'addDays(when.day, -1), when.weekday', broken: 'when.day, when.weekday' },
      { file: live, rule: 'when.weekday === 1 ? 7 : when.weekday - 1', broken: 'when.weekday - 1' },
      { file: live, rule: 'when.weekday === 1 ? 7 : when.weekday - 1', broken: 'when.weekday' },
      { file: live, rule: 'monthDays.includes(Number(day.slice(8)))', broken: 'false' },
      { file: live, rule: 'monthDays.includes(-1) && day === endOfMonth(day, 0)', broken: 'false' },
      { file: live, rule: 'monthDays.includes(-1) && day === endOfMonth(day, 0)', broken: 'monthDays.includes(-1)' },
      { file: live, rule: 'person.birthday?.slice(5, 7) !== when.day.slice(5, 7)', broken: 'false' },
    ],
  },
  {
    law: 'an audience is whom it names, and no one else',
    check: ({ live: { fits } }) => expect(audiences.map(([audience, more]) => fits(audience, seen('2026-11-24', more)))).toEqual(audiences.map(([, , isIn]) => isIn)),
    without: [
      { file: live, rule: 'audience.tiers.includes(seen.tier)', broken: 'true' },
      { file: live, rule: 'seen.when.day) < audience.days', broken: 'seen.when.day) <= audience.days' },
      { file: live, rule: "(seen.account.tallies['orders']?.times ?? 0) === 0", broken: 'true' },
      { file: live, rule: 'seen.when.day) >= audience.days', broken: 'seen.when.day) > audience.days' },
      { file: live, rule: 'last !== undefined && daysBetween(last,', broken: "daysBetween(last ?? '2000-01-01'," },
      { file: live, rule: 'seen.person.lists.includes(audience.list)', broken: 'true' },
      { file: live, rule: 'audience.stores.some((storeId) => storeId === seen.storeId)', broken: 'true' },
      { file: live, rule: 'audience.stores.some(', broken: 'audience.stores.every(' },
      { file: live, rule: 'audience.of.every(', broken: 'audience.of.some(' },
      { file: live, rule: 'audience.of.some((one)', broken: 'audience.of.every((one)' },
      { file: live, rule: 'return !fits(audience.of, seen)', broken: 'return fits(audience.of, seen)' },
    ],
  },
]

const bonus = (points: number): Effect => ({ type: 'bonus', points, events: ['order_paid'], minimumFen: 0 })
const compared = (number = 1): Campaign => campaignWith({ effect: bonus(1), holdOutPercent: 10, variants: [{ name: 'b', weight: 50, effect: bonus(2) }, { name: 'c', weight: 50, effect: bonus(3) }] }, number)
const crowd = Array.from({ length: 4_000 }, (_, i) => `member-${i}`)

export const armLaws: readonly Law[] = [
  {
    law: 'arms have the shares of their weights after the hold-out, and each its own effect',
    check: ({ arms: { armOf, effectOf } }) => {
      const arms = crowd.map((memberId) => armOf(compared(), memberId))
      const near = (name: string, expected: number) => Math.abs(arms.filter((one) => one.name === name).length - expected) < expected / 5
      expect([['hold_out', 400], ['a', 1_800], ['b', 900], ['c', 900]].map(([name, expected]) => near(String(name), Number(expected)))).toEqual([true, true, true, true])
      expect(Object.fromEntries(arms.map((one) => [one.name, effectOf(one)]))).toEqual({ hold_out: undefined, a: bonus(1), b: bonus(2), c: bonus(3) })
    },
    without: [
      { file: arm, rule: "if (place < (campaign.holdOutPercent * PLACES) / 100) return { name: 'hold_out' }", broken: '' },
      { file: arm, rule: "if (place < (campaign.holdOutPercent * PLACES) / 100) return { name: 'hold_out' }", broken: "if (place < campaign.holdOutPercent) return { name: 'hold_out' }" },
      { file: arm, rule: 'weight: 100, effect: campaign.effect }', broken: 'weight: 50, effect: campaign.effect }' },
      { file: arm, rule: 'if (rest < weight) return', broken: 'if (rest <= 0) return' },
      { file: arm, rule: 'rest -= weight', broken: '' },
      { file: arm, rule: 'return { name, effect }', broken: 'return { name, effect: campaign.effect }' },
    ],
  },
  {
    law: 'a member’s arm in a campaign never changes, from one release to the next either',
    check: ({ arms: { armOf } }) => {
      const counts: Record<string, number> = {}
      for (const memberId of crowd) counts[armOf(compared(), memberId).name] = (counts[armOf(compared(), memberId).name] ?? 0) + 1
      expect(counts).toEqual({ hold_out: 425, a: 1_776, b: 910, c: 889 })
    },
    without: [
      { file: arm, rule: 'if (rest < weight) return', broken: 'if (rest <= weight) return' },
      { file: arm, rule: 'const PLACES = 10_000', broken: 'const PLACES = 20_000' },
      { file: arm, rule: 'hash(`${memberId} ${campaign.id}`)', broken: 'place' },
      { file: arm, rule: 'i < text.length; i++', broken: 'i < text.length - 1; i++' },
      { file: arm, rule: '0xc2b2ae35', broken: '0xc2b2ae37' },
    ],
  },
  {
    law: 'a campaign that compares nothing has one arm, and a hold-out or variants alone make two',
    check: ({ arms: { armOf } }) => {
      const names = (campaign: Campaign) => [...new Set(crowd.map((memberId) => armOf(campaign, memberId).name))].sort()
      const variants = [{ name: 'b', weight: 50, effect: bonus(2) }]
      expect([names(campaignWith()), names(campaignWith({ holdOutPercent: 20 })), names(campaignWith({ variants }))]).toEqual([['a'], ['a', 'hold_out'], ['a', 'b']])
    },
    without: [
      { file: arm, rule: 'holdOutPercent > 0 || variants.length > 0', broken: 'holdOutPercent > 0' },
      { file: arm, rule: 'holdOutPercent > 0 || variants.length > 0', broken: 'variants.length > 0' },
    ],
  },
  {
    law: 'the hold-outs of two campaigns are not the same members',
    check: ({ arms: { armOf } }) => {
      const heldOut = (number: number) => new Set(crowd.filter((memberId) => armOf(compared(number), memberId).name === 'hold_out'))
      const [one, two] = [heldOut(1), heldOut(2)]
      expect([...one].filter((memberId) => two.has(memberId)).length).toBeLessThan(one.size / 4)
    },
    without: [{ file: arm, rule: 'hash(`${campaign.id} ${memberId}`)', broken: 'hash(memberId)' }],
  },
]
