import { advance, progressOf } from '../../shared/earning/advance'
import { challenge, type ChallengeTerms } from '../../shared/earning/rules/challenge'
import type { Event } from '../../shared/events/event'
import { type Account, emptyAccount } from '../../shared/points/account'
import type { Draft } from '../../shared/points/entry'
import { orderOf } from '../support/campaigns'
import { about, booked } from '../support/tables'

const visit: Event = { type: 'checked_in', streak: 1 }
const shared: Event = { type: 'share_opened' }

const terms = (change: Partial<typeof challenge.terms._zod.input> = {}): ChallengeTerms =>
  challenge.terms.parse({ title: { zh: '三连', en: 'Three' }, points: 50, steps: [{ event: 'order_paid', times: 2, minimumFen: 1_000 }, { event: 'share_opened', times: 1 }], within: { type: 'days', days: 7 }, ...change })

/** On which of the events, numbered from 0, the challenge was completed. */
function completedOn(by: ChallengeTerms, events: readonly (readonly [string, Event])[]): readonly number[] {
  let account: Account = emptyAccount
  return events.flatMap(([day, event], i) => {
    const { tallies, isCompleted } = advance('c', by, account.tallies, event, day)
    const draft: Draft = { ...about, at: '', day, moves: [], debt: 0, tallies }
    account = booked(account, draft)
    return isCompleted ? [i] : []
  })
}

const order = orderOf(1_000)

describe('a challenge', () => {
  test.each([
    ['is completed by its last step', [['2026-11-24', order], ['2026-11-25', shared], ['2026-11-26', order]], [2]],
    ['does not count an order that is too small', [['2026-11-24', orderOf(999)], ['2026-11-24', shared], ['2026-11-24', order]], []],
    ['counts a step no more often than it asks', [['2026-11-24', order], ['2026-11-24', order], ['2026-11-24', order]], []],
    ['lasts seven days, the first among them', [['2026-11-24', order], ['2026-11-24', order], ['2026-11-30', shared]], [2]],
    ['and not an eighth', [['2026-11-24', order], ['2026-11-24', order], ['2026-12-01', shared]], []],
    ['begins again after its window', [['2026-11-24', order], ['2026-12-01', order], ['2026-12-02', shared], ['2026-12-07', order]], [3]],
    ['is completed once, where it does not repeat', [['2026-11-24', order], ['2026-11-24', order], ['2026-11-24', shared], ['2026-11-24', order], ['2026-11-24', order], ['2026-11-24', shared]], [2]],
    ['is not moved by other events', [['2026-11-24', visit], ['2026-11-24', visit]], []],
  ] as const)('%s', (_, events, completed) => {
    expect(completedOn(terms(), events)).toEqual(completed)
  })

  test('in order: a later step waits for the one before', () => {
    const early = [['2026-11-24', shared], ['2026-11-24', order], ['2026-11-24', order], ['2026-11-24', shared]] as const
    expect(completedOn(terms({ inOrder: true }), early)).toEqual([3])
    expect(completedOn(terms(), early)).toEqual([2])
  })

  test('that repeats starts again from nothing, so often as it may', () => {
    const once = { steps: [{ event: 'checked_in' as const, times: 2 }], repeats: 2, within: { type: 'ever' as const } }
    expect(completedOn(terms(once), Array.from({ length: 8 }, () => ['2026-11-24', visit] as const))).toEqual([1, 3])
  })

  test.each([
    ['a week ends on Sunday', { type: 'week' }, '2026-11-23', '2026-11-29', [1]],
    ['and begins on Monday', { type: 'week' }, '2026-11-29', '2026-11-30', []],
    ['a month ends with its last day', { type: 'month' }, '2026-11-01', '2026-11-30', [1]],
    ['and begins on the first', { type: 'month' }, '2026-11-30', '2026-12-01', []],
    ['ever has no end', { type: 'ever' }, '2026-11-01', '2031-12-01', [1]],
  ] as const)('%s', (_, within, first, second, completed) => {
    expect(completedOn(terms({ steps: [{ event: 'checked_in', times: 2 }], within }), [[first, visit], [second, visit]])).toEqual(completed)
  })

  test('a custom event counts by its name, where one is named', () => {
    const tasting = (name: string): Event => ({ type: 'custom', name, count: 1, amountFen: 0 })
    const by = terms({ steps: [{ event: 'custom', name: 'tasting', times: 1 }] })
    expect([completedOn(by, [['2026-11-24', tasting('tasting')]]), completedOn(by, [['2026-11-24', tasting('tour')]])]).toEqual([[0], []])
  })

  test('says how far the member is', () => {
    const { tallies } = advance('c', terms(), {}, order, '2026-11-24')
    const account = booked(emptyAccount, { ...about, at: '', day: '2026-11-24', moves: [], debt: 0, tallies })
    expect(progressOf('c', terms(), account.tallies, '2026-11-30')).toEqual({ done: [1, 0], completedTimes: 0, since: '2026-11-24' })
    expect(progressOf('c', terms(), account.tallies, '2026-12-01')).toEqual({ done: [0, 0], completedTimes: 0, since: undefined })
  })
})
