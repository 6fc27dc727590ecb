import { type Account, emptyAccount, type TierHeld } from '../../shared/points/account'
import { applyAll, replay } from '../../shared/points/ledger'
import { calendarSteps, growthIn, standing, tierSteps, tierWarning } from '../../shared/tiers/standing'
import { birthdayGift, giveTier, liftTier } from '../../shared/tiers/drafts'
import { TierTerms } from '../../shared/tiers/terms'
import { windowOf } from '../../shared/tiers/window'
import { addDays } from '../../shared/time/day'
import { at, codeBy, daysFrom } from '../support/tables'

const joinedOn = '2025-04-17'
const levels = [
  { id: 'plain', name: { zh: '普卡', en: 'Plain' }, min: 0 },
  { id: 'silver', name: { zh: '银卡', en: 'Silver' }, min: 100, giftPoints: 10 },
  { id: 'gold', name: { zh: '金卡', en: 'Gold' }, min: 300, giftPoints: 30, birthdayPoints: 50 },
]
const windows = { rolling: { type: 'rolling', months: 3 }, calendar: { type: 'calendar_year' }, membership: { type: 'membership_year' } } as const
const termsWith = (change: Partial<typeof TierTerms._zod.input> = {}) => TierTerms.parse({ measure: { type: 'points' }, window: windows.rolling, validMonths: 3, levels, ...change })

const accountWith = (growth: Account['growth'], tier?: TierHeld): Account => ({ ...emptyAccount, growth, ...(tier === undefined ? {} : { tier }) })
const tierOn = (account: Account, terms: TierTerms, day: string) => applyAll(account, tierSteps(account, terms, joinedOn, at(day))).account.tier
const held = (id: string, until: TierHeld['until'], since = '2026-01-10'): TierHeld => ({ id, since, until })

describe('the window', () => {
  const cases = [
    ['rolls over whole months, its own included', windows.rolling, '2026-11-24', '2026-09', '2026-11'],
    ['rolls over the turn of the year', windows.rolling, '2026-01-31', '2025-11', '2026-01'],
    ['of one month is that month', { type: 'rolling', months: 1 } as const, '2026-02-28', '2026-02', '2026-02'],
    ['is the calendar year on its first day', windows.calendar, '2026-01-01', '2026-01', '2026-12'],
    ['is the calendar year on its last day', windows.calendar, '2026-12-31', '2026-01', '2026-12'],
    ['is the year from the month of joining', windows.membership, '2026-11-24', '2026-04', '2027-03'],
    ['of membership begins with the first of the month, not with the day of joining', windows.membership, '2026-04-01', '2026-04', '2027-03'],
    ['of membership ends with the month before', windows.membership, '2026-03-31', '2025-04', '2026-03'],
  ] as const
  test.each(cases)('%s', (_, window, day, from, to) => expect(windowOf(termsWith({ window }), joinedOn, day)).toEqual({ from, to }))

  const counted = [
    ['rolling', windows.rolling, '2026-11-30', { '2026-08': 1, '2026-09': 10, '2026-11': 100, '2026-12': 1000 }, 110],
    ['calendar', windows.calendar, '2026-11-30', { '2025-12': 1, '2026-01': 10, '2026-11': 100, '2026-12': 1000 }, 110],
    ['membership', windows.membership, '2026-11-30', { '2026-03': 1, '2026-04': 10, '2026-11': 100, '2026-12': 1000 }, 110],
  ] as const
  test.each(counted)('%s counts from its first month to that of the day, and nothing else', (_, window, day, growth, sum) => expect(growthIn(accountWith(growth), termsWith({ window }), joinedOn, day)).toBe(sum))
})

const edges = [[0, 'plain'], [99, 'plain'], [100, 'silver'], [101, 'silver'], [299, 'silver'], [300, 'gold'], [301, 'gold']] as const

describe.each(Object.entries(windows))('the %s window, at the edge of a tier', (_, window) => {
  test.each(edges)('growth of %i reaches %s at once', (growth, id) => {
    const tier = tierOn(accountWith(growth === 0 ? {} : { '2026-11': growth }), termsWith({ window }), '2026-11-24')
    expect(tier?.id ?? 'plain').toBe(id)
  })

  test.each(edges)('growth of %i reaches %s at the end of the period, not a day before', (growth, id) => {
    const terms = termsWith({ window, upgrade: 'period_end' })
    const start = { rolling: '2026-12-01', calendar_year: '2027-01-01', membership_year: '2027-04-01' }[window.type]
    const account = accountWith(growth === 0 ? {} : { [addDays(start, -1).slice(0, 7)]: growth })
    expect(tierOn(account, terms, addDays(start, -1))).toBeUndefined()
    expect(tierOn(account, terms, start)?.id ?? 'plain').toBe(id)
  })

  test.each([[0, 'silver'], [299, 'silver'], [300, 'gold'], [301, 'gold']] as const)('growth of %i at the end of the validity leaves %s', (growth, id) => {
    const until = { rolling: '2026-11-30', calendar_year: '2026-12-31', membership_year: '2027-03-31' }[window.type]
    const account = accountWith({ [until.slice(0, 7)]: growth, '2026-01': 5000 }, held('gold', until))
    const terms = termsWith({ window: window.type === 'calendar_year' ? { type: 'rolling', months: 12 } : window })
    const plain = { ...account, growth: { [until.slice(0, 7)]: growth } }
    expect(tierOn(plain, terms, until)?.id).toBe('gold')
    expect(tierOn(plain, terms, addDays(until, 1))?.id).toBe(id)
  })
})

