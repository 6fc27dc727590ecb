import fc from 'fast-check'
import * as orders from '../../shared/earning/order'
import type { Question } from '../../shared/earning/award'
import { type Account, emptyAccount } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import { applyAll, replay } from '../../shared/points/ledger'
import { addDays, startOfDay } from '../../shared/time/day'
import { campaignWith } from '../support/campaigns'
import { at, memberId, programmeWith, questionOf, rulesWith, shanghai } from '../support/tables'

const tiers = { measure: { type: 'points' as const }, window: { type: 'calendar_year' as const }, levels: [{ id: 'base', min: 0, earnPercent: 130, name: { zh: '银', en: 'Silver' } }] }
const story = fc.record({
  perDay: fc.integer({ min: 1, max: 300 }),
  percent: fc.integer({ min: 101, max: 400 }),
  most: fc.integer({ min: 1, max: 200 }),
  budget: fc.nat({ max: 500 }),
  mode: fc.constantFrom('best' as const, 'all' as const, 'first' as const),
  events: fc.array(fc.record({ amountFen: fc.integer({ min: 1, max: 30_000 }), lateDays: fc.nat({ max: 40 }), cut: fc.nat({ max: 30_000 }) }), { maxLength: 12 }),
})

test('whatever is bought, late, and refunded in parts: parts add up, no cap or budget is passed, all is taken back, and replay gives the account', () => {
  fc.assert(
    fc.property(story, ({ perDay, percent, most, budget, mode, events }) => {
      const programme = programmeWith({ tiers, rules: rulesWith({ purchases: [{ fenPerStep: 100, pointsPerStep: 1, pendingDays: 3, caps: { perDay } }] }) })
      const stacking = { group: 'g', mode }
      const campaigns = [campaignWith({ stacking, effect: { type: 'multiplier', percent }, budget: { points: 500 } }), campaignWith({ stacking, effect: { type: 'bonus', points: 20 }, caps: { perMember: most } }, 2)]
      const [multiplier, bonus] = campaigns.map(({ id }) => id)
      let account: Account = emptyAccount
      let left = budget
      const entries: Entry[] = []
      const book = (drafts: Parameters<typeof applyAll>[1]) => {
        const applied = applyAll(account, drafts)
        account = applied.account
        entries.push(...applied.entries)
      }
      for (const [i, { amountFen, lateDays, cut }] of events.entries()) {
        const moment = at(addDays('2026-11-24', Math.floor(i / 3)))
        const report = { source: 'till', orderNo: `A-${i}`, memberId, amountFen, paidAt: new Date(startOfDay(addDays(moment.today, -lateDays), shanghai)).toISOString() }
        const question: Omit<Question, 'event'> = { ...questionOf(account, programme, moment), campaigns, granted: { [multiplier ?? '']: left }, when: { ...questionOf(account, programme, moment).when, day: addDays(moment.today, -lateDays), at: Date.parse(report.paidAt) } }
        const award = orders.orderAward(question, report)
        left -= award.parts.find(({ id }) => id === multiplier)?.points ?? 0
        const paid = orders.payOrder(question, award, undefined, report, 'op')
        book(paid.drafts)
        let order = paid.order
        for (const [part, fen] of [Math.min(cut, amountFen - 1), amountFen - Math.min(cut, amountFen - 1)].entries()) {
          if (fen === 0) continue
          const refunded = orders.refundOrder(account, order, report, { refundId: `R-${part}`, amountFen: fen }, 'op', moment)
          book(refunded.drafts)
          order = refunded.order
        }
        if (order.reversedPoints !== award.points) throw new Error('a full refund took back something else')
      }
      const paidBy = (id: string | undefined, day?: string) => entries.filter((entry) => day === undefined || entry.day === day).flatMap(({ parts = [] }) => parts).filter((part) => part.id === id).reduce((sum, { points }) => sum + points, 0)
      for (const entry of entries.filter(({ type }) => type === 'earn')) expect((entry.parts ?? []).reduce((sum, { points }) => sum + points, 0)).toBe(entry.points)
      for (const day of new Set(entries.map((entry) => entry.day))) expect(paidBy('purchase-1', day)).toBeLessThanOrEqual(perDay)
      expect(paidBy(bonus)).toBeLessThanOrEqual(most)
      expect(paidBy(multiplier)).toBeLessThanOrEqual(budget)
      expect(left).toBeGreaterThanOrEqual(0)
      expect(account).toMatchObject({ available: 0, pending: 0, debt: 0, growth: {} })
      expect(account.tallies).not.toHaveProperty('orders')
      expect(JSON.stringify(replay(entries))).toBe(JSON.stringify(account))
    }),
    { numRuns: 40 },
  )
})
