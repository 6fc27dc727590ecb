import { applyAll } from '../../shared/points/ledger'
import { calendarSteps, growthIn, tierSteps } from '../../shared/tiers/standing'
import { windowOf } from '../../shared/tiers/window'
import { addDays } from '../../shared/time/day'
import { at, daysFrom } from '../support/tables'
import { accountWith, held, joinedOn, levels, termsWith, tierOn, windows } from '../support/tier-terms'

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
