import { messagesFromEntry } from '../../shared/messages/from-entry'
import { expiringMessages, pointsStages, stageAt, tierMessages, voucherStages } from '../../shared/messages/from-calendar'
import { nextStep, pauseAfter, verdictOf } from '../../shared/messages/delivery'
import { messageKinds } from '../../shared/messages/kinds'
import { Message, pageOf } from '../../shared/messages/message'
import { givenBack, type Messaging, messagingAtFirst, QUOTA_MAX, readTo, spent, withAnswers } from '../../shared/messages/messaging'
import { isQuiet, loudFrom, Quiet } from '../../shared/messages/quiet'
import { filled, Templates } from '../../shared/messages/templates'
import { emptyAccount } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import { messageTexts, sentencesOf } from '../../shared/text/message-sentences'
import { TierTerms } from '../../shared/tiers/terms'
import { templates } from '../support/letters'

const night = { from: '22:00', to: '08:00' }
const noon = { from: '12:00', to: '13:30' }
const zone = 'Asia/Shanghai'

describe('quiet hours', () => {
  test.each([
    [night, '21:59', false], [night, '22:00', true], [night, '00:00', true], [night, '07:59', true], [night, '08:00', false],
    [noon, '11:59', false], [noon, '12:00', true], [noon, '13:29', true], [noon, '13:30', false], [null, '03:00', false],
  ] as const)('of %j at %s: %s', (quiet, time, expected) => {
    expect(isQuiet(quiet, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))).toBe(expected)
  })

  test.each([
    [night, '2026-11-24T14:30:20.500Z', '2026-11-25T00:00:00.000Z'],
    [night, '2026-11-24T16:30:00.000Z', '2026-11-25T00:00:00.000Z'],
    [night, '2026-11-25T00:00:00.000Z', '2026-11-25T00:00:00.000Z'],
    [noon, '2026-11-24T04:00:59.999Z', '2026-11-24T05:30:00.000Z'],
    [null, '2026-11-24T18:00:00.000Z', '2026-11-24T18:00:00.000Z'],
  ] as const)('%j from %s on end at %s', (quiet, from, to) => {
    expect(new Date(loudFrom(quiet, Date.parse(from), zone)).toISOString()).toBe(to)
  })

  test('end on a night when the clocks change, too: never inside quiet hours', () => {
    for (const start of ['2026-03-29T00:30:00Z', '2026-03-28T23:10:00Z', '2026-10-25T00:30:00Z', '2026-10-24T22:15:00Z']) {
      const at = loudFrom(night, Date.parse(start), 'Europe/Berlin')
      const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }).format(at)
      expect([time >= '08:00', at - Date.parse(start) < 12 * 3_600_000]).toEqual([true, true])
    }
  })

  test.each([{ from: '22:00', to: '22:00' }, { from: '24:00', to: '08:00' }, { from: '9:00', to: '10:00' }, { from: '22:00' }])('%j are none', (given) => {
    expect(Quiet.safeParse(given).success).toBe(false)
  })
})

test.each([[-1, undefined], [0, 1], [1, 1], [2, 7], [7, 7], [8, 30], [30, 30], [31, undefined]])('points with %i days left are at stage %s', (days, stage) => {
  expect(stageAt(pointsStages, days)).toBe(stage)
})

test.each([[-1, undefined], [0, 1], [1, 1], [2, 3], [3, 3], [4, undefined]])('a voucher with %i days left is at stage %s', (days, stage) => {
  expect(stageAt(voucherStages, days)).toBe(stage)
})

describe('points that expire', () => {
  const account = { ...emptyAccount, lots: { ...emptyAccount.lots, available: { '2026-12-31': 40, '2027-06-30': 5, active: 7, never: 9 } } }
  const on = (today: string, marks = {}) => expiringMessages({ ...account, marks }, { today, timeZone: zone }).map(({ cause, message }) => [cause, 'points' in message ? message.points : 0])

  test('are told by the day they lapse on; what never lapses is not', () => {
    expect(on('2026-11-30')).toEqual([])
    expect(on('2026-12-01')).toEqual([['lot.2026-12-31.30', 40]])
    expect(on('2026-12-25')).toEqual([['lot.2026-12-31.7', 40]])
    expect(on('2026-12-31')).toEqual([['lot.2026-12-31.1', 40]])
  })

  test('with inactivity are told with those of the same day', () => {
    expect(on('2026-12-20', { activeUntil: '2026-12-31' })).toEqual([['lot.2026-12-31.30', 47]])
  })

  test('are not worth a message to the phone once they have lapsed', () => {
    expect(expiringMessages(account, { today: '2026-12-31', timeZone: zone })[0]?.until).toBe(Date.parse('2026-12-31T16:00:00Z'))
  })
})

