import { CampaignId } from '../../shared/api/ids'
import { campaignResult } from '../../shared/insight/campaign-result'
import { CAMPAIGNS_REMEMBERED_MAX, count, type Step, uncounted } from '../../shared/insight/counting'
import { type FigureMove, figures, redemptionMoves, SQUARES_SPLIT } from '../../shared/insight/figures'
import { figureNames } from '../../shared/insight/insight.api'
import { daysFrom, seriesOf } from '../../shared/insight/series'
import { added, type Counting, emptySheet, sheetsOf } from '../../shared/insight/sheet'
import { compare, isPlausible, mean, type Sample, studentQuantile, variance } from '../../shared/insight/statistics'
import { emptyAccount } from '../../shared/points/account'
import { type Entry, entryTypes } from '../../shared/points/entry'

const today = '2026-11-24'

/** An entry of a table: an earn of a purchase of 68 yuan, changed where a row needs it. */
const entry = (number: number, more: Partial<Entry> = {}): Entry => ({
  number, type: 'earn', at: `${more.day ?? today}T04:00:00.000Z`, day: today, source: { kind: 'order', id: `pos/${number}` }, moves: [], debt: 0, points: 68, available: 0,
  parts: [{ by: 'rule', id: 'purchase', points: 68 }], facts: { amountFen: 6_800, storeId: 'sto_1' }, ...more,
})
const step = (it: Entry): Step => ({ type: 'entry', number: it.number, entry: it })
const joined: Step = { type: 'joined', number: 0, day: today }

