import fc from 'fast-check'
import * as shop from '../support/shop'
import { type Mutation, shopWithout } from '../support/mutations'
import { Broken, checkLife, type LawName, lawsOfLife } from './laws-of-life'
import { type Plot, plot } from './promises'
import { type Deciders, ShopLife } from './shop-life'

function lived(deciders: Deciders, one: Plot): ShopLife {
  const life = new ShopLife(deciders, one)
  life.live()
  return life
}

const everyLife = (deciders: Deciders) => fc.property(plot, (one) => checkLife(lived(deciders, one), one))

test('whatever a shop promises, and in whatever order members buy, are late, give back and repeat themselves, every law holds', () => {
  fc.assert(everyLife(shop), { numRuns: 200 })
})

test('in these lives there is something to see', () => {
  const lives = fc.sample(plot, { numRuns: 150, seed: 7 }).map((one) => lived(shop, one))
  const paid = lives.flatMap((life) => life.paid.map(({ entry }) => entry))
  const cuts = new Set(paid.flatMap(({ cappedBy = [] }) => cappedBy.map(({ cap }) => cap)))
  const parts = new Set(paid.flatMap(({ parts: all = [] }) => all.map(({ by }) => by)))
  const types = new Set(lives.flatMap(({ members }) => members.flatMap(({ entries }) => entries.map(({ type }) => type))))
  const known = lives.flatMap((life) => [...life.known.values()])
  expect(known.some(({ history: [first] }) => first?.record.paid === undefined)).toBe(true)
  expect(known.some(({ purchase }) => purchase.lateDays > 9)).toBe(true)
  expect(lives.some(({ members }) => members.some(({ entries }) => entries.some(({ debt }) => debt > 0)))).toBe(true)
  expect(lives.some(({ refunds }) => refunds.some(({ code }) => code === 'refund_exceeds_order'))).toBe(true)
  expect(paid.some(({ exposures = [] }) => exposures.some(({ arm }) => arm === 'hold_out'))).toBe(true)
  expect(lives.some(({ purses }) => [...purses.all.values()].some(({ left }) => left === 0))).toBe(true)
  expect([...cuts].sort()).toEqual(['budget', 'per_day', 'per_event', 'per_member', 'per_month', 'per_week'])
  expect([...parts].sort()).toEqual(['campaign', 'rule', 'tier'])
  expect([...types].sort()).toEqual(['adjust', 'earn', 'expire', 'reverse', 'settle', 'tier'])
})

