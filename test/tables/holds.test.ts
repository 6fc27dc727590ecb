import { newId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { type Account, emptyAccount } from '../../shared/points/account'
import { CashOffTerms } from '../../shared/points/cash-off'
import { due, earn, momentOf } from '../../shared/points/decide'
import type { Draft } from '../../shared/points/entry'
import { cancelHold, confirmHold, type Hold, holdState, openHold, quote, refundedPoints, refundHold } from '../../shared/points/hold'
import { applyAll, total } from '../../shared/points/ledger'

const terms = CashOffTerms.parse({ stepPoints: 100, fenPerStep: 100, mostPercent: 50, minimumFen: 1_000 })
const at = (instant: string) => momentOf(Date.parse(instant), 'Asia/Shanghai')
const noon = at('2026-11-24T04:00:00Z')
const id = newId('hold', 0, [])
const memberId = newId('member', 0, [])

function accountWith(lots: Readonly<Record<string, number>>): Account {
  const earned = Object.entries(lots).map(([expiresOn, points]) => ({ points, expiresOn, usableFrom: noon.today }))
  return after(emptyAccount, [earn(emptyAccount, earned, { type: 'earn', source: { kind: 'order', id: 'x' } }, noon)])
}
const after = (account: Account, drafts: readonly Draft[]): Account => applyAll(account, drafts).account
const rich = accountWith({ never: 1_000_000 })

function held(account: Account, points: number, moment = noon, more: Partial<CashOffTerms> = {}): { hold: Hold; account: Account } {
  const { hold, draft } = openHold({ ...terms, ...more }, account, { id, source: 'pos', memberId, billFen: 1_000_000, points }, moment)
  return { hold, account: after(account, [draft]) }
}

const refusalOf = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${JSON.stringify(error.details)}`
    throw error
  }
}

describe('a bill takes', () => {
  test.each([
    { billFen: 999, available: 5_000, mostPoints: 0, payFen: 999, limitedBy: 'minimum' },
    { billFen: 1_000, available: 5_000, mostPoints: 500, payFen: 500, limitedBy: 'bill' },
    { billFen: 1_199, available: 5_000, mostPoints: 500, payFen: 699, limitedBy: 'bill' },
    { billFen: 1_200, available: 5_000, mostPoints: 600, payFen: 600, limitedBy: 'bill' },
    { billFen: 1_000, available: 500, mostPoints: 500, payFen: 500, limitedBy: 'bill' },
    { billFen: 1_000, available: 499, mostPoints: 400, payFen: 600, limitedBy: 'points' },
    { billFen: 1_000, available: 99, mostPoints: 0, payFen: 1_000, limitedBy: 'points' },
    { billFen: 1_000, available: 0, mostPoints: 0, payFen: 1_000, limitedBy: 'points' },
    { billFen: 100_000_000, available: 1_000_000, mostPoints: 1_000_000, payFen: 99_000_000, limitedBy: 'points' },
  ])('$mostPoints points of $available when it is $billFen fen', ({ billFen, available, ...expected }) => {
    expect(quote(terms, accountWith(available === 0 ? {} : { never: available }), billFen)).toMatchObject(expected)
  })

  test.each([
    { mostPercent: 100, stepPoints: 1, fenPerStep: 1, billFen: 7, mostPoints: 7, payFen: 0 },
    { mostPercent: 99, stepPoints: 1, fenPerStep: 1, billFen: 7, mostPoints: 6, payFen: 1 },
    { mostPercent: 1, stepPoints: 1, fenPerStep: 1, billFen: 99, mostPoints: 0, payFen: 99 },
    { mostPercent: 1, stepPoints: 1, fenPerStep: 1, billFen: 100, mostPoints: 1, payFen: 99 },
    { mostPercent: 33, stepPoints: 150, fenPerStep: 200, billFen: 1_213, mostPoints: 300, payFen: 813 },
  ])('$mostPoints at $mostPercent percent in steps of $stepPoints for $fenPerStep fen of $billFen', ({ billFen, mostPoints, payFen, ...more }) => {
    const quoted = quote({ ...terms, minimumFen: 0, ...more }, rich, billFen)
    expect(quoted).toMatchObject({ mostPoints, payFen })
    expect(quoted.offFen * 100).toBeLessThanOrEqual(billFen * more.mostPercent)
  })

  test.each([
    [{ billFen: 1_000, points: 500 }, 'done'],
    [{ billFen: 1_000, points: 100 }, 'done'],
    [{ billFen: 1_000, points: 501 }, 'cash_off_limit {"mostPoints":500,"stepPoints":100}'],
    [{ billFen: 1_000, points: 600 }, 'cash_off_limit {"mostPoints":500,"stepPoints":100}'],
    [{ billFen: 1_000, points: 50 }, 'cash_off_limit {"mostPoints":500,"stepPoints":100}'],
    [{ billFen: 999, points: 100 }, 'cash_off_bill_small {"minimumYuan":10}'],
  ])('of %j: %s', (wanted, expected) => {
    expect(refusalOf(() => openHold(terms, rich, { id, source: 'pos', memberId, ...wanted }, noon))).toBe(expected)
  })

  test('no more than the member has, and says what is missing', () => {
    expect(refusalOf(() => held(accountWith({ never: 450 }), 500))).toBe('points_short {"missing":50}')
  })

  test('and a member has five holds at once, not six', () => {
    const five = { ...rich, holds: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((one) => [one, '2027-01-01T00:00:00.000Z'])) }
    expect(refusalOf(() => held(five, 100))).toBe('hold_too_many {"limit":5}')
  })
})

describe('a hold', () => {
  test('keeps the soonest-expiring points, and the total stays what it was', () => {
    const { hold, account } = held(accountWith({ '2026-11-30': 300, '2027-11-30': 900 }), 500)
    expect(hold.lots).toEqual([{ expiresOn: '2026-11-30', points: 300 }, { expiresOn: '2027-11-30', points: 200 }])
    expect(account).toMatchObject({ available: 700, held: 500, holds: { [id]: hold.expiresAt } })
  })

  test('is open to the last millisecond before its time, and expired at it', () => {
    const { hold, account } = held(rich, 500)
    expect(hold.expiresAt).toBe('2026-11-24T04:10:00.000Z')
    const end = Date.parse(hold.expiresAt)
    expect([end - 1, end].map((now) => holdState(hold, account, now))).toEqual(['open', 'expired'])
    expect([end - 1, end].map((now) => due(account, momentOf(now, 'Asia/Shanghai')).length)).toEqual([0, 1])
    expect(refusalOf(() => confirmHold(hold, account, undefined, momentOf(end - 1, 'Asia/Shanghai')))).toBe('done')
    expect(refusalOf(() => confirmHold(hold, account, undefined, momentOf(end, 'Asia/Shanghai')))).toBe('hold_expired {}')
  })

  test('that another clock has freed is expired, whatever this clock says', () => {
    const { hold, account } = held(rich, 500)
    const freed = after(account, due(account, at('2026-11-24T05:00:00Z')))
    expect(refusalOf(() => confirmHold(hold, freed, undefined, noon))).toBe('hold_expired {}')
  })

  test('ends in one way: confirmed it is not cancelled, cancelled not confirmed, open not refunded', () => {
    const { hold, account } = held(rich, 500)
    const paid = confirmHold(hold, account, 'A1', noon)
    const now = after(account, paid.drafts)
    expect(now).toMatchObject({ available: 999_500, held: 0, holds: {}, lots: { held: {} } })
    expect(refusalOf(() => cancelHold(paid.hold, now, noon))).toBe('hold_confirmed {}')
    expect(refusalOf(() => refundHold(hold, account, { refundId: 'r', points: 1 }, noon))).toBe('hold_not_confirmed {}')
    const dropped = cancelHold(hold, account, noon)
    expect(refusalOf(() => confirmHold(dropped.hold, after(account, dropped.drafts), 'A1', noon))).toBe('hold_cancelled {}')
    expect(after(account, dropped.drafts)).toMatchObject({ available: 1_000_000, held: 0, holds: {} })
  })

  test('over midnight keeps points that lapse meanwhile: confirmed they have paid, freed they lapse at once', () => {
    const night = at('2026-11-30T15:58:00Z')
    const { hold, account } = held(accountWith({ '2026-11-30': 500, never: 100 }), 500, night)
    const morning = at('2026-11-30T16:01:00Z')
    expect(due(account, morning)).toEqual([])
    expect(after(account, confirmHold(hold, account, undefined, morning).drafts)).toMatchObject({ available: 100, held: 0 })
    expect(after(account, cancelHold(hold, account, morning).drafts)).toMatchObject({ available: 100, held: 0 })
    const drafts = due(account, at('2026-11-30T16:08:00Z'))
    expect(drafts.map(({ type, day }) => [type, day])).toEqual([['release', '2026-12-01'], ['expire', '2026-12-01']])
    expect(after(account, drafts)).toMatchObject({ available: 100, held: 0 })
  })

  test('freed late frees what lapsed before it and after it, each once', () => {
    const { account } = held(accountWith({ '2026-11-30': 700, '2026-12-31': 500 }), 500)
    expect(after(account, due(account, at('2027-02-01T04:00:00Z')))).toMatchObject({ available: 0, held: 0, lots: { available: {} } })
  })

  test('freed pays what is owed first', () => {
    const { hold, account } = held(accountWith({ never: 500 }), 500)
    const owing = { ...account, debt: 120 }
    expect(after(owing, cancelHold(hold, owing, noon).drafts)).toMatchObject({ available: 380, debt: 0, held: 0 })
    expect(after(owing, due(owing, at('2026-11-24T05:00:00Z')))).toMatchObject({ available: 380, debt: 0, held: 0 })
  })
})

describe('a refund', () => {
  const paid = () => {
    const { hold, account } = held(accountWith({ '2026-11-30': 300, '2026-12-31': 300, '2027-11-30': 400 }), 900)
    const { hold: confirmed, drafts } = confirmHold(hold, account, undefined, noon)
    return { hold: confirmed, account: after(account, drafts) }
  }

  test.each([[[900]], [[1, 899]], [[300, 300, 300]], [[301, 298, 301]], [[450, 450]], [[899, 1]]])('in parts of %j returns every point to its own lot, the last taken first', (parts) => {
    let { hold, account } = paid()
    for (const [place, points] of parts.entries()) {
      const next = refundHold(hold, account, { refundId: `r${place}`, points }, noon)
      account = after(account, next.drafts)
      hold = next.hold
    }
    expect(account.lots.available).toEqual({ '2026-11-30': 300, '2026-12-31': 300, '2027-11-30': 400 })
    expect(refundedPoints(hold)).toBe(900)
    expect(refusalOf(() => refundHold(hold, account, { refundId: 'more', points: 1 }, noon))).toBe('refund_exceeds_hold {"refundablePoints":0}')
  })

  test('of a part returns what lasts longest', () => {
    const { hold, account } = paid()
    expect(after(account, refundHold(hold, account, { refundId: 'r', points: 400 }, noon).drafts).lots.available).toEqual({ '2026-12-31': 100, '2027-11-30': 400 })
  })

  test('pays what is owed first, and lets lapse what has lapsed', () => {
    const { hold, account } = paid()
    const owing = { ...account, available: 0, lots: { ...account.lots, available: {} }, debt: 200 }
    expect(after(owing, refundHold(hold, owing, { refundId: 'r', points: 900 }, noon).drafts)).toMatchObject({ debt: 0, available: 700 })
    const late = at('2027-01-01T04:00:00Z')
    const refunded = after(account, refundHold(hold, account, { refundId: 'r', points: 900 }, late).drafts)
    expect(refunded.lots.available).toEqual({ '2027-11-30': 400 })
    expect(refunded.available).toBe(total(refunded.lots.available))
  })

  test('never returns more than was paid', () => {
    const { hold, account } = paid()
    expect(refusalOf(() => refundHold(hold, account, { refundId: 'r', points: 901 }, noon))).toBe('refund_exceeds_hold {"refundablePoints":900}')
  })
})
