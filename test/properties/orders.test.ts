import fc from 'fast-check'
import * as orders from '../../shared/earning/order'
import { keptPoints, type Order, refundOrder } from '../../shared/earning/order'
import { type Account, emptyAccount } from '../../shared/points/account'
import { due, spend } from '../../shared/points/decide'
import type { Entry } from '../../shared/points/entry'
import { applyAll } from '../../shared/points/ledger'
import { addDays } from '../../shared/time/day'
import { about, at, codeBy, memberId, paying, programmeWith, questionOf, rulesWith, sumOf } from '../support/tables'

const FIRST_DAY = '2026-11-24'
const key = { source: 'till', orderNo: 'A-1' }

/** What was paid, cut at random places into refunds that add up to it; the order arrives before the refund numbered `arrives`. */
const story = fc.record({
  amountFen: fc.integer({ min: 1, max: 2_000_000 }),
  cuts: fc.array(fc.nat({ max: 2_000_000 }), { maxLength: 12 }),
  arrives: fc.nat({ max: 12 }),
  fenPerStep: fc.constantFrom(1, 7, 100, 333, 1_000),
  pointsPerStep: fc.integer({ min: 1, max: 50 }),
  pendingDays: fc.nat({ max: 10 }),
  daysBetween: fc.nat({ max: 4 }),
  spends: fc.array(fc.nat({ max: 5_000 }), { maxLength: 12 }),
})

function partsOf(amountFen: number, cuts: readonly number[]): readonly number[] {
  const places = [0, ...cuts.map((cut) => cut % amountFen).sort((a, b) => a - b), amountFen]
  return places.slice(1).map((place, i) => place - (places[i] ?? 0)).filter((part) => part > 0)
}

describe('whatever is refunded of an order, in any parts, whenever they arrive', () => {
  test('all of it takes back exactly what the order earned, and a part what it earned', () => {
    fc.assert(
      fc.property(story, ({ amountFen, cuts, arrives, fenPerStep, pointsPerStep, pendingDays, daysBetween, spends }) => {
        const programme = programmeWith({ rules: rulesWith({ purchases: [{ fenPerStep, pointsPerStep, pendingDays }] }) })
        const parts = partsOf(amountFen, cuts)
        const paidAfter = arrives % (parts.length + 1)
        let day = FIRST_DAY
        let account: Account = emptyAccount
        let order: Order | undefined
        const entries: Entry[] = []
        const book = (drafts: Parameters<typeof applyAll>[1]): void => {
          const applied = applyAll(account, drafts)
          account = applied.account
          entries.push(...applied.entries)
        }
        for (let i = 0; i <= parts.length; i++) {
          const moment = at(day)
          book(due(account, moment))
          if (i === paidAfter) {
            const paid = paying(orders, questionOf(account, programme, moment), order, { ...key, memberId, amountFen, paidAt: `${FIRST_DAY}T00:00:00.000Z` })
            book(paid.drafts)
            order = paid.order
          }
          const part = parts[i]
          if (part !== undefined) {
            const refunded = refundOrder(order?.paid === undefined ? undefined : account, order, key, { refundId: `R-${i}`, amountFen: part }, 'op', moment)
            book(refunded.drafts)
            order = refunded.order
            const points = order.paid?.earned.points ?? 0
            const refundedFen = order.refunds.reduce((sum, refund) => sum + refund.amountFen, 0)
            if (order.reversedPoints !== (order.paid === undefined ? 0 : points - keptPoints(points, amountFen, refundedFen))) throw new Error('a part took back something else')
          }
          const wanted = Math.min(spends[i] ?? 0, account.available)
          book([spend(account, wanted, about, moment)])
          day = addDays(day, daysBetween)
        }
        const earned = order?.paid?.earned.points ?? Number.NaN
        expect(earned).toBe(Math.floor(amountFen / fenPerStep) * pointsPerStep)
        expect(order?.reversedPoints).toBe(earned)
        const byType = (type: string): number => sumOf(entries.filter((entry) => entry.type === type))
        expect(byType('earn') + byType('reverse')).toBe(0)
        expect(sumOf(entries)).toBe(account.available + account.pending + account.held - account.debt)
        expect(codeBy(() => refundOrder(account, order, key, { refundId: 'more', amountFen: 1 }, 'op', at(day)))).toBe('refund_exceeds_order')
      }),
      { numRuns: 500 },
    )
  })

  test('what may stay never grows with what goes back, and never exceeds its share', () => {
    const sums = fc.record({ points: fc.nat({ max: 10_000_000 }), amountFen: fc.integer({ min: 1, max: 100_000_000 }), a: fc.nat({ max: 100_000_000 }), b: fc.nat({ max: 100_000_000 }) })
    fc.assert(
      fc.property(sums, ({ points, amountFen, a, b }) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        expect(keptPoints(points, amountFen, less)).toBeGreaterThanOrEqual(keptPoints(points, amountFen, more))
        const kept = BigInt(keptPoints(points, amountFen, more))
        const left = BigInt(Math.max(0, amountFen - more))
        const share = BigInt(points) * left
        expect(kept * BigInt(amountFen) <= share && share < (kept + 1n) * BigInt(amountFen)).toBe(true)
      }),
    )
  })
})
