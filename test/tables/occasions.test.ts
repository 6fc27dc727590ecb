import { LATE_DAYS, occasionsOn, occasionTally, unpaid } from '../../shared/earning/occasions'
import { Programme } from '../../shared/earning/programme'
import { type Invited, type Referral, referralStep } from '../../shared/earning/referral'

const programmeWith = (rule: object): Programme => Programme.parse({ version: 1, name: '店', noticeVersion: '1', expiry: { type: 'never' }, rules: [rule], orderMaxAgeDays: 30 })
const birthday = (period: string) => programmeWith({ id: 'b', kind: 'birthday', terms: { points: 1, period } })
const anniversary = programmeWith({ id: 'a', kind: 'anniversary', terms: { points: 1 } })

describe('a birthday is paid', () => {
  test.each([
    ['day', '1990-06-15', '2026-06-14', []],
    ['day', '1990-06-15', '2026-06-15', ['2026-06-15']],
    ['day', '1990-06-15', '2026-06-22', ['2026-06-15']],
    ['day', '1990-06-15', '2026-06-23', []],
    ['day', '1992-02-29', '2027-02-28', ['2027-02-28']],
    ['day', '1992-02-29', '2028-02-28', []],
    ['day', '1992-02-29', '2028-02-29', ['2028-02-29']],
    ['day', '1990-12-31', '2027-01-03', ['2026-12-31']],
    ['week', '1990-06-17', '2026-06-15', ['2026-06-17']],
    ['week', '1990-06-17', '2026-06-14', []],
    ['week', '1990-06-17', '2026-06-24', ['2026-06-17']],
    ['month', '1990-06-17', '2026-06-01', ['2026-06-17']],
    ['month', '1990-06-17', '2026-06-30', ['2026-06-17']],
    ['month', '1990-06-17', '2026-07-01', []],
    ['month', '1990-06-30', '2026-07-07', ['2026-06-30']],
    ['day', '2026-06-15', '2026-06-15', []],
  ])('by a rule for its %s: born %s, on %s for %j', (period, born, today, days) => {
    expect(occasionsOn(birthday(period), { birthday: born, joinedOn: '2020-01-01' }, today).map(({ day }) => day)).toEqual(days)
  })

  test('once a year, and never twice close together', () => {
    const onDay = (day: string) => ({ ruleId: 'b', event: { type: 'birthday' as const }, day })
    const after = (day: string) => ({ 'b:year': { period: occasionTally(onDay(day)).period, points: 0, times: 1 } })
    expect(unpaid([onDay('2026-12-31')], {})).toHaveLength(1)
    expect(unpaid([onDay('2026-12-31')], after('2026-12-31'))).toEqual([])
    expect(unpaid([onDay('2027-01-01')], after('2026-12-31'))).toEqual([])
    expect(unpaid([onDay('2026-12-20')], after('2026-01-05'))).toEqual([])
    expect(unpaid([onDay('2027-12-31')], after('2026-12-31'))).toHaveLength(1)
  })
})

test('an anniversary is paid from its day on, for a week, and not on the day of joining', () => {
  const years = (today: string) => occasionsOn(anniversary, { joinedOn: '2024-02-29' }, today).map(({ event }) => event)
  expect(LATE_DAYS).toBe(7)
  expect(years('2024-02-29')).toEqual([])
  expect(years('2025-02-28')).toEqual([{ type: 'anniversary', years: 1 }])
  expect(years('2028-03-07')).toEqual([{ type: 'anniversary', years: 4 }])
  expect(years('2028-03-08')).toEqual([])
})

describe('the inviter’s side follows the friend’s', () => {
  const referral = (attempt: number, state: Referral['state'], doubt?: Referral['doubt']): Referral => ({ friendId: 'f', inviterId: 'i', attempt, order: 'pos/1', amountFen: 1, paidAt: '2026-01-01T00:00:00Z', dueOn: '2026-01-01', state, ...(doubt === undefined ? {} : { doubt }) })
  const invited = (attempt: number, state: Invited['state']): Invited => ({ inviterId: 'i', friendId: 'f', attempt, state, at: '' })
  test.each([
    [referral(1, 'purchased'), undefined, 'pay'],
    [referral(1, 'purchased'), invited(0, 'joined'), 'pay'],
    [referral(1, 'purchased', 'circle'), invited(0, 'joined'), 'refuse'],
    [referral(1, 'purchased'), invited(1, 'paid'), 'nothing'],
    [referral(1, 'purchased'), invited(1, 'purchased'), 'nothing'],
    [referral(1, 'reversed'), invited(1, 'paid'), 'reverse'],
    [referral(1, 'reversed'), invited(1, 'reversed'), 'nothing'],
    [referral(1, 'reversed'), undefined, 'void'],
    [referral(1, 'reversed'), invited(0, 'joined'), 'void'],
    [referral(2, 'purchased'), invited(1, 'paid'), 'reverse'],
    [referral(2, 'purchased'), invited(1, 'reversed'), 'pay'],
    [referral(2, 'reversed'), invited(1, 'reversed'), 'void'],
  ] as const)('%j and %j: %s', (theirs, ours, step) => {
    expect(referralStep(theirs, ours)).toBe(step)
  })
})
