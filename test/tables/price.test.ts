import { priceFor } from '../../shared/mall/price'
import type { Campaign } from '../../shared/campaigns/campaign'
import { whenOf } from '../../shared/events/when'
import { flashesOf, flashPoolOf, flashTally } from '../../shared/mall/flash'
import { emptyAccount } from '../../shared/points/account'
import { CampaignId } from '../../shared/api/ids'
import { checkExchange, exchange, refundVoucher } from '../../shared/vouchers/exchange'
import { poolOf } from '../../shared/vouchers/voucher'
import { campaignAt, flashOf, threeTiers } from '../support/flash'
import { accountWith, at, booked, codeBy, memberId, refusalBy, rewardWith, shanghai, voucherId } from '../support/tables'

const now = at('2026-11-24')
const reward = rewardWith({ pricePoints: 99 })
const campaignId = (number: number) => CampaignId.parse(`cmp_${String(number).padStart(26, '0')}`)
const campaign = (number: number, effect: Campaign['effect'], terms: object = {}) => campaignAt(now.now, effect, { id: campaignId(number), ...terms })
const priced = (number: number, pricePoints: number, terms: object = {}) => campaign(number, { type: 'reward_price', rewardId: reward.id, pricePoints }, terms)
const flash = (number: number, pricePoints: number, terms: object = {}) => campaign(number, flashOf(reward, { pricePoints }), terms)

interface Case {
  readonly tier?: string
  readonly campaigns?: readonly Campaign[]
  /** Units left of each pool that has not five. */
  readonly left?: Readonly<Record<string, number>>
  readonly at?: number
  readonly times?: number
  readonly member?: string
}

const asked = ({ tier, campaigns = [], left = {}, at: moment = now.now, times = 0, member = memberId }: Case) => ({
  seen: {
    person: { memberId: member, joinedOn: '2026-01-01', lists: [] },
    account: { ...emptyAccount, tallies: times === 0 ? {} : { [flashTally(campaignId(1))]: { period: 'ever', points: 0, times } } },
    tier,
    when: whenOf(moment, shanghai),
  },
  tiers: threeTiers,
  campaigns,
  left: (pool: string) => left[pool] ?? 5,
})
const price = (it: Case, of = reward) => priceFor(of, asked(it))
const told = (it: Case) => {
  const { pricePoints, why, campaignId: by } = price(it)
  return [pricePoints, why, ...(by === undefined ? [] : [Number(by.slice(4))])]
}