describe('validity', () => {
  const cases = [
    ['goes to the end of the nth month after where the window rolls', windows.rolling, 3, '2027-02-28'],
    ['goes to the end of the calendar year of that month', windows.calendar, 12, '2027-12-31'],
    ['of a single month ends with the year it lies in', windows.calendar, 1, '2026-12-31'],
    ['goes to the end of the year of membership of that month', windows.membership, 12, '2028-03-31'],
  ] as const
  test.each(cases)('%s', (_, window, validMonths, until) => expect(tierOn(accountWith({ '2026-11': 100 }), termsWith({ window, validMonths }), '2026-11-24')).toEqual({ id: 'silver', since: '2026-11-24', until }))

  test('of a tier reached at the end of a year is the next year', () => {
    const terms = termsWith({ window: windows.calendar, upgrade: 'period_end', validMonths: 12 })
    expect(tierOn(accountWith({ '2026-05': 100 }), terms, '2027-01-20')).toEqual({ id: 'silver', since: '2027-01-01', until: '2027-12-31' })
  })

  test('is renewed from its own end, so that windows abut and late looks change nothing', () => {
    const account = accountWith({ '2026-11': 300 }, held('gold', '2026-11-30'))
    expect(tierOn(account, termsWith(), '2026-12-20')).toEqual(held('gold', '2027-02-28'))
  })

  test('an order reported late counts for the period it was paid in', () => {
    const terms = termsWith({ window: windows.calendar })
    expect(tierOn(accountWith({ '2026-12': 100 }), terms, '2027-01-03')).toEqual({ id: 'silver', since: '2027-01-01', until: '2027-12-31' })
    expect(tierOn(accountWith({ '2026-12': 99, '2027-01': 99 }), terms, '2027-01-03')).toBeUndefined()
  })
})

describe('the end of a validity that growth does not reach', () => {
  const account = accountWith({ '2026-11': 40 }, held('gold', '2026-11-30'))
  test.each([['one_level', 'silver'], ['reassess', 'plain'], ['none', 'gold']] as const)('%s leaves %s', (downgrade, id) => {
    expect(tierOn(account, termsWith({ downgrade }), '2026-12-01')?.id).toBe(id)
  })

  test('takes one level at a time', () => {
    const long = termsWith({ validMonths: 1 })
    expect(['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map((day) => tierOn(account, long, day)?.id)).toEqual(['gold', 'silver', 'silver', 'plain'])
  })

  test('never goes below a tier that is never lost, and such a tier has no end', () => {
    const safe = levels.map((level) => (level.id === 'silver' ? { ...level, neverDowngrade: true } : level))
    const terms = termsWith({ levels: safe, downgrade: 'reassess' })
    expect(tierOn(account, terms, '2027-12-01')).toEqual({ id: 'silver', since: '2026-12-01', until: 'never' })
    expect(tierOn(accountWith({ '2026-11': 100 }), terms, '2026-11-24')?.until).toBe('never')
  })

  test('waits for the days of grace, whose growth still counts', () => {
    const terms = termsWith({ graceDays: 10 })
    expect(tierOn(account, terms, '2026-12-10')?.id).toBe('gold')
    expect(tierOn(account, terms, '2026-12-11')?.id).toBe('silver')
    const rescued = (growth: number) => tierOn({ ...account, growth: { '2026-11': 40, '2026-12': growth } }, terms, '2026-12-11')
    expect([rescued(259)?.id, rescued(260)?.id, rescued(260)?.until]).toEqual(['silver', 'gold', '2027-02-28'])
  })

  test('growth taken back does not lower a tier before its end', () => {
    expect(tierOn(accountWith({}, held('gold', '2026-12-31')), termsWith(), '2026-12-31')?.id).toBe('gold')
  })
})

describe('looks missed at once', () => {
  const shapes = Object.values(windows).flatMap((window) => (['at_once', 'period_end'] as const).flatMap((upgrade) => (['one_level', 'reassess', 'none'] as const).flatMap((downgrade) => [0, 5].map((graceDays) => ({ window, upgrade, downgrade, graceDays, validMonths: 2 })))))
  test.each(shapes)('give the account that a look a day gives: %j', (shape) => {
    const terms = termsWith({ ...shape, giftMonths: 1 })
    const grown = accountWith({ '2026-01': 350, '2026-03': 120, '2026-06': 90 })
    const start = applyAll(grown, tierSteps(grown, terms, joinedOn, at('2026-06-15'))).account
    const days = daysFrom('2026-06-15', 500)
    const daily = days.reduce((account, day) => applyAll(account, calendarSteps(account, terms, joinedOn, at(day))).account, start)
    const last = days.at(-1) ?? ''
    const drafts = calendarSteps(start, terms, joinedOn, at(last))
    const once = applyAll(start, drafts).account
    expect(once).toEqual(daily)
    expect(calendarSteps(once, terms, joinedOn, at(last))).toEqual([])
  })
})

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