const entry = (of: Partial<Entry>): Entry => ({ number: 7, type: 'earn', at: '2026-11-24T04:00:00.000Z', day: '2026-11-24', source: { kind: 'order', id: 'pos/1' }, moves: [{ place: 'available', lot: '2027-11-30', points: 20 }], debt: 0, points: 20, available: 20, ...of })
const tiers = TierTerms.parse({ measure: { type: 'points' }, window: { type: 'calendar_year' }, levels: [{ id: 'basic', name: { zh: '普卡', en: 'Basic' }, min: 0 }, { id: 'gold', name: { zh: '金卡', en: 'Gold' }, min: 100 }] })
const told = (of: Partial<Entry>) => messagesFromEntry(entry(of), tiers).map(({ message }) => message)

describe('an entry', () => {
  test.each<[string, Partial<Entry>, object]>([
    ['of an order', {}, { kind: 'points_received', why: 'order', points: 20, expiresOn: '2027-11-30' }],
    ['that is pending', { moves: [{ place: 'pending', lot: '2026-12-01>2027-12-31', points: 20 }] }, { kind: 'points_received', why: 'order', points: 20, usableFrom: '2026-12-01', expiresOn: '2027-12-31' }],
    ['without an end', { moves: [{ place: 'available', lot: 'never', points: 20 }] }, { kind: 'points_received', why: 'order', points: 20 }],
    ['of a share', { source: { kind: 'share', id: 'x' } }, { kind: 'points_received', why: 'share', points: 20, expiresOn: '2027-11-30' }],
    ['of a birthday', { source: { kind: 'event', id: 'x' }, paidBy: { rule: 'birthday', version: 1 } }, { kind: 'points_received', why: 'birthday', points: 20, expiresOn: '2027-11-30' }],
    ['of a grant', { type: 'adjust', source: { kind: 'staff', id: 'x' } }, { kind: 'points_received', why: 'grant', points: 20, expiresOn: '2027-11-30' }],
    ['of an approval', { type: 'approve', points: 0, source: { kind: 'review', id: 'x' }, moves: [{ place: 'pending', lot: '9999-12-31>2027-11-30', points: -20 }, { place: 'available', lot: '2027-11-30', points: 20 }] }, { kind: 'points_received', why: 'approved', points: 20, expiresOn: '2027-11-30' }],
    ['of a lapsed voucher', { type: 'refund', source: { kind: 'voucher', id: 'x' }, facts: { why: 'expired', title: '咖啡', titleEn: 'Coffee' } }, { kind: 'points_returned', points: 20, zh: '咖啡', en: 'Coffee' }],
    ['of a rise', { type: 'tier', source: { kind: 'tier', id: 'gold' }, facts: { from: 'basic', to: 'gold', why: 'growth' } }, { kind: 'tier_changed', way: 'up', zh: '金卡', en: 'Gold' }],
    ['of a fall', { type: 'tier', source: { kind: 'tier', id: 'basic' }, facts: { from: 'gold', to: 'basic', why: 'period' } }, { kind: 'tier_changed', way: 'down', zh: '普卡', en: 'Basic' }],
  ])('%s is told', (_, of, message) => {
    expect(told(of)).toEqual([message])
    expect(Message.parse(message)).toEqual(message)
  })

  test.each<[string, Partial<Entry>]>([
    ['of joining', { source: { kind: 'member', id: 'm' }, paidBy: { rule: 'sign_up', version: 1 } }],
    ['of a check-in', { source: { kind: 'check_in', id: '2026-11-24' }, paidBy: { rule: 'check_in', version: 1 } }],
    ['that brings nothing', { points: 0, moves: [] }],
    ['that waits for a person to look at it', { review: ['velocity'] }],
    ['of an order of last year, imported', { marks: { purchase: '2025-11-24' } }],
    ['of a voucher cancelled by the member', { type: 'refund', source: { kind: 'voucher', id: 'x' }, facts: { why: 'cancelled' } }],
    ['of a tier kept', { type: 'tier', source: { kind: 'tier', id: 'gold' }, facts: { from: 'gold', to: 'gold', why: 'kept' } }],
    ['of an exchange', { type: 'exchange', points: -20 }], ['of a settlement', { type: 'settle', points: 0 }], ['of a lapse', { type: 'expire', points: -20 }], ['of a reversal', { type: 'reverse', points: -20 }],
  ])('%s is not', (_, of) => {
    expect(told(of)).toEqual([])
  })
})

test('a tier that will be lost is told of a month and a week before', () => {
  const warning = { name: { zh: '金卡', en: 'Gold' }, until: '2026-12-31', missing: 40 }
  const causes = ['2026-11-30', '2026-12-01', '2026-12-24', '2027-01-01'].map((today) => tierMessages(warning, { today, timeZone: zone }).map(({ cause }) => cause).join())
  expect(causes).toEqual(['', 'tier.2026-12-31.30', 'tier.2026-12-31.7', ''])
  expect(tierMessages(undefined, { today: '2026-12-24', timeZone: zone })).toEqual([])
})