describe('the price of a reward of 99 points', () => {
  test.each<[string, Case, (string | number)[]]>([
    ['for everybody', {}, [99, 'full']],
    ['for a tier that has not been reached', { tier: 'basic' }, [99, 'full']],
    ['for silver, 95 %, rounded up', { tier: 'silver' }, [95, 'tier']],
    ['for gold, 85 %, rounded up', { tier: 'gold' }, [85, 'tier']],
    ['for a tier that is no longer in the terms: that of the lowest', { tier: 'platinum' }, [99, 'full']],
    ['while a campaign sets one', { campaigns: [priced(1, 70)] }, [70, 'campaign', 1]],
    ['while a campaign sets a dearer one than the tier pays', { tier: 'gold', campaigns: [priced(1, 90)] }, [85, 'tier']],
    ['while a campaign sets a dearer one than the full', { campaigns: [priced(1, 120)] }, [99, 'full']],
    ['while two campaigns set one: the lower', { campaigns: [priced(1, 70), priced(2, 60)] }, [60, 'campaign', 2]],
    ['while two set the same: that of the lower id', { campaigns: [priced(2, 60), priced(1, 60)] }, [60, 'campaign', 1]],
    ['in a flash exchange', { campaigns: [flash(1, 50)] }, [50, 'flash', 1]],
    ['in a flash exchange that the tier undercuts', { tier: 'gold', campaigns: [flash(1, 90)] }, [85, 'tier']],
    ['where flash, campaign and full are equal: the full one, which spares the stock', { campaigns: [flash(1, 99), priced(2, 99)] }, [99, 'full']],
    ['where campaign and flash are equal: that of the campaign', { campaigns: [flash(1, 60), priced(2, 60)] }, [60, 'campaign', 2]],
    ['where tier and campaign are equal: that of the tier', { tier: 'gold', campaigns: [priced(1, 85)] }, [85, 'tier']],
    ['where the flash stock is gone', { campaigns: [flash(1, 50)], left: { [campaignId(1)]: 0 } }, [99, 'full']],
    ['where the own stock is gone and a dearer flash has some', { campaigns: [flash(1, 120)], left: { [reward.id]: 0 } }, [120, 'flash', 1]],
    ['where all stock is gone', { tier: 'gold', campaigns: [flash(1, 50)], left: { [reward.id]: 0, [campaignId(1)]: 0 } }, [85, 'tier']],
  ])('%s', (_, it, expected) => expect(told(it)).toEqual(expected))

  test('does not depend on the order of the campaigns', () => {
    const campaigns = [priced(3, 60), flash(2, 60), priced(1, 60), flash(4, 61)]
    expect(told({ campaigns })).toEqual(told({ campaigns: [...campaigns].reverse() }))
  })

  test.each([[100, 100], [99, 99], [1, 1]])('rounds no whole price: %i of 100 %%', (full, expected) => expect(price({ tier: 'basic' }, rewardWith({ pricePoints: full })).pricePoints).toBe(expected))
  test.each([[1, 1], [20, 17], [21, 18], [10_000_000, 8_500_000]])('of %i at 85 %% is %i', (full, expected) => expect(price({ tier: 'gold' }, rewardWith({ pricePoints: full })).pricePoints).toBe(expected))

  test('is that of the campaign in its half-open window only', () => {
    const of = { campaigns: [priced(1, 70)] }
    const [start, end] = [now.now, now.now + 3_600_000]
    expect([start - 1, start, end - 1, end].map((moment) => price({ ...of, at: moment }).pricePoints)).toEqual([99, 70, 70, 99])
  })

  test('is not that of a campaign for others, or one that is paused, or of another reward', () => {
    const others = [priced(1, 70, { audience: { type: 'tier', tiers: ['gold'] } }), priced(2, 70, { state: 'paused' }), campaign(3, { type: 'reward_price', rewardId: rewardWith({ id: `rwd_${'9'.repeat(26)}` }).id, pricePoints: 70 })]
    expect(told({ campaigns: others })).toEqual([99, 'full'])
    expect(told({ tier: 'gold', campaigns: others })).toEqual([70, 'campaign', 1])
  })

  test('in a hold-out is the full one, for as many as the terms say', () => {
    const campaigns = [flash(1, 50, { holdOutPercent: 50 })]
    const held = Array.from({ length: 400 }, (_, n) => price({ campaigns, member: `mem_${n}` })).filter(({ why, flash: shown }) => why === 'full' && shown === undefined)
    expect(held.length).toBeGreaterThan(160)
    expect(held.length).toBeLessThan(240)
  })

  test('of a campaign that compares is exchanged with the arm written down, in the hold-out too; others leave no note', () => {
    const campaigns = [flash(1, 50, { holdOutPercent: 50 }), priced(2, 90), priced(3, 80, { holdOutPercent: 1, audience: { type: 'tier', tiers: ['gold'] } })]
    const arms = Array.from({ length: 40 }, (_, n) => price({ campaigns, member: `mem_${n}` })).map(({ exposures, why }) => [why, ...exposures.map(({ campaign: of, arm }) => `${of} ${arm}`)])
    expect(new Set(arms.map(String))).toEqual(new Set([`flash,${campaignId(1)} a`, `campaign,${campaignId(1)} hold_out`]))
    const it = { campaigns, member: 'mem_1' }
    const { draft } = exchange(reward, accountWith({ available: { never: 100 } }), { id: voucherId(1), memberId, cardNo: 'AB12CD', reservation: { shard: 0, attempt: 'x' } }, now, price(it))
    expect(draft.exposures).toEqual(price(it).exposures)
  })
})

