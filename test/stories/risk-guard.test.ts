import { freshId } from '../../scripts/support/in-process'
import { RiskTerms } from '../../shared/risk/terms'
import { everything, expectBalancedBooks } from '../support/books'
import { callsOf, joins } from '../support/hunters'
import { buys, exchange, member, members, outcome, owner, reward, till } from '../support/people'
import { openShop, type Shop } from '../support/story'

/** A shop of its own for each story: what is counted in one must not count in another. */
async function inShop(risk: object, story: (shop: Shop) => Promise<void>): Promise<void> {
  const shop = await openShop({ terms: { risk: RiskTerms.parse(risk) } })
  try {
    await story(shop)
    await shop.drainStream()
    await expectBalancedBooks(shop)
    expect(shop.bugs).toEqual([])
  } finally {
    await shop.close()
  }
}

const welcomeOf = ({ welcomePoints, welcomeInReview }: { welcomePoints: number; welcomeInReview: number }) => `${welcomePoints} paid, ${welcomeInReview} waiting`
const checksIn = (shop: Shop, { api }: { api: ReturnType<typeof callsOf> }) => api.checkIn({ id: freshId('operation'), day: shop.clock.today })
const paid = '100 paid, 0 waiting'
const waiting = '0 paid, 100 waiting'
const nothing = '0 paid, 0 waiting'

describe('velocity', () => {
  test('by network: the third newcomer in an hour waits, another network does not, and the next hour counts anew', () =>
    inShop({ velocity: [{ by: 'address', per: 'hour', most: 2, answer: 'hold' }] }, async (shop) => {
      shop.clock.turnTo('2026-11-24T04:58:00Z')
      const come = async (person: string, address: string) => welcomeOf(await joins(shop, { person, address }))
      expect([await come('v1', '198.18.5.5'), await come('v2', '198.18.5.5'), await come('v3', '198.18.5.5'), await come('v4', '198.18.5.6')]).toEqual([paid, paid, waiting, paid])
      shop.clock.turnTo('2026-11-24T05:00:00Z')
      expect([await come('v5', '198.18.5.5'), await come('v6', '198.18.5.5'), await come('v7', '198.18.5.5')]).toEqual([paid, paid, waiting])
    }))

  test('by network: all of one connection’s IPv6 addresses are one', () =>
    inShop({ velocity: [{ by: 'address', per: 'day', most: 1, answer: 'refuse' }] }, async (shop) => {
      expect(welcomeOf(await joins(shop, { person: 's1', address: '2001:db8:1:2::1' }))).toBe(paid)
      expect(welcomeOf(await joins(shop, { person: 's2', address: '2001:db8:1:2:ffff::9' }))).toBe(nothing)
      expect(welcomeOf(await joins(shop, { person: 's3', address: '2001:db8:1:3::1' }))).toBe(paid)
    }))

  test('by phone: check-ins of several members on one phone are refused with what to do, and written down for those who will be asked', () =>
    inShop({ velocity: [{ by: 'device', per: 'day', most: 3, answer: 'refuse' }] }, async (shop) => {
      const [a, b] = [await member(shop, { deviceId: 'phone-of-two' }), await member(shop, { deviceId: 'phone-of-two' })]
      await checksIn(shop, a)
      expect(await outcome(checksIn(shop, b))).toBe('not_now')
      expect((await b.api.account({})).available).toBe(100)
      expect((await b.api.checkInMonth({})).isCheckedInToday).toBe(false)
      const { refused } = await (await owner(shop)).api.memberRisk({ memberId: b.id })
      expect(refused).toMatchObject([{ what: `check_in.${shop.clock.today}`, reasons: [{ code: 'velocity_device', zh: '同一部手机短时间内得分太频繁' }] }])
    }))

  test('by member: a repeated report of an order counts once; the one too many waits, for money is never refused', () =>
    inShop({ velocity: [{ by: 'member', per: 'day', most: 2, answer: 'refuse' }] }, async (shop) => {
      const [lin, pos] = [await member(shop), await till(shop)]
      const reports = (orderNo: string, yuan: number) => pos.reportOrderPaid({ orderNo, member: { memberId: lin.id }, amountFen: yuan * 100 })
      for (const orderNo of ['V-1', 'V-1', 'V-1', 'V-2']) await reports(orderNo, 10)
      expect(await lin.api.account({})).toMatchObject({ available: 110, pending: 10, inReview: 10, arriving: [] })
      expect(await reports('V-2', 10)).toMatchObject({ earnedPoints: 10, isInReview: true, usableFrom: null, replayed: true })
    }))

  test('counts a call once, however often it is repeated, also at the same moment', () =>
    inShop({ velocity: [{ by: 'device', per: 'hour', most: 2, answer: 'hold' }] }, async (shop) => {
      const lin = await member(shop)
      const id = freshId('operation')
      await Promise.all(Array.from({ length: 6 }, () => lin.api.checkIn({ id, day: shop.clock.today })))
      await lin.api.checkIn({ id, day: shop.clock.today })
      const counters = (await everything(shop)).filter(({ pk }) => String(pk).startsWith('VELOCITY#device'))
      expect(counters.map(({ times }) => times)).toEqual([2])
    }))

  test('keeps neither addresses nor phones, only keyed hashes that are forgotten', () =>
    inShop({ velocity: [{ by: 'address', per: 'hour', most: 5, answer: 'hold' }, { by: 'device', per: 'day', most: 5, answer: 'hold' }], sharedDevice: { most: 5, answer: 'hold' } }, async (shop) => {
      await joins(shop, { person: 'p1', address: '198.18.77.77', deviceId: 'a-very-own-phone' })
      const counters = (await everything(shop)).filter(({ pk }) => String(pk).startsWith('VELOCITY#'))
      expect(counters).toHaveLength(3)
      const [inAnHour, inHalfAYear] = [shop.clock.now() / 1_000 + 3_600, shop.clock.now() / 1_000 + 180 * 86_400]
      for (const item of counters) {
        expect(JSON.stringify([item['pk'], item['sk'], ...stringsIn(item['seen'])])).not.toMatch(/198\.18|very-own|p1/)
        expect(Number(item['ttl'])).toBeGreaterThan(inAnHour)
        expect(Number(item['ttl'])).toBeLessThan(inHalfAYear)
      }
    }))

  test('is not counted where no terms ask for it', () =>
    inShop({}, async (shop) => {
      const lin = await member(shop, { points: 50 })
      await checksIn(shop, lin)
      expect((await everything(shop)).filter(({ pk }) => String(pk).startsWith('VELOCITY#'))).toEqual([])
    }))
})

