import { type Account, emptyAccount } from '../../shared/points/account'
import { applyAll, replay } from '../../shared/points/ledger'
import { standing, tierSteps, tierWarning } from '../../shared/tiers/standing'
import { birthdayGift, giveTier, liftTier } from '../../shared/tiers/drafts'
import type { TierTerms } from '../../shared/tiers/terms'
import { at, codeBy } from '../support/tables'
import { accountWith, held, joinedOn, levels, termsWith, tierOn, windows } from '../support/tier-terms'

describe('gifts', () => {
  const pointsOf = (account: Account, terms: TierTerms, day = '2026-11-24') => tierSteps(account, terms, joinedOn, at(day)).flatMap(({ parts }) => (parts ?? []).map(({ by, id, points }) => `${by} ${id} ${points}`))
  test('come with every tier passed on the way, so that one large purchase gives what two small ones do', () => {
    expect(pointsOf(accountWith({ '2026-11': 300 }), termsWith())).toEqual(['tier silver 10', 'tier gold 30'])
    const half = applyAll(accountWith({ '2026-11': 150 }), tierSteps(accountWith({ '2026-11': 150 }), termsWith(), joinedOn, at('2026-11-24'))).account
    expect(half.available).toBe(10)
    expect(pointsOf({ ...half, growth: { '2026-11': 300 } }, termsWith())).toEqual(['tier gold 30'])
  })

  test('come once ever: not again after a fall, nor for a tier that gives none', () => {
    const account = applyAll(accountWith({ '2026-11': 100 }), tierSteps(accountWith({ '2026-11': 100 }), termsWith(), joinedOn, at('2026-11-24'))).account
    const fallen = applyAll({ ...account, growth: {} }, tierSteps({ ...account, growth: {} }, termsWith(), joinedOn, at('2027-03-05'))).account
    expect(fallen.tier?.id).toBe('plain')
    expect(pointsOf({ ...fallen, growth: { '2027-03': 100 } }, termsWith(), '2027-03-05')).toEqual([])
    expect(pointsOf(accountWith({ '2026-11': 300 }), termsWith({ levels: levels.map((level) => ({ ...level, giftPoints: 0 })) }))).toEqual([])
  })

  test('bring no growth, pay debt first, and replay to the byte', () => {
    const drafts = tierSteps({ ...accountWith({ '2026-11': 300 }), debt: 15 }, termsWith(), joinedOn, at('2026-11-24'))
    expect(drafts.every(({ growth }) => growth === undefined)).toBe(true)
    const { account } = applyAll({ ...accountWith({ '2026-11': 300 }), debt: 15 }, drafts)
    expect([account.available, account.debt]).toEqual([25, 0])
    const grown = { type: 'earn', at: '2026-11-24T00:00:00.000Z', day: '2026-11-24', source: { kind: 'member', id: 'x' }, moves: [], debt: 0, growth: [{ month: '2026-11', amount: 300 }] } as const
    const first = applyAll(emptyAccount, [grown]).account
    const steps = tierSteps(first, termsWith(), joinedOn, at('2026-11-24'))
    expect(JSON.stringify(replay([grown, ...steps]))).toBe(JSON.stringify(applyAll(first, steps).account))
  })

  const born = (birthday: string | undefined, day: string, account = accountWith({}, held('gold', 'never')), joined = '2020-01-01') => birthdayGift(account, termsWith(), { birthday, joinedOn: joined }, at(day))
  test('of a birthday come on the day, or late, not before, and once for each year', () => {
    expect([born('1990-11-25', '2026-11-24'), born('1990-11-24', '2026-11-24')?.moves[0]?.points, born('1990-11-24', '2026-12-24')?.moves[0]?.points, born('1990-11-24', '2026-12-25')]).toEqual([undefined, 50, 50, undefined])
    const gift = born('1990-12-31', '2027-01-05')
    const after = applyAll(accountWith({}, held('gold', 'never')), gift === undefined ? [] : [gift]).account
    expect(after.tallies['tier_birthday']?.period).toBe('2026')
    expect(born('1990-12-31', '2027-01-06', after)).toBeUndefined()
    expect(born('1990-12-31', '2027-12-31', after)?.source.id).toBe('birthday.2027')
    expect(born('1990-12-01', '2026-12-31', applyAll(after, []).account)).toBeUndefined()
  })

  test('of 29 February come on the 28th in other years', () => {
    expect([born('2000-02-29', '2027-02-27'), born('2000-02-29', '2027-02-28')?.moves[0]?.points, born('2000-02-29', '2028-02-28'), born('2000-02-29', '2028-02-29')?.moves[0]?.points]).toEqual([undefined, 50, undefined, 50])
  })

  test('of a birthday need one that is told, a tier that gives, and a member who had joined by then', () => {
    expect([born(undefined, '2026-11-24'), born('1990-11-24', '2026-11-24', accountWith({}, held('silver', 'never'))), born('1990-11-20', '2026-11-24', undefined, '2026-11-21')]).toEqual([undefined, undefined, undefined])
  })
})

const hand = { tier: 'gold', until: '2026-12-31', reason: '老顾客', staffId: 'stf_1', operationId: 'op_1' } as const
const given = (account: Account, change: object = {}) => applyAll(account, [giveTier(account, termsWith(), { ...hand, ...change }, at('2026-11-24'))]).account