describe('a flash exchange', () => {
  const seen = (it: Case) => {
    const { campaigns, left, seen: by } = asked({ campaigns: [flash(1, 50, {})], ...it })
    return flashesOf(reward, campaigns, by, left).map(({ state }) => state)
  }
  const [start, end] = [now.now, now.now + 3_600_000]

  test.each([
    [start - 1, ['coming']], [start, ['live']], [end - 1, ['live']], [end, ['over']], [end + 86_400_000 - 1, ['over']], [end + 86_400_000, []],
  ])('at %i is %j', (moment, states) => expect(seen({ at: moment })).toEqual(states))

  test('is sold out only while it would be live', () => {
    const left = { [campaignId(1)]: 0 }
    expect([start - 1, start, end].map((moment) => seen({ at: moment, left }))).toEqual([['coming'], ['sold_out'], ['over']])
  })

  test('gives its price up to the limit of the member', () => {
    const campaigns = [campaign(1, flashOf(reward, { limitPerMember: 2 }))]
    expect([0, 1, 2].map((times) => told({ campaigns, times }))).toEqual([[50, 'flash', 1], [50, 'flash', 1], [99, 'full']])
    expect(price({ campaigns, times: 2 }).flash).toMatchObject({ state: 'live', isUsedUp: true })
  })

  test.each([[1, 1], [20, 1], [21, 2], [200, 10], [1_000_000, 10]])('of %i units lies on %i shards', (stock, shards) => {
    expect(flashPoolOf(campaign(1, flashOf(reward, { stock })))).toEqual({ id: campaignId(1), stock, shards })
  })

  test('takes from its own pool and counts for its own limit; a cancelled one counts no longer', () => {
    const account = accountWith({ available: { never: 200 } })
    const limited = rewardWith({ pricePoints: 99, limitPerMember: 1 })
    const it = price({ campaigns: [campaign(1, flashOf(limited, { limitPerMember: 1 }))] }, limited)
    const { draft, voucher } = exchange(limited, account, { id: voucherId(1), memberId, cardNo: 'C', reservation: { shard: 0, attempt: 'a' } }, now, it)
    expect([voucher.pricePoints, poolOf(voucher), draft.tallies]).toEqual([50, campaignId(1), [{ key: flashTally(campaignId(1)), period: 'ever', points: 50, times: 1 }]])
    const after = booked(account, draft)
    expect(codeBy(() => checkExchange(limited, after, 99, now))).toBeUndefined()
    expect(booked(after, refundVoucher(after, voucher, 'cancelled', 'op', now)).tallies[flashTally(campaignId(1))]?.times ?? 0).toBe(0)
  })
})

describe('at the price that the page showed', () => {
  const account = accountWith({ available: { never: 200 } })
  const refused = (it: Case, shown = 50) => refusalBy(() => checkExchange(reward, account, shown, now, price(it)))
  const campaigns = [campaign(1, flashOf(reward, { limitPerMember: 1 }))]
  const none = { [campaignId(1)]: 0 }

  test.each<[string, Case, unknown]>([
    ['the flash price is taken', { campaigns }, undefined],
    ['the flash units are gone', { campaigns, left: none }, { code: 'flash_sold_out', details: { pricePoints: 99 } }],
    ['everything is gone', { campaigns, left: { ...none, [reward.id]: 0 } }, { code: 'sold_out', details: {} }],
    ['the flash is over', { campaigns, at: now.now + 3_600_000 }, { code: 'flash_over', details: { pricePoints: 99 } }],
    ['the flash has not begun', { campaigns, at: now.now - 1 }, { code: 'price_changed', details: { pricePoints: 99 } }],
    ['the member has had theirs', { campaigns, times: 1 }, { code: 'flash_limit_reached', details: { limit: 1, pricePoints: 99 } }],
    ['there is no such price', {}, { code: 'price_changed', details: { pricePoints: 99 } }],
  ])('%s', (_, it, expected) => expect(refused(it)).toEqual(expected))

  test('the full one, while there is a lower one, is asked again', () => expect(refused({ campaigns }, 99)).toEqual({ code: 'price_changed', details: { pricePoints: 50 } }))
})

describe('a reward for some tiers', () => {
  const gold = rewardWith({ tiers: ['silver', 'gold'] })
  test.each([[undefined, ['silver', 'gold']], ['basic', ['silver', 'gold']], ['silver', []], ['gold', []]])('for a member of tier %s needs %j', (tier, needed) => {
    expect(price(tier === undefined ? {} : { tier }, gold).tiersNeeded.map(({ id }) => id)).toEqual(needed)
  })

  test('is refused with the name of the lowest that may', () => {
    expect(refusalBy(() => checkExchange(gold, accountWith({ available: { never: 200 } }), 80, now, price({ tier: 'basic' }, gold)))).toEqual({ code: 'tier_needed', details: { tier: '银卡 Silver' } })
  })
})