const stringsIn = (value: unknown): readonly unknown[] => (value instanceof Set ? [...value] : [])

describe('a phone of several members', () => {
  test('brings welcome points to as many as may be, and lets the next one wait', () =>
    inShop({ sharedDevice: { most: 2, answer: 'hold' } }, async (shop) => {
      const come = async (person: string) => welcomeOf(await joins(shop, { person, deviceId: 'farm-phone' }))
      expect([await come('d1'), await come('d2'), await come('d3')]).toEqual([paid, paid, waiting])
      expect(welcomeOf(await joins(shop, { person: 'd4', deviceId: 'another-phone' }))).toBe(paid)
    }))
})

describe('friends of one inviter right after midnight', () => {
  const risk = { midnightBurst: { most: 2, answer: 'hold' } }
  const link = async (shop: Shop) => (await (await member(shop)).api.myShare({})).shareId

  test('wait from the third on; friends of another inviter do not, and at one o’clock nobody does', () =>
    inShop(risk, async (shop) => {
      const [mine, other] = [await link(shop), await link(shop)]
      shop.clock.turnTo('2026-11-24T16:00:00Z')
      const come = async (person: string, shareId: string) => welcomeOf(await joins(shop, { person, shareId }))
      expect([await come('m1', mine), await come('m2', mine), await come('m3', mine), await come('m4', other)]).toEqual([paid, paid, waiting, paid])
      shop.clock.turnTo('2026-11-24T16:59:59Z')
      expect(await come('m5', mine)).toBe(waiting)
      shop.clock.turnTo('2026-11-24T17:00:00Z')
      expect(await come('m6', mine)).toBe(paid)
    }))

  test('let the inviter’s points for opened links wait as well, from the third friend on', () =>
    inShop(risk, async (shop) => {
      const [sharer, friends] = [await member(shop), await members(shop, 3)]
      const { shareId } = await sharer.api.myShare({})
      shop.clock.turnTo('2026-11-24T16:10:00Z')
      for (const { api } of friends) expect((await api.openShare({ shareId })).outcome).toBe('paid')
      expect(await sharer.api.account({})).toMatchObject({ available: 120, inReview: 10 })
    }))

  test('are refused where the terms say so: the link says it, and pays nobody', () =>
    inShop({ midnightBurst: { most: 1, answer: 'refuse' } }, async (shop) => {
      const [sharer, friends] = [await member(shop), await members(shop, 2)]
      const { shareId } = await sharer.api.myShare({})
      shop.clock.turnTo('2026-11-24T16:10:00Z')
      const outcomes: string[] = []
      for (const { api } of friends) outcomes.push((await api.openShare({ shareId })).outcome)
      expect(outcomes).toEqual(['paid', 'refused'])
      expect(await sharer.api.account({})).toMatchObject({ available: 110, pending: 0 })
    }))
})

