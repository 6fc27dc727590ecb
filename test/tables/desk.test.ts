import { type Approval, decide, isAbove, isCampaignAbove } from '../../shared/campaigns/approval'
import { ADJUST_TALLY, adjust } from '../../shared/points/adjust'
import { endOf, type MovedShard, spread, type StockMove, stillToPutDown, takenUp } from '../../shared/mall/stock-move'
import { newId } from '../../shared/api/ids'
import { availabilityOf, isOnShelf, Reward, shelfStates } from '../../shared/mall/reward'
import { accountWith, at, codeBy } from '../support/tables'

const bytes = Array.from({ length: 16 }, () => 1)
const shards = (...available: readonly number[]): readonly MovedShard[] => available.map((units, shard) => ({ shard, available: units }))
const open: StockMove = { id: newId('operation', 0, bytes), rewardId: newId('reward', 0, bytes), kind: 'withdraw', units: 5, reason: '破损', by: newId('staff', 0, bytes), at: '2026-11-24T04:00:00.000Z', state: 'open', parts: [] }
const down = (shard: number, available: number, units: number): MovedShard => ({ shard, available, move: { id: open.id, kind: 'withdraw', units, since: 0 } })

describe('added units', () => {
  test.each([
    [7, [0, 0, 0], [3, 2, 2]], [1, [0, 0], [1, 0]], [10, [9, 0, 0], [0, 5, 5]], [3, [5, 5, 0], [0, 0, 3]], [9, [5, 2], [3, 6]], [4, [3], [4]],
  ])('%i over %j go to the emptiest: %j', (units, has, wants) => {
    const parts = spread(units, shards(...has))
    expect(parts.reduce((sum, part) => sum + part.units, 0)).toBe(units)
    expect(has.map((_, shard) => parts.find((part) => part.shard === shard)?.units ?? 0)).toEqual(wants)
  })

  test('fall short nowhere and leave no shard fuller than it must be', () => {
    for (let seed = 1; seed < 400; seed++) {
      const has = Array.from({ length: 1 + (seed % 10) }, (_, i) => (seed * (i + 3) * 7) % 23)
      const units = 1 + ((seed * 13) % 97)
      const parts = spread(units, shards(...has))
      const after = has.map((available, shard) => available + (parts.find((part) => part.shard === shard)?.units ?? 0))
      expect([parts.reduce((sum, part) => sum + part.units, 0), parts.every((part) => part.units > 0)]).toEqual([units, true])
      const filled = parts.map(({ shard }) => after[shard] ?? 0)
      expect(Math.max(...filled) - Math.min(...after)).toBeLessThanOrEqual(1)
    }
  })
})

describe('a withdrawal', () => {
  test('takes from the fullest free shards what is still missing', () => {
    expect(stillToPutDown(open, shards(1, 4, 2))).toEqual([{ shard: 1, units: 4 }, { shard: 2, units: 1 }])
    expect(stillToPutDown(open, [...shards(2), down(1, 9, 4)])).toEqual([{ shard: 0, units: 1 }])
    expect(stillToPutDown(open, [down(0, 9, 5)])).toEqual([])
  })

  test('ends with all of it or nothing, and what twins took too much goes back', () => {
    expect(endOf(open, [down(0, 0, 4)])).toEqual({ state: 'short', parts: [] })
    const done = { ...open, ...endOf(open, [down(0, 0, 4), down(1, 0, 4)]) }
    expect(done).toMatchObject({ state: 'done', parts: [{ shard: 0, units: 4 }, { shard: 1, units: 1 }] })
    expect([takenUp(done, 0, 4), takenUp(done, 1, 4), takenUp(done, 2, 3)]).toEqual([{ available: 0, moved: -4 }, { available: 3, moved: -1 }, { available: 3, moved: 0 }])
    expect(takenUp({ ...open, state: 'short' }, 0, 4)).toEqual({ available: 4, moved: 0 })
  })
})

test('an addition puts down its plan and counts it once it is done', () => {
  const add: StockMove = { ...open, kind: 'add', parts: [{ shard: 0, units: 3 }, { shard: 1, units: 2 }] }
  expect(stillToPutDown(add, [{ ...down(0, 0, 3) }, ...shards(0, 7).slice(1)])).toEqual([{ shard: 1, units: 2 }])
  expect([takenUp({ ...add, state: 'done' }, 0, 3), takenUp({ ...add, state: 'short' }, 0, 3)]).toEqual([{ available: 3, moved: 3 }, { available: 0, moved: 0 }])
})

