import { emptyAccount } from '../../../shared/points/account'
import { accountWith, at, codeBy, memberId, paying, programmeWith, questionOf } from '../../support/tables'
import type { Law } from './law'

const checkIns = 'earning/check-in.ts'
const order = 'earning/order.ts'
const shares = 'earning/share.ts'
const day = 'time/day.ts'
const today = at('2026-11-24')
const programme = programmeWith()
const paid = { source: 'till', orderNo: 'A-1', memberId, amountFen: 10_000, paidAt: '2026-11-24T01:00:00.000Z' }
const rich = accountWith({ available: { never: 1_000 } })

export const earningLaws: readonly Law[] = [
  {
    law: 'a member checks in once per day',
    check: ({ checkIns: { checkIn } }) => {
      const done = { ...emptyAccount, runs: [{ from: '2026-11-23', days: 2 }] }
      expect(codeBy(() => checkIn(questionOf(done, programme, today), '2026-11-24', 'op'))).toBe('already_checked_in')
    },
    without: [
      { file: checkIns, rule: "if (isCheckedIn(account.runs, day)) throw new Refusal('already_checked_in')", broken: '' },
      { file: checkIns, rule: 'day < addDays(run.from, run.days))', broken: 'day < addDays(run.from, run.days - 1))' },
    ],
  },
  {
    law: 'a page that shows another day checks nobody in',
    check: ({ checkIns: { checkIn } }) => expect(codeBy(() => checkIn(questionOf(emptyAccount, programme, today), '2026-11-23', 'op'))).toBe('check_in_day_passed'),
    without: [{ file: checkIns, rule: 'if (day !== moment.today) throw', broken: 'if (false) throw' }],
  },
  {
    law: 'a streak ends with the first day missed',
    check: ({ checkIns: { streakOf } }) => expect(['2026-11-24', '2026-11-25', '2026-11-26'].map((now) => streakOf([{ from: '2026-11-20', days: 5 }], now))).toEqual([5, 5, 0]),
    without: [{ file: checkIns, rule: 'return end === today || end === addDays(today, -1) ? last.days : 0', broken: 'return last.days' }],
  },
  {
    law: 'a missed day is bought back within its window, its monthly limit and the membership',
    check: ({ checkIns: { makeUp } }) => {
      const full = { ...rich, tallies: { make_up: { period: '2026-11', points: 60, times: 3 } } }
      const codes = [[rich, '2026-11-16', '2026-01-01'], [full, '2026-11-23', '2026-01-01'], [rich, '2026-11-22', '2026-11-23'], [rich, '2026-11-24', '2026-01-01'], [rich, '2026-11-17', '2026-01-01']] as const
      expect(codes.map(([account, missed, joinedOn]) => codeBy(() => makeUp(account, programme, missed, 'op', joinedOn, today)))).toEqual([
        'make_up_window_closed', 'make_up_limit_reached', 'make_up_not_missed', 'make_up_not_missed', undefined,
      ])
    },
    without: [
      { file: checkIns, rule: 'if (age > terms.windowDays) throw', broken: 'if (age > terms.windowDays + 1) throw' },
      { file: checkIns, rule: 'if (age > terms.windowDays) throw', broken: 'if (age >= terms.windowDays) throw' },
      { file: checkIns, rule: 'if (makeUpsUsed(account, period) >= terms.monthlyLimit) throw', broken: 'if (false) throw' },
      { file: checkIns, rule: 'age < 1 || day < joinedOn', broken: 'age < 1' },
      { file: checkIns, rule: 'age < 1 || day < joinedOn', broken: 'day < joinedOn' },
    ],
  },
  {
    law: 'a repaired streak is not paid what its halves were paid',
    check: ({ checkIns: { makeUp } }) => {
      const halves = { ...rich, runs: [{ from: '2026-11-17', days: 3 }, { from: '2026-11-21', days: 4 }] }
      expect(makeUp(halves, programme, '2026-11-20', 'op', '2026-01-01', today).map(({ facts }) => facts)).toEqual([{ day: '2026-11-20' }, { repaired: '2026-11-20', bonus: 20 }])
    },
    without: [
      { file: checkIns, rule: 'reached - bonusBetween(programme, 1, behind?.days ?? 0)', broken: 'reached' },
      { file: checkIns, rule: 'bonusBetween(programme, daysBetween(joined.from, day) + 1, joined.days)', broken: 'bonusBetween(programme, 1, joined.days)' },
      { file: checkIns, rule: 'paying === undefined || wanted === 0', broken: 'true' },
    ],
  },
  {
    law: 'nobody is refunded more than was paid',
    check: ({ orders }) => {
      const { order } = paying(orders, questionOf(emptyAccount, programme, today), undefined, paid)
      const refund = (amountFen: number) => codeBy(() => orders.refundOrder(rich, { ...order, refunds: [{ refundId: 'R-1', amountFen: 6_000 }] }, paid, { refundId: 'R-2', amountFen }, 'op', today))
      expect([refund(4_000), refund(4_001)]).toEqual([undefined, 'refund_exceeds_order'])
    },
    without: [
      { file: order, rule: 'if (refund.amountFen > refundableFen) throw', broken: 'if (false) throw' },
      { file: order, rule: 'Math.max(0, order.paid.amountFen - refundedFen(order))', broken: 'order.paid.amountFen' },
    ],
  },
  {
    law: 'refunds in parts take back what the order earned, and no point more',
    check: ({ orders }) => {
      let { order } = paying(orders, questionOf(emptyAccount, programme, today), undefined, paid)
      for (const [i, amountFen] of [3_333, 3_333, 3_334].entries()) order = orders.refundOrder(rich, order, paid, { refundId: `R-${i}`, amountFen }, 'op', today).order
      expect(order.reversedPoints).toBe(100)
    },
    without: [
      { file: order, rule: 'points: lot.points - (done[i]?.points ?? 0)', broken: 'points: lot.points' },
      { file: order, rule: 'reversedPoints: order.reversedPoints + reversal.points', broken: 'reversedPoints: reversal.points' },
    ],
  },
  {
    law: 'a refund that came before its order counts when the order comes',
    check: ({ orders }) => {
      const early = { source: 'till', orderNo: 'A-1', refunds: [{ refundId: 'R-1', amountFen: 4_000 }], reversedPoints: 0 }
      expect(paying(orders, questionOf(emptyAccount, programme, today), early, paid).order.reversedPoints).toBe(40)
    },
    without: [{ file: order, rule: 'refunds: before?.refunds ?? []', broken: 'refunds: []' }],
  },
  {
    law: 'an order from too long ago or from the future earns nothing',
    check: ({ orders }) => {
      const report = (paidAt: string) => codeBy(() => paying(orders, questionOf(emptyAccount, programme, today), undefined, { ...paid, paidAt }))
      expect([report('2026-08-25T15:59:59.999Z'), report('2026-11-24T02:10:00.001Z')]).toEqual(['order_too_late', 'order_too_late'])
    },
    without: [
      { file: order, rule: ' || paidAt > moment.now + FUTURE_TOLERANCE_MS', broken: '' },
      { file: order, rule: 'dayOf(paidAt, moment.timeZone) < addDays(moment.today, -programme.orderMaxAgeDays)', broken: 'false' },
    ],
  },
  {
    law: 'sharing with oneself pays nothing, nor past the cap of the day',
    check: ({ shares: { openShare } }) => {
      const me = { id: 'a', devices: ['a'], phoneHash: 'a' }
      const friend = { id: 'b', devices: ['b'], phoneHash: 'b' }
      const full = { ...emptyAccount, tallies: { 'share:per_day': { period: '2026-11-24', points: 25, times: 3 } } }
      const outcomes = [
        [emptyAccount, me, false], [emptyAccount, { ...friend, devices: ['a'] }, false], [emptyAccount, { ...friend, phoneHash: 'a' }, false], [emptyAccount, friend, true], [full, friend, false], [emptyAccount, friend, false],
      ] as const
      expect(outcomes.map(([account, other, friendBroughtSharer]) => openShare({ sharer: me, friend: other, friendBroughtSharer }, 'op', questionOf(account, programme, today)).outcome)).toEqual(['own_link', 'same_device', 'same_phone', 'circle', 'daily_cap', 'paid'])
    },
    without: [
      { file: shares, rule: "if (sharer.id === friend.id) return 'own_link'", broken: '' },
      { file: shares, rule: "if (sharer.devices.some((device) => friend.devices.includes(device))) return 'same_device'", broken: '' },
      { file: shares, rule: 'sharer.phoneHash !== undefined && sharer.phoneHash === friend.phoneHash', broken: 'false' },
      { file: shares, rule: "friendBroughtSharer ? 'circle' : undefined", broken: 'undefined' },
      { file: 'points/caps.ts', rule: 'tally?.period === period ? tally.points : 0', broken: '0' },
    ],
  },
  {
    law: 'a day begins at midnight of its own time zone',
    check: ({ days: { dayOf, endOfDay, startOfDay } }) => {
      expect(dayOf(Date.parse('2026-11-24T16:00:00.000Z'), 'Asia/Shanghai')).toBe('2026-11-25')
      expect(endOfDay('2026-03-08', 'America/New_York') - startOfDay('2026-03-08', 'America/New_York')).toBe(23 * 3_600_000)
    },
    without: [
      { file: day, rule: "new Intl.DateTimeFormat('en-CA', { timeZone, year", broken: "new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', year" },
      { file: day, rule: 'startOfDay(addDays(day, 1), timeZone)', broken: 'startOfDay(day, timeZone) + 86_400_000' },
    ],
  },
]
