import { REVIEW_DAY, emptyAccount } from '../../shared/points/account'
import { earn, momentOf, reverse } from '../../shared/points/decide'
import { applyAll } from '../../shared/points/ledger'
import { type Signals, asksRank, judge, networkOf, riskReasons } from '../../shared/risk/judge'
import { inReview, releaseReview, reverseReview, waitingOf } from '../../shared/risk/review'
import { RiskTerms } from '../../shared/risk/terms'
import { risk as en, riskForMember as enForMember } from '../../shared/text/risk.en'
import { risk as zh, riskForMember as zhForMember } from '../../shared/text/risk.zh'

const terms = (given: object): RiskTerms => RiskTerms.parse(given)
const verdictOf = (given: object, signals: Partial<Signals>) => {
  const { verdict, reasons } = judge(terms(given), { counts: [], ...signals })
  return [verdict, ...reasons].join(' ')
}

const velocity = (by: 'member' | 'device' | 'address', answer: 'hold' | 'refuse') => ({ velocity: [{ by, per: 'hour', most: 5, answer }] })
const seen = (by: 'member' | 'device' | 'address', count: number, per: 'hour' | 'day' = 'hour') => ({ counts: [{ by, per, count }] })

describe('the guard', () => {
  test.each([
    ['the fourth of five in an hour', velocity('member', 'hold'), seen('member', 4), 'pay'],
    ['the fifth of five in an hour', velocity('member', 'hold'), seen('member', 5), 'pay'],
    ['one more than five in an hour', velocity('member', 'hold'), seen('member', 6), 'hold velocity_member'],
    ['one more from a phone', velocity('device', 'refuse'), seen('device', 6), 'refuse velocity_device'],
    ['one more from a network', velocity('address', 'refuse'), seen('address', 6), 'refuse velocity_address'],
    ['many by another measure', velocity('address', 'refuse'), seen('member', 99), 'pay'],
    ['many in another window', velocity('member', 'refuse'), seen('member', 99, 'day'), 'pay'],
    ['what nobody counted', velocity('member', 'refuse'), {}, 'pay'],
    ['a rank below both limits', { wechatRank: { hold: 2, refuse: 4 } }, { wechatRank: 1 }, 'pay'],
    ['a rank to hold', { wechatRank: { hold: 2, refuse: 4 } }, { wechatRank: 2 }, 'hold wechat_rank'],
    ['a rank just below refusal', { wechatRank: { hold: 2, refuse: 4 } }, { wechatRank: 3 }, 'hold wechat_rank'],
    ['a rank to refuse', { wechatRank: { hold: 2, refuse: 4 } }, { wechatRank: 4 }, 'refuse wechat_rank'],
    ['a rank that only refuses', { wechatRank: { refuse: 3 } }, { wechatRank: 2 }, 'pay'],
    ['a rank that WeChat did not give', { wechatRank: { hold: 1 } }, {}, 'pay'],
    ['a phone of two, where two may be', { sharedDevice: { most: 2, answer: 'hold' } }, { membersOnDevice: 2 }, 'pay'],
    ['a phone of three, where two may be', { sharedDevice: { most: 2, answer: 'hold' } }, { membersOnDevice: 3 }, 'hold shared_device'],
    ['the last friend at midnight', { midnightBurst: { most: 3, answer: 'refuse' } }, { friendsAtMidnight: 3 }, 'pay'],
    ['one friend too many at midnight', { midnightBurst: { most: 3, answer: 'refuse' } }, { friendsAtMidnight: 4 }, 'refuse midnight_burst'],
    ['a circle, whatever the terms', {}, { isCircle: true }, 'refuse circle'],
    ['a frozen account, whatever the terms', {}, { isFrozen: true }, 'hold frozen'],
    ['anything, where no terms look', {}, { counts: seen('member', 9_999).counts, wechatRank: 4, membersOnDevice: 99, friendsAtMidnight: 99 }, 'pay'],
  ])('decides of %s', (_, given, signals, expected) => {
    expect(verdictOf(given, signals)).toBe(expected)
  })

  test('names every reason once, and the strictest answer counts', () => {
    const given = { velocity: [{ by: 'member', per: 'hour', most: 1, answer: 'hold' }, { by: 'member', per: 'day', most: 1, answer: 'hold' }], sharedDevice: { most: 1, answer: 'refuse' } }
    expect(verdictOf(given, { counts: [...seen('member', 2).counts, ...seen('member', 2, 'day').counts], membersOnDevice: 2 })).toBe('refuse velocity_member shared_device')
  })

  test('asks WeChat only where terms look at its rank', () => {
    expect([asksRank(terms({})), asksRank(terms({ wechatRank: { hold: 1 } })), asksRank(terms({ wechatRank: { refuse: 4 } }))]).toEqual([false, true, true])
  })

  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
  ])('takes %s for the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test.each([0, 5, 1.5, -1])('takes no rank of %s in its terms', (hold) => {
    expect(RiskTerms.safeParse({ wechatRank: { hold } }).success).toBe(false)
  })

  test('has a sentence for every reason, for staff and for members', () => {
    for (const words of [zh.reasons, en.reasons, zhForMember, enForMember]) expect(Object.keys(words)).toEqual([...riskReasons])
  })
})