describe('permissions', () => {
  test('are counted per accept and id, spent one by one, never below none and never above the most', () => {
    const accept = [{ templateId: 'a', answer: 'accept' as const }, { templateId: 'b', answer: 'reject' as const }]
    const once = withAnswers(messagingAtFirst, 'op_1', accept, ['a', 'b'])
    expect([once.quota, withAnswers(once, 'op_1', accept, ['a', 'b']) === once, withAnswers(once, 'op_2', accept, ['b']).quota]).toEqual([{ a: 1 }, true, { a: 1 }])
    const none = spent(once, 'a')
    expect([none?.quota, none && spent(none, 'a'), givenBack({ ...once, quota: { a: QUOTA_MAX } }, 'a').quota]).toEqual([{ a: 0 }, undefined, { a: QUOTA_MAX }])
    expect(() => withAnswers(once, 'op_1', [{ templateId: 'b', answer: 'accept' }], ['a', 'b'])).toThrow('idempotency_conflict')
  })

  test('and reading never go back', () => {
    const read = readTo(messagingAtFirst, '2026-11-24T04:00:00.000Z')
    expect(readTo(read, '2026-11-23T04:00:00.000Z')).toBe(read)
  })
})

describe('a message for WeChat', () => {
  const now = Date.parse('2026-11-24T04:00:00Z')
  const allowed = { ...messagingAtFirst, quota: { 'tpl-received': 1 } }
  const step = (messaging: Messaging = allowed, { giveUpAt = now + 1, isReachable = true, template = templates[0], at = now } = {}) => nextStep({ kind: 'points_received', giveUpAt }, messaging, template, isReachable, at, zone)

  test('is sent only while allowed, wanted, in time, loud and to somebody', () => {
    expect(step()).toEqual({ type: 'send', templateId: 'tpl-received' })
    const drop = { type: 'drop' }
    expect([step(messagingAtFirst), step({ ...allowed, muted: ['points_received'] }), step(allowed, { giveUpAt: now }), step(allowed, { isReachable: false })]).toEqual([drop, drop, drop, drop])
    expect(step({ ...allowed, quiet: noon }, { giveUpAt: now + 86_400_000 })).toEqual({ type: 'wait', until: Date.parse('2026-11-24T05:30:00Z') })
    expect(step({ ...allowed, quiet: noon })).toEqual(drop)
  })

  test('is tried again after pauses that grow to four hours', () => {
    expect([1, 2, 3, 6, 7, 60].map((tries) => pauseAfter(tries) / 60_000)).toEqual([5, 10, 20, 160, 240, 240])
  })

  test.each([
    ['sent', 'sent'], ['wechat_busy', 'again'], ['wechat_unavailable', 'again'], ['wechat_misconfigured', 'again'], ['wechat_answer_lost', 'unknown'], ['message_not_wanted', 'withdrawn'], ['message_bad', 'never'], ['openid_bad', 'never'],
  ])('answered with %s is %s', (answer, verdict) => {
    expect(verdictOf(answer)).toBe(verdict)
  })

  test('fits the fields of its template', () => {
    const template = { id: 't', kinds: ['points_received' as const], fields: { thing1: 'title' as const, number2: 'points' as const, date3: 'date' as const, thing4: 'note' as const, phrase5: 'title' as const } }
    const data = filled(template, { title: '58 积分到账', note: '很'.repeat(30), points: '58', date: '2026-12-31' })
    expect(data).toEqual({ thing1: '58 积分到账', number2: '58', date3: '2026-12-31', thing4: `${'很'.repeat(19)}…`, phrase5: '积分到账' })
  })

  test.each([[[{ id: 'a b', kinds: ['points_received'], fields: { thing1: 'title' } }]], [[{ id: 'a', kinds: [], fields: { thing1: 'title' } }]], [[{ id: 'a', kinds: ['points_received'], fields: {} }]], [[...templates, { ...templates[0], id: 'b' }]], ['x']])('has no template like %j', (given) => {
    expect(Templates.safeParse(given).success).toBe(false)
  })
})

test.each(messageKinds)('a message of %s has its sentences in both languages, and a page to lead to', (kind) => {
  const writing = { text: messageTexts.zh, day: (day: string) => day, time: (at: string) => at, points: String }
  const facts = { why: 'order', points: 5, zh: '金卡', en: 'Gold', on: '2026-12-31', way: 'down', missing: 3, until: '2026-12-31', voucherId: 'vou_1', campaignId: 'cmp_1', startsAt: '2026-12-31T00:00:00.000Z', text: '补记' }
  const message = Message.parse({ kind, ...facts })
  const [zh, en] = [sentencesOf(message, 'zh', writing), sentencesOf(message, 'en', { ...writing, text: messageTexts.en })]
  for (const text of [zh.title, zh.body, en.title, en.body]) expect(text).not.toMatch(/undefined|^$/)
  expect([zh.title === en.title, /^pages\//.test(pageOf(message).page)]).toEqual([false, true])
})