/** What steps change in all, by the name of the sum; behind a day where it is not today. */
function sumsOf(steps: readonly Step[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  let counted = uncounted
  for (const one of steps) {
    const done = count(counted, one)
    counted = done.counted
    for (const { day, name, amount } of done.moves) sums[day === today ? name : `${day} ${name}`] = (sums[day === today ? name : `${day} ${name}`] ?? 0) + amount
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

const plain = { parts: [], facts: {}, points: 0 }
/** Without what joining brings. */
const of = (...entries: readonly Entry[]) => {
  const { members: _members, members_new: _new, ...rest } = sumsOf([joined, ...entries.map(step)])
  return rest
}

describe('an entry moves figures', () => {
  const gift = { source: { kind: 'staff' as const, id: 's' } }
  test.each<[string, Entry, Record<string, number>]>([
    ['a purchase', entry(1), { issued: 68, 'issued/rule/purchase': 68, 'issued/store/sto_1': 68, liability: 68, purchases: 1, purchases_fen: 6_800, 'purchases/store/sto_1': 1, 'purchases_fen/store/sto_1': 6_800, members_active: 1 }],
    ['a purchase that earns nothing', entry(1, { ...plain, facts: { amountFen: 50 } }), { purchases: 1, purchases_fen: 50, members_active: 1 }],
    ['parts of a tier and a campaign', entry(1, { facts: { amountFen: 1 }, points: 9, parts: [{ by: 'rule', id: 'r', points: 5 }, { by: 'tier', id: 'gold', points: 3 }, { by: 'campaign', id: 'cmp_1', points: 1 }] }), {
      issued: 9, 'issued/rule/r': 5, 'issued/tier/gold': 3, 'issued/campaign/cmp_1': 1, liability: 9, purchases: 1, purchases_fen: 1, members_active: 1, members_reached: 1, 'members_reached/campaign/cmp_1': 1,
      'arm_members/arm/cmp_1/a': 1, 'arm_purchases/arm/cmp_1/a': 1, 'arm_purchases_squared/arm/cmp_1/a': 1, 'arm_fen/arm/cmp_1/a': 1, 'arm_fen_squared_low/arm/cmp_1/a': 1,
    }],
    ['a check-in', entry(1, { ...plain, points: 5, parts: [{ by: 'rule', id: 'check-in', points: 5 }], source: { kind: 'check_in', id: today }, checkedInOn: today }), { issued: 5, 'issued/rule/check-in': 5, liability: 5, check_ins: 1, members_active: 1 }],
    ['what is earned pending, and partly pays debt', entry(1, { ...plain, ...gift, points: 30, moves: [{ place: 'pending', lot: 'x>never', points: 20 }], debt: -10 }), { issued: 30, liability: 30, pending: 20, debt: -10 }],
    ['what becomes available', entry(1, { ...plain, type: 'settle', moves: [{ place: 'pending', lot: 'x>never', points: -20 }, { place: 'available', lot: 'never', points: 20 }] }), { pending: -20 }],
    ['an exchange', entry(1, { ...plain, type: 'exchange', points: -80, source: { kind: 'voucher', id: 'v' }, facts: { rewardId: 'rwd_1' } }), { exchanged: 80, 'exchanged/reward/rwd_1': 80, exchanges: 1, 'exchanges/reward/rwd_1': 1, liability: -80, members_active: 1 }],
    ['a voucher given back', entry(1, { ...plain, type: 'refund', points: 80, source: { kind: 'voucher', id: 'v' }, facts: { rewardId: 'rwd_1' } }), { returned: 80, 'returned/reward/rwd_1': 80, liability: 80 }],
    ['a bill paid', entry(1, { ...plain, type: 'cash_off', points: -50, source: { kind: 'hold', id: 'h' } }), { cash_off: 50, liability: -50, members_active: 1 }],
    ['a made-up day', entry(1, { ...plain, type: 'make_up', points: -20, checkedInOn: '2026-11-22', source: { kind: 'check_in', id: 'd' } }), { make_up: 20, liability: -20, members_active: 1 }],
    ['expiry', entry(1, { ...plain, type: 'expire', points: -7, source: { kind: 'lot', id: 'l' } }), { expired: 7, liability: -7 }],
    ['a reversal into debt', entry(1, { ...plain, type: 'reverse', points: -68, debt: 60 }), { reversed: 68, liability: -68, debt: 60 }],
    ['an adjustment downwards', entry(1, { ...plain, ...gift, type: 'adjust', points: -3 }), { adjusted: -3, liability: -3 }],
    ['a birthday gift, which is nobody’s deed', entry(1, { ...plain, points: 5, source: { kind: 'event', id: 'birthday' }, paidBy: { rule: 'birthday', version: 1 } }), { issued: 5, liability: 5 }],
    ['a hold', entry(1, { ...plain, type: 'hold', source: { kind: 'hold', id: 'h' } }), {}],
  ])('%s', (_, it, moves) => {
    expect(of(it)).toEqual(moves)
  })

  test('so that the flows of points always add up to the change of the liability', () => {
    for (const type of entryTypes.filter((one) => one !== 'merge_out' && one !== 'merge_in')) {
      const sums = sumsOf([joined, step(entry(1, { type, points: ['earn', 'refund', 'adjust'].includes(type) ? 12 : ['settle', 'hold', 'release', 'tier', 'approve'].includes(type) ? 0 : -12 }))])
      const { issued = 0, exchanged = 0, cash_off = 0, make_up = 0, returned = 0, expired = 0, reversed = 0, adjusted = 0, liability = 0 } = sums
      expect([type, issued - exchanged - cash_off - make_up + returned - expired - reversed + adjusted]).toEqual([type, liability])
    }
  })

  test('and a redemption those of its store and clerk', () => {
    expect(redemptionMoves(today, { storeId: 'sto_1', staffId: 'stf_1', pricePoints: 80 }).map(({ name, amount }) => `${name} ${amount}`)).toEqual(['redemptions 1', 'redemptions/store/sto_1 1', 'redemptions/clerk/stf_1 1', 'redeemed_points 80', 'redeemed_points/store/sto_1 80'])
  })
})

describe('a member', () => {
  test('is active once on each day, and for as many days as they do something', () => {
    expect(of(entry(1), entry(2)).members_active).toBe(1)
    expect(sumsOf([joined, step(entry(1, { day: '2026-11-23' })), step(entry(2))])).toMatchObject({ members_active: 1, '2026-11-23 members_active': 1 })
  })

  test('changes tiers: who leaves one enters the other, and only the first adds to all', () => {
    const held = (number: number, id: string) => entry(number, { ...plain, type: 'tier', source: { kind: 'tier', id }, tier: { id, since: today, until: 'never' } })
    expect(of(held(1, 'silver'))).toEqual({ tier_members: 1, 'tier_members/tier/silver': 1 })
    expect(of(held(1, 'silver'), held(2, 'gold'), entry(3, { ...plain, type: 'settle' }))).toEqual({ tier_members: 1, 'tier_members/tier/gold': 1 })
  })

  test('who is erased leaves no liability, no tier and no debt behind', () => {
    const account = { ...emptyAccount, available: 60, pending: 10, debt: 2 }
    const earned = entry(1, { moves: [{ place: 'pending', lot: 'x>never', points: 10 }], debt: 2, tier: { id: 'gold', since: today, until: 'never' } })
    const { liability, pending, debt, members, tier_members, forfeited, members_erased } = sumsOf([joined, step(earned), { type: 'closed', number: 2, day: today, account, isMerged: false }])
    expect({ liability, pending, debt, members, tier_members, forfeited, members_erased }).toEqual({ forfeited: 68, members_erased: 1 })
  })

  test('leaves nothing behind with who was merged into another, whose figures it joins', () => {
    const merged = [step(entry(1, { ...plain, type: 'merge_out', points: -68 })), { type: 'closed' as const, number: 2, day: today, account: emptyAccount, isMerged: true }]
    expect(sumsOf([joined, ...merged])).toEqual({ members_new: 1, liability: -68 })
    expect(of(entry(1, { ...plain, type: 'merge_in', points: 68 }))).toEqual({ liability: 68 })
  })

  test('meets a campaign once, in the arm of the first time; squares are of all they bought', () => {
    const seen = (number: number, arm: string, amountFen: number) => entry(number, { facts: { amountFen }, exposures: [{ campaign: 'cmp_1', arm }] })
    const sums = of(seen(1, 'hold_out', 60_000), seen(2, 'a', 40_000))
    expect(sums).toMatchObject({ 'arm_members/arm/cmp_1/hold_out': 1, 'arm_purchases/arm/cmp_1/hold_out': 2, 'arm_purchases_squared/arm/cmp_1/hold_out': 4, 'arm_fen/arm/cmp_1/hold_out': 100_000 })
    expect((sums['arm_fen_squared_high/arm/cmp_1/hold_out'] ?? 0) * SQUARES_SPLIT + (sums['arm_fen_squared_low/arm/cmp_1/hold_out'] ?? 0)).toBe(100_000 ** 2)
    expect(of(seen(1, 'hold_out', 60_000))).not.toHaveProperty('members_reached')
  })

  test('is remembered with the campaigns met last', () => {
    let counted = count(uncounted, joined).counted
    for (let number = 1; number <= CAMPAIGNS_REMEMBERED_MAX + 5; number++) counted = count(counted, step(entry(number, { exposures: [{ campaign: `cmp_${number}`, arm: 'a' }] }))).counted
    expect(Object.keys(counted.met)).toHaveLength(CAMPAIGNS_REMEMBERED_MAX)
    expect(counted.met).not.toHaveProperty('cmp_5')
    expect(counted.met).toHaveProperty('cmp_6')
  })

  test('is never counted with a hole', () => {
    expect(() => count(uncounted, step(entry(1)))).toThrow('step 1 follows -1')
    expect(() => count(count(uncounted, joined).counted, step(entry(2)))).toThrow('step 2 follows 0')
  })
})

describe('a sheet', () => {
  const move = (amount: number, day = today): FigureMove => ({ day, sheet: 'main', name: 'issued', amount })
  const counting = (from: number, ...amounts: readonly number[]): Counting => ({ subject: 'mem_1', from, to: from + amounts.length, steps: amounts.map((amount, i) => ({ number: from + 1 + i, moves: [move(amount)] })) })
  const empty = emptySheet({ sheet: 'main', day: today })
  const none = new Map<string, number>()

  test('takes the same steps once, and of more only the new ones', () => {
    const once = added(empty, [counting(0, 5, 7)], none) ?? empty
    expect(once).toMatchObject({ version: 1, sums: { issued: 12 }, open: { mem_1: 2 } })
    expect(added(once, [counting(0, 5, 7)], none)).toBeUndefined()
    expect(added(once, [counting(0, 5, 7, 100)], none)).toMatchObject({ version: 2, sums: { issued: 112 }, open: { mem_1: 3 } })
  })

  test('forgets whom it has counted once their mark says so, not before', () => {
    const once = added(empty, [counting(0, 5)], none) ?? empty
    const other = { ...counting(0, 1), subject: 'mem_2' }
    expect(added(once, [other], new Map([['mem_1', 0]]))?.open).toEqual({ mem_1: 1, mem_2: 1 })
    expect(added(once, [other], new Map([['mem_1', 1]]))?.open).toEqual({ mem_2: 1 })
  })

  test('leaves the moves of other days and sheets alone', () => {
    const both: Counting = { subject: 'mem_1', from: 0, to: 1, steps: [{ number: 1, moves: [move(5), move(9, '2026-11-23')] }] }
    expect(added(empty, [both], none)?.sums).toEqual({ issued: 5 })
    expect(sheetsOf([both])).toEqual([{ sheet: 'main', day: today }, { sheet: 'main', day: '2026-11-23' }])
  })
})

describe('a series', () => {
  const sheets = [{ day: '2026-11-20', sums: { liability: 100, issued: 100 } }, { day: '2026-11-22', sums: { liability: -30, issued: 4, 'issued/rule/a': 1, 'issued/rule/b': 3 } }]
  const days = daysFrom('2026-11-21', '2026-11-23')

  test('of a level begins with all that was before, and stays where nothing happens', () => {
    expect(seriesOf('liability', 'all', days, sheets)).toEqual([{ id: null, values: [100, 70, 70], total: 70 }])
  })

  test('of a flow is nothing where nothing happens, and its parts come the largest first', () => {
    expect(seriesOf('issued', 'all', days, sheets)).toEqual([{ id: null, values: [0, 4, 0], total: 4 }])
    expect(seriesOf('issued', 'rule', days, sheets)).toEqual([{ id: 'b', values: [0, 3, 0], total: 3 }, { id: 'a', values: [0, 1, 0], total: 1 }])
    expect(daysFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  })
})

describe('statistics', () => {
  const sample = (...values: readonly number[]): Sample => ({ count: values.length, sum: BigInt(values.reduce((a, b) => a + b, 0)), squares: BigInt(values.reduce((a, b) => a + b * b, 0)) })

  test.each([[1, 12.706205], [2, 4.302653], [3, 3.182446], [5, 2.570582], [10, 2.228139], [30, 2.042272], [49, 2.009575], [51, 2.007584], [60, 2.000298], [120, 1.97993], [200, 1.971896], [201, 1.971837], [1_000, 1.962339], [1e9, 1.959964]])('the quantile for %d degrees of freedom is %d', (freedom, quantile) => {
    expect(studentQuantile(freedom)).toBeCloseTo(quantile, 5)
  })

  test('mean and variance are those of the numbers, exact for large ones', () => {
    expect([mean(sample(2, 4, 4, 4, 5, 5, 7, 9)), variance(sample(2, 4, 4, 4, 5, 5, 7, 9))]).toEqual([5, 32 / 7])
    const far = 90_000_000n
    expect(variance({ count: 2, sum: 2n * far + 1n, squares: far ** 2n + (far + 1n) ** 2n })).toBe(0.5)
    expect([mean(sample()), variance(sample(3))]).toEqual([0, 0])
  })

  // Differences of 10, spreads of 1 and 4 (variances 2.5 and 40 of five each): standard error √8.5, 4.4964 degrees of freedom.
  test('two means are compared as Welch does', () => {
    const told = compare(sample(11, 12, 13, 14, 15), sample(-5, -1, 3, 7, 11))
    expect(told?.difference).toBe(10)
    expect((told?.high ?? 0) - 10).toBeCloseTo(Math.sqrt(8.5) * studentQuantile(8.5 ** 2 / (0.5 ** 2 / 4 + 8 ** 2 / 4)), 9)
    // Equal sizes and spreads: the classical t with 8 degrees of freedom, 2.306004 × √(2.5 × 2 / 5).
    expect((compare(sample(1, 2, 3, 4, 5), sample(2, 3, 4, 5, 6))?.low ?? 0) + 1).toBeCloseTo(-2.306004, 5)
  })

  test('nothing is said of one member, and no doubt left where nobody differs', () => {
    expect(compare(sample(1), sample(1, 2))).toBeNull()
    expect(compare(sample(3, 3), sample(1, 1))).toEqual({ difference: 2, low: 2, high: 2 })
  })

  test('nineteen of twenty intervals hold the true difference', () => {
    let seed = 7
    const chance = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    const arm = (size: number, most: number) => sample(...Array.from({ length: size }, () => Math.floor(chance() * most)))
    const holding = Array.from({ length: 400 }, () => compare(arm(40, 1_000), arm(15, 400))).filter((told) => told !== null && told.low <= 300 && told.high >= 300)
    expect(holding.length).toBeGreaterThan(366)
    expect(holding.length).toBeLessThan(394)
  })

  test('a share is plausible within three standard deviations', () => {
    expect([10, 19, 20, 1, 0].map((part) => isPlausible(part, 100, 0.1))).toEqual([true, true, false, true, false])
  })
})

describe('the result of a campaign', () => {
  const sums = (arms: Record<string, readonly number[]>) =>
    Object.assign({ 'issued/campaign/cmp_1': 55, 'members_reached/campaign/cmp_1': 4 }, ...Object.entries(arms).map(([arm, fen]) => ({
      [`arm_members/arm/cmp_1/${arm}`]: fen.length, [`arm_purchases/arm/cmp_1/${arm}`]: fen.length, [`arm_purchases_squared/arm/cmp_1/${arm}`]: fen.length,
      [`arm_fen/arm/cmp_1/${arm}`]: fen.reduce((a, b) => a + b, 0), [`arm_fen_squared_low/arm/cmp_1/${arm}`]: fen.reduce((a, b) => a + b * b, 0),
    })))
  const campaign = { id: CampaignId.parse('cmp_01JD0000000000000000000000'), holdOutPercent: 50 }
  const resultOf = (arms: Record<string, readonly number[]>) => campaignResult(campaign, Object.fromEntries(Object.entries(sums(arms)).map(([name, sum]) => [name.replaceAll('cmp_1', campaign.id), Number(sum)])))

  test('compares each arm with the hold-out', () => {
    const { arms, comparedWith, costPoints, membersReached, holdOut } = resultOf({ a: [2, 3, 4, 5, 6], b: [1, 1], hold_out: [1, 2, 3, 4, 5] })
    expect({ costPoints, membersReached, comparedWith }).toEqual({ costPoints: 55, membersReached: 4, comparedWith: 'hold_out' })
    expect(arms.map(({ arm, members, fenPerMember }) => [arm, members, fenPerMember])).toEqual([['a', 5, 4], ['b', 2, 1], ['hold_out', 5, 3]])
    expect(arms[0]?.fenDifference?.low).toBeCloseTo(1 - 2.306004, 5)
    expect(arms[0]?.purchasesDifference).toEqual({ difference: 0, low: 0, high: 0 })
    expect(arms[2]?.fenDifference).toBeNull()
    expect(holdOut).toEqual({ expectedShare: 0.5, share: 5 / 12, isPlausible: true })
  })

  test('compares variants with the first where nobody is held out, and one arm with nothing', () => {
    expect(resultOf({ a: [1, 2], b: [3, 4] })).toMatchObject({ comparedWith: 'a', holdOut: { share: 0 } })
    expect(resultOf({ a: [1, 2] }).comparedWith).toBeNull()
    expect(resultOf({})).toMatchObject({ arms: [], holdOut: null })
  })
})

test('every figure is told in both languages', () => {
  expect(figureNames.length).toBeGreaterThan(20)
  for (const name of figureNames) {
    const { title, definition } = figures[name]
    expect([title.zh, definition.zh].every((text) => /[一-鿿]/.test(text))).toBe(true)
    expect([title.en, definition.en].every((text) => /^[a-z][^一-鿿]*$/i.test(text))).toBe(true)
  }
})