const moment = momentOf(Date.parse('2026-11-24T04:00:00Z'), 'Asia/Shanghai')
const about = { source: { kind: 'order' as const, id: 'pos/1' } }
const doubted = { points: 100, usableFrom: REVIEW_DAY, expiresOn: '2027-11-30' }
const why = { source: { kind: 'review' as const, id: 'rev_1' } }

function underReview(debt = 0) {
  const owing = debt === 0 ? emptyAccount : { ...emptyAccount, debt }
  const { account, entries } = applyAll(owing, [earn(owing, [doubted], { ...about, type: 'earn', review: ['velocity_member'] }, moment)])
  const [entry] = entries
  if (entry === undefined) throw new Error('an entry was booked')
  return { account, entry }
}

describe('doubted points', () => {
  test('wait without end: neither usable nor lapsed', () => {
    const { account } = underReview()
    expect([account.available, account.pending, inReview(account)]).toEqual([0, 100, 100])
  })

  test('are usable at once when released, and expire when they always would have', () => {
    const { account, entry } = underReview()
    const after = applyAll(account, [releaseReview(account, waitingOf(entry, []), '2026-11-24', why, moment)]).account
    expect(after.lots).toEqual({ available: { '2027-11-30': 100 }, pending: {}, held: {} })
  })

  test('wait for their return window when it is still open', () => {
    const { account, entry } = underReview()
    const after = applyAll(account, [releaseReview(account, waitingOf(entry, []), '2026-12-01', why, moment)]).account
    expect(after.lots.pending).toEqual({ '2026-12-01>2027-11-30': 100 })
    expect(inReview(after)).toBe(0)
  })

  test('pay a debt first when released', () => {
    const { account, entry } = underReview(30)
    const after = applyAll(account, [releaseReview(account, waitingOf(entry, []), '2026-11-24', why, moment)]).account
    expect([after.available, after.debt]).toEqual([70, 0])
  })

  test('of one entry are taken back, those of another stay', () => {
    const { account, entry } = underReview()
    const both = applyAll(account, [earn(account, [{ ...doubted, points: 7 }], { ...about, source: { kind: 'order', id: 'pos/2' }, type: 'earn', review: ['frozen'] }, moment)]).account
    const after = applyAll(both, [reverseReview(waitingOf(entry, []), why, moment)]).account
    expect([after.pending, inReview(after), after.debt]).toEqual([7, 7, 0])
  })

  test('that a refund took meanwhile are not released again', () => {
    const { account, entry } = underReview()
    const refund = applyAll(account, [reverse(account, [{ ...doubted, points: 40 }], { ...about, type: 'reverse' }, moment)])
    const waiting = waitingOf(entry, refund.entries)
    expect(waiting).toEqual([{ points: 60, expiresOn: '2027-11-30' }])
    const after = applyAll(refund.account, [releaseReview(refund.account, waiting, '2026-11-24', why, moment)]).account
    expect([after.available, after.pending]).toEqual([60, 0])
  })
})