/** A rule taken out, and the law that is then broken in some life. */
const broken: readonly (readonly [LawName, Mutation])[] = [
  ['the parts of an entry add up to its points', { file: 'earning/award.ts', rule: 'points: lot.points + (byDays.get(key)?.points ?? 0)', broken: 'points: lot.points' }],
  ['the parts of an entry add up to its points', { file: 'points/decide.ts', rule: 'pay({ ...account, debt: account.debt + debt }, lot, points)', broken: '{ ...pay(account, lot, points), debt: 0 }' }],
  ['no cap is passed in its period, and none cuts more than it must', { file: 'points/caps.ts', rule: 'if (left < best.points)', broken: 'if (false)' }],
  ['no cap is passed in its period, and none cuts more than it must', { file: 'points/caps.ts', rule: 'tally?.period === period ? tally.points : 0', broken: '0' }],
  ['no cap is passed in its period, and none cuts more than it must', { file: 'points/caps.ts', rule: 'Math.max(0, most - paidIn(', broken: 'Math.max(0, most - 1 - paidIn(' }],
  ['no cap is passed in its period, and none cuts more than it must', { file: 'points/caps.ts', rule: 'addDays(day, 1 - weekdayOf(day))', broken: 'day' }],
  ['no cap is passed in its period, and none cuts more than it must', { file: 'points/caps.ts', rule: 'cap: \'per_event\' as const, left: caps.perEvent', broken: 'cap: \'per_event\' as const, left: caps.perEvent + 1' }],
  ['no cap is passed in its period, and none cuts more than it must', { file: 'earning/gains.ts', rule: 'caps === rule.caps ? gain.tallies : capTallies(gain.part.points, rule.id, rule.caps, question.moment.today)', broken: 'gain.tallies' }],
  ['no cap is passed in its period, and none cuts more than it must', { file: 'earning/gains.ts', rule: 'capped(wanted, id, caps, account.tallies, moment.today)', broken: 'capped(wanted, id, by === "campaign" ? undefined : caps, account.tallies, moment.today)' }],
  ['no budget is passed, and each is spent on what was paid', { file: 'earning/gains.ts', rule: 'left === undefined || left >= allowed ? allowed :', broken: 'true ? allowed :' }],
  ['no budget is passed, and each is spent on what was paid', { file: 'earning/gains.ts', rule: "limit !== undefined && allowed > 0 ?", broken: "limit !== undefined && allowed > 0 && by === 'campaign' ?" }],
  ['a campaign pays whom it is for, when it runs, and never its hold-out', { file: 'campaigns/live.ts', rule: 'recurs(campaign.recurrence, seen) && ', broken: '' }],
  ['a campaign pays whom it is for, when it runs, and never its hold-out', { file: 'campaigns/live.ts', rule: ' && fits(campaign.audience, seen)', broken: '' }],
  ['a campaign pays whom it is for, when it runs, and never its hold-out', { file: 'campaigns/live.ts', rule: 'isOn(recurrence, addDays(when.day, -1), when.weekday === 1 ? 7 : when.weekday - 1)', broken: 'isOn(recurrence, when.day, when.weekday)' }],
  ['a campaign pays whom it is for, when it runs, and never its hold-out', { file: 'campaigns/arm.ts', rule: "if (place < (campaign.holdOutPercent * PLACES) / 100) return { name: 'hold_out' }", broken: '' }],
  ['of a group that does not add up one campaign pays', { file: 'earning/extras.ts', rule: "mine[0]?.campaign.stacking.mode === 'all'", broken: 'true' }],
  ['an order earns once, and every report is told the same', { file: 'earning/order.ts', rule: 'reversedPoints: 0, paid: { ...rest, earned } }', broken: 'reversedPoints: 0 }' }],
  ['what is refunded takes back its share of every lot and of growth, in whatever parts', { file: 'earning/order.ts', rule: '(BigInt(points) * BigInt(left)) / BigInt(amountFen)', broken: '(BigInt(points) * BigInt(left) + BigInt(amountFen) - 1n) / BigInt(amountFen)' }],
  ['what is refunded takes back its share of every lot and of growth, in whatever parts', { file: 'earning/order.ts', rule: 'refunds: before?.refunds ?? []', broken: 'refunds: []' }],
  ['what is refunded takes back its share of every lot and of growth, in whatever parts', { file: 'earning/order.ts', rule: 'points: lot.points - (done[i]?.points ?? 0)', broken: 'points: lot.points' }],
  ['what is refunded takes back its share of every lot and of growth, in whatever parts', { file: 'earning/order.ts', rule: 'keptPoints(earned.growth, amountFen, before) - keptPoints(earned.growth, amountFen, now)', broken: '0' }],
  ['a refund of everything takes back exactly what was earned, and the growth of its month', { file: 'earning/order.ts', rule: 'monthOf(dayOf(Date.parse(paidAt), moment.timeZone))', broken: 'monthOf(moment.today)' }],
  ['what is refunded takes back its share of every lot and of growth, in whatever parts', { file: 'points/decide.ts', rule: 'debt: rest - fromOthers }', broken: 'debt: 0 }' }],
  ['nobody is refunded more than was paid', { file: 'earning/order.ts', rule: 'if (refund.amountFen > refundableFen) throw', broken: 'if (refund.amountFen > refundableFen + 100) throw' }],
  ['the account is what its entries say, lot by lot', { file: 'points/ledger.ts', rule: '(next[month] ?? 0) + amount', broken: 'amount' }],
]

describe('without its rule a law is broken in one of the first lives', () => {
  test('and there is a rule for every law', () => {
    expect([...new Set(broken.map(([law]) => law))].sort()).toEqual(Object.keys(lawsOfLife).sort())
  })

  test.each(broken.map(([law, mutation]) => [law, `${mutation.rule.trim()} → ${mutation.broken.trim() || 'nothing'}`, mutation] as const))('%s: %s', async (law, _, mutation) => {
    const found = fc.check(everyLife(await shopWithout(mutation)), { numRuns: 250, seed: 2026, endOnFailure: true })
    if (!(found.errorInstance instanceof Broken)) throw new Error(`no law was broken in ${found.numRuns} lives`, { cause: found.errorInstance })
    expect(found.errorInstance.law).toBe(law)
  })
})