test.each(shelfStates)('a reward that is %s is seen and open as it should be', (shelf) => {
  const it = Reward.parse({
    id: newId('reward', 0, bytes), title: { zh: '茶', en: 'Tea' }, description: { zh: '', en: '' }, picture: 'coffee', category: 'drinks', pricePoints: 1,
    voucherDays: 1, refundOnExpiry: true, stores: [], stockShards: 1, createdAt: '2026-11-24T04:00:00.000Z', shelf,
  })
  expect([isOnShelf(it), availabilityOf(it, 1, 0)]).toEqual([shelf === 'open' || shelf === 'closed', shelf === 'open' ? 'open' : 'closed'])
})

describe('a correction by hand', () => {
  const today = at('2026-11-24')
  const by = (points: number) => ({ operationId: 'op', staffId: 'stf', points, text: '补记', expiresOn: 'never' as const })
  const has = accountWith({ available: { '2026-11-30': 30, never: 50 } })

  test('adds into its own lot after paying debt, takes the soonest-expiring, and counts for the day', () => {
    expect(adjust(accountWith({}, { debt: 4 }), by(10), today)).toMatchObject({ type: 'adjust', debt: -4, moves: [{ lot: 'never', points: 6 }] })
    expect(adjust(has, by(-40), today)).toMatchObject({ moves: [{ lot: '2026-11-30', points: -30 }, { lot: 'never', points: -10 }], tallies: [{ key: ADJUST_TALLY, period: '2026-11-24', points: 40, times: 1 }] })
  })

  test.each([[-81, 'adjust_too_much'], [-80, undefined], [1_000_000, undefined]])('of %i points is answered with %s', (points, code) => {
    expect(codeBy(() => adjust(has, by(points), today))).toBe(code)
  })

  test('needs a second person beyond what the day still leaves, up and down together; yesterday does not count', () => {
    const used = (period: string) => ({ ...has, tallies: { [ADJUST_TALLY]: { period, points: 70, times: 2 } } })
    const above = (points: number, period = '2026-11-24', limit: number | null = 100) => isAbove(limit, points, ADJUST_TALLY, used(period), '2026-11-24')
    expect([above(31), above(-31), above(30), above(31, '2026-11-23'), above(1_000_000, '2026-11-24', null), isAbove(0, 1, ADJUST_TALLY, has, '2026-11-24')]).toEqual([true, true, false, false, false, true])
  })

  test('a campaign does by its budget, and by what that costs', () => {
    const limits = { adjustPoints: null, grantPoints: null, campaignPoints: 1_000, campaignFen: 900 }
    const bonus = { type: 'bonus' as const, points: 5, events: ['order_paid' as const], minimumFen: 0 }
    const above = (budgetPoints: number | undefined, more = {}) => isCampaignAbove({ effect: bonus, budgetPoints }, { ...limits, ...more }, 100)
    expect([above(900), above(901), above(undefined), above(1_001, { campaignFen: null }), above(undefined, { campaignFen: null, campaignPoints: null })]).toEqual([false, true, true, true, false])
  })

  test('is approved by another person within seven days, once', () => {
    const asked: Approval = { id: 'apr', wanted: { type: 'adjustPoints', memberId: 'mem_x', id: 'op', points: 1, reason: '', text: '' }, askedBy: 'stf_a', askedMember: 'mem_a', askedAt: '2026-11-24T00:00:00.000Z', expiresAt: '2026-12-01T00:00:00.000Z', state: 'waiting' }
    const now = Date.parse('2026-11-25T00:00:00.000Z')
    const code = (by: { id: string; memberId: string }, more: Partial<Approval> = {}, at = now, verdict: 'approve' | 'decline' = 'approve') => codeBy(() => decide({ ...asked, ...more }, verdict, by, '', at))
    const other = { id: 'stf_b', memberId: 'mem_b' }
    expect([code(other), code({ id: 'stf_a', memberId: 'mem_b' }), code({ id: 'stf_new', memberId: 'mem_a' }), code({ id: 'stf_c', memberId: 'mem_x' }), code(other, { state: 'declined' }), code(other, {}, Date.parse(asked.expiresAt))]).toEqual([undefined, 'approval_own', 'approval_own', 'approval_own', 'approval_decided', 'approval_expired'])
    expect([decide(asked, 'decline', { id: 'stf_a', memberId: 'mem_a' }, '', now).state, decide(asked, 'decline', other, 'no', now)]).toMatchObject(['withdrawn', { state: 'declined', decided: { by: 'stf_b', note: 'no' } }])
  })
})