describe('a tier given by hand', () => {
  test('stays to its end whatever the growth, and then the own tier is back as the calendar has made it', () => {
    const account = given(accountWith({ '2026-11': 100 }, held('silver', '2027-01-31')))
    expect(account.tier).toMatchObject({ id: 'gold', until: '2026-12-31', isManual: true })
    expect(tierOn(account, termsWith(), '2026-12-31')?.id).toBe('gold')
    expect(tierOn(account, termsWith(), '2027-01-01')).toEqual({ id: 'silver', since: '2027-01-01', until: '2027-01-31' })
    const ended = given(accountWith({}, held('silver', '2026-12-15')))
    expect(tierOn(ended, termsWith(), '2027-01-01')?.id).toBe('plain')
  })

  test('makes way for a higher one that growth reaches; one that is lower than the own does not', () => {
    const lifted = given(accountWith({ '2026-11': 300 }, held('plain', 'never')), { tier: 'silver' })
    expect(tierOn(lifted, termsWith(), '2026-11-24')?.id).toBe('gold')
    const lowered = given(accountWith({ '2026-11': 300 }, held('gold', '2027-01-31')), { tier: 'plain' })
    expect(tierOn(lowered, termsWith(), '2026-12-31')?.id).toBe('plain')
    expect(tierOn(lowered, termsWith(), '2027-01-01')?.id).toBe('gold')
  })

  test('brings no gift by itself; what growth reached beneath it does', () => {
    const account = given(accountWith({}))
    expect(account.available).toBe(0)
    const grown = { ...account, growth: { '2026-12': 100 } }
    expect(applyAll(grown, tierSteps(grown, termsWith(), joinedOn, at('2027-01-01'))).account).toMatchObject({ available: 10, tier: { id: 'silver' } })
  })

  test('is refused for a tier that is none and for an end that has passed; lifting needs one', () => {
    expect([codeBy(() => given(accountWith({}), { tier: 'platinum' })), codeBy(() => given(accountWith({}), { until: '2026-11-23' })), codeBy(() => given(accountWith({}), { until: '2026-11-24' }))]).toEqual(['tier_unknown', 'invalid_input', undefined])
    expect(codeBy(() => liftTier(accountWith({}, held('gold', 'never')), termsWith(), joinedOn, hand, at('2026-11-24')))).toBe('tier_not_by_hand')
    const lifted = liftTier(given(accountWith({ '2026-11': 100 }, held('silver', '2027-01-31'))), termsWith(), joinedOn, hand, at('2026-12-01'))
    expect(lifted.tier).toEqual({ id: 'silver', since: '2026-12-01', until: '2027-01-31' })
  })
})

describe('what a member is told', () => {
  const told = (account: Account, terms: TierTerms, day: string) => standing(account, terms, joinedOn, day)
  test('what is missing for the next tier, until when, and for keeping this one by which day', () => {
    expect(told(accountWith({ '2026-11': 60 }), termsWith(), '2026-11-24')).toMatchObject({ tier: { id: 'plain' }, growth: 60, next: { tier: { id: 'silver' }, missing: 40, by: null }, keep: null, falls: null })
    expect(told(accountWith({ '2026-11': 60 }), termsWith({ window: windows.calendar }), '2026-11-24')?.next?.by).toBe('2026-12-31')
    expect(told(accountWith({ '2026-11': 60, '2026-12': 70 }, held('gold', '2027-01-31')), termsWith({ graceDays: 5 }), '2026-12-10')).toMatchObject({
      next: null, keep: { growth: 130, min: 300, missing: 170, by: '2027-02-05' }, falls: { on: '2027-02-06', to: { id: 'silver' }, missing: 170 },
    })
    expect(told(accountWith({ '2026-12': 300 }, held('gold', '2027-01-31')), termsWith(), '2026-12-10')).toMatchObject({ keep: { missing: 0 }, falls: null })
    expect(told(accountWith({}, held('gold', '2027-01-31')), termsWith({ downgrade: 'none' }), '2026-12-10')).toMatchObject({ keep: null, falls: null })
  })

  test('a warning from 30 and from 7 days before the fall, the same however often it is asked for', () => {
    const account = accountWith({}, held('gold', '2026-12-31'))
    const causes = ['2026-12-01', '2026-12-02', '2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01'].map((day) => tierWarning(account, termsWith(), joinedOn, day)?.cause)
    expect(causes).toEqual([undefined, 'tier.2027-01-01.30', 'tier.2027-01-01.30', 'tier.2027-01-01.7', 'tier.2027-01-01.7', undefined])
    expect(tierWarning(account, termsWith(), joinedOn, '2026-12-25')).toMatchObject({ tier: { id: 'gold' }, to: { id: 'silver' }, missing: 300, by: '2026-12-31', daysLeft: 7 })
    expect(tierWarning({ ...account, growth: { '2026-12': 300 } }, termsWith(), joinedOn, '2026-12-25')).toBeUndefined()
    expect(tierWarning(accountWith({}), undefined, joinedOn, '2026-12-25')).toBeUndefined()
  })

  test('a tier that is taken out of the terms becomes the one that growth reaches', () => {
    expect(tierOn(accountWith({ '2026-11': 120 }, held('bronze', 'never')), termsWith(), '2026-11-24')?.id).toBe('silver')
    expect(tierOn(accountWith({}, held('bronze', '2027-01-31')), termsWith(), '2026-11-24')).toEqual({ id: 'plain', since: '2026-11-24', until: 'never' })
  })
})