describe('WeChat’s rank', () => {
  const risk = { wechatRank: { hold: 2, refuse: 4 } }

  test('at sign-up lets welcome points wait or refuses them; joining itself is open to all', () =>
    inShop(risk, async (shop) => {
      const come = async (riskRank: number) => welcomeOf(await joins(shop, { person: `rank-${riskRank}`, riskRank }))
      expect([await come(0), await come(1), await come(2), await come(3), await come(4)]).toEqual([paid, paid, waiting, waiting, nothing])
    }))

  test('is not asked where no terms look at it', () =>
    inShop({}, async (shop) => {
      await joins(shop, { person: 'r0', riskRank: 4 })
      expect(shop.wechat.calls.filter(({ api }) => api === 'getuserriskrank')).toEqual([])
    }))

  test('that WeChat does not give keeps no newcomer waiting', () =>
    inShop(risk, async (shop) => {
      shop.wechat.fail('getuserriskrank', { type: 'errcode', errcode: 61010 })
      expect(welcomeOf(await joins(shop, { person: 'r1', riskRank: 4 }))).toBe(paid)
    }))

  test('at a reward refuses what cannot be held, takes no points, and is asked once a day', () =>
    inShop(risk, async (shop) => {
      const it = await reward(shop, 5)
      const signed = await joins(shop, { person: 'r2', riskRank: 3 })
      const good = await member(shop, { points: 50 })
      const api = callsOf(shop, signed, '198.18.3.3')
      await buys(shop, signed.profile.id, 200)
      shop.clock.pass(1_000)
      expect(await outcome(exchange(api, it))).toBe('exchange_in_doubt')
      expect(await outcome(exchange(api, it))).toBe('exchange_in_doubt')
      expect(await api.account({})).toMatchObject({ available: 200, inReview: 100 })
      await exchange(good.api, it)
      await shop.drainStream()
      expect((await api.reward({ rewardId: it.id }))).toMatchObject({ id: it.id })
      const asked = shop.wechat.calls.filter(({ api: name }) => name === 'getuserriskrank')
      expect(asked).toHaveLength(2)
    }))

  test('does not matter of a member whom staff trust', () =>
    inShop({ ...risk, velocity: [{ by: 'member', per: 'day', most: 1, answer: 'hold' }] }, async (shop) => {
      const it = await reward(shop, 5)
      const signed = await joins(shop, { person: 'r3', riskRank: 4 })
      await (await owner(shop)).api.thawMember({ memberId: signed.profile.id, reason: '老顾客，本人到店', trust: true })
      await buys(shop, signed.profile.id, 100)
      await buys(shop, signed.profile.id, 100)
      expect(await outcome(exchange(callsOf(shop, signed, '198.18.3.4'), it))).toBe('done')
    }))
})
